export const MEDIA = ['water', 'air', 'soil', 'waste', 'noise'] as const;
export type Medium = (typeof MEDIA)[number];
export const STATUSES = ['IN_FORCE', 'POLICY', 'REPLACED'] as const;
export type Status = (typeof STATUSES)[number];

const PLACE = /^[A-Z]{2}(-[A-Z]{2,3})?$/;
/** What each part of the address may say. */
export const KNOWN_PARTS = { medium: MEDIA, place: PLACE, status: STATUSES } as const;

/** What the library shows; the address holds all of it. */
export interface StandardsState {
  readonly text: string;
  readonly medium: Medium | null;
  /** Code of a jurisdiction, as in the data. */
  readonly place: string | null;
  readonly status: Status | null;
}

export const EVERYTHING: StandardsState = { text: '', medium: null, place: null, status: null };

/** Reads `?q=…&medium=…&place=…&status=…`; what it does not know is as if it were not there. */
export function readStandards(search: URLSearchParams): StandardsState {
  const place = search.get('place');
  return {
    text: (search.get('q') ?? '').slice(0, 100),
    medium: MEDIA.find((one) => one === search.get('medium')) ?? null,
    place: place === null || !PLACE.test(place) ? null : place,
    status: STATUSES.find((one) => one === search.get('status')) ?? null,
  };
}

export function standardsAddress({ text, medium, place, status }: StandardsState): string {
  const search = new URLSearchParams();
  if (text !== '') search.set('q', text);
  if (medium !== null) search.set('medium', medium);
  if (place !== null) search.set('place', place);
  if (status !== null) search.set('status', status);
  const query = search.toString();
  return query === '' ? '/standards' : `/standards?${query}`;
}

/** `water+air` limits both; `water (ambient)` is of water. */
export const mediaOf = (medium: string): readonly string[] => medium.replace(/\s*\(.*\)$/, '').split('+');

interface Listed {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly jurisdiction: string;
  readonly medium: string;
  readonly status: string;
}

/** Forms, case, spaces and dashes are no difference: `gb18918` finds `GB 18918-2002`. */
const key = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-—–_/]+/gu, '');

/** Those that agree with all that is asked, in the order of the data. */
export function filtered<S extends Listed>(standards: readonly S[], state: StandardsState): readonly S[] {
  const words = state.text.split(/\s+/u).map(key).filter(Boolean);
  const whole = key(state.text);
  return standards.filter((standard) => {
    const texts = [standard.code, standard.zh, standard.en].map(key);
    const named =
      texts.some((text) => text.includes(whole)) || words.every((word) => texts.some((text) => text.includes(word)));
    return (
      named &&
      (state.medium === null || mediaOf(standard.medium).includes(state.medium)) &&
      (state.place === null || standard.jurisdiction === state.place) &&
      (state.status === null || standard.status === state.status)
    );
  });
}

/** The level an address names; else the first that has limits; else the first. */
export function levelOf<L extends { readonly code: string; readonly limits: readonly unknown[] }>(
  levels: readonly L[],
  asked: string | null,
): L | undefined {
  return levels.find(({ code }) => code === asked) ?? levels.find(({ limits }) => limits.length > 0) ?? levels[0];
}

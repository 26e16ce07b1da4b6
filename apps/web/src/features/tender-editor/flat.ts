import { byName, listUnder, type Flat } from '../work/three-way';
import { citationKey, emptyLot, type Draft, type DraftLot } from './draft';

const FIELDS = ['track', 'method', 'region', 'documentsUntil', 'deadline'] as const satisfies readonly (keyof Draft)[];
const LOT_FIELDS = ['domain', 'scenario', 'region', 'minimumBasis'] as const satisfies readonly (keyof DraftLot)[];
type Budget = Pick<Draft, 'budget' | 'budgetUnread'>;
type Place = readonly [path: string, value: unknown];

const said = (under: string, name: Draft['title']): readonly Place[] =>
  (['zh', 'en'] as const).flatMap((language) => (name[language] ? [[`${under}.${language}`, name[language]]] : []));
const nameFrom = (under: string, flat: Flat): Draft['title'] => {
  const of = (language: 'zh' | 'en') => {
    const text = flat.get(`${under}.${language}`) as string | undefined;
    return text === undefined ? {} : { [language]: text };
  };
  return { ...of('zh'), ...of('en') };
};

function placesOf(lot: DraftLot): readonly Place[] {
  const at = `lot/${lot.id}`;
  return [
    ...said(`${at}/title`, lot.title),
    ...LOT_FIELDS.flatMap((field): readonly Place[] =>
      lot[field] === undefined ? [] : [[`${at}/${field}`, lot[field]]],
    ),
    ...byName(`${at}/technologies`, lot.technologies, (code) => code),
    ...byName(`${at}/weights`, lot.weights, ({ term }) => term),
    ...byName(`${at}/duty`, lot.duty, ({ metric, parameter }) => `${metric} ${parameter ?? ''}`).map(
      // The key is of this page alone; what is said is what counts.
      ([path, { key: _, ...duty }]): Place => [path, duty],
    ),
    ...byName(`${at}/requirements`, lot.requirements, ({ id }) => id),
    ...byName(`${at}/standards`, lot.standards, citationKey),
  ];
}

/** Lots that one of the drafts does not have: they are taken or left as a whole. */
export function wholeLots(...drafts: readonly Draft[]): ReadonlySet<string> {
  const ids = drafts.map(({ lots }) => new Set(lots.map(({ id }) => id)));
  return new Set(ids.flatMap((own) => [...own]).filter((id) => !ids.every((own) => own.has(id))));
}

/** A tender as things that are changed one by one. */
export function flatOf(draft: Draft, whole: ReadonlySet<string>): Flat {
  const { budget, budgetUnread } = draft;
  return new Map<string, unknown>([
    ...said('title', draft.title),
    ...said('summary', draft.summary),
    ...FIELDS.flatMap((field): readonly Place[] => (draft[field] === undefined ? [] : [[field, draft[field]]])),
    ...(budget === undefined && budgetUnread === undefined
      ? []
      : [['budget', { budget, budgetUnread } satisfies Budget] as const]),
    ...draft.lots.flatMap((lot): readonly Place[] =>
      whole.has(lot.id) ? [[`whole/${lot.id}`, lot]] : [[`lot/${lot.id}`, lot.id], ...placesOf(lot)],
    ),
  ]);
}

/** The tender that a flat one stands for. */
export function draftFrom(flat: Flat, whole: ReadonlySet<string>): Draft {
  const fieldsOf = (under: string, fields: readonly string[]) =>
    Object.fromEntries(fields.flatMap((field) => (flat.has(under + field) ? [[field, flat.get(under + field)]] : [])));
  const lotFrom = (id: string): DraftLot => {
    const at = `lot/${id}`;
    // What stands at a path was put there by `flatOf`, so that it is of the kind that belongs there.
    const list = <K extends keyof DraftLot>(under: K): DraftLot[K] =>
      listUnder(flat, `${at}/${under}`) as unknown as DraftLot[K];
    return {
      ...emptyLot(id, 'water'),
      ...(fieldsOf(`${at}/`, LOT_FIELDS) as Partial<DraftLot>),
      title: nameFrom(`${at}/title`, flat),
      technologies: list('technologies'),
      weights: list('weights'),
      duty: list('duty').map((duty, place) => ({ ...duty, key: `d${place + 1}` })),
      requirements: list('requirements'),
      standards: list('standards'),
    };
  };
  const lots = [...flat].flatMap(([path, value]): readonly DraftLot[] => {
    const [kind, id = '', ...rest] = path.split('/');
    if (kind === 'whole' && whole.has(id)) return [value as DraftLot];
    return kind === 'lot' && rest.length === 0 ? [lotFrom(id)] : [];
  });
  return {
    title: nameFrom('title', flat),
    summary: nameFrom('summary', flat),
    ...(fieldsOf('', FIELDS) as Pick<Draft, 'track' | 'method'>),
    ...((flat.get('budget') as Budget | undefined) ?? {}),
    lots,
  };
}

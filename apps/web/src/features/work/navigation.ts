import type { OrganisationKind, Role } from '../../generated/schema';

/** A place in the workspace. Who may do what is the server's to decide; this says what is worth showing to whom. */
export interface Place {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  readonly kinds: readonly OrganisationKind[];
  readonly roles?: readonly Role[];
}

/** In the order of the day's work: what each kind of organisation has for itself, then what all have. */
export const PLACES: readonly Place[] = [
  { path: '/work', zh: '概览', en: 'Overview', kinds: ['SUPPLIER', 'BUYER', 'OPERATOR'] },
  { path: '/work/tenders', zh: '我的招标', en: 'My tenders', kinds: ['BUYER'] },
];

export const placesOf = (kind: OrganisationKind, role: Role): readonly Place[] =>
  PLACES.filter((place) => place.kinds.includes(kind) && (place.roles === undefined || place.roles.includes(role)));

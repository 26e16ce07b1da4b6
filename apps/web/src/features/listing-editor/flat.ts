import { byName, listUnder, type Flat } from '../work/three-way';
import { EMPTY, type Draft, type FactRow } from './draft';

const FIELDS = [
  'kind',
  'domain',
  'nameZh',
  'nameEn',
  'summaryZh',
  'summaryEn',
  'modular',
  'maxUnits',
  'leadDays',
] as const satisfies readonly (keyof Draft)[];
const SETS = ['technologies', 'scenarios', 'services', 'regions'] as const satisfies readonly (keyof Draft)[];
type Row = Omit<FactRow, 'key'>;
type Price = Pick<Draft, 'price' | 'priceUnread' | 'pricePer'>;

/** A listing as things that are changed one by one: a row of figures is what it says something of. */
export function flatOf(draft: Draft): Flat {
  const { price, priceUnread, pricePer } = draft;
  return new Map<string, unknown>([
    ...FIELDS.map((field) => [field, draft[field]] as const),
    ['price', { price, priceUnread, pricePer } satisfies Price],
    ...SETS.flatMap((set) => byName(set, draft[set], (code) => code)),
    ...byName(
      'facts',
      draft.facts.map(({ key: _, ...row }): Row => row),
      ({ metric, parameter, condition }) => [metric, parameter ?? '', condition.trim()].join(' '),
    ),
    ...byName('certificates', draft.certificates, ({ scheme }) => scheme),
    ...byName('attachments', draft.attachments, ({ id }) => id),
    ...byName('sources', draft.sources, ({ title }) => title),
  ]);
}

/** The listing that a flat one stands for. */
export function draftFrom(flat: Flat): Draft {
  // What stands at a path was put there by `flatOf`, so that it is of the kind that belongs there.
  const list = <K extends keyof Draft>(under: K): Draft[K] => listUnder(flat, under) as unknown as Draft[K];
  const fields = Object.fromEntries(FIELDS.flatMap((field) => (flat.has(field) ? [[field, flat.get(field)]] : [])));
  return {
    ...EMPTY,
    ...(fields as Partial<Draft>),
    ...(flat.get('price') as Price),
    technologies: list('technologies'),
    scenarios: list('scenarios'),
    services: list('services'),
    regions: list('regions'),
    facts: (listUnder(flat, 'facts') as readonly Row[]).map((row, key) => ({ ...row, key })),
    certificates: list('certificates'),
    attachments: list('attachments'),
    sources: list('sources'),
  };
}

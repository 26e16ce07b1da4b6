import {
  canonicalJson,
  type Attachment,
  type ListingContent,
  type ListingFact,
  type Lot,
  type LotNeed,
  type MinorMoney,
  type Price,
  type Source,
  type TenderContent,
} from '@huanpei/domain';
import type { Certificate, Citation, Domain, DutyFact, Name, Requirement } from '@huanpei/matching';
import type { ReadItem } from './read-file';
import type { CellRef, ReadRow } from './read-row';

/** A content put together from a file (and from what is there already), and which cell each part of it comes from. */
export interface BuiltContent<T> {
  readonly content: T;
  /** By path within the content, as in `facts[2].unit`; a row without a column for what has no cell. */
  readonly cells: Readonly<Record<string, CellRef>>;
}

/** Codes of the columns a file has, by code of the sheet. */
export type FileColumns = Readonly<Record<string, readonly string[]>>;

type Values = Readonly<Record<string, unknown>>;

/** Without what is not stated. */
function stated<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** What a column says; where the file has no such column, what is there already. */
const chooser =
  (columns: readonly string[] | undefined, values: Values) =>
  <T>(code: string, before: T | undefined): T | undefined =>
    columns?.includes(code) ? (values[code] as T | undefined) : before;

type Choose = ReturnType<typeof chooser>;

function nameOf(choose: Choose, path: 'name' | 'title' | 'summary', before: Name | undefined): Name | undefined {
  const name = stated({ zh: choose(`${path}.zh`, before?.zh), en: choose(`${path}.en`, before?.en) }) as Name;
  return name.zh === undefined && name.en === undefined ? undefined : name;
}

function cellsOf(at: string, row: ReadRow | null, into: Record<string, CellRef>): void {
  if (!row) return;
  into[at === '' ? '.' : at] = row.at;
  for (const [code, ref] of Object.entries(row.cells)) into[at === '' ? code : `${at}.${code}`] = ref;
}

/** The listing that a file states. Whatever the file has no column or sheet for stays as it is. */
export function listingFrom(
  item: ReadItem,
  columns: FileColumns,
  before?: ListingContent,
): BuiltContent<ListingContent> {
  const cells: Record<string, CellRef> = {};
  const values: Values = item.main?.values ?? {};
  const choose = chooser(item.main ? columns['LISTINGS'] : [], values);
  const price =
    item.main && columns['LISTINGS']?.includes('price.amount') ? (values['price'] as Price | undefined) : before?.price;
  cellsOf('', item.main, cells);
  const list = <T>(sheet: string, path: string, old: readonly T[] | undefined): readonly T[] | undefined => {
    const rows = item.lists[sheet];
    rows?.forEach((row, index) => cellsOf(`${path}[${index}]`, row, cells));
    return rows ? rows.map(({ values: of }) => stated(of) as T) : old;
  };
  const attachments = list<Attachment>('ATTACHMENTS', 'attachments', before?.attachments);
  const sources = list<Source>('SOURCES', 'sources', before?.sources);
  const content = stated({
    kind: choose('kind', before?.kind) ?? 'EQUIPMENT',
    name: nameOf(choose, 'name', before?.name) ?? {},
    summary: nameOf(choose, 'summary', before?.summary),
    domain: choose<Domain>('domain', before?.domain),
    technologies: choose<readonly string[]>('technologies', before?.technologies) ?? [],
    scenarios: choose('scenarios', before?.scenarios),
    facts: (list<ListingFact>('FACTS', 'facts', before?.facts) ?? []).map((fact) => withoutKey(fact, LISTING_FACT)),
    modular: choose('modular', before?.modular),
    maxUnits: choose('maxUnits', before?.maxUnits),
    certificates: choose<readonly Certificate[]>('certificates', before?.certificates),
    services: choose('services', before?.services),
    regions: choose('regions', before?.regions),
    price,
    leadDays: choose('leadDays', before?.leadDays),
    attachments: attachments && nonEmpty(attachments.map((one) => withoutKey(one, ATTACHMENT))),
    sources: sources && nonEmpty(sources.map((one) => withoutKey(one, SOURCE))),
  });
  return { content: content as ListingContent, cells };
}

const STATEMENT = ['metric', 'parameter', 'op', 'value', 'valueMax', 'unit', 'condition'];
const LISTING_FACT = [...STATEMENT, 'basis', 'note', 'attachmentId'];
const ATTACHMENT = ['id', 'kind', 'title', 'issuer', 'number', 'issuedOn', 'validUntil', 'url', 'sha256'];
const SOURCE = ['title', 'url'];
const REQUIREMENT = [
  'id',
  'group',
  'mandatory',
  'weight',
  'minimumBasis',
  ...STATEMENT,
  'certificate',
  'honour',
  'service',
  'region',
  'leadDays',
  'price',
];
const CITATION = ['code', 'level', 'parameters', 'where', 'whereNot'];

function withoutKey<T extends object>(object: T, keys: readonly string[]): T {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key))) as T;
}

/** The tender that a file states. Whatever the file has no column or sheet for stays as it is. */
export function tenderFrom(item: ReadItem, columns: FileColumns, before?: TenderContent): BuiltContent<TenderContent> {
  const cells: Record<string, CellRef> = {};
  const values: Values = item.main?.values ?? {};
  const has = (code: string) => item.main !== null && (columns['TENDERS'] ?? []).includes(code);
  const choose = chooser(item.main ? columns['TENDERS'] : [], values);
  cellsOf('', item.main, cells);
  const content = stated({
    title: nameOf(choose, 'title', before?.title) ?? {},
    summary: nameOf(choose, 'summary', before?.summary),
    track: choose('track', before?.track) ?? 'GOVERNMENT_PROCUREMENT',
    method: choose('method', before?.method) ?? 'OPEN',
    region: choose<string | null>('region', before?.region) ?? null,
    budget: (has('budget.amount') ? (values['budget'] as MinorMoney | undefined) : before?.budget) ?? null,
    documentsUntil: choose<string | null>('documentsUntil', before?.documentsUntil) ?? null,
    deadline: choose<string | null>('deadline', before?.deadline) ?? null,
    lots: lotsOf(item, columns, before?.lots ?? [], cells),
  });
  return { content: content as TenderContent, cells };
}

/** Ids of lots that rows name, though neither the file nor what is there has such a lot. */
export function strayLots(item: ReadItem, before: readonly Lot[] = []): readonly CellRef[] {
  const known = new Set(
    (item.lists['LOTS']?.map(({ values }) => values['lot']) ?? before.map(({ id }) => id)) as string[],
  );
  return ['REQUIREMENTS', 'DUTY', 'STANDARDS'].flatMap((sheet) =>
    (item.lists[sheet] ?? [])
      .filter(({ values }) => typeof values['lot'] === 'string' && !known.has(values['lot']))
      .map(({ cells, at }) => cells['lot'] ?? at),
  );
}

function lotsOf(
  item: ReadItem,
  columns: FileColumns,
  before: readonly Lot[],
  cells: Record<string, CellRef>,
): readonly Lot[] {
  const rows = item.lists['LOTS'];
  const listed: readonly { readonly row: ReadRow | null; readonly old: Lot | undefined; readonly id: string }[] = rows
    ? rows.map((row) => {
        const id = String(row.values['lot'] ?? '');
        return { row, id, old: before.find((lot) => lot.id === id) };
      })
    : before.map((old) => ({ row: null, id: old.id, old }));
  return listed.map(({ row, id, old }, index) => {
    const at = `lots[${index}]`;
    if (row) {
      cells[`${at}.id`] = row.cells['lot'] ?? row.at;
      cells[at] = row.at;
      for (const [code, ref] of Object.entries(row.cells)) {
        cells[code.startsWith('title.') ? `${at}.${code}` : `${at}.need.${code}`] = ref;
      }
    }
    const choose = chooser(row ? columns['LOTS'] : [], row?.values ?? {});
    const list = <T extends object>(
      sheet: string,
      path: string,
      keys: readonly string[],
      then: readonly T[] | undefined,
    ) => {
      const all = item.lists[sheet];
      if (!all) return then;
      const own = all.filter(({ values }) => values['lot'] === id);
      own.forEach((one, place) => cellsOf(`${at}.need.${path}[${place}]`, one, cells));
      return nonEmpty(own.map(({ values }) => stated(withoutKey(values, keys)) as T));
    };
    const requirements = list<Requirement>('REQUIREMENTS', 'requirements', REQUIREMENT, old?.need.requirements);
    const need = stated({
      domain: choose<Domain>('domain', old?.need.domain),
      technologies: choose<readonly string[]>('technologies', old?.need.technologies),
      scenario: choose<string>('scenario', old?.need.scenario),
      duty: list<DutyFact>('DUTY', 'duty', STATEMENT, old?.need.duty),
      requirements: requirements?.map((one) => ({ ...one, mandatory: one.mandatory ?? true })),
      standards: list<Citation>('STANDARDS', 'standards', CITATION, old?.need.standards),
      region: choose<string>('region', old?.need.region),
      minimumBasis: choose('minimumBasis', old?.need.minimumBasis),
      weights: choose('weights', old?.need.weights),
    }) as LotNeed;
    return { id, title: nameOf(choose, 'title', old?.title) ?? {}, need };
  });
}

/** Lists that say the same empty as left out. */
const SAME_EMPTY: ReadonlySet<string> = new Set(['attachments', 'sources', 'duty', 'requirements', 'standards']);

/** A content as it is compared: without what says nothing, and with one kind of line breaks. */
export function comparable(content: ListingContent | TenderContent): unknown {
  return plain(content);
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return textOf(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(inner === null || inner === undefined || isNothing(key, inner)))
      .map(([key, inner]) => [key, plain(inner)]),
  );
}

const textOf = (text: string): string => text.replace(/\r\n?/g, '\n');

function isNothing(key: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0 && SAME_EMPTY.has(key);
  return typeof value === 'string' && value.trim() === '';
}

/** Which parts of a content another one changes: names of its fields; empty when both say the same. */
export function changedFields(
  before: ListingContent | TenderContent,
  after: ListingContent | TenderContent,
): readonly string[] {
  const [one, other] = [comparable(before), comparable(after)] as Record<string, unknown>[];
  const fields = new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})]);
  return [...fields]
    .filter((field) => canonicalJson({ v: one?.[field] }) !== canonicalJson({ v: other?.[field] }))
    .sort();
}

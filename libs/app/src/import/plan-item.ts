import type { ListingContent, Refusal, TenderContent } from '@huanpei/domain';
import {
  changedFields,
  listingFrom,
  strayLots,
  tenderFrom,
  type CellNote,
  type CellRef,
  type FileColumns,
  type ImportKind,
  type ReadItem,
} from '@huanpei/exchange';
import { completeness, saysLittle, templateFor } from '@huanpei/reference';
import { listingFaults } from '../listing/listing-faults';
import { tenderFaults } from '../tender/tender-faults';
import type { ItemPlan } from './sheet-import';

export type Content = ListingContent | TenderContent;

/** A thing put together, before the rules of the marketplace have been asked. */
export interface Prepared {
  readonly content: Content;
  readonly cells: Readonly<Record<string, CellRef>>;
  readonly faults: readonly CellNote[];
  readonly warnings: readonly CellNote[];
}

/** What is wrong with a content: the rule of the API, not another one. */
export function contentFaults(kind: ImportKind, content: Content): readonly Refusal[] {
  return kind === 'LISTINGS' ? listingFaults(content as ListingContent) : tenderFaults(content as TenderContent);
}

/** Puts a thing together from what the file says of it and what is there already. */
export function prepareItem(
  kind: ImportKind,
  item: Pick<ReadItem, 'main' | 'lists' | 'key'>,
  columns: FileColumns,
  before: Content | undefined,
): Prepared {
  const whole = { ...item, number: 0, rows: [], faults: [], warnings: [] };
  const { content, cells } =
    kind === 'LISTINGS'
      ? listingFrom(whole, columns, before as ListingContent | undefined)
      : tenderFrom(whole, columns, before as TenderContent | undefined);
  const at = item.main?.at ?? Object.values(item.lists).flat()[0]?.at;
  const faults: CellNote[] = [];
  const warnings: CellNote[] = [];
  if (at && item.key !== null && item.main === null && before === undefined) {
    faults.push({ ...at, code: 'KEY_UNKNOWN', facts: { key: item.key } });
  }
  if (kind === 'TENDERS') {
    for (const ref of strayLots(whole, (before as TenderContent | undefined)?.lots)) {
      faults.push({ ...ref, code: 'LOT_UNKNOWN', facts: {} });
    }
    const seen = new Set<unknown>();
    for (const { values, cells: of, at: row } of item.lists['LOTS'] ?? []) {
      if (seen.has(values['lot'])) faults.push({ ...(of['lot'] ?? row), code: 'LOT_TWICE', facts: {} });
      seen.add(values['lot']);
    }
  } else if (at && before !== undefined) {
    const had = (before as ListingContent).facts.length;
    if (had > 0 && item.lists['FACTS']?.length === 0)
      warnings.push({ ...at, code: 'FACTS_REMOVED', facts: { before: had } });
  }
  return { content, cells, faults, warnings };
}

/** What an import would do with a thing. */
export function planOf(
  before: Content | undefined,
  prepared: Prepared,
  isFaulty: boolean,
): { readonly plan: ItemPlan; readonly fields: readonly string[] } {
  if (isFaulty) return { plan: 'REFUSED', fields: [] };
  if (before === undefined) return { plan: 'CREATE', fields: [] };
  const fields = changedFields(before, prepared.content);
  return { plan: fields.length === 0 ? 'UNCHANGED' : 'CHANGE', fields };
}

/** Columns of which one that cannot be read leaves the others without their sense. */
const READ_TOGETHER: ReadonlySet<string> = new Set(['metric', 'parameter', 'op', 'value', 'valueMax', 'unit']);
/** What is judged by another column, too. */
const JUDGED_BY: Readonly<Record<string, string>> = { technologies: 'domain' };

/** What is read and judged as one, of a column or of a path within its row: `price` of `price.amountMinor`. */
const partOf = (code: string): string => {
  const first = /^(?:need\.)?([^.[]*)/.exec(code)?.[1] ?? '';
  return READ_TOGETHER.has(first) ? 'value' : first;
};

/** What is said of a listing that would be made or changed and says little of what its kind should state. */
export function littleSaid(kind: ImportKind, content: Content, at: CellRef | undefined): readonly CellNote[] {
  if (kind !== 'LISTINGS' || !at) return [];
  const { facts, technologies } = content as ListingContent;
  const { stated, expected, share } = completeness(facts, templateFor(technologies));
  return saysLittle({ share }) ? [{ ...at, code: 'SAYS_LITTLE', facts: { stated, expected } }] : [];
}

/**
 * Refusals at the cells they are about. Where reading has already found a fault in what they are about, what follows from
 * it is left out: a unit that could not be read is missing, too. All else is told beside it, so that a file need not be
 * mended twice.
 */
export function notesOfRefusals(
  refusals: readonly Refusal[],
  cells: Readonly<Record<string, CellRef>>,
  fallback: CellRef | undefined,
  readingFaults: readonly CellNote[],
): readonly CellNote[] {
  const rows = Object.entries(cells).filter(([, { address }]) => address === null);
  /** The row of a path, and the path within it. */
  const within = (path: string): readonly [row: string, inner: string] => {
    const [row = ''] = rows
      .map(([at]) => at)
      .filter((at) => path === at || path.startsWith(`${at}.`))
      .sort((one, other) => other.length - one.length);
    return [row, row === '' ? path : path.slice(row.length + 1)];
  };
  const parts = new Map<string, string>();
  for (const [path, { sheet, address }] of Object.entries(cells))
    if (address !== null) parts.set(`${sheet} ${address}`, partOf(within(path)[1]));
  const told = new Set(
    readingFaults.flatMap(({ sheet, row, address, facts }) => {
      const part = address === null ? partOf(String(facts['column'] ?? '')) : parts.get(`${sheet} ${address}`);
      return part === undefined || part === '' ? [] : [`${sheet} ${row} ${part}`];
    }),
  );
  return refusals.flatMap(({ code, field, facts }): readonly CellNote[] => {
    const ref = cellOf(field ?? '', cells) ?? fallback;
    if (!ref) return [];
    const part = partOf(within((field ?? '').replace(/^content\.?/, ''))[1]);
    const isTold = (one: string | undefined) => one !== undefined && told.has(`${ref.sheet} ${ref.row} ${one}`);
    // What is said of a row as a whole may follow from any of its cells.
    const follows =
      part === ''
        ? readingFaults.some(({ sheet, row }) => sheet === ref.sheet && row === ref.row)
        : isTold(part) || isTold(JUDGED_BY[part]);
    if (follows) return [];
    return [
      { ...ref, code: 'REFUSED', facts: { ...facts, refusal: code, field: (field ?? '').replace(/^content\./, '') } },
    ];
  });
}

/** The cell of a path, or of the nearest thing around it. */
function cellOf(field: string, cells: Readonly<Record<string, CellRef>>): CellRef | undefined {
  for (let path = field.replace(/^content\.?/, ''); path !== ''; path = path.replace(/(?:^|\.)[^.[]+$|\[\d+\]$/, '')) {
    const ref = [path, `${path}.amount`, `${path}.zh`, `${path}.en`]
      .map((one) => cells[one])
      .find((one) => one !== undefined);
    if (ref) return ref;
  }
  return cells['.'];
}

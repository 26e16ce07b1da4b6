import { BASES, basisRank } from '@huanpei/matching';
import type { TableMatchFragment } from '../../generated/match-table';
import type { Basis, MatchOutcome } from '../../generated/schema';

export type Row = TableMatchFragment;
export type Cell = Row['findings'][number];

export const OUTCOMES: readonly MatchOutcome[] = ['FITS', 'NEEDS_DATA', 'RULED_OUT'];

/** What is looked at, all of it in the address. */
export interface TableState {
  readonly lot: string | undefined;
  readonly outcome: MatchOutcome | undefined;
  /** Every requirement that is met is met on this evidence at least. */
  readonly evidence: Basis | undefined;
  readonly supplier: string | undefined;
  /** Only those that fail this requirement. */
  readonly fails: string | undefined;
  /** `score`, `price`, or the id of the requirement by whose margin rows stand. */
  readonly sort: string;
  readonly pinned: readonly string[];
  readonly picked: readonly string[];
}

const list = (text: string | null): readonly string[] => [...new Set((text ?? '').split(',').filter(Boolean))];
const oneOf = <T extends string>(text: string | null, among: readonly T[]): T | undefined =>
  among.find((one) => one === text);

export const readTable = (search: URLSearchParams): TableState => ({
  lot: search.get('lot') ?? undefined,
  outcome: oneOf(search.get('outcome'), OUTCOMES),
  evidence: oneOf(search.get('evidence'), BASES),
  supplier: search.get('supplier') ?? undefined,
  fails: search.get('fails') ?? undefined,
  sort: search.get('sort') ?? 'score',
  pinned: list(search.get('pin')),
  picked: list(search.get('pick')),
});

export function addressOfTable({
  lot,
  outcome,
  evidence,
  supplier,
  fails,
  sort,
  pinned,
  picked,
}: TableState): URLSearchParams {
  const search = new URLSearchParams();
  const set = (name: string, value: string | undefined) => {
    if (value) search.set(name, value);
  };
  set('lot', lot);
  set('outcome', outcome);
  set('evidence', evidence);
  set('supplier', supplier);
  set('fails', fails);
  set('sort', sort === 'score' ? undefined : sort);
  set('pin', pinned.join(','));
  set('pick', picked.join(','));
  return search;
}

/** A requirement as a column: what the findings say of it. */
export interface Column {
  readonly id: string;
  readonly subject: string;
  readonly limit: string | null | undefined;
  readonly mandatory: boolean;
  readonly group: string | null | undefined;
}

/** Every requirement that any row was checked for, in the order of the checks. */
export function columnsOf(rows: readonly Row[]): readonly Column[] {
  const found = new Map<string, Column>();
  for (const { findings } of rows)
    for (const { id, subject, limit, mandatory, group } of findings)
      if (!found.has(id)) found.set(id, { id, subject, limit, mandatory, group });
  return [...found.values()];
}

export const cellOf = (row: Row, column: string): Cell | undefined => row.findings.find(({ id }) => id === column);

/** Rows that are kept, those pinned first. What has no figure to stand by comes last, and the score breaks ties. */
export function shownRows(rows: readonly Row[], state: TableState): readonly Row[] {
  const kept = rows.filter((row) => {
    if (state.pinned.includes(row.listingId)) return true;
    if (state.outcome !== undefined && row.outcome !== state.outcome) return false;
    if (state.supplier !== undefined && row.listing?.supplier.id !== state.supplier) return false;
    if (state.fails !== undefined && cellOf(row, state.fails)?.verdict !== 'FAIL') return false;
    const { evidence: least } = state;
    return row.findings.every(
      ({ verdict, evidence }) => verdict !== 'PASS' || !evidence || !least || basisRank(evidence) <= basisRank(least),
    );
  });
  const pinned = (row: Row) => (state.pinned.includes(row.listingId) ? 0 : 1);
  return [...kept].sort(
    (a, b) =>
      pinned(a) - pinned(b) || bySort(a, b, state.sort) || b.score - a.score || (a.listingId < b.listingId ? -1 : 1),
  );
}

function bySort(a: Row, b: Row, sort: string): number {
  if (sort === 'score') return OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome);
  const of = (row: Row): number =>
    sort === 'price'
      ? (row.listing?.content?.price?.money.amountMinor ?? Infinity)
      : -(cellOf(row, sort)?.margin ?? -Infinity);
  const [one, other] = [of(a), of(b)];
  return one === other ? 0 : one - other;
}

/** The suppliers of the rows, each once. */
export function suppliersOf(rows: readonly Row[]): readonly NonNullable<Row['listing']>['supplier'][] {
  const found = new Map(
    rows.flatMap(({ listing }) => (listing ? [[listing.supplier.id, listing.supplier] as const] : [])),
  );
  return [...found.values()];
}

/** How far a margin's bar reaches, of ±100: what is beyond a whole limit is drawn as a whole. */
export const barOf = (margin: number): number => Math.round(Math.max(-1, Math.min(1, margin)) * 100);

/** How much of what the run found stands in the table, which holds only what a run keeps. */
export interface Listed {
  readonly candidates: { readonly listed: number; readonly all: number };
  /** `whole` where none is left out that one requirement rules out. */
  readonly nearMisses: { readonly listed: number; readonly ruledOut: number; readonly whole: boolean };
}

/** `most` is how many of each kind are kept. */
export const listedOf = (
  {
    fits,
    needsData,
    ruledOut,
    top,
    nearMisses,
  }: {
    readonly fits: number;
    readonly needsData: number;
    readonly ruledOut: number;
    readonly top: readonly Row[];
    readonly nearMisses: readonly Row[];
  },
  most: number,
): Listed => ({
  candidates: { listed: top.length, all: fits + needsData },
  nearMisses: { listed: nearMisses.length, ruledOut, whole: nearMisses.length < most },
});

/** A name under which a file can be kept on any system. */
export const fileName = (parts: readonly string[], ending: string): string =>
  `${parts
    .map((part) => part.replace(/[\\/:*?"<>|\s]+/gu, ' ').trim())
    .filter((part) => part !== '')
    .join('_')
    .slice(0, 120)}.${ending}`;

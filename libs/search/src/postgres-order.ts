import type { PoolClient } from 'pg';
import type { SearchOrder } from '@huanpei/app';
import type { Bits } from './bits';
import { FIGURE_KEYS } from './indexed';
import { storableId } from './storable-id';

/** Figures of so many documents are looked up one by one; for more the index of figures is read along in their order. */
const FEW = 3_000;
/** Rows that are read along at a time: few at first, since most often these are enough. */
const FIRST_ROWS = 256;
const MOST_ROWS = 16_384;

/** A hit in the order of a figure; null where it states none. */
export interface Ordered {
  readonly ordinal: number;
  readonly figure: number | null;
}

/** The numbers that a cursor holds, and the place they mean. */
export const cursorOf = ({ ordinal, figure }: Ordered): readonly number[] => [
  ordinal,
  figure === null ? 0 : 1,
  figure ?? 0,
];
export function placeInOrder([ordinal, isStated, figure]: readonly number[] = []): Ordered | undefined {
  if (ordinal === undefined || figure === undefined) return undefined;
  return { ordinal, figure: isStated === 0 ? null : figure };
}

/**
 * So many hits after a place, in the order asked for: those that state the figure, equal ones newest first, then the others.
 *
 * @param stated the documents that state a figure of the key at all
 */
export async function inOrder(
  client: PoolClient,
  hits: Bits,
  stated: Bits,
  order: SearchOrder,
  wanted: number,
  from: Ordered | undefined,
): Promise<readonly Ordered[]> {
  const page: Ordered[] = [];
  if (from?.figure !== null) {
    const stating = hits.and(stated);
    const after = from && { ...from, figure: from.figure };
    page.push(
      ...(stating.count() <= FEW
        ? await oneByOne(client, stating, order, wanted, after)
        : await alongIndex(client, stating, order, wanted, after)),
    );
  }
  const last = from?.figure === null ? from.ordinal : Infinity;
  for (const ordinal of hits.without(stated).newestFirst()) {
    if (page.length >= wanted) break;
    if (ordinal < last) page.push({ ordinal, figure: null });
  }
  return page;
}

interface Stating extends Ordered {
  readonly figure: number;
}

const KEY = `(select id from search_value where facet = ${FIGURE_KEYS} and value = $1)`;

async function oneByOne(
  client: PoolClient,
  stating: Bits,
  { key, by, descending = false }: SearchOrder,
  wanted: number,
  from: Stating | undefined,
): Promise<readonly Stating[]> {
  if (stating.isEmpty()) return [];
  const { rows } = await client.query<Stating>(
    `select asked.ordinal, one.figure from unnest($2::int[]) asked (ordinal) cross join lateral (
       select ${by} as figure from search_figure where search_figure.ordinal = asked.ordinal and key = ${KEY} offset 0
     ) one`,
    [storableId(key), stating.ordinals()],
  );
  const turn = descending ? -1 : 1;
  const compare = (a: Stating, b: Stating): number => turn * (a.figure - b.figure) || b.ordinal - a.ordinal;
  return rows
    .filter((one) => from === undefined || compare(from, one) < 0)
    .sort(compare)
    .slice(0, wanted);
}

async function alongIndex(
  client: PoolClient,
  stating: Bits,
  { key, by, descending = false }: SearchOrder,
  wanted: number,
  from: Stating | undefined,
): Promise<readonly Stating[]> {
  const beyond = descending ? '<' : '>';
  let [figure, ordinal] = [from?.figure ?? (descending ? Infinity : -Infinity), from?.ordinal ?? 0];
  const page: Stating[] = [];
  for (let limit = FIRST_ROWS; ; limit = Math.min(limit * 4, MOST_ROWS)) {
    const { rows } = await client.query<Stating>(
      `select ordinal, ${by} as figure from search_figure
       where key = ${KEY} and ${by} ${beyond}= $2 and (${by} ${beyond} $2 or ordinal < $3)
       order by ${by} ${descending ? 'desc' : 'asc'}, ordinal desc limit $4`,
      [storableId(key), figure, ordinal, limit],
    );
    for (const row of rows) {
      if (!stating.has(row.ordinal)) continue;
      page.push(row);
      if (page.length >= wanted) return page;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return page;
    ({ figure, ordinal } = last);
  }
}

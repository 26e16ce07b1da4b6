import type { PoolClient } from 'pg';
import type { FigureFilter } from '@huanpei/app';
import { Bits, CHUNK } from './bits';
import { FIGURE_KEYS } from './indexed';
import { planned } from './planned';
import { storableId } from './storable-id';

/** So many ordinals show which is less to read: the figures that hold, or those that do not. */
const SAMPLE = 512;
/** To look up the figure of one document takes about as long as to read so many along an index (docs/benchmarks.md). */
const ROWS_AS_ONE = 15;

/**
 * Those of the documents that the filter keeps.
 *
 * @param stated the documents that state a figure of the key at all
 */
export async function withFigure(client: PoolClient, base: Bits, stated: Bits, filter: FigureFilter): Promise<Bits> {
  const { atMost, atLeast, covers, orNotStated = false } = filter;
  const stating = base.and(stated);
  const unsaid = orNotStated ? base.without(stated) : Bits.none(base.chunks);
  if ((atMost ?? atLeast ?? covers) === undefined || stating.isEmpty()) return stating.or(unsaid);

  const few = isLessToLookUp(stating.count(), stated.count());
  const asked = few ? stating.ordinals() : sampleOf(stating);
  const holding = await ordinals(
    client,
    filter,
    base.chunks,
    [
      // One by one through the primary key: the planner would read all figures of the key.
      `select asked.ordinal from unnest(given.ordinals) asked (ordinal) cross join lateral (
         select from search_figure where search_figure.ordinal = asked.ordinal and key = known.id and ${holds(filter)} offset 0
       ) one`,
    ],
    asked,
  );
  if (few) return holding.or(unsaid);
  const most = holding.count() * 2 > asked.length;
  const found = await ordinals(
    client,
    filter,
    base.chunks,
    most ? fails(filter) : [`select ordinal from search_figure where key = known.id and ${holds(filter)}`],
  );
  return (most ? stating.without(found) : stating.and(found)).or(unsaid);
}

/**
 * Whether it is less to look up the figures of those that are asked than to read the index along. That takes a sample first,
 * and then about half of all figures of the key at most, of documents that are not asked as well.
 */
export function isLessToLookUp(asked: number, stated: number): boolean {
  return asked * ROWS_AS_ONE <= SAMPLE * ROWS_AS_ONE + stated / 2;
}

/** Only of what is asked: one plan serves all bounds, so it must not have to ask whether they are there. */
function holds({ atMost, atLeast, covers }: FigureFilter): string {
  return [
    ...(atMost === undefined ? [] : ['high <= given.most']),
    ...(atLeast === undefined ? [] : ['low >= given.least']),
    ...(covers === undefined ? [] : ['low <= given.covered and high >= given.covered']),
  ].join(' and ');
}

/** What keeps a figure out, each by one end, so that an index is read from there on. */
function fails({ atMost, atLeast, covers }: FigureFilter): readonly string[] {
  const where = (condition: string) => `select ordinal from search_figure where key = known.id and ${condition}`;
  return [
    ...(atMost === undefined ? [] : [where('high > given.most')]),
    ...(atLeast === undefined ? [] : [where('low < given.least')]),
    ...(covers === undefined ? [] : [where('low > given.covered'), where('high < given.covered')]),
  ];
}

/** The ordinals that queries of `known` (the key) and `given` (the bounds and some ordinals) select, together. */
async function ordinals(
  client: PoolClient,
  { key, atMost, atLeast, covers }: FigureFilter,
  chunks: number,
  queries: readonly string[],
  asked: readonly number[] = [],
): Promise<Bits> {
  const { rows } = await client.query<{ ordinals: Buffer | null }>(
    planned(
      `select (select array_send(array_agg(ordinal)) from (${queries.join(' union all ')}) found) as ordinals
     from search_value known,
       (select $2::float8 as most, $3::float8 as least, $4::float8 as covered, $5::int[] as ordinals) given
     where facet = ${FIGURE_KEYS} and value = $1`,
      [storableId(key), atMost ?? null, atLeast ?? null, covers ?? null, asked],
    ),
  );
  return Bits.ofOrdinals(chunks, rows[0]?.ordinals ?? null);
}

/** Some of the set, from all over it. */
function sampleOf(bits: Bits): readonly number[] {
  const step = Math.max(1, Math.floor((bits.chunks * CHUNK) / SAMPLE));
  const sample: number[] = [];
  for (let at = 0; at < bits.chunks * CHUNK; at += step) if (bits.has(at)) sample.push(at);
  return sample;
}

import type { Pool, PoolClient } from 'pg';
import {
  type Facet,
  type FacetValue,
  type FigureFilter,
  type PageRequest,
  SEARCH_KINDS,
  type SearchAnswer,
  type SearchDocument,
  SearchIndex,
  type SearchKind,
  type SearchRequest,
  type SuggestRequest,
  type Suggestion,
} from '@huanpei/app';
import { Bits, CHUNK } from './bits';
import { readCursor, writeCursor } from './cursor';
import { FACET_NUMBER, FIGURE_KEYS } from './indexed';
import { findText, type Found } from './postgres-text';
import { suggestions } from './postgres-suggest';
import { putDocuments, removeDocuments } from './postgres-writes';
import { HeldWords } from './postgres-words';
import { idOf, storableId } from './storable-id';
import { termsOf } from './text-query';
import { plainQuery } from './words';

/** A search that takes longer is ended: it was made to take long, or the machine cannot keep up. */
const PATIENCE_MS = 3_000;
/** So many hits are looked up one by one; more are cheaper as bits, or as all figures of a key. */
const FEW_TO_COUNT = 1_500;
const FEW_TO_COMPARE = 5_000;
const KIND = FACET_NUMBER['kind'] ?? 0;

/** The database ended a search that took too long; nothing was answered, and asked again it may be. */
export class SearchTooSlow extends Error {}

/** Full text search in Postgres: words in an inverted index, facets as bits, figures as numbers. */
export class PostgresSearchIndex extends SearchIndex {
  readonly name = 'postgres';
  private forgiving: boolean | undefined;
  private lastWrite: Promise<void> = Promise.resolve();

  /** @param patienceMs when a statement of a search is ended */
  constructor(
    private readonly pool: Pool,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    super();
  }

  put(documents: readonly SearchDocument[]): Promise<void> {
    return this.inTurn(() => putDocuments(this.pool, documents));
  }

  remove(kind: SearchKind, ids: readonly string[]): Promise<void> {
    return this.inTurn(() => removeDocuments(this.pool, kind, ids));
  }

  async search(request: SearchRequest, { first, after }: PageRequest): Promise<SearchAnswer> {
    const [ordinal, score] = after === null ? [] : readCursor(this.name, request, after, 2);
    const text = plainQuery(request.text);
    const terms = termsOf(text);
    if (terms.length === 0 && text !== '') return nothing(request);

    return this.reading(async (client, forgiving) => {
      const chunks = await chunksOf(client);
      const found =
        terms.length === 0 ? undefined : await findText(client, new HeldWords(client, forgiving), text, terms, chunks);
      const kept = await narrowed(client, request, found, chunks);
      const wanted = Math.max(0, Math.trunc(first));
      const from = ordinal === undefined || score === undefined ? undefined : { ordinal, score };
      const page = best(kept.hits, found, wanted + 1, from);
      const [counts, things] = [await counted(client, request, kept), await thingsOf(client, page.slice(0, wanted))];
      return {
        items: page.slice(0, wanted).flatMap((hit) => {
          const thing = things.get(hit.ordinal);
          if (thing === undefined) return [];
          return [
            { cursor: writeCursor(this.name, request, [hit.ordinal, hit.score]), node: { ...thing, score: hit.score } },
          ];
        }),
        hasNextPage: page.length > wanted,
        totalCount: kept.hits.count(),
        facets: (request.count ?? []).map((facet) => ({ facet, values: counts.get(facet) ?? [] })),
        kinds: kindsOf(counts.get('kind') ?? []),
        correction: found === undefined || found.corrected.length === 0 ? null : corrected(request.text, text, found),
      };
    });
  }

  suggest(request: SuggestRequest): Promise<readonly Suggestion[]> {
    return this.reading((client, forgiving) => suggestions(client, new HeldWords(client, forgiving), request));
  }

  async ping(): Promise<void> {
    await this.pool.query('select from search_document limit 1');
  }

  /** Writers wait for one another in the database; those of this process do so here, and leave its connections to searches. */
  private inTurn(write: () => Promise<void>): Promise<void> {
    const written = this.lastWrite.then(write);
    // Whoever asked for a write is told of its failure; the next one goes ahead all the same.
    this.lastWrite = written.catch(() => undefined);
    return written;
  }

  /** On one state of the database, bounded in time. A search that is ended is thrown, not answered with less. */
  private async reading<T>(body: (client: PoolClient, forgiving: boolean) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      // No statement here gains by reading whole tables, by more processes or by compiling; planners misjudge it at times.
      await client.query(
        `begin isolation level repeatable read read only;
         set local statement_timeout = ${Math.trunc(this.patienceMs)};
         set local enable_seqscan = off; set local max_parallel_workers_per_gather = 0; set local jit = off`,
      );
      const answer = await body(client, await this.forgives(client));
      await client.query('commit');
      client.release();
      return answer;
    } catch (fault) {
      client.release(true);
      if ((fault as { code?: unknown }).code !== '57014') throw fault;
      throw new SearchTooSlow(`The search was ended after ${this.patienceMs} ms.`, { cause: fault });
    }
  }

  /** Whether the migration found pg_trgm; that does not change while we run. */
  private async forgives(client: PoolClient): Promise<boolean> {
    if (this.forgiving === undefined) {
      const { rows } = await client.query<{ known: boolean }>(
        `select to_regclass('search_word_trigrams') is not null as known`,
      );
      this.forgiving = rows[0]?.known ?? false;
    }
    return this.forgiving;
  }
}

function nothing({ count = [] }: SearchRequest): SearchAnswer {
  const facets = count.map((facet) => ({ facet, values: [] }));
  return { items: [], hasNextPage: false, totalCount: 0, facets, kinds: [], correction: null };
}

async function chunksOf(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ next: number }>('select next from search_counter');
  return Math.max(1, Math.ceil((rows[0]?.next ?? 0) / CHUNK));
}

/** What is left by the filters; for each counted facet what the others leave, or undefined where that is everything. */
interface Kept {
  readonly hits: Bits;
  readonly beside: ReadonlyMap<Facet | 'kind', Bits | undefined>;
}

async function narrowed(
  client: PoolClient,
  { kinds = [], facets = [], figures = [], count = [] }: SearchRequest,
  found: Found | undefined,
  chunks: number,
): Promise<Kept> {
  const asked: readonly (readonly [string, readonly string[]])[] = [
    ['kind', SEARCH_KINDS],
    ...facets.map(({ facet, anyOf }) => [facet, anyOf] as const),
  ];
  const bits = await bitsOf(client, asked, chunks);
  const anyOf = (facet: string, values: readonly string[]) =>
    values.reduce((all, value) => all.or(bits.get(`${facet} ${value}`) ?? Bits.none(chunks)), Bits.none(chunks));

  const all = anyOf('kind', SEARCH_KINDS);
  let base = found === undefined ? all : found.hits.and(all);
  for (const figure of figures) base = await withFigure(client, base, figure, chunks);
  const free = found === undefined && figures.length === 0;

  const filters = new Map<string, Bits>();
  if (kinds.length > 0) filters.set('kind', anyOf('kind', kinds));
  for (const { facet, anyOf: values } of facets) {
    const one = anyOf(facet, values);
    filters.set(facet, filters.get(facet)?.and(one) ?? one);
  }
  const hits = [...filters.values()].reduce((left, filter) => left.and(filter), base);
  const without = (own: string): Bits | undefined => {
    const others = [...filters].filter(([facet]) => facet !== own);
    if (free && others.length === 0) return undefined;
    return others.length === filters.size ? hits : others.reduce((left, [, filter]) => left.and(filter), base);
  };
  return { hits, beside: new Map((['kind', ...count] as const).map((facet) => [facet, without(facet)])) };
}

async function bitsOf(
  client: PoolClient,
  asked: readonly (readonly [facet: string, values: readonly string[]])[],
  chunks: number,
): Promise<ReadonlyMap<string, Bits>> {
  const wanted = asked.flatMap(([facet, values]) => [...new Set(values)].map((value) => ({ facet, value })));
  const names = new Map(
    wanted.map(({ facet, value }) => [`${FACET_NUMBER[facet]} ${storableId(value)}`, `${facet} ${value}`]),
  );
  const { rows } = await client.query<{ facet: number; value: string; chunk: number; bits: Buffer }>(
    `select known.facet, known.value, kept.chunk, substring(bit_send(kept.bits) from 5) as bits
     from unnest($1::smallint[], $2::text[]) put (facet, value) join search_value known using (facet, value)
     join search_bits kept on kept.facet = known.facet and kept.value = known.id and kept.chunk < $3`,
    [wanted.map(({ facet }) => FACET_NUMBER[facet]), wanted.map(({ value }) => storableId(value)), chunks],
  );
  const found = new Map<string, Bits>();
  for (const { facet, value, chunk, bits } of rows) {
    const name = names.get(`${facet} ${value}`) ?? '';
    const all = found.get(name) ?? Bits.none(chunks);
    all.addChunk(chunk, bits);
    found.set(name, all);
  }
  return found;
}

async function withFigure(client: PoolClient, base: Bits, filter: FigureFilter, chunks: number): Promise<Bits> {
  const { key, atMost = null, atLeast = null, covers = null, orNotStated = false } = filter;
  const holds = `($3::float8 is null or high <= $3) and ($4::float8 is null or low >= $4)
    and ($5::float8 is null or (low <= $5 and high >= $5))`;
  const few = base.count() <= FEW_TO_COMPARE;
  const { rows } = await client.query<{ ordinals: Buffer | null }>(
    `select string_agg(int4send(ordinal), ''::bytea) as ordinals
     from ${few ? 'unnest($6::int[]) hit (ordinal) join search_figure using (ordinal)' : 'search_figure'}
     where key = (select id from search_value where facet = $1 and value = $2) and ${orNotStated ? `not (${holds})` : holds}`,
    [FIGURE_KEYS, storableId(key), atMost, atLeast, covers, ...(few ? [base.ordinals()] : [])],
  );
  const stated = Bits.ofOrdinals(chunks, rows[0]?.ordinals ?? Buffer.alloc(0));
  return orNotStated ? base.without(stated) : base.and(stated);
}

interface Placed {
  readonly ordinal: number;
  readonly score: number;
}

/** The best so many hits after a place, by score and then the newest first. */
function best(hits: Bits, found: Found | undefined, wanted: number, from: Placed | undefined): readonly Placed[] {
  const byScore = new Map<number, Placed[]>();
  for (const ordinal of hits.newestFirst()) {
    const score = found?.score(ordinal) ?? 0;
    if (from !== undefined && (score > from.score || (score === from.score && ordinal >= from.ordinal))) continue;
    const alike = byScore.get(score);
    if (alike === undefined) byScore.set(score, [{ ordinal, score }]);
    else if (alike.length < wanted) alike.push({ ordinal, score });
    if (found === undefined && (byScore.get(score)?.length ?? 0) >= wanted) break;
  }
  return [...byScore]
    .sort(([a], [b]) => b - a)
    .flatMap(([, alike]) => alike)
    .slice(0, wanted);
}

async function thingsOf(
  client: PoolClient,
  page: readonly Placed[],
): Promise<ReadonlyMap<number, { readonly kind: SearchKind; readonly id: string }>> {
  if (page.length === 0) return new Map();
  const { rows } = await client.query<{ ordinal: number; kind: SearchKind; id: string }>(
    'select ordinal, kind, id from search_document where ordinal = any($1::int[])',
    [page.map(({ ordinal }) => ordinal)],
  );
  return new Map(rows.map(({ ordinal, kind, id }) => [ordinal, { kind, id: idOf(id) }]));
}

type Counts = ReadonlyMap<string, readonly FacetValue[]>;
interface Tally {
  readonly facet: number;
  readonly value: string;
  readonly count: number;
}

/** Counts of every facet asked for and of the kinds, each over what the other filters leave. */
async function counted(client: PoolClient, { count = [] }: SearchRequest, { beside }: Kept): Promise<Counts> {
  const few = new Map<Bits, number[]>();
  const many: (readonly [facet: number, bits: Bits | undefined])[] = [];
  for (const [facet, bits] of beside) {
    const number = FACET_NUMBER[facet] ?? KIND;
    if (bits === undefined || bits.count() > FEW_TO_COUNT) many.push([number, bits]);
    else few.set(bits, [...(few.get(bits) ?? []), number]);
  }
  const tallies = many.length === 0 ? [] : [...(await tallyOfMany(client, many))];
  for (const [bits, facets] of few) tallies.push(...(await tallyOfFew(client, bits, facets)));

  const counts = new Map<string, FacetValue[]>();
  const names = new Map((['kind', ...count] as const).map((facet) => [FACET_NUMBER[facet], facet]));
  for (const tally of tallies) {
    const name = names.get(tally.facet) ?? '';
    const values = counts.get(name) ?? [];
    values.push({ value: idOf(tally.value), count: tally.count });
    counts.set(name, values);
  }
  for (const values of counts.values()) values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return counts;
}

/** Bit by bit over all documents; where nothing is filtered, by the totals that are kept. */
async function tallyOfMany(
  client: PoolClient,
  counted: readonly (readonly [facet: number, bits: Bits | undefined])[],
): Promise<readonly Tally[]> {
  const whole = counted.flatMap(([facet, bits]) => (bits === undefined ? [facet] : []));
  const parts = counted.flatMap(([facet, bits]) =>
    Array.from({ length: bits?.chunks ?? 0 }, (_, chunk) => ({ facet, chunk, literal: bits?.chunk(chunk) })).filter(
      ({ literal }) => literal !== undefined,
    ),
  );
  const { rows } = await client.query<Tally>(
    `with hit as materialized (
       select facet, chunk, bits::bit(16384) as bits from unnest($1::smallint[], $2::int[], $3::text[]) put (facet, chunk, bits)
     ), part as materialized (
       select kept.value, bit_count(kept.bits & hit.bits) as count
       from hit join search_bits kept on kept.facet = hit.facet and kept.chunk = hit.chunk
       union all
       select value, held from search_bits where facet = any($4::smallint[])
     ), tally as (
       select value, sum(count) as count from part group by value
     )
     select known.facet, known.value, tally.count::int from tally join search_value known on known.id = tally.value
     where tally.count > 0`,
    [parts.map(({ facet }) => facet), parts.map(({ chunk }) => chunk), parts.map(({ literal }) => literal), whole],
  );
  return rows;
}

async function tallyOfFew(client: PoolClient, hits: Bits, facets: readonly number[]): Promise<readonly Tally[]> {
  const { rows } = await client.query<Tally>(
    `with tally as materialized (
       select value, count(*) from unnest($1::int[]) hit (ordinal) join search_document using (ordinal)
         cross join unnest(facet_values) value group by value
     )
     select known.facet, known.value, tally.count::int from tally join search_value known on known.id = tally.value
     where known.facet = any($2::smallint[])`,
    [hits.ordinals(), facets],
  );
  return rows;
}

function kindsOf(values: readonly FacetValue[]): SearchAnswer['kinds'] {
  return SEARCH_KINDS.flatMap((kind) => {
    const found = values.find(({ value }) => value === kind);
    return found === undefined ? [] : [{ kind, count: found.count }];
  });
}

/** The text as it was written, but for the words that were read otherwise. */
function corrected(written: string, plainText: string, { corrected: words }: Found): string {
  const replaced = (text: string) =>
    words.reduce<string | undefined>((changed, [typed, read]) => {
      const at = changed?.toLowerCase().indexOf(typed) ?? -1;
      return changed === undefined || at < 0
        ? undefined
        : changed.slice(0, at) + read + changed.slice(at + typed.length);
    }, text);
  return replaced(written.trim()) ?? replaced(plainText) ?? plainText;
}

import type { Pool, PoolClient } from 'pg';
import {
  type Facet,
  type FacetValue,
  type PageRequest,
  SEARCH_KINDS,
  type SearchAnswer,
  type SearchDocument,
  SearchIndex,
  type SearchKind,
  type SearchRequest,
  type SuggestRequest,
  type Suggestion,
  type WriteOptions,
} from '@huanpei/app';
import { Bits } from './bits';
import { readCursor, writeCursor } from './cursor';
import { holdsAll } from './holds-all';
import { FACET_NUMBER } from './indexed';
import { LearntWords } from './learnt-words';
import { planned } from './planned';
import { allHeldQueries, findText, type Found } from './postgres-text';
import { withFigure } from './postgres-figures';
import { cursorOf, inOrder, placeInOrder } from './postgres-order';
import { DocumentSets } from './postgres-sets';
import { best, placeAmongRanked } from './ranked';
import { suggestions } from './postgres-suggest';
import { firstOf, putDocuments, removeDocuments, sweep } from './postgres-writes';
import { HeldWords } from './postgres-words';
import { idOf, storableId } from './storable-id';
import { termsOf } from './text-query';
import { together } from './together';
import { plainQuery } from './words';

/** A search that takes longer is ended: it was made to take long, or the machine cannot keep up. */
const PATIENCE_MS = 3_000;
/** So many hits are looked up one by one; more are cheaper as bits. */
const FEW_TO_COUNT = 1_500;
const FIGURE = 'figure';

/** The database ended a search that took too long; nothing was answered, and asked again it may be. */
export class SearchTooSlow extends Error {}

export interface PostgresSearchOptions {
  /** When a statement of a search is ended, in milliseconds. */
  readonly patienceMs?: number;
  /** Connections that documents are written on; those of searches when not given. */
  readonly writePool?: Pool;
  /** Told when the words of what has gone could not be taken out, which the next removal tries again; thrown when not given. */
  readonly onSweepFault?: (fault: unknown) => void;
}

/** Full text search in Postgres: words in an inverted index, facets as bits, figures as numbers. */
export class PostgresSearchIndex extends SearchIndex {
  readonly name = 'postgres';
  private forgiving: boolean | undefined;
  private lastWrite: Promise<void> = Promise.resolve();
  /** Writes under way or waiting that are urgent. */
  private urgent = 0;
  private readonly learnt = new LearntWords();
  private readonly patienceMs: number;
  private readonly writePool: Pool;
  private readonly onSweepFault: (fault: unknown) => void;

  constructor(
    private readonly pool: Pool,
    { patienceMs = PATIENCE_MS, writePool = pool, onSweepFault = rethrow }: PostgresSearchOptions = {},
  ) {
    super();
    this.patienceMs = patienceMs;
    this.writePool = writePool;
    this.onSweepFault = onSweepFault;
  }

  async put(documents: readonly SearchDocument[], options: WriteOptions = {}): Promise<void> {
    const first = firstOf(documents, options);
    // Failing before its turn has come, it fails the write all the same: there it is waited for.
    first.catch(() => undefined);
    await this.inTurn((pool) => putDocuments(pool, documents, first, this.learnt), options);
  }

  remove(kind: SearchKind, ids: readonly string[], options: WriteOptions = {}): Promise<void> {
    return this.inTurn(async (pool) => {
      await removeDocuments(pool, kind, ids);
      // They are gone already, whatever comes of this.
      await sweep(pool).catch(this.onSweepFault);
    }, options);
  }

  async search(request: SearchRequest, { first, after }: PageRequest): Promise<SearchAnswer> {
    const { order } = request;
    const place = after === null ? undefined : readCursor(this.name, request, after, order === undefined ? 2 : 3);
    const text = plainQuery(request.text);
    const terms = termsOf(text);
    if (terms.length === 0 && text !== '') return nothing(request);

    return this.reading(async (client, forgiving) => {
      const documents = new DocumentSets(client);
      const [chunks, sets, rows] = await together(client, [
        () => documents.chunks(),
        () => documents.of(terms.length === 0 ? [] : allHeldQueries(text, terms)),
        () => bitsAsked(client, request),
      ]);
      const found =
        terms.length === 0
          ? undefined
          : await findText(new HeldWords(client, documents, forgiving), terms, documents, sets);
      const kept = await narrowed(client, request, found, chunks, bitsOf(rows, chunks));
      const wanted = Math.max(0, Math.trunc(first));
      const page =
        order === undefined
          ? best(kept.hits, found, wanted + 1, placeAmongRanked(place))
          : await inOrder(client, kept.hits, kept.stated, order, wanted + 1, placeInOrder(place));
      const [things, counts] = await together(client, [
        () => thingsOf(client, page.slice(0, wanted)),
        () => counted(client, request, kept),
      ]);
      return {
        items: page.slice(0, wanted).flatMap((hit) => {
          const thing = things.get(hit.ordinal);
          if (thing === undefined) return [];
          if (!('figure' in hit)) {
            const { score } = hit;
            return [{ cursor: writeCursor(this.name, request, [hit.ordinal, score]), node: { ...thing, score } }];
          }
          const { figure } = hit;
          const cursor = writeCursor(this.name, request, cursorOf(hit));
          return [{ cursor, node: { ...thing, score: found?.score(hit.ordinal) ?? 0, figure } }];
        }),
        hasNextPage: page.length > wanted,
        totalCount: kept.hits.count(),
        facets: (request.count ?? []).map((facet) => ({ facet, values: counts.get(facet) ?? [] })),
        kinds: kept.kinds,
        correction: found === undefined || found.corrected.length === 0 ? null : corrected(request.text, text, found),
      };
    });
  }

  suggest(request: SuggestRequest): Promise<readonly Suggestion[]> {
    return this.reading((client, forgiving) => {
      const documents = new DocumentSets(client);
      return suggestions(client, new HeldWords(client, documents, forgiving), documents, request);
    });
  }

  finds(documents: readonly SearchDocument[], texts: readonly string[]): Promise<readonly (readonly boolean[])[]> {
    return Promise.resolve(holdsAll(documents, texts));
  }

  async idsHeld(kind: SearchDocument['kind'], after: string | null, limit: number): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      'select id from search_document where kind = $1 and ($2::text is null or id > $2) order by id limit $3',
      [kind, after === null ? null : storableId(after), limit],
    );
    return rows.map(({ id }) => idOf(id));
  }

  async ping(): Promise<void> {
    await this.pool.query('select from search_document limit 1');
  }

  /**
   * Writers wait for one another in the database; those of this process do so here, and leave its connections to searches.
   * What is urgent, and what stands before it, is written on a connection of searches: a process of the database that gave
   * way to others cannot be told to stop doing so.
   */
  private inTurn(write: (pool: Pool) => Promise<void>, { urgent = false }: WriteOptions): Promise<void> {
    if (urgent) this.urgent += 1;
    const written = this.lastWrite
      .then(() => write(this.urgent > 0 ? this.pool : this.writePool))
      .finally(() => {
        if (urgent) this.urgent -= 1;
      });
    // Whoever asked for a write is told of its failure; the next one goes ahead all the same.
    this.lastWrite = written.catch(() => undefined);
    return written;
  }

  /** On one state of the database, bounded in time. A search that is ended is thrown, not answered with less. */
  private async reading<T>(body: (client: PoolClient, forgiving: boolean) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      // No statement here gains by reading whole tables, by more processes, by compiling or by being planned for its very
      // values; planners misjudge it at times.
      const begin = () =>
        client.query(
          `begin isolation level repeatable read read only;
           set local statement_timeout = ${Math.trunc(this.patienceMs)};
           set local enable_seqscan = off; set local max_parallel_workers_per_gather = 0; set local jit = off;
           set local plan_cache_mode = force_generic_plan`,
        );
      const forgiving = this.forgiving ?? (await this.forgives(client));
      const [, answer] = await together(client, [begin, () => body(client, forgiving)]);
      // Nothing is left to be known from the end of what only reads; a connection on which it fails is not used again.
      client.query('commit').then(
        () => client.release(),
        () => client.release(true),
      );
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

function rethrow(fault: unknown): never {
  throw fault;
}

function nothing({ count = [] }: SearchRequest): SearchAnswer {
  const facets = count.map((facet) => ({ facet, values: [] }));
  return { items: [], hasNextPage: false, totalCount: 0, facets, kinds: [], correction: null };
}

/** What is left by the filters; for each counted facet what the others leave, or undefined where that is everything. */
interface Kept {
  readonly hits: Bits;
  /** What states the figure that the hits are asked in the order of, hit or not. */
  readonly stated: Bits;
  readonly beside: ReadonlyMap<Facet, Bits | undefined>;
  /** Their bits are at hand, so they are counted here. */
  readonly kinds: SearchAnswer['kinds'];
}

async function narrowed(
  client: PoolClient,
  { kinds = [], facets = [], figures = [], count = [], order }: SearchRequest,
  found: Found | undefined,
  chunks: number,
  bits: ReadonlyMap<string, Bits>,
): Promise<Kept> {
  const anyOf = (facet: string, values: readonly string[]) =>
    values.reduce((all, value) => all.or(bits.get(`${facet} ${value}`) ?? Bits.none(chunks)), Bits.none(chunks));

  const all = anyOf('kind', SEARCH_KINDS);
  let base = found === undefined ? all : found.hits.and(all);
  for (const figure of figures) {
    const stated = bits.get(`${FIGURE} ${figure.key}`) ?? Bits.none(chunks);
    base = await withFigure(client, base, stated, figure);
  }
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
  const ofAnyKind = without('kind') ?? all;
  return {
    hits,
    stated: (order && bits.get(`${FIGURE} ${order.key}`)) ?? Bits.none(chunks),
    beside: new Map(count.map((facet) => [facet, without(facet)])),
    kinds: SEARCH_KINDS.flatMap((kind) => {
      const held = anyOf('kind', [kind]).and(ofAnyKind).count();
      return held === 0 ? [] : [{ kind, count: held }];
    }),
  };
}

interface SentBits {
  readonly facet: number;
  readonly value: string;
  readonly chunk: number;
  readonly bits: Buffer;
}

/** Of the values that are filtered by, the keys of figures and the kinds. */
async function bitsAsked(
  client: PoolClient,
  { facets = [], figures = [], order }: SearchRequest,
): Promise<readonly SentBits[]> {
  const asked = [
    ...SEARCH_KINDS.map((kind) => ['kind', kind] as const),
    ...facets.flatMap(({ facet, anyOf }) => anyOf.map((value) => [facet, value] as const)),
    ...[...figures, ...(order ? [order] : [])].map(({ key }) => [FIGURE, key] as const),
  ];
  const { rows } = await client.query<SentBits>(
    planned(
      `select known.facet, known.value, kept.chunk, substring(bit_send(kept.bits) from 5) as bits
     from (select distinct facet, value from unnest($1::smallint[], $2::text[]) put (facet, value)) put
     join search_value known using (facet, value)
     join search_bits kept on kept.facet = known.facet and kept.value = known.id`,
      [asked.map(([facet]) => FACET_NUMBER[facet]), asked.map(([, value]) => storableId(value))],
    ),
  );
  return rows;
}

function bitsOf(rows: readonly SentBits[], chunks: number): ReadonlyMap<string, Bits> {
  const names = new Map(Object.entries(FACET_NUMBER).map(([facet, number]) => [number, facet]));
  const found = new Map<string, Bits>();
  for (const { facet, value, chunk, bits } of rows) {
    const name = `${names.get(facet)} ${idOf(value)}`;
    const all = found.get(name) ?? Bits.none(chunks);
    all.addChunk(chunk, bits);
    found.set(name, all);
  }
  return found;
}

async function thingsOf(
  client: PoolClient,
  page: readonly { readonly ordinal: number }[],
): Promise<ReadonlyMap<number, { readonly kind: SearchKind; readonly id: string }>> {
  if (page.length === 0) return new Map();
  const { rows } = await client.query<{ ordinal: number; kind: SearchKind; id: string }>(
    planned('select ordinal, kind, id from search_document where ordinal = any($1::int[])', [
      page.map(({ ordinal }) => ordinal),
    ]),
  );
  return new Map(rows.map(({ ordinal, kind, id }) => [ordinal, { kind, id: idOf(id) }]));
}

type Counts = ReadonlyMap<string, readonly FacetValue[]>;
interface Tally {
  readonly facet: number;
  readonly value: string;
  readonly count: number;
}

/** Counts of every facet asked for, each over what the other filters leave. */
async function counted(client: PoolClient, { count = [] }: SearchRequest, { beside }: Kept): Promise<Counts> {
  const few = new Map<Bits, number[]>();
  const many: (readonly [facet: number, bits: Bits | undefined])[] = [];
  for (const [facet, bits] of beside) {
    const number = FACET_NUMBER[facet] ?? 0;
    if (bits === undefined || bits.count() > FEW_TO_COUNT) many.push([number, bits]);
    else few.set(bits, [...(few.get(bits) ?? []), number]);
  }
  const tallies = (
    await together(client, [
      ...(many.length === 0 ? [] : [() => tallyOfMany(client, many)]),
      ...[...few].map(
        ([bits, facets]) =>
          () =>
            tallyOfFew(client, bits, facets),
      ),
    ])
  ).flat();

  const counts = new Map<string, FacetValue[]>();
  const names = new Map(count.map((facet) => [FACET_NUMBER[facet], facet]));
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
    planned(
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
    ),
  );
  return rows;
}

/** One by one: from a thousand hits on a planner would rather read all documents along their index. */
async function tallyOfFew(client: PoolClient, hits: Bits, facets: readonly number[]): Promise<readonly Tally[]> {
  const { rows } = await client.query<Tally>(
    planned(
      `with tally as materialized (
       select value, count(*) from (
         select unnest(facet_values) as value from unnest($1::int[]) hit (ordinal) cross join lateral (
           select facet_values from search_document where search_document.ordinal = hit.ordinal offset 0
         ) document
       ) held group by value
     )
     select known.facet, known.value, tally.count::int from tally join search_value known on known.id = tally.value
     where known.facet = any($2::smallint[])`,
      [hits.ordinals(), facets],
    ),
  );
  return rows;
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

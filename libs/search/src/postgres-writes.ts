import type { Pool, PoolClient } from 'pg';
import type { SearchDocument, WriteOptions } from '@huanpei/app';
import { Bits, CHUNK } from './bits';
import { FIGURE_KEYS, indexed, type Indexed } from './indexed';
import { learn, type LearntWords, unknownWords, wordsToLearn } from './learnt-words';
import { byLines, differing } from './lines';
import { newest } from './newest';
import { planned } from './planned';
import { PostingChanges } from './posting-changes';
import { STRETCH } from './postings';
import { storableId } from './storable-id';
import { together } from './together';
import { nameKey } from './words';

/** One transaction holds this many documents; a whole catalogue arrives in several. */
const BATCH = STRETCH;
/**
 * So many that are new begin a stretch of ordinals: what is written of their words is then written once, and nothing has to
 * be read before. The ordinals left out are at most twice as many as are given.
 */
const MANY_NEW = STRETCH / 2;
/**
 * For so long documents are cut without letting others in this process be answered, longer where they are urgent. A search
 * takes several turns of this thread, and waits for so long at each.
 */
const PATIENCE_MS = 1;
const URGENT_PATIENCE_MS = 5;
/**
 * The words of what has gone are taken out of the index once so many documents of a stretch have: hundreds of rows are
 * written for one, and of many the most are the same.
 */
export const MOST_GONE = 64;
/** A write of so many documents has its statements planned once for all such. */
const PLANNED_ONCE = 256;
/** Writers wait for one another: the bits of a facet value belong to thousands of documents. Any number, ours alone. */
const WRITERS = 4_203_118_055;

interface Existing {
  readonly kind: string;
  readonly id: string;
  readonly revision: number;
  readonly ordinal: number;
  readonly facet_values: readonly number[];
}

/** One that is written again: what it is found by, its codes, and its figures by their keys, in no order. */
interface Overwritten extends Existing {
  /** By lines. */
  readonly lexemes: string;
  readonly codes: readonly string[];
  readonly keys: readonly number[];
  readonly lows: readonly number[];
  readonly highs: readonly number[];
}

interface Placed {
  readonly document: Indexed;
  readonly ordinal: number;
  /** Its lexemes by lines. */
  readonly words: string;
  readonly before: Overwritten | undefined;
}

/** Puts documents, a stretch of ordinals to a transaction. A lower revision never overwrites a higher one. */
export async function putDocuments(
  pool: Pool,
  documents: readonly SearchDocument[],
  first: Promise<readonly Indexed[]>,
  learnt: LearntWords,
): Promise<void> {
  let batch = await first;
  for (let at = 0; at < documents.length; at += BATCH) {
    const current = batch;
    // While the database writes one batch, the words of the next are cut.
    [batch] = await Promise.all([prepared(documents.slice(at + BATCH, at + 2 * BATCH)), put(pool, current, learnt)]);
  }
}

async function put(pool: Pool, batch: readonly Indexed[], learnt: LearntWords): Promise<void> {
  try {
    learnt.add(await writing(pool, batch.length, (client) => putBatch(client, batch, learnt)));
  } catch (fault) {
    // Another server may take the next.
    learnt.clear();
    throw fault;
  }
}

/** What `putDocuments` begins with, which may be made while others are written. */
export function firstOf(
  documents: readonly SearchDocument[],
  { urgent = false }: WriteOptions,
): Promise<readonly Indexed[]> {
  return prepared(documents.slice(0, BATCH), urgent ? URGENT_PATIENCE_MS : PATIENCE_MS);
}

/** The documents as the tables hold them, cut some at a time so that others in this process get their turn. */
async function prepared(documents: readonly SearchDocument[], patienceMs = PATIENCE_MS): Promise<readonly Indexed[]> {
  const made: Indexed[] = [];
  let from = performance.now();
  for (const document of newest(documents)) {
    made.push(indexed(document));
    if (performance.now() - from < patienceMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    from = performance.now();
  }
  return made;
}

/** Nothing finds them any more; their words are left in the index until many of a stretch have gone. */
export async function removeDocuments(pool: Pool, kind: SearchDocument['kind'], ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await writing(pool, ids.length, async (client) => {
    const { rows } = await client.query<Existing>(
      planned(
        `with removed as (
           delete from search_document where kind = $1 and id = any($2::text[])
           returning kind, id, revision::float8, ordinal, facet_values
         ), kept as (
           insert into search_gone (ordinal) select ordinal from removed
         )
         select * from removed`,
        [kind, ids.map(storableId)],
      ),
    );
    const ordinals = rows.map(({ ordinal }) => ordinal);
    const masks = new Masks();
    for (const { ordinal, facet_values } of rows)
      for (const value of new Set(facet_values)) masks.clear(value, ordinal);
    if (rows.length > 0)
      await together(client, [
        () => client.query(planned('delete from search_code where ordinal = any($1::int[])', [ordinals])),
        () => client.query(planned('delete from search_figure where ordinal = any($1::int[])', [ordinals])),
        ...masks.writes(client),
      ]);
  });
}

/** Takes the words of what has gone out of the stretches of which many have. */
export async function sweep(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ stretch: number }>(
    `select ordinal / ${STRETCH} as stretch from search_gone group by 1 having count(*) >= $1 order by 1`,
    [MOST_GONE],
  );
  for (const { stretch } of rows) await writing(pool, STRETCH, (client) => sweepStretch(client, stretch));
}

async function sweepStretch(client: PoolClient, stretch: number): Promise<void> {
  const { rows } = await client.query<{ ordinal: number; lexemes: string }>(
    planned(
      `with swept as (
         delete from search_gone where ordinal >= $1::int * ${STRETCH} and ordinal < ($1::int + 1) * ${STRETCH} returning ordinal
       )
       delete from search_text where ordinal in (select ordinal from swept) returning ordinal, lexemes`,
      [stretch],
    ),
  );
  const words = new PostingChanges();
  for (const { ordinal, lexemes } of rows) words.lost(byLines(lexemes), ordinal);
  await together(client, await words.writes(client));
}

/**
 * One writer at a time, all or nothing. The statements that write a few documents are planned once for each connection, which
 * takes as long as to run them, and always along their indexes: that may have been while the tables were empty. Of many it
 * matters how many they are.
 */
async function writing<T>(pool: Pool, documents: number, body: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const plans =
    documents <= PLANNED_ONCE
      ? 'set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off'
      : 'set local plan_cache_mode = force_custom_plan';
  try {
    const [, , answer] = await together(client, [
      () => client.query(`begin; ${plans}`),
      () => client.query(planned('select pg_advisory_xact_lock($1)', [WRITERS])),
      () => body(client),
    ]);
    await client.query('commit');
    client.release();
    return answer;
  } catch (fault) {
    // The server undoes what was begun when it loses the connection.
    client.release(true);
    throw fault;
  }
}

/** The words that have their row when it is committed, of those that might have had none. */
async function putBatch(
  client: PoolClient,
  batch: readonly Indexed[],
  learnt: LearntWords,
): Promise<readonly string[]> {
  const wanted = valuesIn(batch);
  const unsure = learnt.unsure(batch);
  const [existing, known, unknown] = await together(client, [
    () => existingOf(client, batch),
    () => idsOf(client, wanted),
    () => unknownWords(client, unsure),
  ]);
  const { placed, newFrom } = await place(client, batch, existing);
  const ids = known.size === wanted.size ? known : await newIdsOf(client, wanted);
  const seen = wordsToLearn(placed, unknown);
  if (placed.length > 0) {
    const [words] = await together(client, [
      () => wordsChanged(placed, newFrom).writes(client),
      ...writesOf(client, placed, ids),
      ...(seen.size === 0 ? [] : [() => learn(client, seen, unknown)]),
    ]);
    await together(client, words);
  }
  return [...unsure].filter((word) => !unknown.has(word) || seen.has(word));
}

/** What the documents have gained and lost of what they are found by. */
function wordsChanged(placed: readonly Placed[], newFrom: number): PostingChanges {
  const changes = new PostingChanges(newFrom);
  for (const { document, ordinal, before, words } of placed) {
    if (before === undefined) changes.gained(document.lexemes, ordinal);
    else if (before.lexemes !== words) {
      const [then, now] = differing(before.lexemes, words);
      const kept = new Set(byLines(then));
      changes.gained(
        byLines(now).filter((lexeme) => !kept.delete(lexeme)),
        ordinal,
      );
      changes.lost(kept, ordinal);
    }
  }
  return changes;
}

/** Statements that do not wait for one another's answers, in their order. */
function writesOf(
  client: PoolClient,
  placed: readonly Placed[],
  ids: ReadonlyMap<string, number>,
): readonly (() => Promise<unknown>)[] {
  // A key of a figure is kept as bits too: which documents state it at all.
  const valuesOf = ({ values, figures }: Indexed) => [
    ...values.map(([facet, value]) => idIn(ids, facet, value)),
    ...figures.map(({ key }) => idIn(ids, FIGURE_KEYS, key)),
  ];
  const ordinals = placed.map(({ ordinal }) => ordinal);
  const otherWords = placed.filter(({ before, words }) => before?.lexemes !== words);
  // Most changes leave the codes and figures as they are; those rows are not written again.
  const otherCodes = placed.filter(({ document, before }) => !sameCodes(document, before));
  const otherFigures = placed.filter(({ document, before }) => !sameFigures(document, before, ids));
  const codes = otherCodes.flatMap(({ document, ordinal }) =>
    document.codes.map((code) => ({ kind: document.kind, code, key: nameKey(code), ordinal })),
  );
  const figures = otherFigures.flatMap(({ document, ordinal }) =>
    document.figures.map((figure) => ({ ...figure, key: idIn(ids, FIGURE_KEYS, figure.key), ordinal })),
  );
  const before = (some: readonly Placed[]) =>
    some.filter((one) => one.before !== undefined).map(({ ordinal }) => ordinal);
  const [codesBefore, figuresBefore] = [before(otherCodes), before(otherFigures)];
  const masks = new Masks();
  for (const { document, ordinal, before: then } of placed) {
    const now = new Set(valuesOf(document));
    const had = new Set(then?.facet_values ?? []);
    for (const value of now) if (!had.has(value)) masks.set(value, ordinal);
    for (const value of had) if (!now.has(value)) masks.clear(value, ordinal);
  }
  const codeColumns = [
    codes.map(({ kind }) => kind),
    codes.map(({ key }) => key),
    codes.map(({ ordinal }) => ordinal),
    codes.map(({ code }) => code),
  ];
  const figureColumns = [
    figures.map(({ ordinal }) => ordinal),
    figures.map(({ key }) => key),
    figures.map(({ low }) => low),
    figures.map(({ high }) => high),
  ];
  return [
    ...(otherWords.length === 0
      ? []
      : [
          () =>
            client.query(
              planned(
                `insert into search_text (ordinal, lexemes) select * from unnest($1::int[], $2::text[])
                 on conflict (ordinal) do update set lexemes = excluded.lexemes`,
                [otherWords.map(({ ordinal }) => ordinal), otherWords.map(({ words }) => words)],
              ),
            ),
        ]),
    () =>
      client.query(
        planned(
          `insert into search_document (kind, id, revision, ordinal, zh, en, zh_key, en_key, facet_values)
           select kind, id, revision, ordinal, zh, en, zh_key, en_key, string_to_array(facet_values, ',')::int[]
           from unnest($1::text[], $2::text[], $3::bigint[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
             put (kind, id, revision, ordinal, zh, en, zh_key, en_key, facet_values)
           on conflict (kind, id) do update set revision = excluded.revision, zh = excluded.zh, en = excluded.en,
             zh_key = excluded.zh_key, en_key = excluded.en_key, facet_values = excluded.facet_values`,
          [
            placed.map(({ document }) => document.kind),
            placed.map(({ document }) => document.id),
            placed.map(({ document }) => document.revision),
            ordinals,
            placed.map(({ document }) => document.zh),
            placed.map(({ document }) => document.en),
            placed.map(({ document }) => nameKey(document.zh)),
            placed.map(({ document }) => nameKey(document.en)),
            placed.map(({ document }) => valuesOf(document).join(',')),
          ],
        ),
      ),
    ...(codesBefore.length === 0
      ? []
      : [
          () =>
            client.query(
              planned(
                `delete from search_code kept where ordinal = any($5::int[]) and (kind, code_key, ordinal, code) not in (
                 select * from unnest($1::text[], $2::text[], $3::int[], $4::text[]))`,
                [...codeColumns, codesBefore],
              ),
            ),
        ]),
    ...(figuresBefore.length === 0
      ? []
      : [
          () =>
            client.query(
              planned(
                `delete from search_figure kept where ordinal = any($5::int[]) and (ordinal, key, low, high) not in (
                 select * from unnest($1::int[], $2::int[], $3::float8[], $4::float8[]))`,
                [...figureColumns, figuresBefore],
              ),
            ),
        ]),
    ...(codes.length === 0
      ? []
      : [
          () =>
            client.query(
              planned(
                `insert into search_code (kind, code_key, ordinal, code)
                 select * from unnest($1::text[], $2::text[], $3::int[], $4::text[]) on conflict do nothing`,
                codeColumns,
              ),
            ),
        ]),
    ...(figures.length === 0
      ? []
      : [
          () =>
            client.query(
              planned(
                `insert into search_figure (ordinal, key, low, high)
                 select * from unnest($1::int[], $2::int[], $3::float8[], $4::float8[]) on conflict do nothing`,
                figureColumns,
              ),
            ),
        ]),
    ...masks.writes(client),
  ];
}

/** Whether one that is written again has the codes that it had. */
function sameCodes({ codes }: Indexed, before: Overwritten | undefined): boolean {
  return (
    before !== undefined && codes.length === before.codes.length && codes.every((code) => before.codes.includes(code))
  );
}

/** Whether one that is written again has the figures that it had. */
function sameFigures({ figures }: Indexed, before: Overwritten | undefined, ids: ReadonlyMap<string, number>): boolean {
  if (before === undefined || new Set(figures.map(({ key }) => key)).size !== before.keys.length) return false;
  const places = new Map(before.keys.map((key, at) => [key, at]));
  return figures.every(({ key, low, high }) => {
    const at = places.get(idIn(ids, FIGURE_KEYS, key));
    return at !== undefined && before.lows[at] === low && before.highs[at] === high;
  });
}

async function existingOf(client: PoolClient, batch: readonly Indexed[]): Promise<readonly Overwritten[]> {
  const { rows } = await client.query<Overwritten>(
    planned(
      `select kept.kind, kept.id, kept.revision::float8, kept.ordinal, kept.facet_values,
         coalesce((select lexemes from search_text where ordinal = kept.ordinal), '') as lexemes,
         array(select code from search_code where ordinal = kept.ordinal) as codes,
         coalesce(figures.keys, '{}') as keys, coalesce(figures.lows, '{}') as lows, coalesce(figures.highs, '{}') as highs
       from search_document kept join unnest($1::text[], $2::text[]) put (kind, id) using (kind, id)
       cross join lateral (
         select array_agg(key) as keys, array_agg(low) as lows, array_agg(high) as highs
         from search_figure where ordinal = kept.ordinal
       ) figures`,
      [batch.map(({ kind }) => kind), batch.map(({ id }) => id)],
    ),
  );
  return rows;
}

/**
 * Those that are not older than what is there, each with its ordinal: the one it has, or the next. And the first stretch of
 * which nothing has had an ordinal before.
 */
async function place(
  client: PoolClient,
  batch: readonly Indexed[],
  rows: readonly Overwritten[],
): Promise<{ readonly placed: readonly Placed[]; readonly newFrom: number }> {
  const existing = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]));
  const fresh = batch.filter(
    (document) => (existing.get(`${document.kind} ${document.id}`)?.revision ?? 0) <= document.revision,
  );
  const added = fresh.filter((document) => !existing.has(`${document.kind} ${document.id}`)).length;
  const first = added === 0 ? Infinity : await ordinalsFor(client, added);
  let next = first;
  const placed = fresh.map((document) => {
    const before = existing.get(`${document.kind} ${document.id}`);
    const words = document.lexemes.join('\n');
    if (before !== undefined) return { document, ordinal: before.ordinal, words, before };
    next += 1;
    return { document, ordinal: next - 1, words, before };
  });
  return { placed, newFrom: Math.ceil(first / STRETCH) };
}

/** The first of so many that nothing has had, nor has anything had one after it. */
async function ordinalsFor(client: PoolClient, added: number): Promise<number> {
  const { rows } = await client.query<{ next: number }>(
    planned(
      `update search_counter
       set next = $1::int + case when $1::int < ${MANY_NEW} then next else (next + ${STRETCH - 1}) / ${STRETCH} * ${STRETCH} end
       returning next`,
      [added],
    ),
  );
  return (rows[0]?.next ?? 0) - added;
}

type Values = ReadonlyMap<string, readonly [facet: number, value: string]>;

/** All facet values and keys of figures. */
function valuesIn(documents: readonly Indexed[]): Values {
  const wanted = new Map<string, readonly [facet: number, value: string]>();
  for (const { values, figures } of documents) {
    for (const [facet, value] of values) wanted.set(`${facet} ${value}`, [facet, value]);
    for (const { key } of figures) wanted.set(`${FIGURE_KEYS} ${key}`, [FIGURE_KEYS, key]);
  }
  return wanted;
}

const columnsOf = (values: Values) => [
  [...values.values()].map(([facet]) => facet),
  [...values.values()].map(([, value]) => value),
];

/** The ids of those that have one. */
async function idsOf(client: PoolClient, values: Values): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ id: number; facet: number; value: string }>(
    planned(
      `select id, facet, value from search_value join unnest($1::smallint[], $2::text[]) put (facet, value) using (facet, value)`,
      columnsOf(values),
    ),
  );
  return new Map(rows.map(({ id, facet, value }) => [`${facet} ${value}`, id]));
}

/** The ids of all, new ones made. */
async function newIdsOf(client: PoolClient, values: Values): Promise<ReadonlyMap<string, number>> {
  await client.query(
    planned(
      `insert into search_value (facet, value) select * from unnest($1::smallint[], $2::text[]) on conflict do nothing`,
      columnsOf(values),
    ),
  );
  return idsOf(client, values);
}

function idIn(ids: ReadonlyMap<string, number>, facet: number, value: string): number {
  const id = ids.get(`${facet} ${value}`);
  if (id === undefined) throw new Error(`The value ${value} of facet ${facet} was not kept.`);
  return id;
}

/** The bits of a row: of one place, which hardly takes any writing and reading, or of many. */
const GIVEN_BITS = 'coalesce(set_bit(0::bit(16384), put.place, 1), put.mask::bit(16384))';

interface Mask {
  readonly value: number;
  readonly chunk: number;
  /** Places in the chunk. */
  readonly set: number[];
  readonly clear: number[];
}

/** Bits to set and to clear, by value and chunk. */
class Masks {
  private readonly chunks = new Map<string, Mask>();

  set(value: number, ordinal: number): void {
    this.chunk(value, ordinal).set.push(ordinal % CHUNK);
  }

  clear(value: number, ordinal: number): void {
    this.chunk(value, ordinal).clear.push(ordinal % CHUNK);
  }

  /** Statements that do not wait for one another's answers, in their order. */
  writes(client: PoolClient): readonly (() => Promise<unknown>)[] {
    const more = [...this.chunks.values()].filter(({ set }) => set.length > 0);
    const less = [...this.chunks.values()].filter(({ clear }) => clear.length > 0);
    const adding = () =>
      client.query(
        planned(
          `insert into search_bits as kept (facet, chunk, value, held, bits)
           select known.facet, put.chunk, put.value, bit_count(${GIVEN_BITS}), ${GIVEN_BITS}
           from unnest($1::int[], $2::int[], $3::int[], $4::text[]) put (value, chunk, place, mask)
           join search_value known on known.id = put.value
           order by 1, 2, 3
           on conflict (facet, chunk, value) do update
             set bits = kept.bits | excluded.bits, held = bit_count(kept.bits | excluded.bits)`,
          columnsOfMasks(more, ({ set }) => set),
        ),
      );
    const clearing = async () => {
      const { rows: empty } = await client.query<Pick<Mask, 'value' | 'chunk'>>(
        planned(
          `with cleared as (
             update search_bits kept set bits = kept.bits & ~${GIVEN_BITS}, held = bit_count(kept.bits & ~${GIVEN_BITS})
             from unnest($1::int[], $2::int[], $3::int[], $4::text[]) put (value, chunk, place, mask)
             join search_value known on known.id = put.value
             where kept.facet = known.facet and kept.chunk = put.chunk and kept.value = put.value
             returning kept.value, kept.chunk, kept.held
           )
           select value, chunk from cleared where held = 0`,
          columnsOfMasks(less, ({ clear }) => clear),
        ),
      );
      if (empty.length > 0)
        await client.query(
          planned(
            `delete from search_bits kept using unnest($1::int[], $2::int[]) put (value, chunk), search_value known
             where known.id = put.value and kept.facet = known.facet and kept.chunk = put.chunk and kept.value = put.value
               and kept.held = 0`,
            [empty.map(({ value }) => value), empty.map(({ chunk }) => chunk)],
          ),
        );
    };
    return [...(more.length === 0 ? [] : [adding]), ...(less.length === 0 ? [] : [clearing])];
  }

  private chunk(value: number, ordinal: number): Mask {
    const chunk = Math.floor(ordinal / CHUNK);
    const key = `${value} ${chunk}`;
    let found = this.chunks.get(key);
    if (found === undefined) {
      found = { value, chunk, set: [], clear: [] };
      this.chunks.set(key, found);
    }
    return found;
  }
}

function columnsOfMasks(masks: readonly Mask[], placesOf: (mask: Mask) => readonly number[]): unknown[] {
  const places = masks.map(placesOf);
  return [
    masks.map(({ value }) => value),
    masks.map(({ chunk }) => chunk),
    places.map(([only, ...others]) => (others.length === 0 ? only : null)),
    places.map((some) => (some.length === 1 ? null : literalOf(some))),
  ];
}

function literalOf(places: readonly number[]): string | undefined {
  const bits = Bits.none(1);
  for (const place of places) bits.add(place);
  return bits.chunk(0);
}

import type { PoolClient } from 'pg';
import { Bits } from './bits';
import { planned } from './planned';
import { tsqueryOf, type Way } from './text-query';
import { together } from './together';

/** A smaller set is found as quickly as it is kept. */
const WORTH_KEEPING = 2_000;
const KEPT_SETS = 256;
/** Documents that are looked at one by one to bring what is kept up to date; where more have changed it is found anew. */
const FEW_CHANGED = 200;
/** Nothing should need this; a server that was put back to an earlier state might. */
const KEPT_MS = 300_000;

/**
 * `search_change` names the documents of each change of words, so that a set of documents which a process has kept can be
 * brought up to date by looking at those alone. Written by triggers, in the transaction of the change, whoever makes it.
 */
export const changesMigration = {
  name: '0004-search-changes',
  sql: `
    create table search_change (
      id bigint generated always as identity primary key,
      -- Of the documents whose words were written or removed; null for too many to be named.
      ordinals integer[]
    );
    -- There is always one: sets that are as old as the oldest can be brought up to date, older ones cannot.
    insert into search_change (ordinals) values (null);

    create function search_changed() returns trigger language plpgsql as $$
    declare
      made bigint;
    begin
      if tg_op = 'TRUNCATE' then
        insert into search_change (ordinals) values (null);
        return null;
      end if;
      insert into search_change (ordinals)
      select case when count(*) <= 2000 then array_agg(ordinal) end from changed having count(*) > 0
      returning id into made;
      delete from search_change where id < made - 1000;
      return null;
    end
    $$;
    create trigger search_text_inserted after insert on search_text
      referencing new table as changed for each statement execute function search_changed();
    create trigger search_text_updated after update on search_text
      referencing new table as changed for each statement execute function search_changed();
    create trigger search_text_deleted after delete on search_text
      referencing old table as changed for each statement execute function search_changed();
    create trigger search_text_truncated after truncate on search_text
      for each statement execute function search_changed();
  `,
} as const;

/** What documents say: each term in one of its ways. Two of the same key are the same. */
export interface WordQuery {
  /** As a tsquery. */
  readonly key: string;
  readonly terms: readonly (readonly Way[])[];
}

/** @param mark the lexemes of a term are looked for under it */
export function wordQuery(terms: readonly (readonly Way[])[], mark = ''): WordQuery {
  return {
    key: terms.map((ways) => tsqueryOf(ways, mark)).join(' & '),
    terms: mark === '' ? terms : terms.map((ways) => ways.map((way) => way.map((word) => `${mark}${word}`))),
  };
}

/** What both say. */
export const bothQueries = (one: WordQuery, other: WordQuery): WordQuery => ({
  key: `${one.key} & ${other.key}`,
  terms: [...one.terms, ...other.terms],
});

interface KeptSet {
  readonly query: WordQuery;
  readonly documents: Bits;
}

/** Sets of documents as they were after a change; never altered. */
interface Kept {
  readonly change: number;
  readonly since: number;
  readonly sets: ReadonlyMap<string, KeptSet>;
}

const NOTHING: Kept = { change: 0, since: 0, sets: new Map() };

/**
 * The large sets of documents that the words of the last searches found: common words are common in questions too, and to
 * find a hundred thousand documents takes Postgres a tenth of a second each time.
 */
export class KeptSets {
  private latest = NOTHING;

  get(): Kept {
    return performance.now() - this.latest.since > KEPT_MS ? NOTHING : this.latest;
  }

  /** @param used were asked for now, and are kept longest */
  keep(change: number, since: number, sets: ReadonlyMap<string, KeptSet>, used: readonly string[]): void {
    const before = this.get();
    if (before.change > change) return;
    // Another search on the same state may have found others.
    const all = new Map([...(before.change === change ? before.sets : []), ...sets]);
    for (const key of used) {
      const set = all.get(key);
      if (set === undefined) continue;
      all.delete(key);
      all.set(key, set);
    }
    for (const key of all.keys()) if (all.size > KEPT_SETS) all.delete(key);
    this.latest = { change, since, sets: all };
  }

  clear(): void {
    this.latest = NOTHING;
  }
}

/** What the index says of itself at the state that a search reads. */
interface State {
  readonly chunks: number;
  /** Changes that are still named, and the last one. */
  readonly oldest: number;
  readonly latest: number;
}

/** The documents that answer queries of words, at the one state of the database that a search reads. */
export class DocumentSets {
  private asked: Promise<State> | undefined;

  constructor(
    private readonly client: PoolClient,
    private readonly kept: KeptSets,
  ) {}

  async chunks(): Promise<number> {
    return (await this.state()).chunks;
  }

  async of(queries: readonly WordQuery[]): Promise<readonly Bits[]> {
    const wanted = new Map(queries.filter(({ key }) => key !== '').map((query) => [query.key, query]));
    if (wanted.size === 0) return Promise.all(queries.map(async () => Bits.none(await this.chunks())));
    const kept = this.kept.get();
    const [{ chunks, oldest, latest }, found, changed] = await together(this.client, [
      () => this.state(),
      () => this.ordinalsOf([...wanted.keys()].filter((key) => !kept.sets.has(key))),
      () => (kept.sets.size === 0 ? Promise.resolve([]) : this.changedSince(kept.change)),
    ]);
    // A search that began before the last one ended may read an earlier state than what is kept.
    const usable = kept.change >= oldest && kept.change <= latest && changed !== undefined;
    const sets = usable ? await this.upToDate(kept.sets, changed, chunks) : new Map<string, KeptSet>();
    const missed = [...wanted.keys()].filter((key) => !found.has(key) && !sets.has(key));
    const answers = new Map<string, Bits>();
    for (const [key, ordinals] of [...found, ...(await this.ordinalsOf(missed))]) {
      const documents = Bits.ofOrdinals(chunks, ordinals);
      answers.set(key, documents);
      const query = wanted.get(key);
      if (query !== undefined && documents.count() > WORTH_KEEPING) sets.set(key, { query, documents });
    }
    this.kept.keep(latest, usable ? kept.since : performance.now(), sets, [...wanted.keys()]);
    return queries.map(({ key }) => answers.get(key) ?? sets.get(key)?.documents ?? Bits.none(chunks));
  }

  private state(): Promise<State> {
    return (this.asked ??= this.client
      .query<State>(
        planned(
          `select greatest(1, ceil(next / 16384.0))::int as chunks, oldest::float8, latest::float8
         from search_counter, (select min(id) as oldest, max(id) as latest from search_change) change`,
          [],
        ),
      )
      .then(({ rows }) => rows[0] ?? { chunks: 1, oldest: 0, latest: 0 }));
  }

  /** For each query the ordinals of the documents that answer it, as Postgres sends an array of them; one statement. */
  private async ordinalsOf(queries: readonly string[]): Promise<ReadonlyMap<string, Buffer | null>> {
    if (queries.length === 0) return new Map();
    const { rows } = await this.client.query<{ place: number; ordinals: Buffer | null }>(
      planned(
        queries
          .map(
            (_, at) =>
              `select ${at} as place, (select array_send(array_agg(ordinal)) from search_text where lexemes @@ $${at + 1}::tsquery) as ordinals`,
          )
          .join(' union all '),
        [...queries],
      ),
    );
    return new Map(rows.map(({ place, ordinals }) => [queries[place] ?? '', ordinals]));
  }

  /** Documents that were changed after a change; undefined where they are too many. */
  private async changedSince(change: number): Promise<readonly number[] | undefined> {
    const { rows } = await this.client.query<{ ordinals: readonly number[] | null }>(
      planned('select ordinals from search_change where id > $1', [change]),
    );
    const changed = new Set<number>();
    for (const { ordinals } of rows) {
      if (ordinals === null) return undefined;
      for (const ordinal of ordinals) changed.add(ordinal);
    }
    return changed.size > FEW_CHANGED ? undefined : [...changed];
  }

  /** The sets with documents that have changed put in or left out. */
  private async upToDate(
    sets: ReadonlyMap<string, KeptSet>,
    changed: readonly number[],
    chunks: number,
  ): Promise<Map<string, KeptSet>> {
    if (changed.length === 0) return new Map(sets);
    const { rows } = await this.client.query<{ ordinal: number; lexemes: readonly string[] }>(
      planned(
        'select ordinal, to_json(tsvector_to_array(lexemes)) as lexemes from search_text where ordinal = any($1::int[])',
        [changed],
      ),
    );
    const held = new Map(rows.map(({ ordinal, lexemes }) => [ordinal, new Set(lexemes)]));
    return new Map(
      [...sets].map(([key, { query, documents }]) => {
        const other = changed.filter((ordinal) => {
          const lexemes = held.get(ordinal);
          return (lexemes !== undefined && says(lexemes, query)) !== documents.has(ordinal);
        });
        return [key, { query, documents: documents.wide(chunks).turned(other) }];
      }),
    );
  }
}

function says(lexemes: ReadonlySet<string>, { terms }: WordQuery): boolean {
  return terms.every((ways) => ways.some((way) => way.length > 0 && way.every((lexeme) => lexemes.has(lexeme))));
}

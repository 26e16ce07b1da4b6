import type { Pool } from 'pg';
import {
  type SearchAnswer,
  type PageRequest,
  type SearchDocument,
  type SearchHit,
  SearchIndex,
  type SearchRequest,
  type Suggestion,
} from '@huanpei/app';
import { readCursor, writeCursor } from './cursor';
import { newest } from './newest';
import { idOf, storableId } from './storable-id';
import { type Term, termsOf, tsqueryOf } from './text-query';
import { spellableWords, tsvectorOf } from './tsvector';
import { plainQuery } from './words';

const NOTHING: SearchAnswer = { items: [], hasNextPage: false, totalCount: 0, facets: [], kinds: [], correction: null };
const LIKENESS = 0.4;
const SPELLINGS = 3;
/** One statement holds this many documents; a whole catalogue arrives in several. */
const BATCH = 500;

interface Row {
  readonly total: number;
  readonly kind: SearchDocument['kind'] | null;
  readonly id: string;
  readonly score: number;
  readonly ordinal: number;
}

/** Full text search in Postgres, with Chinese cut into words before it gets there. */
export class PostgresSearchIndex extends SearchIndex {
  readonly name = 'postgres';
  private knowsSpellings: boolean | undefined;

  constructor(private readonly pool: Pool) {
    super();
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    for (let at = 0; at < documents.length; at += BATCH) await this.putBatch(documents.slice(at, at + BATCH));
  }

  private async putBatch(batch: readonly SearchDocument[]): Promise<void> {
    const documents = newest(batch);
    // Words first, and on their own: a word without its document merely suggests a spelling that finds nothing.
    if (await this.spellings()) {
      const words = [...new Set(documents.flatMap(spellableWords))];
      await this.pool.query(
        'insert into search_word (word) select word from unnest($1::text[]) word order by word on conflict do nothing',
        [words],
      );
    }
    await this.pool.query(
      `insert into search_document as kept (kind, id, revision, domain, words)
       select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::tsvector[]) put (kind, id, revision, domain, words)
       order by kind, id
       on conflict (kind, id) do update
         set revision = excluded.revision, domain = excluded.domain, words = excluded.words
         where kept.revision <= excluded.revision`,
      [
        documents.map(({ kind }) => kind),
        documents.map(({ id }) => storableId(id)),
        documents.map(({ revision }) => revision),
        documents.map(({ facets }) => storableId(facets.domain?.[0] ?? 'x')),
        documents.map(tsvectorOf),
      ],
    );
  }

  async remove(kind: SearchDocument['kind'], ids: readonly string[]): Promise<void> {
    await this.pool.query('delete from search_document where kind = $1 and id = any($2::text[])', [
      kind,
      ids.map(storableId),
    ]);
  }

  async search(request: SearchRequest, { first, after }: PageRequest): Promise<SearchAnswer> {
    const [ordinal, score] = after === null ? [] : readCursor(this.name, request, after, 2);
    const text = plainQuery(request.text);
    const terms = termsOf(text);
    if (terms.length === 0 && text !== '') return NOTHING;

    const domain = request.facets?.find(({ facet }) => facet === 'domain')?.anyOf[0];
    const wanted = Math.max(0, Math.trunc(first));
    const parts = await this.tsqueries(terms);
    const { rows } = await this.pool.query<Row>(
      `with hit as materialized (
         select kind, id, ordinal, case when $1::tsquery is null then 0 else (
             (select count(*) from unnest($2::tsquery[]) part where words @@ part)::float8
             + ts_rank_cd('{0.1, 0.2, 0.5, 1}', words, $1::tsquery, 32)::float8
           ) / (cardinality($2::tsquery[]) + 1) end as score
         from search_document
         where ($1::tsquery is null or words @@ $1::tsquery)
           and ($3::text is null or kind = $3) and ($4::text is null or domain = $4)
       )
       select counted.total, page.kind, page.id, page.score, page.ordinal::float8 as ordinal
       from (select count(*)::int as total from hit) counted
       left join lateral (
         select * from hit
         where $5::float8 is null or score < $5 or (score = $5 and ordinal < $6::bigint)
         order by score desc, ordinal desc
         limit $7
       ) page on true
       order by page.score desc, page.ordinal desc`,
      [
        parts.length === 0 ? null : parts.map((part) => `(${part})`).join(' | '),
        parts,
        request.kinds?.[0] ?? null,
        domain === undefined ? null : storableId(domain),
        score ?? null,
        ordinal ?? null,
        wanted + 1,
      ],
    );

    const hits = rows.filter(({ kind }) => kind !== null) as readonly (Row & SearchHit)[];
    return {
      items: hits.slice(0, wanted).map((hit) => ({
        cursor: writeCursor(this.name, request, [hit.ordinal, hit.score]),
        node: { kind: hit.kind, id: idOf(hit.id), score: hit.score },
      })),
      hasNextPage: hits.length > wanted,
      totalCount: rows[0]?.total ?? 0,
      facets: [],
      kinds: [],
      correction: null,
    };
  }

  suggest(): Promise<readonly Suggestion[]> {
    throw new Error('not yet');
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

  private async tsqueries(terms: readonly Term[]): Promise<readonly string[]> {
    const alike = await this.likeSpellings(terms);
    return terms.map((term) => tsqueryOf(term, alike.get(term.typed) ?? []));
  }

  /** For each typed word that no document holds, the few most like it that some do. */
  private async likeSpellings(terms: readonly Term[]): Promise<ReadonlyMap<string | undefined, readonly string[]>> {
    const typed = [...new Set(terms.flatMap((term) => term.typed ?? []))];
    if (typed.length === 0 || !(await this.spellings())) return new Map();
    const { rows } = await this.pool.query<{ typed: string; words: string[] }>(
      `select typed, array(
           select word from search_word where word % typed and similarity(word, typed) >= $2
           order by similarity(word, typed) desc, word limit $3
         ) as words
       from unnest($1::text[]) typed
       where not exists (select from search_word where word ^@ (typed collate "C"))`,
      [typed, LIKENESS, SPELLINGS],
    );
    return new Map(rows.map((row) => [row.typed, row.words]));
  }

  /** Whether the migration found pg_trgm; that does not change while we run. */
  private async spellings(): Promise<boolean> {
    if (this.knowsSpellings === undefined) {
      const { rows } = await this.pool.query<{ known: boolean }>(
        `select to_regclass('search_word') is not null as known`,
      );
      this.knowsSpellings = rows[0]?.known ?? false;
    }
    return this.knowsSpellings;
  }
}

import type { PoolClient } from 'pg';
import type { SearchKind } from '@huanpei/app';
import { Bits } from './bits';
import { FACET_NUMBER } from './indexed';
import { planned } from './planned';
import { isWhole, STRETCH, WHOLE_BYTES } from './postings';
import type { Way } from './text-query';
import { together } from './together';

/** What documents say: all the terms, each in one of its ways. */
export type WordQuery = readonly (readonly Way[])[];

/** The same looked for under a mark. */
export const underMark = (query: WordQuery, mark: string): WordQuery =>
  query.map((ways) => ways.map((way) => way.map((word) => `${mark}${word}`)));

/** One row of the index of words. */
interface Posting {
  readonly lexeme: string;
  /** Which stretch of ordinals. */
  readonly stretch: number;
  readonly docs: Buffer;
}

/** The documents that answer queries of words, at the one state of the database that a search reads. */
export class DocumentSets {
  private counted: Promise<number> | undefined;
  /** Of the lexemes that were asked for; undefined where no document holds it. */
  private readonly known = new Map<string, Bits | undefined>();

  constructor(private readonly client: PoolClient) {}

  chunks(): Promise<number> {
    return (this.counted ??= this.client
      .query<{ chunks: number }>(
        planned('select greatest(1, ceil(next / 16384.0))::int as chunks from search_counter', []),
      )
      .then(({ rows }) => rows[0]?.chunks ?? 1));
  }

  /** For each query the documents that answer it; none for one without terms. */
  async of(queries: readonly WordQuery[]): Promise<readonly Bits[]> {
    const asked = new Set(queries.flat(3));
    const open = [...asked].filter((lexeme) => !this.known.has(lexeme));
    const [chunks, postings] = await together(this.client, [() => this.chunks(), () => this.postingsOf(open)]);
    for (const lexeme of open) this.known.set(lexeme, undefined);
    for (const { lexeme, stretch, docs } of postings) {
      const bits = this.known.get(lexeme) ?? Bits.none(chunks);
      if (isWhole(docs)) bits.addFrom(stretch * STRETCH, docs);
      else bits.addListed(stretch * STRETCH, docs);
      this.known.set(lexeme, bits);
    }
    const none = Bits.none(chunks);
    return queries.map((query) => this.answering(query) ?? none);
  }

  /** Those of the lexemes that some document of these kinds holds; of any kind when none is given. */
  async heldByAny(lexemes: readonly string[], kinds: readonly SearchKind[]): Promise<ReadonlySet<string>> {
    if (kinds.length > 0) {
      const [ofKinds, documents] = await together(this.client, [
        () => this.ofKinds(kinds),
        () => this.of(lexemes.map((lexeme) => [[[lexeme]]])),
      ]);
      return new Set(lexemes.filter((_, at) => documents[at]?.and(ofKinds).isEmpty() === false));
    }
    const { rows } = await this.client.query<{ lexeme: string }>(
      planned('select distinct lexeme from search_posting where lexeme = any($1::text[])', [lexemes]),
    );
    return new Set(rows.map(({ lexeme }) => lexeme));
  }

  /** Documents that hold a lexeme which begins in one of these ways. */
  async beginning(begun: readonly string[]): Promise<Bits> {
    const [chunks, { rows }] = await together(this.client, [
      () => this.chunks(),
      () =>
        this.client.query<Pick<Posting, 'stretch' | 'docs'> & { readonly listed: boolean }>(
          // Thousands of words may begin so; the lists of a stretch come as one.
          planned(
            `select stretch, common is null as listed, string_agg(docs, '') as docs from (
               select stretch, docs, case when octet_length(docs) = ${WHOLE_BYTES} then lexeme end as common
               from unnest($1::text[]) asked (begun)
               join search_posting on lexeme >= begun and lexeme < begun || chr(1114111)
             ) held group by stretch, common`,
            [begun],
          ),
        ),
    ]);
    const all = Bits.none(chunks);
    for (const { stretch, listed, docs } of rows) {
      if (listed) all.addListed(stretch * STRETCH, docs);
      else all.addFrom(stretch * STRETCH, docs);
    }
    return all;
  }

  /** Documents of these kinds. */
  async ofKinds(kinds: readonly SearchKind[]): Promise<Bits> {
    const [chunks, { rows }] = await together(this.client, [
      () => this.chunks(),
      () =>
        this.client.query<{ chunk: number; docs: Buffer }>(
          planned(
            `select kept.chunk, substring(bit_send(kept.bits) from 5) as docs
             from unnest($2::text[]) asked (kind)
             join search_value known on known.facet = $1 and known.value = asked.kind
             join search_bits kept on kept.facet = known.facet and kept.value = known.id`,
            [FACET_NUMBER['kind'], kinds],
          ),
        ),
    ]);
    const all = Bits.none(chunks);
    for (const { chunk, docs } of rows) all.addChunk(chunk, docs);
    return all;
  }

  private async postingsOf(lexemes: readonly string[]): Promise<readonly Posting[]> {
    if (lexemes.length === 0) return [];
    const { rows } = await this.client.query<Posting>(
      planned('select lexeme, stretch, docs from search_posting where lexeme = any($1::text[])', [lexemes]),
    );
    return rows;
  }

  private answering(query: WordQuery): Bits | undefined {
    let all: Bits | undefined;
    for (const ways of query) {
      const held = this.inOneWay(ways);
      if (held === undefined) return undefined;
      all = all?.and(held) ?? held;
    }
    return all;
  }

  private inOneWay(ways: readonly Way[]): Bits | undefined {
    let any: Bits | undefined;
    for (const way of ways) {
      const held = this.holding(way);
      if (held !== undefined) any = any?.or(held) ?? held;
    }
    return any;
  }

  private holding(way: Way): Bits | undefined {
    let all: Bits | undefined;
    for (const lexeme of way) {
      const held = this.known.get(lexeme);
      if (held === undefined) return undefined;
      all = all?.and(held) ?? held;
    }
    return all;
  }
}

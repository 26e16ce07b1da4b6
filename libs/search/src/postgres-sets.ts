import type { PoolClient } from 'pg';
import type { SearchKind } from '@huanpei/app';
import { Bits } from './bits';
import { FACET_NUMBER } from './indexed';
import { planned } from './planned';
import { isWhole, MOST_LISTED, STRETCH, WHOLE_BYTES } from './postings';
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

/** The ordinals that documents have or have had. */
interface Ordinals {
  readonly chunks: number;
  /** Of documents that have gone while the index of words holds them still; undefined where there are none. */
  readonly gone: Bits | undefined;
}

/** The documents that answer queries of words, at the one state of the database that a search reads. */
export class DocumentSets {
  private given: Promise<Ordinals> | undefined;
  /** Of the lexemes that were asked for; undefined where no document holds it. */
  private readonly known = new Map<string, Bits | undefined>();

  constructor(private readonly client: PoolClient) {}

  async chunks(): Promise<number> {
    return (await this.ordinals()).chunks;
  }

  /** For each query the documents that answer it; none for one without terms. */
  async of(queries: readonly WordQuery[]): Promise<readonly Bits[]> {
    const asked = new Set(queries.flat(3));
    const open = [...asked].filter((lexeme) => !this.known.has(lexeme));
    const [{ chunks, gone }, postings] = await together(this.client, [
      () => this.ordinals(),
      () => this.postingsOf(open),
    ]);
    for (const lexeme of open) this.known.set(lexeme, undefined);
    for (const { lexeme, stretch, docs } of postings) {
      const bits = this.known.get(lexeme) ?? Bits.none(chunks);
      if (isWhole(docs)) bits.addFrom(stretch * STRETCH, docs);
      else bits.addListed(stretch * STRETCH, docs);
      this.known.set(lexeme, bits);
    }
    if (gone !== undefined) for (const lexeme of open) this.known.get(lexeme)?.takeOut(gone);
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
    const { gone } = await this.ordinals();
    const most = gone === undefined ? 0 : mostInAStretch(gone);
    const { rows } = await this.client.query<{ lexeme: string }>(
      // Most are held by more than have gone, and their rows need not be read.
      planned('select distinct lexeme from search_posting where lexeme = any($1::text[]) and octet_length(docs) > $2', [
        lexemes,
        most < MOST_LISTED ? 2 * most : WHOLE_BYTES,
      ]),
    );
    const held = new Set(rows.map(({ lexeme }) => lexeme));
    if (gone === undefined) return held;
    const few = lexemes.filter((lexeme) => !held.has(lexeme));
    const documents = await this.of(few.map((lexeme) => [[[lexeme]]]));
    for (const [at, lexeme] of few.entries()) if (documents[at]?.isEmpty() === false) held.add(lexeme);
    return held;
  }

  /** Documents that hold a lexeme which begins in one of these ways. */
  async beginning(begun: readonly string[]): Promise<Bits> {
    const [{ chunks, gone }, { rows }] = await together(this.client, [
      () => this.ordinals(),
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
    if (gone !== undefined) all.takeOut(gone);
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

  private ordinals(): Promise<Ordinals> {
    return (this.given ??= this.client
      .query<{ chunks: number; gone: Buffer | null }>(
        planned(
          `select greatest(1, ceil(next / 16384.0))::int as chunks,
             (select array_send(array_agg(ordinal)) from search_gone) as gone
           from search_counter`,
          [],
        ),
      )
      .then(({ rows: [{ chunks, gone } = { chunks: 1, gone: null }] }) => ({
        chunks,
        gone: gone === null ? undefined : Bits.ofOrdinals(chunks, gone),
      })));
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

function mostInAStretch(ordinals: Bits): number {
  const counts = new Map<number, number>();
  for (const ordinal of ordinals.newestFirst()) {
    const stretch = Math.floor(ordinal / STRETCH);
    counts.set(stretch, (counts.get(stretch) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

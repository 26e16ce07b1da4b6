import type { PoolClient } from 'pg';
import { STRETCH, withPlaces } from './postings';

interface Change {
  readonly lexeme: string;
  readonly stretch: number;
  /** Places in the stretch. */
  readonly more: number[];
  readonly less: number[];
}

/** Which lexemes documents have gained and lost: only those rows of the index of words are written. */
export class PostingChanges {
  private readonly stretches = new Map<number, Map<string, Change>>();

  gained(lexemes: Iterable<string>, ordinal: number): void {
    for (const lexeme of lexemes) this.change(lexeme, ordinal).more.push(ordinal % STRETCH);
  }

  lost(lexemes: Iterable<string>, ordinal: number): void {
    for (const lexeme of lexemes) this.change(lexeme, ordinal).less.push(ordinal % STRETCH);
  }

  /** Reads the rows and answers the statements that write them; nobody else may write between the two. */
  async writes(client: PoolClient): Promise<readonly (() => Promise<unknown>)[]> {
    const all = [...this.stretches.values()].flatMap((changes) => [...changes.values()]);
    if (all.length === 0) return [];
    const columns = [all.map(({ lexeme }) => lexeme), all.map(({ stretch }) => stretch)];
    // Each through the index: for many a planner would rather read the whole table.
    const { rows } = await client.query<{ place: number; kept: Buffer }>(
      `select place::int, kept from unnest($1::text[], $2::int[]) with ordinality put (lexeme, stretch, place)
       cross join lateral (
         select docs as kept from search_posting held where held.lexeme = put.lexeme and held.stretch = put.stretch offset 0
       ) posting`,
      columns,
    );
    const kept = new Map(rows.map((row) => [row.place - 1, row.kept]));
    const [put, gone]: [(Change & { readonly docs: Buffer })[], Change[]] = [[], []];
    for (const [at, change] of all.entries()) {
      const docs = withPlaces(kept.get(at) ?? null, change.more, change.less);
      if (docs.length > 0) put.push({ ...change, docs });
      else if (kept.has(at)) gone.push(change);
    }
    const putting = () =>
      client.query(
        `insert into search_posting (lexeme, stretch, docs) select * from unnest($1::text[], $2::int[], $3::bytea[])
         on conflict (lexeme, stretch) do update set docs = excluded.docs`,
        [put.map(({ lexeme }) => lexeme), put.map(({ stretch }) => stretch), put.map(({ docs }) => docs)],
      );
    const dropping = () =>
      client.query(
        `delete from search_posting kept using unnest($1::text[], $2::int[]) gone (lexeme, stretch)
         where kept.lexeme = gone.lexeme and kept.stretch = gone.stretch`,
        [gone.map(({ lexeme }) => lexeme), gone.map(({ stretch }) => stretch)],
      );
    return [...(put.length === 0 ? [] : [putting]), ...(gone.length === 0 ? [] : [dropping])];
  }

  private change(lexeme: string, ordinal: number): Change {
    const stretch = Math.floor(ordinal / STRETCH);
    let changes = this.stretches.get(stretch);
    if (changes === undefined) this.stretches.set(stretch, (changes = new Map<string, Change>()));
    let found = changes.get(lexeme);
    if (found === undefined) changes.set(lexeme, (found = { lexeme, stretch, more: [], less: [] }));
    return found;
  }
}

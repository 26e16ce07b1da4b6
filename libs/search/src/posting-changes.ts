import type { PoolClient } from 'pg';
import { planned } from './planned';
import { STRETCH, withPlaces } from './postings';

interface Change {
  readonly lexeme: string;
  readonly stretch: number;
  /** Places in the stretch, each once: as they are where they hold it now, turned over bit by bit where they do not any more. */
  readonly places: number[];
}

/** Which lexemes documents have gained and lost: only those rows of the index of words are written. */
export class PostingChanges {
  private readonly stretches = new Map<number, Map<string, Change>>();

  /** @param newFrom the first stretch of which no ordinal has been given before: it has no rows */
  constructor(private readonly newFrom = Infinity) {}

  gained(lexemes: Iterable<string>, ordinal: number): void {
    const place = ordinal % STRETCH;
    const changes = this.stretchOf(ordinal);
    for (const lexeme of lexemes) changeOf(changes, lexeme, ordinal).places.push(place);
  }

  lost(lexemes: Iterable<string>, ordinal: number): void {
    const place = ~(ordinal % STRETCH);
    const changes = this.stretchOf(ordinal);
    for (const lexeme of lexemes) changeOf(changes, lexeme, ordinal).places.push(place);
  }

  /** Reads the rows and answers the statements that write them; nobody else may write between the two. */
  async writes(client: PoolClient): Promise<readonly (() => Promise<unknown>)[]> {
    // Those of stretches that have rows come first: what is read of them is found by its place among all.
    const inOrder = [...this.stretches].sort(([a], [b]) => a - b);
    const all = inOrder.flatMap(([, changes]) => [...changes.values()]);
    if (all.length === 0) return [];
    const kept = await keptOf(
      client,
      all.filter(({ stretch }) => stretch < this.newFrom),
    );
    const [put, gone]: [Change[], Change[]] = [[], []];
    const docs: Buffer[] = [];
    for (const [at, change] of all.entries()) {
      const now = withPlaces(kept.get(at), change.places);
      if (now.length > 0) {
        put.push(change);
        docs.push(now);
      } else if (kept.has(at)) gone.push(change);
    }
    // In one piece, cut up over there: as an array, thousands of them would be written out and read in as text. In the
    // order of the table's index, so that thousands reach few of its pages.
    const putting = () =>
      client.query(
        planned(
          `insert into search_posting (lexeme, stretch, docs)
           select lexeme, stretch, substring($3::bytea from (sum(bytes) over (order by place) - bytes + 1)::int for bytes)
           from unnest(string_to_array($1, chr(10)), $2::int[], $4::int[]) with ordinality put (lexeme, stretch, bytes, place)
           order by lexeme, stretch
           on conflict (lexeme, stretch) do update set docs = excluded.docs`,
          [...columnsOf(put), Buffer.concat(docs), intsOf(docs.map(({ length }) => length))],
        ),
      );
    const dropping = () =>
      client.query(
        planned(
          `delete from search_posting kept using unnest(string_to_array($1, chr(10)), $2::int[]) gone (lexeme, stretch)
           where kept.lexeme = gone.lexeme and kept.stretch = gone.stretch`,
          columnsOf(gone),
        ),
      );
    return [...(put.length === 0 ? [] : [putting]), ...(gone.length === 0 ? [] : [dropping])];
  }

  private stretchOf(ordinal: number): Map<string, Change> {
    const stretch = Math.floor(ordinal / STRETCH);
    const known = this.stretches.get(stretch);
    if (known !== undefined) return known;
    const changes = new Map<string, Change>();
    this.stretches.set(stretch, changes);
    return changes;
  }
}

function changeOf(changes: Map<string, Change>, lexeme: string, ordinal: number): Change {
  const known = changes.get(lexeme);
  if (known !== undefined) return known;
  const change = { lexeme, stretch: Math.floor(ordinal / STRETCH), places: [] };
  changes.set(lexeme, change);
  return change;
}

/** By lines and as one literal: the driver would look at each of many thousands for what has to be quoted. */
const columnsOf = (changes: readonly Change[]) => [
  changes.map(({ lexeme }) => lexeme).join('\n'),
  intsOf(changes.map(({ stretch }) => stretch)),
];

const intsOf = (numbers: readonly number[]): string => `{${numbers.join(',')}}`;

/** What the rows hold, by their place among the changes; of what nothing holds there is none. */
async function keptOf(client: PoolClient, changes: readonly Change[]): Promise<ReadonlyMap<number, Buffer>> {
  if (changes.length === 0) return new Map();
  const { rows } = await client.query<{
    places: readonly number[] | null;
    bytes: readonly number[] | null;
    docs: Buffer | null;
  }>(
    planned(
      // Each through the index: for many a planner would rather read the whole table. All in one row, which is read sooner.
      `select json_agg(place) as places, json_agg(octet_length(docs)) as bytes, string_agg(docs, '') as docs from (
         select place::int, docs
         from unnest(string_to_array($1, chr(10)), $2::int[]) with ordinality put (lexeme, stretch, place)
         cross join lateral (
           select docs from search_posting held where held.lexeme = put.lexeme and held.stretch = put.stretch offset 0
         ) posting
       ) kept`,
      columnsOf(changes),
    ),
  );
  const { places, bytes, docs } = rows[0] ?? {};
  const kept = new Map<number, Buffer>();
  let from = 0;
  for (const [at, place] of (places ?? []).entries()) {
    const to = from + (bytes?.[at] ?? 0);
    if (docs) kept.set(place - 1, docs.subarray(from, to));
    from = to;
  }
  return kept;
}

import {
  FACETS,
  satisfiesFilters,
  SEARCH_KINDS,
  type Facet,
  type SearchDocument,
  type SearchRequest,
} from '@huanpei/app';
import { countsOf, document, eachAnew, kindsOf, type MakeSearch } from './subject';

const WORDS = ['quartz', 'vessel', 'hopper', 'nozzle', 'gasket'];
const KEYS = ['capacity', 'outlet', 'price'];

/** The whole of what is counted, against the plainest reading of the port. */
export function describeModel(make: MakeSearch): void {
  describe('against a plain list', () => {
    const subject = eachAnew(make);

    it('counts and keeps the same after many changes', async () => {
      const next = numbers(20_261_127);
      const pick = <T>(from: readonly T[]): T => from[next(from.length)]!;
      const some = (from: readonly string[]) => from.filter(() => next(3) === 0);
      const held = new Map<string, SearchDocument>();
      const made = (revision: number): SearchDocument =>
        document(`d${next(70)}`, {
          kind: pick(SEARCH_KINDS),
          revision,
          title: { zh: '', en: pick(WORDS) },
          words: { zh: '', en: some(WORDS).join(' ') },
          facets: Object.fromEntries(FACETS.map((facet) => [facet, some(['a', 'b', 'c', 'd'])])),
          figures: KEYS.filter(() => next(2) === 0).map((key) => {
            const low = next(10) - 3;
            return { key, low, high: low + next(4) };
          }),
        });
      for (let turn = 1; turn <= 12; turn += 1) {
        const batch = Array.from({ length: 15 }, () => made(turn));
        await subject.index.put(batch);
        for (const one of batch) held.set(`${one.kind} ${one.id}`, one);
        const gone = `d${next(70)}`;
        const kind = pick(SEARCH_KINDS);
        await subject.index.remove(kind, [gone]);
        held.delete(`${kind} ${gone}`);
      }

      const all = [...held.values()];
      for (let turn = 0; turn < 60; turn += 1) {
        const request: SearchRequest = {
          text: next(3) === 0 ? '' : pick(WORDS),
          kinds: next(2) === 0 ? [] : SEARCH_KINDS.filter(() => next(2) === 0),
          facets: FACETS.filter(() => next(5) === 0).map((facet) => ({
            facet,
            anyOf: some(['a', 'b', 'c', 'd', 'e']),
          })),
          figures: KEYS.filter(() => next(4) === 0).map((key) => ({
            key,
            ...(next(2) === 0 ? { atMost: next(10) - 3 } : {}),
            ...(next(3) === 0 ? { atLeast: next(8) - 3 } : {}),
            ...(next(3) === 0 ? { covers: next(8) - 3 } : {}),
            ...(next(2) === 0 ? { orNotStated: true } : {}),
          })),
          count: FACETS.filter(() => next(2) === 0),
        };
        const { kinds, totalCount, ...answer } = await subject.index.search(request, { first: 400, after: null });
        const kept = all.filter((one) => keeps(one, request));
        // What is told of saved searches is decided document by document.
        const alone = all.filter((one) => keeps(one, { text: request.text }) && satisfiesFilters(one, request));
        expect(alone).toEqual(kept);
        expect({
          ids: answer.items.map(({ node }) => `${node.kind} ${node.id}`).sort(),
          totalCount,
          kinds: kindsOf({ ...answer, totalCount, kinds }),
          facets: request.count!.map((facet) => countsOf({ ...answer, totalCount, kinds }, facet)),
        }).toEqual({
          ids: kept.map(({ kind, id }) => `${kind} ${id}`).sort(),
          totalCount: kept.length,
          kinds: tally(all.filter((one) => keeps(one, { ...request, kinds: [] })).map(({ kind }) => kind)),
          facets: request.count!.map((facet) => counted(all, request, facet)),
        });

        const order = { key: pick(KEYS), by: pick(['low', 'high'] as const), descending: next(2) === 0 };
        const { items } = await subject.index.search({ ...request, order }, { first: 400, after: null });
        const figureOf = ({ figures }: SearchDocument) =>
          figures.find(({ key }) => key === order.key)?.[order.by] ?? null;
        const figures = items.map(({ node }) => figureOf(held.get(`${node.kind} ${node.id}`)!));
        expect(items.map(({ node }) => node.figure)).toEqual(figures);
        expect(figures).toEqual(inTurn(kept.map(figureOf), order.descending));
      }
    });
  });
}

function keeps(one: SearchDocument, { text, kinds = [], facets = [], figures = [] }: SearchRequest): boolean {
  const spoken = text === '' || `${one.title.en} ${one.words.en}`.split(' ').includes(text);
  return (
    spoken &&
    (kinds.length === 0 || kinds.includes(one.kind)) &&
    facets.every(({ facet, anyOf }) => one.facets[facet]?.some((value) => anyOf.includes(value))) &&
    figures.every(({ key, atMost = Infinity, atLeast = -Infinity, covers, orNotStated = false }) => {
      const figure = one.figures.find((stated) => stated.key === key);
      if (!figure) return orNotStated;
      const { low, high } = figure;
      return high <= atMost && low >= atLeast && (covers === undefined || (low <= covers && covers <= high));
    })
  );
}

/** The figures in their order, and then as many that are not stated. */
function inTurn(figures: readonly (number | null)[], descending: boolean): readonly (number | null)[] {
  const stated = figures.filter((figure) => figure !== null).sort((a, b) => (descending ? b - a : a - b));
  return [...stated, ...figures.filter((figure) => figure === null)];
}

function counted(all: readonly SearchDocument[], request: SearchRequest, facet: Facet): readonly string[] {
  const others = { ...request, facets: (request.facets ?? []).filter((filter) => filter.facet !== facet) };
  const counts = tally(all.filter((one) => keeps(one, others)).flatMap((one) => one.facets[facet] ?? []));
  return Object.entries(counts)
    .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
    .map(([value, count]) => `${value}:${count}`);
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** Whole numbers below a bound, the same for the same seed (the generator mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

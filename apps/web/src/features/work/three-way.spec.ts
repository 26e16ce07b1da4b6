import fc from 'fast-check';
import { byName, decided, listUnder, merge, type Flat } from './three-way';

const flat = (given: Record<string, unknown>): Flat => new Map(Object.entries(given));
const some = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 2 }), { noNullPrototype: true })
  .map(flat);

describe('two who edit the same', () => {
  it('keep what each has changed alone', () => {
    const { merged, clashes, taken } = merge(
      flat({ a: 1, b: 1, gone: 1 }),
      flat({ a: 2, b: 1, gone: 1, mine: 1 }),
      flat({ a: 1, b: 3, theirs: 1 }),
    );
    expect(Object.fromEntries(merged)).toEqual({ a: 2, b: 3, mine: 1, theirs: 1 });
    expect(clashes).toEqual([]);
    expect(taken).toEqual([
      { path: 'b', before: 1, after: 3 },
      { path: 'gone', before: 1, after: undefined },
      { path: 'theirs', before: undefined, after: 1 },
    ]);
  });

  it('are told what both have changed, also where one has taken it away, and choose', () => {
    const both = merge(flat({ a: 1, b: 1 }), flat({ a: 2, b: 2 }), flat({ a: 3 }));
    expect(both.clashes).toEqual([
      { path: 'a', mine: 2, theirs: 3 },
      { path: 'b', mine: 2, theirs: undefined },
    ]);
    expect(Object.fromEntries(decided(both, new Map()))).toEqual({ a: 2, b: 2 });
    const theirs = new Map([
      ['a', 'THEIRS'],
      ['b', 'THEIRS'],
    ] as const);
    expect(Object.fromEntries(decided(both, theirs))).toEqual({ a: 3 });
  });

  it('find nothing to choose in the same change, however it is written', () => {
    const [one, other] = [
      { op: 'LE', value: 5 },
      { value: 5, op: 'LE', valueMax: undefined },
    ];
    expect(merge(flat({ a: 1 }), flat({ a: one }), flat({ a: other })).clashes).toEqual([]);
  });

  it('lose nothing: every change is in what comes out, or told', () =>
    fc.assert(
      fc.property(some, some, some, (base, mine, theirs) => {
        const { merged, clashes } = merge(base, mine, theirs);
        const told = new Set(clashes.map(({ path }) => path));
        for (const path of ['a', 'b', 'c', 'd']) {
          if (mine.get(path) !== base.get(path)) expect(merged.get(path)).toBe(mine.get(path));
          if (theirs.get(path) !== base.get(path) && !told.has(path)) expect(merged.get(path)).toBe(theirs.get(path));
        }
      }),
    ));
});

it('members of a list go by their names, and the second of a name is another', () => {
  const rows = [
    { m: 'cod', v: 1 },
    { m: 'tn', v: 2 },
    { m: 'cod', v: 3 },
  ];
  const listed = new Map(byName('facts', rows, ({ m }) => m));
  expect([...listed.keys()]).toEqual(['facts/cod', 'facts/tn', 'facts/cod#2']);
  expect(listUnder(listed, 'facts')).toEqual(rows);
});

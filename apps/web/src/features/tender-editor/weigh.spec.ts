import { readWeight, withWeight } from './weigh';

it.each([
  ['', undefined],
  [' ', undefined],
  ['0', 0],
  ['0.25', 0.25],
  ['-1', 'UNREAD'],
  ['a', 'UNREAD'],
  ['1e999', 'UNREAD'],
] as const)('reads %j as %s', (typed, weight) => {
  expect(readWeight(typed)).toBe(weight);
});

it('keeps own weights in the order of the terms, each once, and drops what is usual again', () => {
  const price = withWeight([], 'price', 0.5);
  const both = withWeight(price, 'completeness', 0);
  expect(both).toEqual([
    { term: 'completeness', weight: 0 },
    { term: 'price', weight: 0.5 },
  ]);
  expect(withWeight(both, 'price', 1)).toEqual([
    { term: 'completeness', weight: 0 },
    { term: 'price', weight: 1 },
  ]);
  expect(withWeight(both, 'completeness', undefined)).toEqual(price);
});

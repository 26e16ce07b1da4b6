import { conditionsOf, narrowed, toggledParameter } from './citation';

const WHOLE = { code: 'GB 18918-2002', level: '1A', where: [], whereNot: [] };
const ALL = ['cod', 'nh3n', 'tp'];

it('narrows a class to parameters, and is whole again with all of them', () => {
  const two = toggledParameter(WHOLE, 'tp', ALL);
  expect(two.parameters).toEqual(['cod', 'nh3n']);
  expect(toggledParameter(two, 'tp', ALL)).toEqual(WHOLE);
  expect(narrowed(two, undefined)).toEqual(WHOLE);
});

it('keeps one parameter at least: a citation of nothing demands nothing', () => {
  const one = { ...WHOLE, parameters: ['cod'] };
  expect(toggledParameter(one, 'cod', ALL)).toBe(one);
});

it('names each condition once', () => {
  const limit = { condition: 'a', conditionLabel: 'A', scope: null, scopeLabel: null };
  const other = { condition: null, conditionLabel: null, scope: 's', scopeLabel: null };
  const rest = {
    id: '',
    parameter: { code: '', label: '' },
    op: '<=',
    limit: 1,
    limitMax: null,
    unit: '',
    averaging: '',
    decides: true,
  };
  expect(
    conditionsOf([
      { ...rest, ...limit },
      { ...rest, ...limit },
      { ...rest, ...other },
    ]),
  ).toEqual([
    { text: 'a', label: 'A' },
    { text: 's', label: 's' },
  ]);
});

import { exclusionsOf } from './exclusions';

const isParameter = (code: string) => ['water_temp', 'cod'].includes(code);
const pairs = (where: readonly string[], whereNot: readonly string[] = []) =>
  exclusionsOf({ where, whereNot }, isParameter).map(({ one, other }) => `${one} | ${other}`);

const WARM = 'water temperature > 12 degC';
const COLD = 'water temperature <= 12 degC';

it.each([
  ['both hold', [WARM, COLD], [], [`${WARM} | ${COLD}`]],
  ['neither holds', [], [WARM, COLD], [`${WARM} | ${COLD}`]],
  ['one holds, the other does not', [WARM], [COLD], []],
  ['ranges that meet in one value', ['water_temp >= 12 degC', COLD], [], []],
  ['ranges that overlap', ['water_temp > 5 degC', COLD], [], []],
  ['another parameter', ['cod > 12 mg/L', COLD], [], []],
  ['units that convert', ['cod > 0.2 g/L', 'cod < 100 mg/L'], [], ['cod > 0.2 g/L | cod < 100 mg/L']],
  ['units that convert and leave room', ['cod > 0.05 g/L', 'cod < 100 mg/L'], [], []],
  ['a figure without a unit beside one with', ['cod > 200', 'cod < 100 mg/L'], [], []],
  ['a range of two sides that does not hold', [WARM], ['10 < water_temp < 20 degC'], []],
  ['texts that are no comparison', ['plant built from 2006-01-01', 'plant built before 2006-01-01'], [], []],
] as const)('%s', (_case, where, whereNot, expected) => {
  expect(pairs(where, whereNot)).toEqual(expected);
});

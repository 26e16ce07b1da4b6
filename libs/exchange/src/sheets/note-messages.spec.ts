import { fieldName, fileFaultMessage, noteMessage as said, type NoteNames } from './note-messages';
import { CELL_FAULTS, CELL_WARNINGS, FILE_FAULTS } from './notes';

const NAMES: NoteNames = {
  label: (kind, code, language) => `${language === 'zh' ? '名' : 'name'} of ${kind} ${code}`.replace('名 of', '名'),
  unitLabel: (unit) => unit.replace('m3', 'm³'),
  conditionLabel: (condition, language) =>
    condition === 'water_temp > 12 degC'
      ? language === 'zh'
        ? '水温 > 12 ℃'
        : 'water temperature > 12 °C'
      : undefined,
};
const noteMessage = (note: Parameters<typeof said>[0], language: 'zh' | 'en') => said(note, language, NAMES);

/** Facts that any of the sentences may ask for. */
const FACTS = {
  column: 'value',
  most: 20,
  date: '2026-08-05',
  one: '<=',
  other: '>=',
  low: 80,
  high: 50,
  usual: 'mg/L',
  kind: 'parameter',
  given: 'COB',
  nearest: 'COD',
  candidates: 'co, cod',
  currency: 'CNY',
  formula: 1,
  key: 'K-1',
  row: 3,
  read: '<=',
  limit: '0.5',
  metric: 'outlet',
  parameter: 'cod',
  before: 3,
  stated: 4,
  expected: 22,
  sheet: 'Facts',
  header: 'key',
  line: 7,
  decimal: '12.5',
};

it.each([...CELL_FAULTS, ...CELL_WARNINGS])('says %s in both languages, with what to do', (code) => {
  const [zh, en] = [noteMessage({ code, facts: FACTS }, 'zh'), noteMessage({ code, facts: FACTS }, 'en')];
  expect(zh).toMatch(/\p{Script=Han}.*[。？]$/su);
  expect(en).toMatch(/^[^\p{Script=Han}]*[.?]$/su);
  expect(`${zh}${en}`).not.toMatch(/undefined|NaN|\[object/);
});

it.each(FILE_FAULTS)('says why a file cannot be read: %s', (code) => {
  for (const language of ['zh', 'en'] as const) {
    const said = fileFaultMessage({ code, facts: FACTS }, language);
    expect(said.length).toBeGreaterThan(4);
    expect(said).not.toMatch(/undefined|NaN/);
  }
});

it('names what can be chosen, and what may have been meant', () => {
  expect(noteMessage({ code: 'UNKNOWN_CHOICE', facts: { kind: 'track', given: 'x' } }, 'zh')).toContain('政府采购');
  expect(noteMessage({ code: 'UNKNOWN_NAME', facts: { kind: 'parameter', given: 'COB', nearest: 'cod' } }, 'en')).toBe(
    'Unknown parameter "COB"; did you mean "name of parameter cod"?',
  );
});

it('says names in place of codes', () => {
  const zh = (code: Parameters<typeof said>[0]['code'], facts: Readonly<Record<string, string | number>>) =>
    noteMessage({ code, facts }, 'zh');
  expect(zh('METRIC_SPLIT', { metric: 'outlet', parameter: 'fecal_coliform' })).toBe(
    '读作指标 名 metric outlet、参数 名 parameter fecal_coliform。',
  );
  expect(zh('NAME_READ', { kind: 'technology', given: 'MBR', read: 'water.mun.mbr' })).toBe(
    '“MBR”读作技术分类 名 technology water.mun.mbr。',
  );
  expect(zh('AMBIGUOUS_NAME', { kind: 'parameter', given: 'Co', candidates: 'co, co_gas' })).toContain(
    '名 parameter co（co）、名 parameter co_gas（co_gas）',
  );
  expect(zh('OPERATOR_IN_CELL', { read: '<=' })).toBe('数值中的关系符读作 ≤。');
  expect(zh('OPERATOR_ASSUMED', { read: 'range' })).toBe('未写关系，按“区间”读取。');
  expect(zh('UNIT_ASSUMED', { read: 'kWh/m3' })).toContain('kWh/m³');
  expect(zh('UNIT_MISSING', { usual: 'm3/d, m3/h' })).toContain('m³/d、m³/h');
  expect(zh('CONDITION_READ', { given: '水温>12', read: 'water_temp > 12 degC' })).toBe(
    '条件“水温>12”读作 水温 > 12 ℃。',
  );
});

it('tells what an ambiguous comma can mean', () => {
  const facts = { given: '12,5', decimal: '12.5' };
  expect(noteMessage({ code: 'AMBIGUOUS_NUMBER', facts }, 'zh')).toMatch(/“12,5”.*写成 12\.5；.*不带逗号/u);
  expect(noteMessage({ code: 'AMBIGUOUS_NUMBER', facts: {} }, 'zh')).not.toContain('undefined');
});

it('calls the fields of refusals as the columns are called', () => {
  expect(fieldName('facts[2].value', 'zh')).toBe('数值');
  expect(fieldName('technologies[0]', 'en')).toBe('Technologies');
  expect(fieldName('price', 'zh')).toBe('价格');
  expect(fieldName('', 'zh')).toBeUndefined();
});

import { fileFaultMessage, noteMessage } from './note-messages';
import { CELL_FAULTS, CELL_WARNINGS, FILE_FAULTS } from './notes';

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
  sheet: 'Facts',
  header: 'key',
  line: 7,
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
  expect(noteMessage({ code: 'UNKNOWN_NAME', facts: { kind: 'parameter', given: 'COB', nearest: 'COD' } }, 'en')).toBe(
    'Unknown parameter "COB"; did you mean "COD"?',
  );
});

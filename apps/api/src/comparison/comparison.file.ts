import type { Language } from '@huanpei/domain';
import { writeCsv, writeXlsx, type RawTable } from '@huanpei/exchange';
import type { ComparisonObject } from './comparison.objects';

export type FileFormat = 'XLSX' | 'CSV';

/** Signs with which a spreadsheet takes a text for a formula, also behind blanks (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@|\t\r＝＋－＠]/u;

const WORDS = {
  title: { zh: '装备对比', en: 'Comparison of listings' },
  item: { zh: '项目', en: 'Item' },
  unit: { zh: '单位', en: 'Unit' },
  part: { zh: '类别', en: 'Part' },
  supplier: { zh: '供应商', en: 'Supplier' },
  outcome: { zh: '结论', en: 'Outcome' },
  score: { zh: '得分', en: 'Score' },
  demand: { zh: '对照需求', en: 'Against the need' },
  notCompared: { zh: '不属同类，未比较', en: 'not of one kind, not compared' },
  nothing: { zh: '—', en: '—' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

const OUTCOMES = {
  FITS: { zh: '满足', en: 'fits' },
  NEEDS_DATA: { zh: '需补充数据', en: 'needs data' },
  RULED_OUT: { zh: '不满足', en: 'ruled out' },
} as const;

const DIFFERENCES = {
  DIFFERENT: { zh: '差异', en: 'Different' },
  SAME: { zh: '相同', en: 'The same' },
  SOME_STATE: { zh: '仅部分载明', en: 'Only some state' },
} as const;

/** The comparison as rows of texts, the first of them a heading. */
export function comparisonTable(comparison: ComparisonObject, language: Language): readonly (readonly string[])[] {
  const { listings, demands, rows, asOf, engine, referenceEdition } = comparison;
  const word = (key: keyof typeof WORDS): string => WORDS[key][language];
  const against = demands.length > 0;
  const marked = against
    ? [
        [
          word('demand'),
          word('outcome'),
          '',
          ...listings.map(({ outcome }) => (outcome === null ? word('notCompared') : OUTCOMES[outcome][language])),
        ],
        [
          word('demand'),
          word('score'),
          '',
          ...listings.map(({ score }) => (score === null ? word('nothing') : score.toFixed(3))),
        ],
      ]
    : [];
  return [
    [word('part'), word('item'), word('unit'), ...listings.map(({ name }) => name)],
    ['', word('supplier'), '', ...listings.map(({ supplier }) => supplier)],
    ...marked,
    ...demands.map(({ subject, limit, mandatory, findings }) => [
      word('demand'),
      `${mandatory ? '★' : '▲'} ${subject}${limit === null ? '' : ` ${limit}`}`,
      findings.find(({ finding }) => finding !== null)?.finding?.unit ?? '',
      ...findings.map(({ finding }) => finding?.says ?? word('nothing')),
    ]),
    ...rows.map(({ difference, subject, unit, cells }) => [
      DIFFERENCES[difference][language],
      subject,
      unit ?? '',
      ...cells.map(({ says }) => says),
    ]),
    ['', `${word('title')} · ${asOf} · ${engine} · ${referenceEdition}`],
  ];
}

/**
 * The comparison as bytes. Every cell is a text, whatever it begins with: a workbook marks it as one, and in a CSV (UTF-8
 * with the mark by which Excel knows it) an apostrophe stands before what a spreadsheet would take for a formula.
 */
export function comparisonBytes(table: readonly (readonly string[])[], format: FileFormat, language: Language): Buffer {
  const sheet = (textOf: (cell: string) => string): RawTable => ({
    sheet: WORDS.title[language],
    rows: table.map((row) => row.map((cell) => ({ value: textOf(cell) }))),
  });
  if (format === 'CSV') return Buffer.from(writeCsv(sheet((cell) => (FORMULA.test(cell) ? `'${cell}` : cell))));
  const widths = [12, 36, 10, ...(table[0] ?? []).slice(3).map(() => 40)];
  return Buffer.from(writeXlsx([sheet((cell) => cell)], widths));
}

import type { Language } from '@huanpei/domain';
import type { RawRow, RawTable } from './cells';
import { exampleOf } from './example';
import { CHOICES_TITLE, GUIDE_TITLE } from './headers';
import { sheetsOf, type Column, type ImportKind } from './layout';
import { codesOf, labelOf, writtenName, type NameKind, type Vocabulary } from './vocabulary';
import { SheetWriter } from './write-file';

const TEXTS = {
  zh: {
    head: ['工作表', '列', '代码', '必填', '怎么填', '也认作'],
    choices: ['种类', '写法', '代码', '中文', '英文'],
    required: '必填',
    rules: [
      '各表第一行是示例，外部编号为“示例（不导入）”：导入时略去，可留可删。',
      '外部编号是贵单位自己的编号：编号已知即更新，未知即新建；从不删除任何内容。',
      '文件中没有的列或工作表保持原样；有列而单元格空白表示“未载明”；清单写“无”表示没有。',
      '“性能”等明细表整表为准：某装备的明细以文件中的行为准。',
      '列的顺序不限，表头可用中文、英文或代码。不认识的列保留在导入记录中，不读取。',
      '公式不计算，取其最后的结果；以单引号开头的单元格按原样读取，不作解释。',
      '数字请写成数字。也能读 ≤50、50-80、1,234.5、１２．５、约50、5万、95%、未检出；12,5 这样有歧义的会报错。',
      '单元格没有下拉列表；可选内容见“选项 Choices”工作表，照其“写法”一列填写。',
    ],
    none: '（引用数据过多，见接口 regions）',
  },
  en: {
    head: ['Sheet', 'Column', 'Code', 'Required', 'What to write', 'Also known as'],
    choices: ['Kind', 'Write', 'Code', 'Chinese', 'English'],
    required: 'required',
    rules: [
      'The first rows of the sheets are an example with the external key "EXAMPLE (not imported)": an import leaves them out; keep or remove them.',
      'The external key is your own number: a known one updates, an unknown one creates; nothing is ever deleted.',
      'Columns and sheets that the file has not stay as they are; a column with an empty cell says "not stated"; `none` says that a list is empty.',
      'Sheets of details such as Facts count as a whole: what they hold of a listing replaces what was there.',
      'Columns may come in any order, their headers in Chinese, English or as codes. Unknown columns are kept with the import and not read.',
      'Formulas are not computed, their last value counts; a cell that begins with an apostrophe is taken as it is.',
      'Write figures as numbers. ≤50, 50-80, 1,234.5, １２．５, 约50, 5万, 95% and ND are read too; what is ambiguous, such as 12,5, is a fault.',
      'Cells have no drop-down lists; what can be chosen stands in the sheet "选项 Choices"; write it as its column "Write" says.',
    ],
    none: '(too many to list; see `regions` of the API)',
  },
} as const;

/** So many regions are listed at most: those of the upper levels. */
const LONGEST_REGION = 'CN-XX'.length;

/** A workbook to fill in, with an example that an import leaves out, an explanation of every column and the choices there are. */
export function templateTables(kind: ImportKind, vocabulary: Vocabulary, language: Language): readonly RawTable[] {
  const writer = new SheetWriter(vocabulary, language);
  const example = writer.rows(kind, [exampleOf(kind, language)]);
  return [...writer.tables(kind, example), guide(kind, language), choices(kind, vocabulary, language)];
}

const textRow = (texts: readonly string[]): RawRow => texts.map((value) => (value === '' ? undefined : { value }));

function guide(kind: ImportKind, language: Language): RawTable {
  const text = TEXTS[language];
  const columns = sheetsOf(kind).flatMap(({ title, columns: of }) =>
    of.map((column) =>
      textRow([
        title,
        column[language],
        column.code.startsWith('$') ? '' : column.code,
        column.required ? text.required : '',
        column.help[language],
        column.also.join('、'),
      ]),
    ),
  );
  return {
    sheet: GUIDE_TITLE,
    rows: [...text.rules.map((rule) => textRow([rule])), [], textRow(text.head), ...columns],
  };
}

function choices(kind: ImportKind, vocabulary: Vocabulary, language: Language): RawTable {
  const text = TEXTS[language];
  const seen = new Set<string>();
  const rows = sheetsOf(kind).flatMap(({ columns }) =>
    columns.flatMap((column): readonly RawRow[] => {
      const of = kindOf(column);
      if (of === undefined || seen.has(of)) return [];
      seen.add(of);
      const codes = codesOf(vocabulary, of).filter((code) => of !== 'region' || code.length <= LONGEST_REGION);
      const more = of === 'region' ? [textRow([column[language], text.none])] : [];
      return [
        ...codes.map((code) =>
          textRow([
            column[language],
            writtenName(vocabulary, of, code, language),
            code,
            labelOf(vocabulary, of, code, 'zh'),
            labelOf(vocabulary, of, code, 'en'),
          ]),
        ),
        ...more,
      ];
    }),
  );
  const units = vocabulary.units.map((unit) => textRow([language === 'zh' ? '单位' : 'Unit', unit, unit]));
  // A sign of an operator is a text here, whatever it looks like.
  return { sheet: CHOICES_TITLE, rows: [textRow(text.choices), ...rows, ...units] };
}

function kindOf(column: Column): NameKind | undefined {
  if (column.kind === 'OP') return 'op';
  if (column.kind === 'FLAG') return column.code === 'mandatory' ? 'mandatory' : 'flag';
  return column.of;
}

import type { Language } from '@huanpei/domain';
import { CHOICES, isChoice } from './choices';
import { ERRORS_COLUMN, SHEETS, type Column } from './layout';
import type { CellFault, CellNote, CellWarning, FileFault, FileFaultCode, NoteFacts } from './notes';
import { CODE_KINDS, type CodeKind, type Vocabulary } from './vocabulary';

type Sentences = readonly [zh: (facts: NoteFacts) => string, en: (facts: NoteFacts) => string];

const KINDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  domain: ['领域', 'domain'],
  basis: ['依据', 'basis'],
  metric: ['指标', 'metric'],
  parameter: ['参数', 'parameter'],
  technology: ['技术分类', 'technology'],
  scenario: ['场景', 'scenario'],
  service: ['服务', 'service'],
  region: ['地区', 'region'],
  certificate: ['认证', 'certificate'],
  honour: ['荣誉', 'honour'],
  standard: ['标准', 'standard'],
  level: ['级别', 'class'],
};
const kindOf = ({ kind }: NoteFacts, at: 0 | 1): string => KINDS[String(kind)]?.[at] ?? (at === 0 ? '内容' : 'value');

/** The names of what notes say in codes. */
export type NoteNames = Pick<Vocabulary, 'label' | 'unitLabel' | 'conditionLabel'>;

const SIGNS: Readonly<Record<string, string>> = { '<=': '≤', '>=': '≥' };
const isCodeKind = (kind: unknown): kind is CodeKind => CODE_KINDS.some((one) => one === kind);

/** Facts that are units, by code. */
const UNITS: Readonly<Partial<Record<CellNote['code'], readonly string[]>>> = {
  UNIT_IN_CELL: ['read'],
  UNIT_SYNONYM: ['read'],
  UNIT_ASSUMED: ['read'],
  UNIT_UNKNOWN: ['nearest'],
  UNIT_CONFLICT: ['one', 'other'],
};
/** Facts that are signs, by code. */
const OPS: Readonly<Partial<Record<CellNote['code'], readonly string[]>>> = {
  OPERATOR_IN_CELL: ['read'],
  OPERATOR_ASSUMED: ['read'],
  OPERATOR_CONFLICT: ['one', 'other'],
};

/** The facts of a note with names in place of codes; a code that has to be written stands behind its name. */
function inWords({ code, facts }: Pick<CellNote, 'code' | 'facts'>, language: Language, names: NoteNames): NoteFacts {
  const { kind } = facts;
  const label = (of: CodeKind, one: string): string => names.label(of, one, language);
  const opOf = (op: string): string => SIGNS[op] ?? CHOICES.op.find((one) => one.code === op)?.[language] ?? op;
  const said: Record<string, string | number> = { ...facts };
  const put = (keys: readonly string[], of: (text: string) => string) => {
    for (const key of keys) if (facts[key] !== undefined) said[key] = of(String(facts[key]));
  };
  put(UNITS[code] ?? [], (unit) => names.unitLabel(unit, language));
  put(OPS[code] ?? [], opOf);
  switch (code) {
    case 'UNIT_MISSING':
      put(['usual'], (usual) =>
        usual
          .split(', ')
          .map((unit) => names.unitLabel(unit, language))
          .join(language === 'zh' ? '、' : ', '),
      );
      break;
    case 'METRIC_SPLIT':
      put(['metric'], (metric) => label('metric', metric));
      put(['parameter'], (parameter) => label('parameter', parameter));
      break;
    case 'CONDITION_READ':
      put(['read'], (condition) => names.conditionLabel(condition, language) ?? condition);
      break;
    case 'NAME_READ':
    case 'UNKNOWN_NAME':
      if (isCodeKind(kind)) put(['read', 'nearest'], (one) => label(kind, one));
      break;
    case 'AMBIGUOUS_NAME':
      if (isCodeKind(kind))
        put(['candidates'], (codes) =>
          codes
            .split(', ')
            .map((one) => (language === 'zh' ? `${label(kind, one)}（${one}）` : `${label(kind, one)} (${one})`))
            .join(language === 'zh' ? '、' : ', '),
        );
      break;
    default:
  }
  return said;
}

const near = ({ nearest }: NoteFacts, at: 0 | 1): string => {
  if (nearest === undefined)
    return at === 0 ? '，请从模板的“选项”表中选用' : '; choose one of the sheet of choices in the template';
  return at === 0 ? `；是否为“${nearest}”？` : `; did you mean "${nearest}"?`;
};

function choicesOf({ kind }: NoteFacts, language: Language): string {
  const name = String(kind);
  return isChoice(name)
    ? [...new Set(CHOICES[name].map((one) => one[language]))].join(language === 'zh' ? '、' : ', ')
    : '';
}

const columnOf = (code: string | number | undefined): Column | undefined =>
  [...SHEETS.flatMap((sheet) => sheet.columns), ERRORS_COLUMN].find((column) => column.code === code);

/** The header of a column by its code, as the language calls it. */
export function headerOf(code: string | number | undefined, language: Language): string {
  return columnOf(code)?.[language] ?? String(code ?? '');
}

/** What people call the field of a refusal, such as `facts[2].value`: the header of its column; none for the whole. */
export function fieldName(field: string, language: Language): string | undefined {
  const path = field.replace(/\[\d+\]/gu, '');
  const last = path.slice(path.lastIndexOf('.') + 1);
  const column = [path, last, `${path}.amount`, `${path}.zh`].map(columnOf).find((one) => one !== undefined);
  return column?.[language];
}

const FAULTS: Readonly<Record<CellFault, Sentences>> = {
  REQUIRED: [
    ({ column }) => `缺少必填项“${headerOf(column, 'zh')}”，请填写`,
    ({ column }) => `"${headerOf(column, 'en')}" is required; fill it in`,
  ],
  TOO_LONG: [({ most }) => `过长，最多 ${most} 个字符`, ({ most }) => `Too long; at most ${most} characters`],
  NOT_A_NUMBER: [() => '不是数字，请只写数字，如 12.5', () => 'Not a number; write the number alone, such as 12.5'],
  NOT_WHOLE: [() => '应为整数', () => 'Must be a whole number'],
  AMBIGUOUS_NUMBER: [
    ({ given, decimal }) =>
      given === undefined
        ? '逗号可能是小数点，也可能是千位分隔，无法判断；请用小数点，或写出不带逗号的数'
        : `“${given}”里的逗号若是小数点，请写成 ${decimal}；若是千位分隔，后面应有三位数字（如 12,500），请写出完整的数，不带逗号`,
    ({ given, decimal }) =>
      given === undefined
        ? 'The comma may be a decimal sign or divide thousands; write a decimal point, or the number without commas'
        : `If the comma in "${given}" is a decimal sign, write ${decimal}; if it divides thousands, three digits should follow it (12,500): write the whole number without commas`,
  ],
  NOT_A_FIGURE: [
    () => '无法读作数值；请写数字，或 ≤50、50-80、未检出，单位写在“单位”列',
    () => 'Cannot be read as a figure; write a number, or ≤50, 50-80, ND, with the unit in its own column',
  ],
  PLUS_MINUS: [() => '“±”须写成区间，如 45-55', () => 'Write what has a ± as a range, such as 45-55'],
  DATE_IN_FIGURE: [
    ({ date }) =>
      `表格软件把它变成了日期（${date}）；若本意是区间（如 5-8），请把单元格设为文本后重写，或分填下限与上限`,
    ({ date }) =>
      `The spreadsheet has made a date of it (${date}); if a range was meant (such as 5-8), format the cell as text and write it again, or use two cells`,
  ],
  OPERATOR_CONFLICT: [
    ({ one, other }) => `“关系”列写 ${one}，数值里写 ${other}，请只保留一处`,
    ({ one, other }) => `The operator says ${one} and the figure ${other}; keep one of them`,
  ],
  RANGE_CONFLICT: [
    ({ low, high }) => `区间上下限不一致（${low} 与 ${high}），请核对`,
    ({ low, high }) => `The ends of the range do not agree (${low} and ${high}); check them`,
  ],
  UNIT_MISSING: [
    ({ usual }) => `缺少单位，请在“单位”列填写${usual ? `，常用：${usual}` : ''}`,
    ({ usual }) => `The unit is missing; give it in its column${usual ? `, usually: ${usual}` : ''}`,
  ],
  UNIT_CONFLICT: [
    ({ one, other }) => `数值里的单位 ${one} 与“单位”列的 ${other} 不同，请只保留一处`,
    ({ one, other }) => `The figure is in ${one} and the column says ${other}; keep one of them`,
  ],
  UNKNOWN_CHOICE: [
    (facts) => `没有“${facts['given']}”这一选项；可用：${choicesOf(facts, 'zh')}`,
    (facts) => `There is no choice "${facts['given']}"; there are: ${choicesOf(facts, 'en')}`,
  ],
  UNKNOWN_NAME: [
    (facts) => `不认识的${kindOf(facts, 0)}“${facts['given']}”${near(facts, 0)}`,
    (facts) => `Unknown ${kindOf(facts, 1)} "${facts['given']}"${near(facts, 1)}`,
  ],
  AMBIGUOUS_NAME: [
    (facts) => `“${facts['given']}”可指多个${kindOf(facts, 0)}，请改写括号内的代码：${facts['candidates']}`,
    (facts) =>
      `"${facts['given']}" means more than one ${kindOf(facts, 1)}; write the code in brackets: ${facts['candidates']}`,
  ],
  NOT_A_DAY: [() => '不是日期，请写 2027-12-31', () => 'Not a day; write 2027-12-31'],
  NOT_AN_INSTANT: [
    () => '不是带时刻的时间，请写 2026-12-31 09:30（北京时间）',
    () => 'Not a time with its hour; write 2026-12-31 09:30 (Asia/Shanghai)',
  ],
  NOT_MONEY: [
    ({ currency }) => `不是 ${currency} 的有效金额：小数位过多或过大`,
    ({ currency }) => `Not an amount of ${currency}: too many decimals, or too large`,
  ],
  EXCEL_ERROR: [
    ({ formula }) => (formula ? '公式没有可用的结果，请改写为数值' : '单元格是错误值，请改写'),
    ({ formula }) =>
      formula ? 'The formula has no usable result; write the value' : 'The cell holds an error; write the value',
  ],
  KEY_MISSING: [
    () => '没有外部编号；请填写，或上传时允许新建无编号的条目',
    () => 'There is no external key; give one, or allow things without a key when uploading',
  ],
  KEY_TWICE: [
    ({ key, row }) => `外部编号 ${key} 已在第 ${row} 行出现，请合并或改用另一编号`,
    ({ key, row }) => `The external key ${key} is that of row ${row} too; join the two or use another key`,
  ],
  KEY_UNKNOWN: [
    ({ key }) => `外部编号 ${key} 既不在主表中，也不是贵单位已有的；请先导入主表`,
    ({ key }) => `The external key ${key} is neither in the main sheet nor known; import the main sheet first`,
  ],
  LOT_UNKNOWN: [() => '没有这个标段，请在“标段”表中加上', () => 'There is no such lot; add it to the sheet of lots'],
  LOT_TWICE: [() => '标段号重复', () => 'The lot occurs twice'],
  REFUSED: [() => '不符合规则', () => 'Against the rules'],
};

const WARNINGS: Readonly<Record<CellWarning, Sentences>> = {
  FULL_WIDTH: [() => '全角数字按半角读取', () => 'Full-width digits were read as figures'],
  THOUSANDS: [() => '逗号按千位分隔读取', () => 'Commas were read as dividing thousands'],
  TEXT_NUMBER: [() => '以文本存储的数字，按数字读取', () => 'A number stored as text was read as a number'],
  POWER_OF_TEN: [() => '按 10 的幂（或“万”）换算', () => 'Read with its power of ten'],
  OPERATOR_IN_CELL: [
    ({ read }) => `数值中的关系符读作 ${read}`,
    ({ read }) => `The operator in the figure was read as ${read}`,
  ],
  RANGE_IN_CELL: [
    ({ low, high }) => `读作区间 ${low} 至 ${high}`,
    ({ low, high }) => `Read as the range ${low} to ${high}`,
  ],
  NOT_DETECTED: [
    ({ limit }) => `读作未检出${limit === undefined ? '' : `，检出限 ${limit}`}`,
    ({ limit }) => `Read as not detectable${limit === undefined ? '' : `, detection limit ${limit}`}`,
  ],
  APPROXIMATE: [() => '“约”已略去，按所写数值读取', () => '"About" was left out and the figure taken as it is'],
  UNIT_IN_CELL: [({ read }) => `数值中的单位读作 ${read}`, ({ read }) => `The unit in the figure was read as ${read}`],
  UNIT_SYNONYM: [
    ({ given, read }) => `单位“${given}”读作 ${read}`,
    ({ given, read }) => `The unit "${given}" was read as ${read}`,
  ],
  UNIT_ASSUMED: [
    ({ read }) => `未写单位，按惯用单位 ${read} 读取`,
    ({ read }) => `No unit was given; read in ${read}, in which it is always stated`,
  ],
  UNIT_UNKNOWN: [
    (facts) =>
      `不认识的单位“${facts['given']}”，按原样保留，不能换算${facts['nearest'] === undefined ? '' : `；是否为“${facts['nearest']}”？`}`,
    (facts) =>
      `The unit "${facts['given']}" is not known; kept as it is, and it will not convert${facts['nearest'] === undefined ? '' : `; did you mean "${facts['nearest']}"?`}`,
  ],
  CONDITION_READ: [
    ({ given, read }) => `条件“${given}”读作 ${read}`,
    ({ given, read }) => `The condition "${given}" was read as ${read}`,
  ],
  CONDITION_OPEN: [
    ({ given }) => `条件“${given}”不能由工况判定，按原样保留；该项数值不作为匹配依据。可写作“水温 > 12 ℃”`,
    ({ given }) =>
      `No duty decides the condition "${given}"; it is kept as written, and the figure decides no match. Write it as "water temperature > 12 °C"`,
  ],
  PERCENT_FORMAT: [({ read }) => `百分比格式，读作 ${read} %`, ({ read }) => `A percentage; read as ${read} %`],
  EXCEL_DATE: [({ read }) => `日期单元格，读作 ${read}`, ({ read }) => `A cell in a date format; read as ${read}`],
  DATE_READ: [({ read }) => `日期读作 ${read}`, ({ read }) => `The day was read as ${read}`],
  OPERATOR_ASSUMED: [({ read }) => `未写关系，按“${read}”读取`, ({ read }) => `No operator was given; read as ${read}`],
  NAME_READ: [
    (facts) => `“${facts['given']}”读作${kindOf(facts, 0)} ${facts['read']}`,
    (facts) => `"${facts['given']}" was read as the ${kindOf(facts, 1)} ${facts['read']}`,
  ],
  METRIC_SPLIT: [
    ({ metric, parameter }) => `读作指标 ${metric}、参数 ${parameter}`,
    ({ metric, parameter }) => `Read as the metric ${metric} of ${parameter}`,
  ],
  KEY_WAS_NUMBER: [
    () => '编号是数字单元格，前导零可能已丢失；建议设为文本',
    () => 'The key is a number, so leading zeros may be lost; format it as text',
  ],
  EMPTY_WORD: [() => '按空白（未载明）读取', () => 'Read as empty (not stated)'],
  MERGED: [() => '合并单元格，取其首格的值', () => 'A merged cell; the value of its first cell was taken'],
  FORMULA_CACHED: [() => '公式未计算，取其最后结果', () => 'The formula was not computed; its last value was taken'],
  CURRENCY_READ: [({ currency }) => `币种读作 ${currency}`, ({ currency }) => `The currency was read as ${currency}`],
  FACTS_REMOVED: [
    ({ before }) => `文件中没有该装备的性能行，已有的 ${before} 条将被清空`,
    ({ before }) => `The file has no facts of this listing; the ${before} it has would be cleared`,
  ],
  SAYS_LITTLE: [
    ({ stated, expected }) =>
      `同类装备应说明 ${expected} 项，该装备只说明了 ${stated} 项；多数招标会因缺少数据而无法判定`,
    ({ stated, expected }) =>
      `It states ${stated} of the ${expected} figures that its kind should state; most tenders would lack data of it`,
  ],
};

const FILES: Readonly<Record<FileFaultCode, Sentences>> = {
  FILE_EMPTY: [() => '文件是空的', () => 'The file is empty'],
  FILE_TOO_LARGE: [
    ({ most }) => `文件过大，最大 ${most} MB；请分成几个文件`,
    ({ most }) => `The file is too large; at most ${most} MB, so divide it`,
  ],
  NOT_XLSX: [
    () => '不是 XLSX 文件（旧的 .xls 或加密的文件请另存为 .xlsx）',
    () => 'Not an XLSX file; save an old .xls or an encrypted file as .xlsx',
  ],
  ZIP_BROKEN: [
    () => '文件已损坏，无法打开；请重新保存',
    () => 'The file is damaged and cannot be opened; save it again',
  ],
  ZIP_TOO_LARGE: [
    ({ most }) => `文件解压后超过 ${most} MB，未予打开`,
    ({ most }) => `Unpacked, the file has more than ${most} MB and was not opened`,
  ],
  TOO_MANY_ROWS: [
    ({ most }) => `行数超过 ${most}；请分成几个文件`,
    ({ most }) => `More than ${most} rows; divide the file`,
  ],
  TOO_MANY_ROWS_OF_ONE: [
    ({ key, most }) => `外部编号“${key}”的行数超过 ${most}；请检查该列是否为每件各自的编号`,
    ({ key, most }) =>
      `More than ${most} rows have the external key "${key}"; see whether the column tells things apart`,
  ],
  TOO_MANY_CELLS: [
    ({ most }) => `单元格超过 ${most} 个或列数过多；请分成几个文件`,
    ({ most }) => `More than ${most} cells, or too many columns; divide the file`,
  ],
  TOO_COSTLY: [
    () => '读取此文件耗时或占用内存过多，未予读取；请删去不需要的工作表和格式，或分成几个文件',
    () => 'Reading the file took too much time or memory; remove sheets and formats that are not needed, or divide it',
  ],
  CSV_BROKEN: [
    ({ line }) => `CSV 在第 ${line} 行附近无法读取，多半是引号没有成对`,
    ({ line }) => `The CSV cannot be read near line ${line}; most likely a quotation mark has no partner`,
  ],
  ENCODING: [
    () => '编码无法识别，请存为 UTF-8 或 GB18030 的 CSV',
    () => 'The encoding is not known; save the CSV in UTF-8 or GB18030',
  ],
  NO_SHEET: [
    () => '没有认得的工作表；表头请参照模板',
    () => 'There is no sheet that is known; take the headers of the template',
  ],
  HEADER_TWICE: [
    ({ sheet, header }) => `工作表“${sheet}”中“${header}”出现两次，请只保留一列（一表）`,
    ({ sheet, header }) => `"${header}" occurs twice in the sheet "${sheet}"; keep one of them`,
  ],
  HEADER_MISSING: [
    ({ sheet, header }) =>
      `工作表“${sheet}”缺少${header === undefined ? '认得的表头' : `列“${headerOf(header, 'zh')}”`}，请参照模板`,
    ({ sheet, header }) =>
      `The sheet "${sheet}" lacks ${header === undefined ? 'headers that are known' : `the column "${headerOf(header, 'en')}"`}; see the template`,
  ],
  NO_ROWS: [
    () => '没有数据行（表头和模板的示例行不算）',
    () => 'There are no rows beside the headers and the example of the template',
  ],
};

const sentence = (of: Sentences, facts: NoteFacts, language: Language): string =>
  of[language === 'zh' ? 0 : 1](facts) + (language === 'zh' ? '。' : '.');

const isFault = (code: CellNote['code']): code is CellFault => Object.hasOwn(FAULTS, code);

/** What is said of a cell: the fault and what to do, or what was read. `REFUSED` is said by whoever refused it. */
export function noteMessage(note: Pick<CellNote, 'code' | 'facts'>, language: Language, names: NoteNames): string {
  const { code } = note;
  return sentence(isFault(code) ? FAULTS[code] : WARNINGS[code], inWords(note, language, names), language)
    .replace(/？。$/, '？')
    .replace(/\?\.$/, '?');
}

/** Why a file cannot be read, and what to do. */
export function fileFaultMessage({ code, facts }: FileFault, language: Language): string {
  return sentence(FILES[code], facts, language);
}

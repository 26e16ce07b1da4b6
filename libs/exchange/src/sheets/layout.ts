import type { NameKind } from './vocabulary';

/** How a cell of a column is read and written. */
export type ColumnKind =
  | 'KEY'
  /** Of a row that belongs to another: the key of that other, or the id of its lot. */
  | 'PARENT'
  | 'LOT'
  | 'TEXT'
  | 'NUMBER'
  | 'WHOLE'
  | 'FLAG'
  | 'DAY'
  | 'INSTANT'
  | 'NAME'
  | 'NAMES'
  | 'LINES'
  | 'CERTIFICATES'
  | 'WEIGHTS'
  | 'OP'
  | 'VALUE'
  | 'UNIT'
  | 'CONDITION'
  | 'AMOUNT'
  | 'CURRENCY'
  | 'PER'
  | 'STANDARD'
  | 'LEVEL'
  /** For people: written, and not read. */
  | 'INFO';

export interface Column {
  /** Also the path of what it states within its thing: `name.zh`. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly also: readonly string[];
  readonly kind: ColumnKind;
  /** Of names: which. */
  readonly of?: NameKind;
  readonly required?: true;
  readonly help: { readonly zh: string; readonly en: string };
}

export const IMPORT_KINDS = ['LISTINGS', 'TENDERS'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export interface SheetLayout {
  readonly code: string;
  readonly kind: ImportKind;
  /** What the sheet is called in every language, so that both find it. */
  readonly title: string;
  readonly zh: string;
  readonly en: string;
  readonly also: readonly string[];
  /** Path of the list its rows make: of the listing, of the tender, or (`lot`) of a lot. None for the main sheet. */
  readonly list?: string;
  readonly columns: readonly Column[];
}

type More = Partial<Pick<Column, 'also' | 'of' | 'required'>>;

function column(
  code: string,
  kind: ColumnKind,
  [zh, en]: readonly [string, string],
  help: readonly [string, string] = ['', ''],
  more: More = {},
): Column {
  return { code, kind, zh, en, also: [], help: { zh: help[0], en: help[1] }, ...more };
}

const KEY_WORDS = [
  'key',
  '编码',
  '产品编号',
  '设备编号',
  '物料编码',
  '型号编码',
  'id',
  'sku',
  'externalid',
  '外部编码',
  '唯一编号',
];
const key = column(
  'key',
  'KEY',
  ['外部编号', 'External key'],
  [
    '贵单位自己的编号，单位内唯一；再次导入同一编号即更新',
    'Your own number, unique in your organisation; the same number again updates',
  ],
  { also: KEY_WORDS, required: true },
);
const parent = (of: readonly [string, string]): Column =>
  column('key', 'PARENT', ['外部编号', 'External key'], of, { also: KEY_WORDS, required: true });
const ofListing = parent(['所属装备的外部编号', 'External key of the listing it belongs to']);
const ofTender = parent(['所属招标的外部编号', 'External key of the tender it belongs to']);
const lot = column('lot', 'LOT', ['标段号', 'Lot'], ['所属标段的编号', 'Id of the lot it belongs to'], {
  also: ['标段', '包号', '标包', 'lot id', 'lotid'],
  required: true,
});
const LIST_HELP = [
  '多项用分号分隔；写“无”表示没有',
  'Several divided by semicolons; `none` says there is none',
] as const;

/** Metric, parameter, figure, unit, condition: the same in facts, requirements and duties. */
const statement = (required: boolean): readonly Column[] => [
  column(
    'metric',
    'NAME',
    ['指标', 'Metric'],
    ['如 出口保证值、去除率、处理能力', 'Such as outlet, removal, capacity'],
    {
      of: 'metric',
      also: ['性能指标', '指标名称', '项目', 'kpi'],
      ...(required ? { required: true as const } : {}),
    },
  ),
  column('parameter', 'NAME', ['参数', 'Parameter'], ['如 COD、氨氮、SO2', 'Such as COD, NH3-N, SO2'], {
    of: 'parameter',
    also: ['污染物', '因子', '污染因子', '参数名称', 'pollutant'],
  }),
  column('op', 'OP', ['关系', 'Operator'], ['=、≤、<、≥、>、区间、未检出', '=, <=, <, >=, >, range, not detectable'], {
    also: ['运算符', '符号', '比较', 'op', '关系符'],
  }),
  column('value', 'VALUE', ['数值', 'Value'], ['数字；也认 ≤50、50-80、未检出', 'A number; also ≤50, 50-80, ND'], {
    also: ['值', '指标值', '参数值', '限值', '数值下限', '下限', 'figure', 'limit', 'valuemin'],
  }),
  column('valueMax', 'NUMBER', ['数值上限', 'Upper value'], ['区间的上限', 'The upper end of a range'], {
    also: ['上限', '最大值', 'max value', 'value max', 'to'],
  }),
  column('unit', 'UNIT', ['单位', 'Unit'], ['如 mg/L、m3/d', 'Such as mg/L, m3/d'], {
    also: ['计量单位', 'units', 'uom'],
  }),
  column(
    'condition',
    'CONDITION',
    ['条件', 'Condition'],
    [
      '如 水温 > 12 ℃；其他文字按原样保留，不作判定',
      'Such as water temperature > 12 °C; any other text is kept and decides nothing',
    ],
    { also: ['适用条件', '工况条件', '前提'] },
  ),
];

const basis = (code: string, zh: string, en: string): Column =>
  column(code, 'NAME', [zh, en], ['第三方验证、检测报告、供应商保证、典型值、规划值', 'How sure it is'], {
    of: 'basis',
    also: ['依据等级', 'evidence'],
  });

const money = (
  path: string,
  amount: readonly [string, string],
  more: readonly string[],
): readonly [amount: Column, currency: Column] => [
  column(`${path}.amount`, 'AMOUNT', amount, ['以元等主单位计', 'In major units, such as yuan'], { also: more }),
  column(`${path}.currency`, 'CURRENCY', ['币种', 'Currency'], ['CNY、USD；空白为 CNY', 'CNY, USD; CNY when empty'], {
    also: ['货币', '货币单位'],
  }),
];
const per = column(
  'price.per',
  'PER',
  ['计价单位', 'Price per'],
  ['台（unit）或流量单位如 m3/d', '`unit`, or a flow unit such as m3/d'],
  {
    also: ['价格单位', 'per', '每'],
  },
);

const NAME_WORDS = [
  '名称',
  '产品名称',
  '设备名称',
  '装备名称',
  '中文名称',
  'name',
  'product',
  'product name',
  'name zh',
];
const names = (words: readonly string[]): readonly Column[] => [
  column('name.zh', 'TEXT', ['名称（中文）', 'Name (Chinese)'], ['', ''], { also: words }),
  column('name.en', 'TEXT', ['名称（英文）', 'Name (English)'], ['', ''], {
    also: ['英文名称', 'english name', 'name en'],
  }),
  column('summary.zh', 'TEXT', ['简介（中文）', 'Summary (Chinese)'], ['', ''], {
    also: ['简介', '说明', '描述', '产品简介', 'summary', 'description'],
  }),
  column('summary.en', 'TEXT', ['简介（英文）', 'Summary (English)'], ['', ''], { also: ['英文简介', 'summary en'] }),
];
const titles = (words: readonly string[]): readonly Column[] =>
  names(words).map((one) => ({
    ...one,
    code: one.code.replace('name.', 'title.'),
    ...(one.code.startsWith('name.')
      ? {
          zh: one.zh.replace('名称', '标题'),
          en: one.en.replace('Name', 'Title'),
          also: [...one.also, ...(one.code === 'name.zh' ? ['标题', 'title'] : ['英文标题'])],
        }
      : {}),
  }));

const domain = column(
  'domain',
  'NAME',
  ['领域', 'Domain'],
  ['大气、水、土壤、固废、监测、通用', 'Air, water, soil, waste, monitoring, cross-cutting'],
  {
    of: 'domain',
    also: ['介质', '行业领域', '专业', 'medium'],
    required: true,
  },
);

export const SHEETS: readonly SheetLayout[] = [
  {
    code: 'LISTINGS',
    kind: 'LISTINGS',
    title: '装备 Listings',
    zh: '装备',
    en: 'Listings',
    also: ['设备', '产品', '装备清单', '设备清单', '产品清单', 'products', 'equipment'],
    columns: [
      key,
      column('kind', 'NAME', ['类型', 'Kind'], ['设备、服务、药剂材料；空白为设备', 'Equipment when empty'], {
        of: 'listingKind',
        also: ['类别', '产品类型', 'type'],
      }),
      ...names(NAME_WORDS),
      domain,
      column('technologies', 'NAMES', ['技术分类', 'Technologies'], LIST_HELP, {
        of: 'technology',
        also: ['技术', '工艺', '技术类别', '分类', '工艺类型', 'technology', 'category'],
        required: true,
      }),
      column('scenarios', 'NAMES', ['适用场景', 'Scenarios'], LIST_HELP, {
        of: 'scenario',
        also: ['场景', '应用场景', 'scenario'],
      }),
      column('modular', 'FLAG', ['可并联', 'Modular'], ['多台可分担负荷', 'Equal units may share the duty'], {
        also: ['模块化', '是否模块化'],
      }),
      column('maxUnits', 'WHOLE', ['最多台数', 'Most units'], ['', ''], { also: ['最大台数', 'max units'] }),
      column(
        'certificates',
        'CERTIFICATES',
        ['认证', 'Certificates'],
        [
          '多项用分号分隔，有效期写在括号里：ccep (2027-12-31)',
          'Divided by semicolons, the last day in brackets: ccep (2027-12-31)',
        ],
        { of: 'certificate', also: ['证书', '资质', '认证证书', 'certificate'] },
      ),
      column('services', 'NAMES', ['配套服务', 'Services'], LIST_HELP, { of: 'service', also: ['服务', 'service'] }),
      column('regions', 'NAMES', ['服务地区', 'Regions'], LIST_HELP, {
        of: 'region',
        also: ['地区', '区域', '供货地区', 'region'],
      }),
      ...money('price', ['价格', 'Price'], ['单价', '报价', '价格元', 'unit price']),
      per,
      column('leadDays', 'NUMBER', ['交货天数', 'Lead days'], ['', ''], {
        also: ['交货期', '工期', '交付周期', '供货周期', 'lead time', 'delivery days'],
      }),
      column('$state', 'INFO', ['状态', 'State'], ['只读', 'Not read'], { also: ['status'] }),
      column('$content', 'INFO', ['内容版本', 'Content'], ['只读：已发布或待审', 'Not read: published or staged'], {}),
      column('$supplier', 'INFO', ['供应商', 'Supplier'], ['只读', 'Not read'], {}),
    ],
  },
  {
    code: 'FACTS',
    kind: 'LISTINGS',
    title: '性能 Facts',
    zh: '性能',
    en: 'Facts',
    also: ['性能参数', '性能指标', '参数', '技术参数', 'performance', 'parameters'],
    list: 'facts',
    columns: [
      ofListing,
      ...statement(true),
      basis('basis', '依据', 'Basis'),
      column('note', 'TEXT', ['备注', 'Note'], ['', ''], { also: ['说明', 'remarks', 'remark'] }),
      column(
        'attachmentId',
        'TEXT',
        ['附件号', 'Attachment'],
        ['“附件”表中的编号', 'Its id in the sheet of attachments'],
        {
          also: ['证明附件', 'attachment id'],
        },
      ),
    ],
  },
  {
    code: 'ATTACHMENTS',
    kind: 'LISTINGS',
    title: '附件 Attachments',
    zh: '附件',
    en: 'Attachments',
    also: ['证明材料'],
    list: 'attachments',
    columns: [
      ofListing,
      column('id', 'TEXT', ['附件号', 'Attachment'], ['装备内唯一', 'Unique in the listing'], {
        also: ['attachment id', '序号'],
        required: true,
      }),
      column('kind', 'NAME', ['附件类型', 'Document kind'], ['', ''], {
        of: 'attachmentKind',
        also: ['类型', 'kind'],
        required: true,
      }),
      column('title', 'TEXT', ['标题', 'Title'], ['', ''], { also: ['名称', '附件名称', 'name'], required: true }),
      column('issuer', 'TEXT', ['出具单位', 'Issuer'], ['', ''], { also: ['发证机构', '检测机构'] }),
      column('number', 'TEXT', ['报告编号', 'Number'], ['', ''], { also: ['证书编号', '编号'] }),
      column('issuedOn', 'DAY', ['出具日期', 'Issued on'], ['', ''], { also: ['发证日期', '日期'] }),
      column('validUntil', 'DAY', ['有效期至', 'Valid until'], ['', ''], { also: ['有效期', '到期日'] }),
      column('url', 'TEXT', ['网址', 'URL'], ['', ''], { also: ['链接', 'link'] }),
      column('sha256', 'TEXT', ['SHA-256', 'SHA-256'], ['', ''], {}),
    ],
  },
  {
    code: 'SOURCES',
    kind: 'LISTINGS',
    title: '来源 Sources',
    zh: '来源',
    en: 'Sources',
    also: ['数据来源'],
    list: 'sources',
    columns: [
      ofListing,
      column('title', 'TEXT', ['来源标题', 'Source title'], ['', ''], { also: ['标题', 'title'], required: true }),
      column('url', 'TEXT', ['网址', 'URL'], ['', ''], { also: ['链接', 'link'] }),
    ],
  },
  {
    code: 'TENDERS',
    kind: 'TENDERS',
    title: '招标 Tenders',
    zh: '招标',
    en: 'Tenders',
    also: ['项目', '招标项目', '采购项目'],
    columns: [
      { ...key, also: [...KEY_WORDS, '项目编号', '招标编号'] },
      ...titles(['项目名称', '招标名称']),
      column('track', 'NAME', ['适用法律', 'Track'], ['空白为政府采购', 'Government procurement when empty'], {
        of: 'track',
        also: ['法律'],
      }),
      column('method', 'NAME', ['采购方式', 'Method'], ['空白为公开招标', 'Open tendering when empty'], {
        of: 'method',
        also: ['招标方式'],
      }),
      column('region', 'NAME', ['地区', 'Region'], ['', ''], { of: 'region', also: ['项目地点', '区域', '建设地点'] }),
      ...money('budget', ['预算', 'Budget'], ['预算金额', '最高限价', '控制价']),
      column('documentsUntil', 'INSTANT', ['文件发售截止', 'Documents until'], ['北京时间', 'Clock of Asia/Shanghai'], {
        also: ['文件获取截止时间'],
      }),
      column(
        'deadline',
        'INSTANT',
        ['投标截止', 'Deadline'],
        ['北京时间，如 2026-12-31 09:30', 'Clock of Asia/Shanghai, such as 2026-12-31 09:30'],
        {
          also: ['投标截止时间', '截止时间', '开标时间', 'bid deadline'],
        },
      ),
      column('$state', 'INFO', ['状态', 'State'], ['只读', 'Not read'], { also: ['status'] }),
      column('$buyer', 'INFO', ['采购人', 'Buyer'], ['只读', 'Not read'], {}),
    ],
  },
  {
    code: 'LOTS',
    kind: 'TENDERS',
    title: '标段 Lots',
    zh: '标段',
    en: 'Lots',
    also: ['标包', '分包', '包件'],
    list: 'lots',
    columns: [
      ofTender,
      { ...lot, help: { zh: '招标内唯一，如 1、2', en: 'Unique in the tender: 1, 2 …' } },
      ...titles(['标段名称', '包名称', '名称']).filter(({ code }) => code.startsWith('title.')),
      domain,
      column('technologies', 'NAMES', ['技术分类', 'Technologies'], LIST_HELP, {
        of: 'technology',
        also: ['技术', '工艺', '技术类别', 'technology'],
      }),
      column('scenario', 'NAME', ['场景', 'Scenario'], ['', ''], { of: 'scenario', also: ['适用场景', '应用场景'] }),
      column('region', 'NAME', ['地区', 'Region'], ['', ''], { of: 'region', also: ['项目地点', '区域'] }),
      basis('minimumBasis', '最低依据', 'Minimum basis'),
      column('weights', 'WEIGHTS', ['评分权重', 'Weights'], ['如 price=2; energy=1', 'Such as price=2; energy=1'], {
        also: ['权重'],
      }),
    ],
  },
  {
    code: 'REQUIREMENTS',
    kind: 'TENDERS',
    title: '要求 Requirements',
    zh: '要求',
    en: 'Requirements',
    also: ['技术要求', '需求', '采购需求'],
    list: 'lot.requirements',
    columns: [
      ofTender,
      lot,
      column('id', 'TEXT', ['要求编号', 'Requirement'], ['标段内唯一', 'Unique in the lot'], {
        also: ['条款号', '编号', '序号', 'requirement id', 'id'],
        required: true,
      }),
      column('group', 'TEXT', ['备选组', 'Group'], ['同组任满足一项即可', 'One of a group is enough'], {
        also: ['组'],
      }),
      column(
        'mandatory',
        'FLAG',
        ['★强制', 'Mandatory'],
        ['★ 强制，▲ 评分；空白为强制', '★ mandatory, ▲ scored; mandatory when empty'],
        { also: ['强制', '是否强制', '是否实质性', '★'] },
      ),
      column('weight', 'NUMBER', ['权重', 'Weight'], ['', ''], { also: ['分值'] }),
      basis('minimumBasis', '最低依据', 'Minimum basis'),
      ...statement(false),
      column('certificate', 'NAME', ['要求认证', 'Certificate'], ['', ''], {
        of: 'certificate',
        also: ['认证', '证书'],
      }),
      column('honour', 'NAME', ['要求荣誉', 'Honour'], ['', ''], { of: 'honour', also: ['荣誉'] }),
      column('service', 'NAME', ['要求服务', 'Service'], ['', ''], { of: 'service', also: ['服务'] }),
      column('region', 'NAME', ['要求地区', 'Region'], ['', ''], { of: 'region', also: ['地区'] }),
      column('leadDays', 'NUMBER', ['最长交货天数', 'Most lead days'], ['', ''], {
        also: ['工期', '交货期', 'lead days'],
      }),
      ...money('price', ['最高价格', 'Most price'], ['限价', '价格', 'price']),
      per,
    ],
  },
  {
    code: 'DUTY',
    kind: 'TENDERS',
    title: '工况 Duty',
    zh: '工况',
    en: 'Duty',
    also: ['设计工况', '设计条件', '进水条件'],
    list: 'lot.duty',
    columns: [ofTender, lot, ...statement(true)],
  },
  {
    code: 'STANDARDS',
    kind: 'TENDERS',
    title: '标准 Standards',
    zh: '标准',
    en: 'Standards',
    also: ['执行标准', '排放标准'],
    list: 'lot.standards',
    columns: [
      ofTender,
      lot,
      column(
        'code',
        'STANDARD',
        ['标准号', 'Standard'],
        ['如 GB 18918-2002，可带级别', 'Such as GB 18918-2002, with its class if you like'],
        {
          of: 'standard',
          also: ['标准', '标准名称', '执行标准', 'code'],
          required: true,
        },
      ),
      column('level', 'LEVEL', ['级别', 'Level'], ['如 一级A', 'Such as 1A'], { also: ['等级', '标准级别', 'class'] }),
      column('parameters', 'NAMES', ['限定参数', 'Parameters'], LIST_HELP, { of: 'parameter', also: ['参数'] }),
      column('where', 'LINES', ['适用', 'Where'], ['每行一条', 'One to a line'], { also: ['适用条件'] }),
      column('whereNot', 'LINES', ['不适用', 'Where not'], ['每行一条', 'One to a line'], {}),
    ],
  },
];

export const sheetsOf = (kind: ImportKind): readonly SheetLayout[] => SHEETS.filter((sheet) => sheet.kind === kind);

export function sheetByCode(code: string): SheetLayout {
  const found = SHEETS.find((sheet) => sheet.code === code);
  if (!found) throw new Error(`there is no sheet ${code}`);
  return found;
}

/** The column into which the report of a failed row is written; not read. */
export const ERRORS_COLUMN = column('$errors', 'INFO', ['错误', 'Errors'], ['', ''], { also: ['错误说明', 'error'] });

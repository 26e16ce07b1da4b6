/** Fixed choices of the sheets; those that come from the reference data are in the vocabulary. */
export interface Choice {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** What people write instead. */
  readonly also: readonly string[];
}

const choice = (code: string, zh: string, en: string, ...also: readonly string[]): Choice => ({ code, zh, en, also });

export const CHOICES = {
  listingKind: [
    choice('EQUIPMENT', '设备', 'Equipment', '装备', '装置', '整机'),
    choice('SERVICE', '服务', 'Service'),
    choice('MATERIAL', '药剂材料', 'Agent or material', '药剂', '材料', '耗材', 'material', 'agent'),
  ],
  attachmentKind: [
    choice('TEST_REPORT', '检测报告', 'Test report', '检验报告', '试验报告'),
    choice('CERTIFICATE', '证书', 'Certificate', '认证证书'),
    choice('BROCHURE', '样本', 'Brochure', '产品样本', '宣传册'),
    choice('DRAWING', '图纸', 'Drawing'),
    choice('REFERENCE_PROJECT', '业绩', 'Reference project', '工程业绩', '案例'),
    choice('OTHER', '其他', 'Other', '其它'),
  ],
  track: [
    choice('GOVERNMENT_PROCUREMENT', '政府采购', 'Government procurement', '政府采购法'),
    choice('TENDERING_LAW', '招标投标', 'Tendering law', '招投标', '招标投标法', 'tendering'),
    choice('PRIVATE', '非依法招标', 'Private', '企业采购', '自主采购'),
  ],
  method: [
    choice('OPEN', '公开招标', 'Open tendering', '公开', 'open'),
    choice('CONSULTATION', '竞争性磋商', 'Competitive consultation', '磋商'),
    choice('NEGOTIATION', '竞争性谈判', 'Competitive negotiation', '谈判'),
    choice('INQUIRY', '询价', 'Request for quotation', 'inquiry', 'rfq'),
    choice('SINGLE_SOURCE', '单一来源', 'Single source', '单一来源采购'),
  ],
  flag: [
    choice('true', '是', 'yes', 'y', '1', '√', '✓', '有', '对'),
    choice('false', '否', 'no', 'n', '0', '×', '✗', 'x', '不', '错'),
  ],
  mandatory: [
    choice('true', '★', 'mandatory', '必须', '强制', '实质性', '是', 'yes', 'y', '1', '√', '*'),
    choice('false', '▲', 'scored', '评分', '一般', '否', 'no', 'n', '0', '×', '△'),
  ],
  op: [
    choice('=', '=', '=', '＝', '等于', '为', 'equal', 'equals', 'is', 'EQ'),
    choice(
      '<=',
      '≤',
      '<=',
      '=<',
      '≦',
      '⩽',
      '不大于',
      '不高于',
      '不超过',
      '小于等于',
      '小于或等于',
      '至多',
      '最大',
      '最高',
      'at most',
      'no more than',
      'not more than',
      'up to',
      'max',
      'max.',
      'maximum',
      'LE',
    ),
    choice('<', '<', '<', '＜', '小于', '低于', '少于', 'below', 'less than', 'under', 'LT'),
    choice(
      '>=',
      '≥',
      '>=',
      '=>',
      '≧',
      '⩾',
      '不小于',
      '不低于',
      '不少于',
      '大于等于',
      '大于或等于',
      '至少',
      '最小',
      '最低',
      'at least',
      'no less than',
      'not less than',
      'min',
      'min.',
      'minimum',
      'GE',
    ),
    choice('>', '>', '>', '＞', '大于', '高于', '超过', '多于', 'above', 'more than', 'over', 'GT'),
    choice('range', '区间', 'range', '范围', '介于', 'between'),
    choice('not_detectable', '未检出', 'not detectable', '不得检出', '未检测出', 'not detected', 'nd', 'n.d.', 'bdl'),
  ],
} as const satisfies Readonly<Record<string, readonly Choice[]>>;

export type ChoiceKind = keyof typeof CHOICES;

export const isChoice = (kind: string): kind is ChoiceKind => Object.hasOwn(CHOICES, kind);

/** What stands in a cell in which there is nothing to say. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set([
  '-',
  '--',
  '—',
  '——',
  '/',
  '\\',
  'n/a',
  'na',
  '#n/a',
  '不详',
  '待定',
  '无数据',
  '暂无',
  '空',
  'tbd',
  '待补充',
  '?',
  '？',
]);

/** A list that is stated to be empty. */
export const NONE_WORDS: ReadonlySet<string> = new Set(['无', 'none', '没有']);

import { nameKey, type CodeKind, type Vocabulary } from '@huanpei/exchange';
import { BASES, DOMAINS } from '@huanpei/matching';
import {
  conditions,
  heldThings,
  labels,
  parameters,
  regions,
  standards,
  synonyms,
  taxonomy,
  units,
} from '@huanpei/reference';

/** What else people write for a medium. */
const DOMAIN_WORDS: Readonly<Record<string, readonly string[]>> = {
  air: ['大气', '废气', '烟气', '空气', '气', '大气污染', '大气污染治理', '大气污染防治', '废气治理', '烟气治理'],
  water: ['水', '废水', '污水', '水处理', '水污染', '水污染防治', '污水处理', '废水处理'],
  soil: ['土壤', '土壤与地下水', '地下水', '修复', '土壤修复', '土壤污染治理', '土壤污染防治'],
  waste: ['固废', '固体废物', '固体废弃物', '危废', '固废处理', '固废处置', '固体废物处理', '固体废物污染防治'],
  monitoring: ['监测', '监测仪器', '仪器', '监测设备', '环境监测设备', '在线监测'],
  x: ['通用', '跨介质', '噪声', '其他'],
};

const BASIS_WORDS: Readonly<Record<string, readonly string[]>> = {
  VERIFIED: ['第三方', '验证', 'verified'],
  TESTED: ['检测', '检验报告', '实测', 'tested'],
  GUARANTEED: ['保证', '保证值', '承诺', 'guaranteed'],
  TYPICAL: ['典型', '参考值', 'typical'],
  PLANNING: ['规划', 'planning'],
};

const codesOf = (kind: CodeKind): readonly string[] => {
  switch (kind) {
    case 'domain':
      return DOMAINS;
    case 'basis':
      return BASES;
    case 'metric':
      // Some things are said by themselves, so a property can stand where a metric does.
      return parameters().metrics.map(({ code }) => code);
    case 'parameter':
      return parameters().measured.map(({ code }) => code);
    case 'technology':
      return taxonomy().list.map(({ code }) => code);
    case 'scenario':
      return taxonomy()
        .list.filter(({ level }) => level === 'scenario')
        .map(({ code }) => code);
    case 'service':
      return heldThings().services;
    case 'region':
      return regions().list.map(({ code }) => code);
    case 'certificate':
      return heldThings().certificates.map(({ code }) => code);
    case 'honour':
      return heldThings().honours.map(({ code }) => code);
    case 'standard':
      return standards().list.map(({ code }) => code);
  }
};

/** Every code that is valid in the place, of which `codesOf` are those to choose from. */
function isCode(kind: CodeKind, code: string): boolean {
  switch (kind) {
    case 'metric':
    case 'parameter':
      return parameters().byCode(code) !== undefined;
    case 'technology':
    case 'scenario':
    case 'service':
      return taxonomy().byCode(code) !== undefined;
    case 'region':
      return code === '*' || regions().byCode(code) !== undefined;
    default:
      return codesOf(kind).includes(code);
  }
}

function labelOf(kind: CodeKind, code: string, language: 'zh' | 'en'): string {
  const label = labels(language);
  switch (kind) {
    case 'scenario':
      return label.technology(code);
    default:
      return label[kind](code);
  }
}

const SUFFIX = /(?<=..)(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区)$/u;

/** Names of every code of a kind, reduced; made once, since files hold many rows. */
const INDEXES = new Map<CodeKind, ReadonlyMap<string, readonly string[]>>();

function indexOf(kind: CodeKind): ReadonlyMap<string, readonly string[]> {
  const known = INDEXES.get(kind);
  if (known) return known;
  const index = new Map<string, string[]>();
  const add = (text: string, code: string) => {
    const key = nameKey(text);
    const codes = index.get(key);
    if (!codes) index.set(key, [code]);
    else if (!codes.includes(code)) codes.push(code);
  };
  for (const code of kind === 'scenario' || kind === 'service' ? codesOf('technology') : codesOf(kind)) {
    add(code, code);
    for (const language of ['zh', 'en'] as const) {
      const label = labelOf(kind, code, language);
      add(label, code);
      // `膜生物反应器 MBR` is called by either of its names.
      const [, name = '', inBrackets = '', letters = ''] =
        /^(.+?)(?:\s*[（(]([^（）()]+)[）)]|\s+([A-Z][\w./-]*))$/u.exec(label) ?? [];
      if (kind === 'technology' && language === 'zh')
        for (const part of [name, inBrackets, letters]) if (part !== '') add(part, code);
      if (kind === 'region') {
        const name = regions().regionName(code, language);
        add(name, code);
        // 江苏, 杭州: provinces and cities without what they are.
        if (code.split('-').length <= 3) add(name.replace(SUFFIX, ''), code);
      }
    }
    for (const word of DOMAIN_WORDS[kind === 'domain' ? code : ''] ?? []) add(word, code);
    for (const word of BASIS_WORDS[kind === 'basis' ? code : ''] ?? []) add(word, code);
  }
  // 布袋除尘 is 袋式除尘器: a synonym is read where one thing alone has a name of its group, and none has it itself.
  if (kind === 'technology') {
    for (const terms of synonyms()) {
      const meant = [...new Set(terms.flatMap((term) => index.get(nameKey(term)) ?? []))];
      const [only] = meant;
      if (meant.length === 1 && only !== undefined)
        for (const term of terms) if (!index.has(nameKey(term))) add(term, only);
    }
  }
  if (kind === 'region') for (const word of ['不限地区', 'everywhere', '全球']) add(word, '*');
  if (kind === 'region') add('全国', 'CN');
  INDEXES.set(kind, index);
  return index;
}

const NONE: readonly string[] = [];

/** The reference data as reading and writing sheets asks them. */
export const sheetVocabulary: Vocabulary = {
  codes: codesOf,
  unitLabel: (unit, language) => labels(language).unit(unit),
  get units() {
    return units().list.map(({ unit }) => unit);
  },
  label: labelOf,
  candidates(kind, text, medium) {
    const written = text.trim();
    if (isCode(kind, written)) return [written];
    if (kind === 'metric' || kind === 'parameter') {
      const as = kind === 'metric' ? 'METRIC' : 'PARAMETER';
      const found = parameters().candidates(written, { as, ...(medium === undefined ? {} : { medium }) });
      // A property said by itself (`loi`) stands where the metric does.
      return found.length > 0 || kind === 'parameter' || medium !== undefined
        ? found
        : parameters().candidates(written, { as: 'PARAMETER' });
    }
    if (kind === 'standard') {
      const found = standards().resolveStandard(written);
      return found === undefined ? NONE : [found.code];
    }
    return indexOf(kind).get(nameKey(written)) ?? NONE;
  },
  // 毫克每升 is 毫克/升.
  unit: (text) => units().resolve(text) ?? (/.每./u.test(text) ? units().resolve(text.replace('每', '/')) : undefined),
  condition: (text) => conditions().read(text),
  conditionLabel: (condition, language) => conditions().say(condition, language),
  usualUnits(metric, parameter) {
    const own = parameters().byCode(metric)?.units ?? NONE;
    if (own.length > 0 || parameter === undefined) return own;
    return parameters().byCode(parameter)?.units ?? NONE;
  },
  standard: (text) => standards().resolveStandard(text),
  level(standard, text) {
    const exact = standards().level(standard, text.trim());
    return exact ? exact.code : standards().resolveStandard(`${standard} ${text}`)?.level;
  },
  levels: (standard) => (standards().byCode(standard)?.levels ?? []).map(({ code }) => code),
};

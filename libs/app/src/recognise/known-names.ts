import {
  factTemplates,
  isMetric,
  parameters,
  regions,
  synonymsFile,
  taxonomy,
  type TaxonomyNode,
} from '@huanpei/reference';
import type { Span, WrittenText } from './written-text';

/** What a stretch of text names. A text may mean several codes of one kind: 氟化物 in water and in gas. */
export interface Named extends Span {
  readonly kind: NameKind;
  readonly codes: readonly string[];
}

export type NameKind = 'PARAMETER' | 'METRIC' | 'TECHNOLOGY' | 'SCENARIO' | 'REGION';

interface Entry {
  readonly key: string;
  readonly kind: NameKind;
  readonly codes: string[];
  /** Element symbols and the like count only in the case they are written in, and in front of a figure. */
  readonly exact?: string;
}

type Names = ReadonlyMap<string, readonly Entry[]>;

const LATIN = /[a-z0-9]/;
const DIGIT = /[0-9]/;

/**
 * The names of parameters, metrics, technologies, scenarios and Chinese regions in a text, from left to right, the
 * longest where several begin at one place; none overlaps another.
 */
export function namesIn(text: WrittenText, taken: readonly Span[]): readonly Named[] {
  const found: Named[] = [];
  const free = freePlaces(text.lower.length, taken);
  for (let at = 0; at < text.lower.length; at += 1) {
    if (free[at] !== 1) continue;
    const entry = names()
      .get(text.lower[at] ?? '')
      ?.find((one) => isThere(one, text, at));
    if (!entry) continue;
    found.push({ kind: entry.kind, codes: entry.codes, from: at, to: at + entry.key.length });
    at += entry.key.length - 1;
  }
  return found;
}

function freePlaces(length: number, taken: readonly Span[]): Uint8Array {
  const free = new Uint8Array(length).fill(1);
  for (const { from, to } of taken) free.fill(0, from, to);
  return free;
}

function isThere({ key, exact, kind }: Entry, { lower, plain }: WrittenText, at: number): boolean {
  if (!lower.startsWith(key, at)) return false;
  const before = lower[at - 1] ?? '';
  const after = lower[at + key.length] ?? '';
  const last = key[key.length - 1] ?? '';
  if (LATIN.test(key[0] ?? '') && LATIN.test(before)) return false;
  // `COD120` is COD and a figure, `BOD52` is not BOD5 and a figure.
  const plural = kind === 'TECHNOLOGY' && after === 's' ? (lower[at + key.length + 1] ?? '') : after;
  if (DIGIT.test(last) ? DIGIT.test(after) : LATIN.test(last) && /[a-z]/.test(plural)) return false;
  if (exact === undefined) return true;
  if (!plain.startsWith(exact, at)) return false;
  return !A_WORD.has(exact) || /^\s*(?:[(<>≤≥=:]|\d|不|小|大|低|高|为|浓度)/u.test(plain.slice(at + key.length));
}

/** Symbols count in the case they are written in: `CO` is no `Co`. */
const isSymbol = (form: string): boolean => /^[A-Za-z]{1,2}$/.test(form);
/** Symbols that are also words, or stand for many things; they count in front of a figure only. */
const A_WORD = new Set(['As', 'Be', 'No', 'NO', 'B', 'V', 'Co', 'Mn']);

let known: Names | undefined;

function names(): Names {
  known ??= makeNames();
  return known;
}

function makeNames(): Names {
  const entries = new Map<string, Entry>();
  const add = (written: string, kind: NameKind, code: string, exact = false): void => {
    const form = written.normalize('NFKC').trim();
    const key = form.toLowerCase();
    const entry = entries.get(key);
    // What is already a parameter is no technology (CO), and what is one of two things at once is neither.
    if (entry === undefined) entries.set(key, { key, kind, codes: [code], ...(exact ? { exact: form } : {}) });
    else if (entry.kind === kind && !entry.codes.includes(code)) entry.codes.push(code);
  };
  // 氨逃逸 is a figure of its own before it is ammonia.
  const ofParameters = [...parameters().metrics, ...parameters().measured].map((parameter) => ({
    code: parameter.code,
    kind: saidAlone().has(parameter.code) || isMetric(parameter) ? ('METRIC' as const) : ('PARAMETER' as const),
    // The oxygen that a limit is referred to (6 % O2) is no content to treat.
    written: [parameter.zh, parameter.en, ...parameter.aliases].filter((one) => one !== 'O2'),
  }));
  for (const { code, kind, written } of ofParameters) {
    for (const form of written) add(form, kind, code, isSymbol(form));
  }
  // `COD（Mn）` without its brackets is COD, which has a meaning of its own already.
  const whole = new Set(entries.keys());
  for (const { code, kind, written } of ofParameters) {
    for (const form of written.flatMap(withoutBrackets)) {
      if (form !== '' && !whole.has(form.toLowerCase())) add(form, kind, code, isSymbol(form));
    }
  }
  for (const node of taxonomy().list) {
    if (node.level === 'technology' && !node.code.startsWith('x.svc.')) {
      for (const form of formsOfNode(node)) add(form, 'TECHNOLOGY', node.code);
    }
    if (node.level === 'scenario') for (const form of formsOfScenario(node)) add(form, 'SCENARIO', node.code);
  }
  for (const region of regions().list) {
    if (!region.code.startsWith('CN-')) continue;
    if (region.zh.length >= 3) add(region.zh, 'REGION', region.code);
    const short = region.level === 'COUNTY' ? undefined : shortName(region.zh);
    if (short !== undefined) add(short, 'REGION', region.code);
    if (region.en !== undefined) add(region.en, 'REGION', region.code);
  }
  // What means the same to somebody who searches names the same thing here, where it names one only.
  for (const { terms } of synonymsFile().groups) {
    for (const kind of ['TECHNOLOGY', 'SCENARIO', 'METRIC'] as const) {
      const codes = new Set(
        terms.flatMap((term) => {
          const entry = entries.get(term.normalize('NFKC').trim().toLowerCase());
          return entry?.kind === kind ? entry.codes : [];
        }),
      );
      const [code] = codes;
      if (code === undefined || codes.size > 1) continue;
      for (const term of terms) if (isTelling(term)) add(term, kind, code);
    }
  }
  const byFirst = new Map<string, Entry[]>();
  for (const entry of entries.values()) {
    if (entry.kind === 'TECHNOLOGY' && entry.codes.length > 1) continue;
    const first = entry.key[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), entry]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.key.length - a.key.length);
  return byFirst;
}

/** A word of one or two letters or one character tells too little in a running text. */
const isTelling = (form: string): boolean =>
  form.length >= 2 && !/^[a-z]{1,2}$/i.test(form) && !NO_NAME.has(form.toLowerCase());

/** Things that listings state by themselves, as figures of the equipment: 含水率, 炉膛温度, 热灼减率. */
function saidAlone(): ReadonlySet<string> {
  alone ??= new Set(factTemplates().flatMap(({ facts }) => facts.map(({ metric }) => metric)));
  return alone;
}

let alone: ReadonlySet<string> | undefined;

/** `化学需氧量（CODCr）` is also written as either of its two parts. */
function withoutBrackets(written: string): readonly string[] {
  const plain = written.normalize('NFKC');
  const inside = [...plain.matchAll(/\(([^()]+)\)/gu)].map(([, text = '']) => text.trim());
  const outside = plain.replace(/\s*\([^()]*\)/gu, '').trim();
  return [outside, ...inside.filter((text) => /^[A-Z][A-Za-z0-9.-]{2,}$/.test(text))];
}

/** Words that stand in names of technologies and say nothing alone. */
const NO_NAME = new Set([
  'co',
  '等',
  '脱硝',
  '脱硫',
  '除尘',
  '除臭',
  '循环流化床',
  '在线',
  '在线监测',
  '数据采集',
  'fan',
  'blower',
  '成套',
  '一体化',
  '处理',
  '刮吸泥',
  '永久全封闭',
  '文丘里',
  '转轮',
  '流床',
  '六参数',
  'press',
  'bags',
  'media',
]);

function formsOfNode({ zh, en }: TaxonomyNode): readonly string[] {
  // What stands in brackets is an example or a feature (流化床), unless it is an abbreviation.
  const outside = (text: string): string => text.replace(/\([^()]*\)/gu, ' ');
  const inside = [zh, en].flatMap((text) => text.normalize('NFKC').match(/(?<=\()[A-Z][A-Z0-9-]{2,}/gu) ?? []);
  const chinese = outside(zh.normalize('NFKC'))
    .split('/')
    .flatMap((part) => [part.trim(), ...part.trim().split(/\s+/)])
    .map((part) => part.replace(/等$/u, ''));
  const english = outside(en)
    .split(/\/|,/)
    .map((part) => part.trim())
    .filter((part) => part.length >= 8 || /^[A-Z0-9-]{3,}$/.test(part));
  return [...new Set([...chinese, ...english, ...inside])].filter(isTelling);
}

/** `黑臭水体治理` is spoken of as 黑臭水体. */
function formsOfScenario({ zh, en }: TaxonomyNode): readonly string[] {
  const name = zh.normalize('NFKC').replace(/\([^()]*\)/gu, '');
  const bare = name.replace(/(?:深度处理|处理处置|治理|处理|修复|监测)$/u, '');
  return [name, ...(bare.length >= 4 ? [bare] : []), en];
}

/** Provinces and cities are named without their rank (浙江, 温州); a name of one character is not. */
function shortName(zh: string): string | undefined {
  const short = zh.replace(/(?:壮族|回族|维吾尔)?自治区$|特别行政区$|省$|市$/u, '');
  return short !== zh && short.length >= 2 && !OTHER_MEANING.has(short) ? short : undefined;
}

/** Names of cities that are words of the trade as well. */
const OTHER_MEANING = new Set(['白银', '鞍山', '铜川', '吉安', '平凉', '中山', '东方', '朝阳', '海南']);

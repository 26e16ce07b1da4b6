import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseNeedsFile, parseOffersFile, type Parsed } from '@huanpei/exchange';
import {
  ENGINE_VERSION,
  explain,
  explainRelaxation,
  matchNeed,
  type Finding,
  type Language,
  type Match,
  type NeedResult,
} from '@huanpei/matching';
import { labels, matchingReference, type Labels } from '@huanpei/reference';
import { shanghaiDay } from '@huanpei/domain';

const USAGE = `用法 usage: npm run -s match -- --needs needs.json --offers offers.json [--top 20] [--trains] [--lang zh|en] [--format json|table]
  "-" 表示标准输入（两者之一） stands for standard input (one of the two)`;

interface Options {
  readonly needs: string;
  readonly offers: string;
  readonly top: number;
  readonly trains: boolean;
  readonly lang: Language;
  readonly format: 'json' | 'table';
}

/** A wrong call, with what to do instead. */
class UsageFault extends Error {}

/** Matches needs against offers from files: the result on standard output, everything else on standard error. */
export async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  let options: Options;
  try {
    options = optionsOf(argv);
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    return 2;
  }
  const reference = matchingReference();
  const needs = read(options.needs, (bytes) => parseNeedsFile(bytes, reference));
  const offers = read(options.offers, parseOffersFile);
  if (!needs || !offers) return 2;
  if (options.trains) {
    process.stderr.write(
      '本版本尚不组合处理流程，--trains 无效。 This version does not compose trains yet; --trains has no effect.\n',
    );
  }
  const today = shanghaiDay(new Date());
  const label = labels(options.lang);
  const results = needs.map((need) => matchNeed(need, offers, reference, { top: options.top, today }));
  const output =
    options.format === 'json'
      ? `${JSON.stringify({ engine: ENGINE_VERSION, needs: results.map((result) => spoken(result, options.lang, label)) }, null, 2)}\n`
      : results.map((result, index) => table(result, needs[index]?.name ?? {}, options.lang, label)).join('\n');
  process.stdout.write(output);
  return 0;
}

function optionsOf(argv: readonly string[]): Options {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        needs: { type: 'string' },
        offers: { type: 'string' },
        top: { type: 'string', default: '20' },
        trains: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'zh' },
        format: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new UsageFault(error instanceof Error ? error.message : String(error));
  }
  const { needs, offers, trains, lang } = values;
  if (needs === undefined || offers === undefined)
    throw new UsageFault('缺少 --needs 或 --offers。 --needs and --offers are both needed.');
  if (needs === '-' && offers === '-')
    throw new UsageFault('只能有一个来自标准输入。 Only one of the two can come from standard input.');
  const top = /^\d{1,9}$/.test(values.top) ? Number(values.top) : 0;
  if (top < 1) throw new UsageFault('--top 应为不小于 1 的整数。 --top must be a whole number of at least 1.');
  if (lang !== 'zh' && lang !== 'en') throw new UsageFault('--lang 应为 zh 或 en。 --lang must be zh or en.');
  const format = values.format ?? (process.stdout.isTTY ? 'table' : 'json');
  if (format !== 'json' && format !== 'table')
    throw new UsageFault('--format 应为 json 或 table。 --format must be json or table.');
  return { needs, offers, top, trains, lang, format };
}

/** The file's items, or nothing after its faults have been told. */
function read<T>(name: string, parse: (bytes: Uint8Array) => Parsed<T>): readonly T[] | undefined {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(name === '-' ? 0 : name);
  } catch (error) {
    process.stderr.write(
      `${name}: 无法读取 cannot be read: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return undefined;
  }
  const parsed = parse(bytes);
  if (parsed.ok) return parsed.value;
  for (const { path, zh, en } of parsed.faults) {
    process.stderr.write(`${name === '-' ? '(stdin)' : name}${path === '' ? '' : `: ${path}`}: ${zh} ${en}\n`);
  }
  return undefined;
}

type SpokenFinding = Finding & { readonly says: string };
type SpokenMatch = Omit<Match, 'findings'> & { readonly findings: readonly SpokenFinding[] };

function spoken(result: NeedResult, lang: Language, label: Labels) {
  const speak = (match: Match): SpokenMatch => ({
    ...match,
    findings: match.findings.map((finding) => ({ ...finding, says: explain(finding, lang, label) })),
  });
  return { ...result, matches: result.matches.map(speak), nearMisses: result.nearMisses.map(speak) };
}

const WORDS = {
  zh: {
    FITS: '满足',
    NEEDS_DATA: '缺少数据',
    RULED_OUT: '不满足',
    PASS: '✓',
    FAIL: '✗',
    UNKNOWN: '?',
    counts: (r: NeedResult) => `比较 ${r.compared}，满足 ${r.fits}，缺少数据 ${r.needsData}，不满足 ${r.ruledOut}`,
    near: '只差一项：',
    score: '评分',
    units: '台数',
    relax: '放宽一项可增加满足者：',
  },
  en: {
    FITS: 'fits',
    NEEDS_DATA: 'needs data',
    RULED_OUT: 'ruled out',
    PASS: '✓',
    FAIL: '✗',
    UNKNOWN: '?',
    counts: (r: NeedResult) =>
      `compared ${r.compared}, fit ${r.fits}, need data ${r.needsData}, ruled out ${r.ruledOut}`,
    near: 'One thing away:',
    score: 'score',
    units: 'units',
    relax: 'Relaxing one number would let more in:',
  },
} as const;

/** The result for a person at a terminal. */
function table(
  result: NeedResult,
  name: { readonly zh?: string; readonly en?: string },
  lang: Language,
  label: Labels,
): string {
  const words = WORDS[lang];
  const title = name[lang] ?? name.zh ?? name.en ?? '';
  const block = (match: Match) => [
    `  ${match.offerId}  ${words[match.outcome]}  ${words.score} ${match.score.toFixed(3)}${match.units === undefined ? '' : `  ${words.units} ${match.units}`}`,
    ...match.findings.map((finding) => `    ${words[finding.verdict]} ${explain(finding, lang, label)}`),
  ];
  const near = result.nearMisses.length > 0 ? [words.near, ...result.nearMisses.flatMap(block)] : [];
  const asked = new Map(
    result.nearMisses.flatMap(({ findings }) => findings.map((finding) => [finding.id, finding.asked] as const)),
  );
  const relax = result.relaxations.map((relaxation) => {
    const of = asked.get(relaxation.requirement);
    const { requirement, from, to, unit, fits } = relaxation;
    return `  ${of ? explainRelaxation(relaxation, of, lang, label) : `${requirement}: ${from} → ${to} ${unit}: ${fits}`}`;
  });
  return `${[
    `${result.id}  ${title}`,
    words.counts(result),
    ...result.matches.flatMap(block),
    ...near,
    ...(relax.length > 0 ? [words.relax, ...relax] : []),
  ].join('\n')}\n`;
}

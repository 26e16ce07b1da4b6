import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseNeedsFile, parseOffersFile, type Parsed } from '@huanpei/exchange';
import {
  ENGINE_VERSION,
  TRAIN_LABEL,
  TRAIN_NOTE,
  TRAIN_OBJECTIVES,
  composeTrains,
  explain,
  explainMissing,
  explainRelaxation,
  explainTrain,
  explainTrainFinding,
  explainUnreached,
  explainUntested,
  matchNeed,
  type Finding,
  type Language,
  type Match,
  type NeedResult,
  type TrainObjective,
  type TrainSearch,
} from '@huanpei/matching';
import { labels, matchingReference, trainRules, type Labels } from '@huanpei/reference';
import { shanghaiDay } from '@huanpei/domain';

const USAGE = `用法 usage: npm run -s match -- --needs needs.json --offers offers.json [--top 20] [--trains] [--lang zh|en] [--format json|table]
  [--objective LIFE_CYCLE_COST|ENERGY|STAGES|FOOTPRINT] [--stages 5] [--seconds 10] [--tariff 0.6 --years 15 --currency CNY]
  LIFE_CYCLE_COST 仅含价格和电费（给出 --tariff 时），不含药剂、污泥、人工和更换；is price and, with --tariff, electricity: no chemicals, sludge, labour, replacement
  "-" 表示标准输入（两者之一） stands for standard input (one of the two)`;

interface Options {
  readonly needs: string;
  readonly offers: string;
  readonly top: number;
  readonly trains: boolean;
  readonly objective: TrainObjective;
  readonly stages: number;
  readonly seconds: number;
  readonly electricity?: {
    readonly perKWh: { readonly amount: number; readonly currency: string };
    readonly years: number;
  };
  readonly lang: Language;
  readonly format: 'json' | 'table';
}

type Result = NeedResult & { readonly search?: TrainSearch };

/** More trains of one need than a person would compare. */
const MOST_TRAINS = 10;

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
  const today = shanghaiDay(new Date());
  const label = labels(options.lang);
  const results = needs.map((need): Result => {
    const result = matchNeed(need, offers, reference, { top: options.top, today });
    if (!options.trains) return result;
    // The time is per need; what was found until then is shown with how far it may be from the best.
    const end = performance.now() + options.seconds * 1000;
    const { objective, stages: maxStages, electricity } = options;
    const search = composeTrains(need, offers, reference, {
      objective,
      maxStages,
      ...(electricity ? { electricity } : {}),
      top: Math.min(options.top, MOST_TRAINS),
      rules: trainRules(),
      today,
      deadline: () => performance.now() > end,
    });
    return { ...result, search };
  });
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
        objective: { type: 'string', default: 'LIFE_CYCLE_COST' },
        stages: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '10' },
        tariff: { type: 'string' },
        years: { type: 'string' },
        currency: { type: 'string', default: 'CNY' },
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
  const objective = TRAIN_OBJECTIVES.find((one) => one === values.objective);
  if (!objective)
    throw new UsageFault(
      `--objective 应为 ${TRAIN_OBJECTIVES.join('、')} 之一。 --objective must be one of ${TRAIN_OBJECTIVES.join(', ')}.`,
    );
  const stages = Number(values.stages);
  if (!Number.isInteger(stages) || stages < 1 || stages > 6)
    throw new UsageFault('--stages 应为 1 到 6 的整数。 --stages must be a whole number from 1 to 6.');
  const seconds = Number(values.seconds);
  if (!(seconds > 0 && seconds <= 3600))
    throw new UsageFault('--seconds 应大于 0、不超过 3600。 --seconds must be above 0 and at most 3600.');
  const electricity = electricityOf(values);
  return {
    needs,
    offers,
    top,
    trains,
    lang,
    format,
    objective,
    stages,
    seconds,
    ...(electricity ? { electricity } : {}),
  };
}

/** A tariff without years, or years without a tariff, would leave the cost of electricity to a guess. */
function electricityOf({
  tariff,
  years,
  currency,
}: {
  readonly tariff?: string | undefined;
  readonly years?: string | undefined;
  readonly currency: string;
}): Options['electricity'] {
  if (tariff === undefined && years === undefined) return undefined;
  const [amount, span] = [Number(tariff ?? NaN), Number(years ?? NaN)];
  if (!(amount >= 0 && span > 0))
    throw new UsageFault(
      '--tariff（每千瓦时电价）与 --years 须一并给出。 --tariff (price per kWh) and --years have to be given together.',
    );
  return { perKWh: { amount, currency }, years: span };
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

function spoken({ search, ...result }: Result, lang: Language, label: Labels) {
  const speak = (match: Match): SpokenMatch => ({
    ...match,
    findings: match.findings.map((finding) => ({ ...finding, says: explain(finding, lang, label) })),
  });
  return {
    ...result,
    matches: result.matches.map(speak),
    nearMisses: result.nearMisses.map(speak),
    ...(search ? { trains: spokenTrains(search, lang, label), trainSearch: aboutSearch(search, lang, label) } : {}),
  };
}

function spokenTrains({ trains }: TrainSearch, lang: Language, label: Labels) {
  return trains.map((train) => ({
    ...train,
    label: TRAIN_LABEL[lang],
    findings: train.findings.map((finding) => ({ ...finding, says: explainTrainFinding(finding, lang, label) })),
    missing: train.missing.map((missing) => ({ ...missing, says: explainMissing(missing, lang, label) })),
    untested: train.untested.map((untested) => ({ ...untested, says: explainUntested(untested, lang, label) })),
  }));
}

/** How far the search went, without the trains. */
function aboutSearch(
  { objective, complete, bound, gap, limited, unreached }: TrainSearch,
  lang: Language,
  label: Labels,
) {
  return {
    objective,
    complete,
    ...(bound === undefined ? {} : { bound }),
    ...(gap === undefined ? {} : { gap }),
    ...(limited === undefined ? {} : { limited }),
    ...(unreached === undefined
      ? {}
      : { unreached: unreached.map((one) => ({ ...one, says: explainUnreached(one, lang, label) })) }),
  };
}

/** With `unreached`, what is shown are single listings that say nothing of some limit. */
function foundZh({ trains, unreached }: TrainSearch): string {
  if (trains.length === 0) return '没有找到处理流程';
  return unreached
    ? `没有流程满足全部限值，另有 ${trains.length} 台设备对部分限值未作说明`
    : `处理流程 ${trains.length} 条`;
}

function foundEn({ trains: { length }, unreached }: TrainSearch): string {
  if (length === 0) return 'No train was found';
  if (!unreached) return length === 1 ? '1 train' : `${length} trains`;
  return `No train meets every limit; ${length === 1 ? '1 single listing says' : `${length} single listings say`} nothing of some`;
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
    note: `注：${TRAIN_NOTE.zh}。`,
    trains: (search: TrainSearch) =>
      `${foundZh(search)}${search.complete ? '' : `，限时中止，与最优相差不超过 ${search.gap === undefined ? '未知' : `${(search.gap * 100).toFixed(1)}%`}`}${search.limited ? `，${search.limited.offers} 项设备中取 ${search.limited.considered} 项` : ''}：`,
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
    note: `Note: ${TRAIN_NOTE.en}.`,
    trains: (search: TrainSearch) =>
      `${foundEn(search)}${search.complete ? '' : `, stopped by the time limit, ${search.gap === undefined ? 'how far from the best is not known' : `at most ${(search.gap * 100).toFixed(1)}% above the best`}`}${search.limited ? `, ${search.limited.considered} of ${search.limited.offers} offers considered` : ''}:`,
  },
} as const;

/** The result for a person at a terminal. */
function table(
  result: Result,
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
    ...(result.search
      ? [
          words.trains(result.search),
          ...(result.search.unreached ?? []).map((reason) => `  ! ${explainUnreached(reason, lang, label)}`),
          ...(result.search.trains.length > 0 ? [`  ${words.note}`] : []),
          ...result.search.trains.flatMap((train) => [
            ...explainTrain(train, lang, label).map((line) => `  ${line}`),
            ...train.findings.map(
              (finding) => `      ${words[finding.verdict]} ${explainTrainFinding(finding, lang, label)}`,
            ),
          ]),
        ]
      : []),
  ].join('\n')}\n`;
}

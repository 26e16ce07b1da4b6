import { recogniseNeed, type Reading } from '@huanpei/app';
import { factorBetween, type NumericStatement } from '@huanpei/matching';
import { regions, taxonomy, type DemoDemand, type JudgedParagraph } from '@huanpei/reference';

/** How many readings were made, and how many of them are right. */
export interface Precision {
  readonly texts: number;
  readonly readings: number;
  readonly right: number;
  readonly precision: number | null;
  /** `text: reading` of those that are not. */
  readonly wrong: readonly string[];
  readonly domain: { readonly right: number; readonly of: number };
}

export interface PrecisionAndRecall extends Precision {
  readonly expected: number;
  readonly recall: number | null;
  readonly missed: readonly string[];
  /** Stretches that must be left to the reader: how many there are, and those that were read all the same. */
  readonly unsettled: { readonly of: number; readonly read: readonly string[] };
}

/**
 * Reads the titles of the real demands, in both languages, and holds each reading against the record: a technology of
 * the same scenario or above or below one of the record, its region or one around it, its capacity, standard and price.
 * What a title says that is not in the record counts as wrong. A title alone cannot tell what was missed.
 */
export function measureDemands(demands: readonly DemoDemand[]): Precision {
  const wrong: string[] = [];
  let readings = 0;
  let right = 0;
  let domains = 0;
  let texts = 0;
  for (const demand of demands) {
    for (const text of new Set([demand.title.zh, demand.title.en])) {
      const recognised = recogniseNeed(text);
      texts += 1;
      if (recognised.need.domain === demand.domain) domains += 1;
      for (const reading of recognised.readings) {
        readings += 1;
        if (agrees(reading, demand)) right += 1;
        else wrong.push(`${demand.id} ${reading.text}: ${lineOf(reading)}`);
      }
    }
  }
  return { texts, readings, right, precision: share(right, readings), wrong, domain: { right: domains, of: texts } };
}

/** Reads paragraphs and compares with what an engineer reads in them, figure by figure, units converted. */
export function measureParagraphs(paragraphs: readonly JudgedParagraph[]): PrecisionAndRecall {
  const wrong: string[] = [];
  const missed: string[] = [];
  const readAllTheSame: string[] = [];
  let readings = 0;
  let right = 0;
  let expected = 0;
  let unsettled = 0;
  let domains = 0;
  for (const { id, domain, text, readings: asked, optional = [], unsettled: left = [] } of paragraphs) {
    const recognised = recogniseNeed(text);
    if (recognised.need.domain === domain) domains += 1;
    const open = [...asked];
    for (const reading of recognised.readings) {
      readings += 1;
      const line = lineOf(reading);
      const at = open.findIndex((one) => sameLine(one, line));
      if (at >= 0) {
        open.splice(at, 1);
        right += 1;
      } else if (optional.some((one) => sameLine(one, line))) right += 1;
      else wrong.push(`${id} ${reading.text}: ${line}`);
      if (left.some((stretch) => stretch.includes(reading.text) || reading.text.includes(stretch)))
        readAllTheSame.push(`${id} ${reading.text}`);
    }
    expected += asked.length;
    unsettled += left.length;
    missed.push(...open.map((one) => `${id} ${one}`));
  }
  return {
    texts: paragraphs.length,
    readings,
    right,
    precision: share(right, readings),
    wrong,
    domain: { right: domains, of: paragraphs.length },
    expected,
    recall: share(expected - missed.length, expected),
    missed,
    unsettled: { of: unsettled, read: readAllTheSame },
  };
}

/** What is read must be right; what is missed only costs typing. New text is harder than text the rules have met. */
const LEAST = { demands: 0.95, seen: 0.95, unseen: 0.9 } as const;
const LEAST_RECALL = 0.8;

export type RecognitionBySet = Readonly<Record<JudgedParagraph['set'], PrecisionAndRecall>>;

/** Each set by itself: figures over both would hide how new text fares. */
export function measureSets(paragraphs: readonly JudgedParagraph[]): RecognitionBySet {
  const of = (set: JudgedParagraph['set']) => measureParagraphs(paragraphs.filter((one) => one.set === set));
  return { seen: of('seen'), unseen: of('unseen') };
}

/**
 * What is below its bound, one line each with the faults behind it. Recall and unsettled stretches are held on the
 * seen set alone, where they were once reached; the unseen set is held to its precision.
 */
export function faultsOf(demands: Precision, { seen, unseen }: RecognitionBySet): readonly string[] {
  return [
    ...below('真实需求标题准确率 precision on titles of demands', demands.precision, LEAST.demands, demands.wrong),
    ...below('已见段落准确率 precision on seen paragraphs', seen.precision, LEAST.seen, seen.wrong),
    ...below('未见段落准确率 precision on unseen paragraphs', unseen.precision, LEAST.unseen, unseen.wrong),
    ...below('已见段落召回率 recall on seen paragraphs', seen.recall, LEAST_RECALL, seen.missed),
    ...seen.unsettled.read.map((one) => `应留待确认而误读 read though unsettled: ${one}`),
  ];
}

/** Nothing read is no precision at all, and below every bound. */
const below = (name: string, figure: number | null, least: number, faults: readonly string[]): readonly string[] =>
  (figure ?? 0) < least ? [`${name}: ${figure === null ? '—' : figure.toFixed(3)} < ${least}`, ...faults] : [];

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** A reading in the notation of the judged paragraphs. */
export function lineOf(reading: Reading): string {
  switch (reading.as) {
    case 'DUTY':
      return figureLine(reading.fact);
    case 'REQUIREMENT': {
      const { requirement } = reading;
      if ('metric' in requirement) return figureLine(requirement);
      if ('price' in requirement) return `price ${requirement.price.amount} ${requirement.price.currency}`;
      if ('leadDays' in requirement) return `leadDays ${requirement.leadDays}`;
      throw new Error(`no notation for requirement ${requirement.id}`);
    }
    case 'STANDARD':
      return `${reading.citation.code} ${reading.citation.level}`;
    case 'TECHNOLOGY':
    case 'SCENARIO':
    case 'REGION':
      return reading.code;
  }
}

function figureLine({ metric, parameter, op, value, valueMax, unit }: NumericStatement): string {
  const name = parameter === undefined ? metric : `${metric} ${parameter}`;
  return op === 'range' ? `${name} ${value}..${valueMax} ${unit}` : `${name} ${op} ${value} ${unit}`;
}

/** Whether two lines say the same, `5 万m3/d` and `50000 m3/d` included. */
export function sameLine(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [figureOf(a), figureOf(b)];
  if (!left || !right || left.name !== right.name || left.op !== right.op) return false;
  const factor = factorBetween(left.unit, right.unit, left.name === 'capacity');
  if (factor === undefined || left.values.length !== right.values.length) return false;
  return left.values.every((value, at) => {
    const other = right.values[at] as number;
    return Math.abs(value * factor - other) <= 1e-6 * Math.max(1, Math.abs(other));
  });
}

const LINE = /^(\S+(?: \S+)?) (?:(=|<=|<|>=|>) (-?[\d.]+)|(-?[\d.]+)\.\.(-?[\d.]+)) (.+)$/u;

function figureOf(line: string): { name: string; op: string; values: readonly number[]; unit: string } | undefined {
  const match = LINE.exec(line);
  if (!match) return undefined;
  const [, name = '', op, value, low, high, unit = ''] = match;
  return op === undefined
    ? { name, op: 'range', values: [Number(low), Number(high)], unit }
    : { name, op, values: [Number(value)], unit };
}

/** Whether a reading of a demand's title is what its record says. */
function agrees(reading: Reading, demand: DemoDemand): boolean {
  const { need } = demand;
  const codes = demand.technologies;
  switch (reading.as) {
    case 'TECHNOLOGY':
      return codes.some((code) => related(code, reading.code));
    case 'SCENARIO':
      return codes.some((code) => taxonomy().ancestors(code).includes(reading.code));
    case 'REGION':
      return (
        demand.region !== null &&
        (regions().covers(reading.code, demand.region) || regions().covers(demand.region, reading.code))
      );
    case 'DUTY':
      return (need.duty ?? []).some((fact) => sameLine(figureLine(fact), figureLine(reading.fact)));
    case 'STANDARD':
      return limitsOf(demand).some(
        ({ standard, level }) => standard === reading.citation.code && level === reading.citation.level,
      );
    case 'REQUIREMENT':
      return (need.requirements ?? []).some((one) => {
        const { requirement } = reading;
        return lineOf({ ...reading, requirement: one }) === lineOf({ ...reading, requirement });
      });
  }
}

function related(a: string, b: string): boolean {
  const parent = (code: string): string | undefined => taxonomy().ancestors(code)[0];
  return (
    a === b || taxonomy().ancestors(a).includes(b) || taxonomy().ancestors(b).includes(a) || parent(a) === parent(b)
  );
}

/** Classes a record names, as limits or as what comes in. */
function limitsOf({ need, record }: DemoDemand): readonly { readonly standard: string; readonly level: string }[] {
  const rows = [record['limits'], record['inlet']].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  return [
    ...(need.standards ?? []).map(({ code, level }) => ({ standard: code, level })),
    ...rows.flatMap((row) =>
      typeof row === 'object' && row !== null && 'standard' in row && 'level' in row
        ? [{ standard: String(row.standard), level: String(row.level) }]
        : [],
    ),
  ];
}

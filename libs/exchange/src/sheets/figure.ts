import { CHOICES } from './choices';
import type { CellFault, CellWarning, NoteFacts } from './notes';

/** Something read into a text, for the report. */
export interface ReadingNote {
  readonly code: CellWarning;
  readonly facts: NoteFacts;
}

/** A figure as people write it into one cell. */
export interface ReadFigure {
  readonly op?: string;
  readonly value?: number;
  readonly valueMax?: number;
  /** What stands behind the figure, not yet known to be a unit. */
  readonly unit?: string;
  readonly notes: readonly ReadingNote[];
}

export type FigureReading =
  ({ readonly ok: true } & ReadFigure) | { readonly ok: false; readonly code: CellFault; readonly facts: NoteFacts };

const NUMBER = String.raw`[-+]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[-+]?\d+(?![\d.])|\s*[x*]\s*10\s*\^\s*[-+]?\d+)?`;
const ONE = new RegExp(`^(${NUMBER})(.*)$`, 'iu');
const SEPARATOR = String.raw`(?:-|~|至|到|\bto\b)`;
const RANGE = new RegExp(
  `^(${NUMBER})(?!e[-+]?\\d)\\s*([^\\d\\s,.~-][^\\d]{0,15}?)?\\s*${SEPARATOR}\\s*(${NUMBER})(.*)$`,
  'iu',
);
const NOT_DETECTED = new RegExp(
  `^(?:未检出|不得检出|未检测出|nd|n\\.d\\.|not detect(?:ed|able)|bdl|低于检出限)` +
    `(?:\\s*\\(?\\s*(?:检出限|检测限|lod|mdl)?\\s*[:=<]?\\s*(${NUMBER})\\s*([^()]*?)\\s*\\)?)?$`,
  'iu',
);
const APPROXIMATE = /^(?:大约|约为|约|approx(?:imately|\.)?|about|ca\.|~)\s*/iu;
const SUPERSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺'].map((sign, index) => [sign, '0123456789-+'[index] ?? '']),
);
/** What stands behind a figure and says of it that it is a bound; in Chinese law the figure itself is included. */
const BEHIND: readonly (readonly [RegExp, string])[] = [
  [/(?:及|或)?以下$|以内$|or less$|or below$|max\.?$/iu, '<='],
  [/(?:及|或)?以上$|or more$|or above$|min\.?$/iu, '>='],
];
/** What stands in front of it, the longest first. */
const BEFORE: readonly (readonly [string, string])[] = CHOICES.op
  .filter(({ code }) => code !== 'range' && code !== 'not_detectable')
  .flatMap(({ code, zh, en, also }) =>
    [zh, en, ...also].map((text) => [text.normalize('NFKC').toLowerCase(), code] as const),
  )
  .filter(([text]) => !/^(eq|le|lt|ge|gt|is|为)$/.test(text))
  .sort((a, b) => b[0].length - a[0].length);
const TEN_THOUSANDS: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** The forms of one text that mean the same: full-width signs, dashes, raised figures. */
function unified(text: string): string {
  return text
    .replace(
      /10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+)/gu,
      (_all, raised: string) => `10^${[...raised].map((one) => SUPERSCRIPTS[one]).join('')}`,
    )
    .replace(/[×✕]/gu, 'x')
    .normalize('NFKC')
    .replace(/[‐-―−﹣]/gu, '-')
    .replace(/[～〜∼]/gu, '~')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** What is longer is no figure. */
const LONGEST = 100;

const fail = (code: CellFault, facts: NoteFacts = {}): FigureReading => ({ ok: false, code, facts });

/**
 * Reads `≤50`, `50-80 mg/L`, `１２．５`, `1,234.5`, `1.2×10⁴`, `约 5 万`, `95%`, `未检出（检出限 0.5 mg/L）`, `50以下`. What can be
 * read in two ways is a fault, never a guess.
 *
 * @param isUnit whether a text is a unit; decides whether 万 belongs to the figure (5万) or to its unit (5万m3/d)
 */
export function readFigure(written: string, isUnit: (text: string) => boolean): FigureReading {
  const notes: ReadingNote[] = [];
  if (written.length > LONGEST) return fail('NOT_A_FIGURE');
  let text = unified(written);
  if (/[０-９．，％]/u.test(written)) notes.push({ code: 'FULL_WIDTH', facts: {} });
  if (/±|\+\/-|\+-/u.test(text)) return fail('PLUS_MINUS');
  const absent = NOT_DETECTED.exec(text);
  if (absent) {
    const [, limit, unit] = absent;
    notes.push({ code: 'NOT_DETECTED', facts: limit === undefined ? {} : { limit } });
    return {
      ok: true,
      op: 'not_detectable',
      ...(limit === undefined ? {} : { value: numberOf(limit) }),
      ...(unit ? { unit } : {}),
      notes,
    };
  }
  if (APPROXIMATE.test(text)) {
    text = text.replace(APPROXIMATE, '');
    notes.push({ code: 'APPROXIMATE', facts: {} });
  }
  let op: string | undefined;
  const lower = text.toLowerCase();
  const before = BEFORE.find(([sign]) => lower.startsWith(sign));
  if (before) {
    op = before[1];
    text = text.slice(before[0].length).trim();
  }
  for (const [sign, meant] of BEHIND) {
    if (!sign.test(text)) continue;
    if (op !== undefined && op !== meant) return fail('NOT_A_FIGURE');
    op = meant;
    text = text.replace(sign, '').trim();
  }
  if (op !== undefined) notes.push({ code: 'OPERATOR_IN_CELL', facts: { read: op } });
  if (/^[-+]?\d+,\d{1,2}(?!\d)|^[-+]?\d+,\d{4,}|\d\.\d{3},\d/u.test(text)) {
    const [given = ''] = /^[-+]?[\d.,]*/u.exec(text) ?? [];
    const [whole = '', decimals = ''] = given.split(/,(?=[^,]*$)/u);
    return fail('AMBIGUOUS_NUMBER', {
      given,
      decimal: `${whole.replace(/[.,]/gu, '')}.${decimals.replace(/[.,]/gu, '')}`,
    });
  }
  const range = RANGE.exec(text);
  if (range) {
    const [, low = '', between = '', high = '', rest = ''] = range;
    if (op !== undefined) return fail('NOT_A_FIGURE');
    if (between.trim() !== '' && nameOf(between) !== nameOf(rest)) return fail('NOT_A_FIGURE');
    const tail = tailOf(rest, isUnit);
    if (tail === undefined) return fail('NOT_A_FIGURE');
    noteNumbers(notes, low, high);
    const [value, valueMax] = [times(numberOf(low), tail.factor), times(numberOf(high), tail.factor)];
    if (value > valueMax) return fail('RANGE_CONFLICT', { low: value, high: valueMax });
    notes.push({ code: 'RANGE_IN_CELL', facts: { low: value, high: valueMax } });
    return { ok: true, op: 'range', value, valueMax, ...unitIn(tail.unit), notes };
  }
  const single = ONE.exec(text);
  if (!single) return fail('NOT_A_FIGURE');
  const [, figure = '', rest = ''] = single;
  const tail = tailOf(rest, isUnit);
  if (tail === undefined) return fail('NOT_A_FIGURE');
  noteNumbers(notes, figure);
  if (tail.factor !== 1) notes.push({ code: 'POWER_OF_TEN', facts: { factor: tail.factor } });
  return {
    ok: true,
    ...(op === undefined ? {} : { op }),
    value: times(numberOf(figure), tail.factor),
    ...unitIn(tail.unit),
    notes,
  };
}

const nameOf = (text: string): string => text.trim().toLowerCase();
const unitIn = (unit: string) => (unit === '' ? {} : { unit });
/** Without the noise of binary fractions: 1.1 × 10000 is 11000. */
const times = (value: number, factor: number): number =>
  factor === 1 ? value : Number((value * factor).toPrecision(15));

/** What stands behind a figure: perhaps 万 or 亿, perhaps a unit; undefined when it goes on in a way that is no figure. */
function tailOf(
  rest: string,
  isUnit: (text: string) => boolean,
): { readonly factor: number; readonly unit: string } | undefined {
  const text = rest.trim();
  if (text === '') return { factor: 1, unit: '' };
  if (isUnit(text)) return { factor: 1, unit: text };
  const factor = TEN_THOUSANDS[text[0] ?? ''];
  if (factor === undefined) return undefined;
  const unit = text.slice(1).trim();
  return unit === '' || isUnit(unit) ? { factor, unit } : undefined;
}

function noteNumbers(notes: ReadingNote[], ...figures: readonly string[]): void {
  if (figures.some((figure) => figure.includes(','))) notes.push({ code: 'THOUSANDS', facts: {} });
  if (figures.some((figure) => /\^/.test(figure))) notes.push({ code: 'POWER_OF_TEN', facts: {} });
}

function numberOf(text: string): number {
  const power = /^(.*?)\s*[x*]\s*10\s*\^\s*([-+]?\d+)$/iu.exec(text);
  const plain = (power ? `${power[1] ?? ''}e${power[2] ?? ''}` : text).replaceAll(',', '');
  return Number(plain);
}

/** A plain number: no operator, no range, and nothing behind it but 万 or 亿. */
export function readNumber(written: string): FigureReading {
  const reading = readFigure(written, () => false);
  if (!reading.ok) return reading.code === 'AMBIGUOUS_NUMBER' ? reading : fail('NOT_A_NUMBER');
  if (reading.op !== undefined || reading.value === undefined) return fail('NOT_A_NUMBER');
  return reading;
}

/** A day as people write it, as `YYYY-MM-DD`; undefined when it is none, or when day and month could be exchanged. */
export function readDay(written: string): string | undefined {
  const text = written.normalize('NFKC').trim();
  const [, year = '', month = '', day = ''] =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    [];
  if (year === '') return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined;
}

/** A time of the clock in Asia/Shanghai (or one that names its own zone) as UTC ISO 8601. */
export function readInstant(written: string): string | undefined {
  const text = written.normalize('NFKC').trim();
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
  }
  const [, dayText = '', hour = '', minute = '', second = '00', fraction = '000'] =
    /^(.+?)[\sT]+(\d{1,2})[:时](\d{2})?分?(?::(\d{2})(?:\.(\d{3}))?)?$/u.exec(text) ?? [];
  const day = readDay(dayText === '' ? text : dayText);
  if (day === undefined) return undefined;
  // Without a time of day it is unknown when on that day; a deadline is too weighty for a guess.
  if (hour === '' || Number(hour) > 23) return undefined;
  const at = new Date(
    `${day}T${hour.padStart(2, '0')}:${(minute || '00').padStart(2, '0')}:${second}.${fraction}+08:00`,
  );
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The instant as `readInstant` reads it: the clock in Asia/Shanghai, with seconds only where they count. */
export function writtenInstant(iso: string): string {
  const text = new Date(Date.parse(iso) + 8 * 3_600_000).toISOString();
  const clock = `${text.slice(0, 10)} ${text.slice(11, 16)}`;
  const seconds = text.slice(16, 23);
  return seconds === ':00.000' ? clock : `${clock}${seconds}`;
}

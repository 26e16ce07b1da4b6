import { standards } from '@huanpei/reference';
import { overlaps, type Span, type WrittenText } from './written-text';

const LATIN = /[a-z0-9]/;

/** A name of a standard in a text, and the class with it. */
export interface NamedStandard extends Span {
  readonly code: string;
  readonly level?: string;
  /** Cited by its class alone: 一级A. */
  readonly alone: boolean;
}

/** How many characters of a citation are read on after the standard's name, for its class. */
const REACH = 40;

/**
 * The standards cited in a text, each with its class where one stands beside it. Titles and codes written together
 * (`《城镇污水处理厂污染物排放标准》（GB 18918-2002）一级A`) are one citation. A name that is no code and has no class is none.
 */
export function standardsIn(text: WrittenText): readonly NamedStandard[] {
  const { lower } = text;
  const found: NamedStandard[] = [];
  for (let at = 0; at < lower.length; at += 1) {
    const name = nameAt(lower, at);
    if (!name) continue;
    let to = name.to;
    // The code after the title, or the title after the code.
    for (;;) {
      const gap = /^[\s》〉)(（《〈"”'’,、:：]*/u.exec(lower.slice(to, to + 12))?.[0].length ?? 0;
      const next = nameAt(lower, to + gap);
      if (!next || next.code !== name.code) break;
      to = next.to;
    }
    const behind = levelFrom(lower, to, name.code);
    const before = behind ? undefined : levelBefore(lower, at, name.code);
    if (behind || before || name.numbered) {
      const level = (behind ?? before)?.level;
      found.push({
        code: name.code,
        from: before?.from ?? (lower[at - 1] === '《' ? at - 1 : at),
        to: behind?.to ?? to,
        alone: false,
        ...(level === undefined ? {} : { level }),
      });
      to = behind?.to ?? to;
    }
    at = to - 1;
  }
  return [...found, ...aloneIn(text, found)].sort((a, b) => a.from - b.from);
}

interface StandardForm {
  readonly form: RegExp;
  readonly code: string;
  /** A code rather than a title: stands by itself. */
  readonly numbered: boolean;
}

/** By the character that a name begins with, longest first. */
type StandardForms = ReadonlyMap<string, readonly StandardForm[]>;

let forms: StandardForms | undefined;

function standardForms(): StandardForms {
  forms ??= byFirst(
    standards().list.flatMap((standard) => {
      const yearless = /^(.*\d)\s*-\s*(\d{4})$/u.exec(standard.code)?.[1];
      return [
        { written: standard.code, code: standard.code, numbered: true, end: '(?!\\d)' },
        ...(yearless === undefined
          ? []
          : [{ written: yearless, code: standard.code, numbered: true, end: '(?![\\d.]|\\s*-\\s*\\d{4})' }]),
        ...[standard.zh, ...standard.aliases]
          .filter((written) => written.length >= 4)
          .map((written) => ({ written, code: standard.code, numbered: /\d{4}/.test(written), end: '' })),
      ];
    }),
  );
  return forms;
}

interface Written {
  readonly written: string;
  readonly end: string;
}

/** Texts made ready to be looked for from a place on, by the character they begin with, the longest first. */
function byFirst<T extends Written>(
  list: readonly T[],
): ReadonlyMap<string, readonly (T & { readonly form: RegExp })[]> {
  const found = new Map<string, (T & { readonly form: RegExp })[]>();
  for (const one of [...list].sort((a, b) => b.written.length - a.written.length)) {
    const pattern = loose(one.written);
    const first = /[^\\]/u.exec(pattern)?.[0] ?? '';
    found.set(first, [...(found.get(first) ?? []), { ...one, form: new RegExp(pattern + one.end, 'uy') }]);
  }
  return found;
}

/** A name as people space and bracket it. */
function loose(written: string): string {
  return written
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s\-()[\]〔〕、，,·]+/u)
    .filter((part) => part !== '')
    .map((part) =>
      (part.match(/[a-z]+|\d+|[^a-z\d]+/gu) ?? [])
        .map((piece) => piece.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
        .join('\\s*'),
    )
    .join('[\\s\\-()\\[\\]〔〕、,·]*');
}

function nameAt(lower: string, at: number): { code: string; to: number; numbered: boolean } | undefined {
  const first = lower[at] ?? '';
  if (first === '' || /\s/.test(first)) return undefined;
  if (LATIN.test(first) && LATIN.test(lower[at - 1] ?? '')) return undefined;
  for (const { form, code, numbered } of standardForms().get(first) ?? []) {
    form.lastIndex = at;
    const found = form.exec(lower);
    if (found) return { code, to: at + found[0].length, numbered };
  }
  return undefined;
}

/** Between a standard and its class. */
const FILLER = String.raw`[\s》〉)(（《〈"”'’,、:：的中之]|标准|规定|要求|限值|排放|出水|水质|现有|执行|达到|满足|version|class|grade|level`;

function levelFrom(lower: string, at: number, code: string): { level: string; to: number } | undefined {
  const rest = lower.slice(at, at + REACH);
  let best: { level: string; to: number; filler: number } | undefined;
  for (const { behind, level } of levelForms(code)) {
    const match = behind.exec(rest);
    if (!match) continue;
    const length = match[0].length;
    if (!endsWell(rest, length)) continue;
    const skipped = length - (match[1]?.length ?? 0);
    if (!best || skipped < best.filler || (skipped === best.filler && at + length > best.to))
      best = { level, to: at + length, filler: skipped };
  }
  if (!best) return undefined;
  const tail = /^(?:标准)/u.exec(lower.slice(best.to, best.to + 4))?.[0].length ?? 0;
  return { level: best.level, to: best.to + tail };
}

/** `一级A标准（GB 18918-2002）`: the class right before. */
function levelBefore(lower: string, at: number, code: string): { level: string; from: number } | undefined {
  const start = Math.max(0, at - REACH);
  const before = lower.slice(start, at);
  for (const { before: form, level } of levelForms(code)) {
    const match = form.exec(before);
    if (!match) continue;
    if (LATIN.test(match[0][0] ?? '') && LATIN.test(before[match.index - 1] ?? '')) continue;
    return { level, from: start + match.index };
  }
  return undefined;
}

function endsWell(rest: string, length: number): boolean {
  const last = rest[length - 1] ?? '';
  return !LATIN.test(last) || !LATIN.test(rest[length] ?? '');
}

interface LevelForm {
  readonly level: string;
  /** The class at the start of what follows the standard, and at the end of what stands before it. */
  readonly behind: RegExp;
  readonly before: RegExp;
}

const levelFormsOf = new Map<string, readonly LevelForm[]>();

function levelForms(code: string): readonly LevelForm[] {
  const known = levelFormsOf.get(code);
  if (known) return known;
  const made = (standards().byCode(code)?.levels ?? [])
    .flatMap((level) =>
      [level.code, level.zh, level.en, ...level.aliases].map((written) => ({
        written: loose(written),
        level: level.code,
      })),
    )
    .sort((a, b) => b.written.length - a.written.length)
    .map(({ written, level }) => ({
      level,
      behind: new RegExp(`^(?:${FILLER}){0,8}?(${written})`, 'u'),
      before: new RegExp(`(${written})(?:${FILLER}|in|of){0,8}$`, 'u'),
    }));
  levelFormsOf.set(code, made);
  return made;
}

interface AloneForm extends Written {
  readonly form: RegExp;
  readonly code: string;
  readonly level: string;
}

let alone: ReadonlyMap<string, readonly AloneForm[]> | undefined;

function aloneForms(): ReadonlyMap<string, readonly AloneForm[]> {
  alone ??= byFirst(
    standards().list.flatMap(({ code, levels }) =>
      levels.flatMap((level) =>
        (level.alone ?? [])
          // Two letters or figures are too little in a running text: `IA`, `1A`.
          .filter((written) => written.length >= 3 || /\p{Script=Han}/u.test(written))
          .map((written) => ({ written, code, level: level.code, end: '' })),
      ),
    ),
  );
  return alone;
}

/** Classes that people cite without their standard, where they stand apart from any. */
function aloneIn({ lower }: WrittenText, taken: readonly Span[]): readonly NamedStandard[] {
  const found: NamedStandard[] = [];
  for (let at = 0; at < lower.length; at += 1) {
    const first = lower[at] ?? '';
    if (LATIN.test(first) && LATIN.test(lower[at - 1] ?? '')) continue;
    for (const { form, code, level } of aloneForms().get(first) ?? []) {
      form.lastIndex = at;
      const match = form.exec(lower);
      if (!match || !endsWell(lower.slice(at, at + match[0].length + 1), match[0].length)) continue;
      const span = { from: at, to: at + match[0].length };
      if (taken.some((one) => overlaps(one, span))) continue;
      found.push({ code, level, alone: true, ...span });
      at = span.to - 1;
      break;
    }
  }
  return found;
}

/** National, trade and local standards, cited with their year. */
const ANY_STANDARD =
  /(?<![a-z])(?:gb|hj|cj|cjj|jb|jc|sl|ny|db\s*\d{2}|iso|en)\s*(?:\/\s*[tz]\s*)?\s*\d[\d.]*(?:\s*-\s*\d{4})(?!\d)/gu;

/** Standards cited with their year that the reference data do not have. */
export function unknownStandards({ lower }: WrittenText, cited: readonly NamedStandard[]): readonly Span[] {
  return [...lower.matchAll(ANY_STANDARD)]
    .map((match) => ({ from: match.index, to: match.index + match[0].length }))
    .filter((span) => !cited.some((one) => overlaps(one, span)));
}

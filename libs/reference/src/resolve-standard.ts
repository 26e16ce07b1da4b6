import { standardKey } from './text-key';
import type { Standard, StandardLevel } from './standards';

export interface ResolvedStandard {
  readonly code: string;
  /** Absent when the text names no class of that standard. */
  readonly level?: string;
}

/** Words that say nothing on which class is meant. */
const FILLER =
  /(标准限值|排放限值|标准要求|标准|要求|限值|中的?|规定的?|之|的|执行|达到|满足|水质|version|standards?|limits?|of)/gu;

/**
 * Reads a standard and class as people write them: `GB 18918-2002 一级A`, `GB18918—2002一级A标准`, `(GB 18918) class 1A`,
 * `地表水IV类`. A class alone counts when it is one that people cite alone (一级A, IV类). Another year than the data have is another
 * standard and is not resolved.
 */
export function resolveStandard(text: string, list: readonly Standard[]): ResolvedStandard | undefined {
  const key = standardKey(text);
  const named = namedStandard(key, list);
  if (named) {
    const { levels } = named.standard;
    const level = levelIn(named.rest, levels) ?? levelIn(named.after, levels) ?? levelInName(key, named);
    return level ? { code: named.standard.code, level: level.code } : { code: named.standard.code };
  }
  const alone = list.flatMap((standard) =>
    standard.levels
      .filter((level) => names(key, level.alone ?? []))
      .map((level) => ({ code: standard.code, level: level.code })),
  );
  return alone.length === 1 ? alone[0] : undefined;
}

interface Named {
  readonly standard: Standard;
  /** What is left of the text once the standard's name is taken out. */
  readonly rest: string;
  /** What stands behind the name, whatever stands before it. */
  readonly after: string;
  readonly taken: number;
  readonly numbered: boolean;
}

function namedStandard(key: string, list: readonly Standard[]): Named | undefined {
  let best: Named | undefined;
  for (const standard of list) {
    for (const name of namesOf(standard)) {
      const at = key.indexOf(name.key);
      if (at < 0) continue;
      const after = key.slice(at + name.key.length);
      // `GB 1891` is not `GB 18918`, and `GB 16889-2024` is not the edition of 2008.
      if (name.numbered && /^\d/.test(after)) continue;
      if (name.yearless && /^\|\d{4}(?!\d)/.test(after)) continue;
      const rest = key.slice(0, at) + after.replace(/^\|/, '');
      if (!best || name.key.length > best.taken)
        best = { standard, rest, after: after.replace(/^\|/, ''), taken: name.key.length, numbered: name.numbered };
    }
  }
  if (!best) return undefined;
  // Code and title are often written together: `《城镇污水处理厂污染物排放标准》(GB 18918-2002)`.
  let { rest } = best;
  for (const name of namesOf(best.standard)) rest = rest.replace(name.key, '');
  return { ...best, rest };
}

interface StandardName {
  readonly key: string;
  /** Ends in a figure, so that another figure right after it makes another name. */
  readonly numbered: boolean;
  /** The code without its year, after which no other year may follow. */
  readonly yearless?: boolean;
}

function namesOf(standard: Standard): readonly StandardName[] {
  const code = standardKey(standard.code);
  const withoutYear = /^(.*\d)\s*-\s*(\d{4})$/u.exec(standard.code);
  const names: StandardName[] = [
    { key: code, numbered: true },
    ...(withoutYear?.[1] ? [{ key: standardKey(withoutYear[1]), numbered: true, yearless: true }] : []),
    ...[standard.zh, standard.en, ...standard.aliases].map((text) => ({
      key: standardKey(text),
      numbered: /\d$/.test(text),
    })),
  ];
  return names.sort((a, b) => b.key.length - a.key.length);
}

/** Some names carry their class: 钢铁行业超低排放. */
function levelInName(key: string, named: Named): StandardLevel | undefined {
  if (named.rest !== '' || named.numbered) return undefined;
  return named.standard.levels.find((level) =>
    [level.zh, level.en, ...level.aliases].some((text) => key.endsWith(standardKey(text))),
  );
}

function levelIn(rest: string, levels: readonly StandardLevel[]): StandardLevel | undefined {
  const found = levels.filter((level) => names(rest, [level.code, level.zh, level.en, ...level.aliases]));
  return found.length === 1 ? found[0] : undefined;
}

/** Whether what is written is one of the texts, words that say nothing left out. */
function names(written: string, texts: readonly string[]): boolean {
  const plain = written.replace(FILLER, '');
  if (plain === '') return false;
  return texts.map(standardKey).some((key) => key === written || key.replace(FILLER, '') === plain);
}

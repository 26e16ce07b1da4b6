import type { Language } from '@huanpei/domain';
import { CHOICES, isChoice, type ChoiceKind } from './choices';

/** Kinds of codes that come from the reference data. */
export const CODE_KINDS = [
  'domain',
  'basis',
  'metric',
  'parameter',
  'technology',
  'scenario',
  'service',
  'region',
  'certificate',
  'honour',
  'standard',
] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** What reading a sheet must know of the reference data; it arrives as an argument. */
export interface Vocabulary {
  /** Every code of a kind. */
  codes(kind: CodeKind): readonly string[];
  /** Codes that a text can mean, the code itself first of all. */
  candidates(kind: CodeKind, text: string, medium?: string): readonly string[];
  label(kind: CodeKind, code: string, language: Language): string;
  /** A unit as people write it in the spelling of the exchange format; undefined when it is none that is known. */
  unit(text: string): string | undefined;
  readonly units: readonly string[];
  /** A unit as people read it. */
  unitLabel(unit: string, language: Language): string;
  /** A condition as people write it, in the form that a duty decides; what no duty decides as it is written. */
  condition(text: string): { readonly condition: string; readonly decides: boolean };
  /** A condition as people write it; undefined where it is no comparison. */
  conditionLabel(condition: string, language: Language): string | undefined;
  /** Units in which something is usually stated. */
  usualUnits(metric: string, parameter: string | undefined): readonly string[];
  /** The standard, and its class where the text names one. */
  standard(text: string): { readonly code: string; readonly level?: string } | undefined;
  level(standard: string, text: string): string | undefined;
  levels(standard: string): readonly string[];
}

export type NameKind = CodeKind | ChoiceKind;

const isCodeKind = (kind: NameKind): kind is CodeKind => !isChoice(kind);

/** The codes a text can mean. */
export function candidatesOf(vocabulary: Vocabulary, kind: NameKind, text: string, medium?: string): readonly string[] {
  if (isCodeKind(kind)) return vocabulary.candidates(kind, text, medium);
  const key = nameKey(text);
  const found = CHOICES[kind].filter(({ code, zh, en, also }) =>
    [code, zh, en, ...also].some((one) => one === text.trim() || nameKey(one) === key),
  );
  return found.map(({ code }) => code);
}

export function labelOf(vocabulary: Vocabulary, kind: NameKind, code: string, language: Language): string {
  if (isCodeKind(kind)) return vocabulary.label(kind, code, language);
  return CHOICES[kind].find((choice) => choice.code === code)?.[language] ?? code;
}

export function codesOf(vocabulary: Vocabulary, kind: NameKind): readonly string[] {
  return isCodeKind(kind) ? vocabulary.codes(kind) : CHOICES[kind].map(({ code }) => code);
}

/** The label, when reading it gives the code again; else the code. */
export function writtenName(vocabulary: Vocabulary, kind: NameKind, code: string, language: Language): string {
  const label = labelOf(vocabulary, kind, code, language);
  // In a list these signs divide.
  if (/[;；,，、\n]/u.test(label) || label.trim() !== label) return code;
  const read = candidatesOf(vocabulary, kind, label);
  return read.length === 1 && read[0] === code ? label : code;
}

/** A name reduced to what tells it from others. */
export function nameKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-‐-―−]/gu, '');
}

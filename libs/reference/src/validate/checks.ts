import type { Bilingual } from '../source';
import type { Known, Report } from './files';

const HAN = /\p{Script=Han}/u;

/** A text that is there in both languages, the English one without Chinese characters. */
export function checkBilingual(name: Partial<Bilingual> | undefined | null, path: string, report: Report): void {
  if (!name?.zh?.trim()) report(`${path}.zh`, 'has no Chinese text');
  if (!name?.en?.trim()) report(`${path}.en`, 'has no English text');
  else if (HAN.test(name.en)) report(`${path}.en`, `English text holds Chinese characters: ${name.en}`);
}

/** Values that must differ from one another. */
export function checkUnique(values: readonly string[], path: (index: number) => string, report: Report): void {
  const seen = new Set<string>();
  values.forEach((value, index) => {
    if (seen.has(value)) report(path(index), `is there twice: ${value}`);
    seen.add(value);
  });
}

export function checkConfidence(confidence: string | undefined, path: string, known: Known, report: Report): void {
  if (!confidence) report(`${path}.confidence`, 'is missing');
  else if (!known.label('confidences', confidence)) report(`${path}.confidence`, `has no label: ${confidence}`);
}

export function checkSources(
  sources: readonly { readonly title?: string }[] | undefined,
  path: string,
  report: Report,
): void {
  if (!sources || sources.length === 0) report(path, 'names no source');
  sources?.forEach((source, index) => {
    if (!source.title?.trim()) report(`${path}[${index}].title`, 'is empty');
  });
}

export function checkKeyed(key: string | undefined, among: object, path: string, report: Report): void {
  if (!key || !Object.hasOwn(among, key)) report(path, `names an unknown source: ${key ?? '(none)'}`);
}

/** A code that must exist. */
export function checkCode(
  exists: (code: string) => boolean,
  code: string,
  path: string,
  what: string,
  report: Report,
): void {
  if (!exists(code)) report(path, `names an unknown ${what}: ${code}`);
}

/** What a numeric statement must look like to be read. */
export interface NumericShape {
  readonly metric: string;
  readonly parameter?: string | null;
  readonly op: string;
  readonly value?: number;
  readonly valueMax?: number;
  readonly unit: string;
  readonly condition?: string | null;
  readonly basis?: string;
}

const OPS = ['=', '<=', '<', '>=', '>', 'range', 'not_detectable'];

export function checkNumeric(fact: NumericShape, path: string, known: Known, report: Report): void {
  checkCode(known.metric, fact.metric, `${path}.metric`, 'metric', report);
  if (fact.parameter != null) checkCode(known.parameter, fact.parameter, `${path}.parameter`, 'parameter', report);
  checkCode(known.unit, fact.unit, `${path}.unit`, 'unit', report);
  if (!OPS.includes(fact.op)) report(`${path}.op`, `is no operator: ${fact.op}`);
  if (fact.op !== 'not_detectable' && !Number.isFinite(fact.value)) report(`${path}.value`, 'is no number');
  if (fact.op === 'range' && !(Number.isFinite(fact.valueMax) && (fact.value ?? NaN) <= (fact.valueMax ?? NaN))) {
    report(`${path}.valueMax`, 'is no number at or above value');
  }
  if (fact.op !== 'range' && fact.valueMax !== undefined) report(`${path}.valueMax`, 'is given without a range');
  if (fact.condition && !known.label('conditions', fact.condition))
    report(`${path}.condition`, `has no label: ${fact.condition}`);
  if (fact.basis !== undefined && !known.label('bases', fact.basis))
    report(`${path}.basis`, `is no basis: ${fact.basis}`);
}

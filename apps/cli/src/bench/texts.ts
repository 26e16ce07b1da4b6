import type { Need, NumericStatement } from '@huanpei/matching';
import { labels, taxonomy, type DemoDemand, type DemoListing } from '@huanpei/reference';
import { wordsOf } from './words';

const LANGUAGES = ['zh', 'en'] as const;

/**
 * The text of a listing as a keyword portal holds it: names, summary, technologies with what they belong to, and every
 * figure with its metric and parameter, in both languages; standards as written. The firm is left out: demo suppliers are
 * called after the list their records come from.
 */
export function textOfListing({ content, standards = [], category }: DemoListing): string {
  const technologies = content.technologies.flatMap((code) => [code, ...taxonomy().ancestors(code)]);
  return LANGUAGES.flatMap((language) => [
    content.name[language],
    content.summary[language],
    ...[...new Set(technologies)].map((code) => labels(language).technology(code)),
    ...content.facts.map((fact) => figureIn(fact, language)),
  ])
    .concat(standards, category ?? [])
    .join('\n');
}

/**
 * The text of a real demand as it was published, as far as the record keeps it: title (also translated, so that both
 * languages find it), notes, qualifications and CPV terms of the record, and the need's figures and standards in words.
 */
export function textOfDemand({ title, originalTitle, record, need }: DemoDemand): string {
  const cpv = taxonomy().codeSystems['cpv']?.labels ?? {};
  const codes = Array.isArray(record['cpv']) ? (record['cpv'] as readonly unknown[]) : [];
  return [
    title.zh,
    title.en,
    originalTitle ?? '',
    ...notesIn(record),
    ...codes.map((code) => cpv[String(code)] ?? ''),
    ...pollutantsIn(record),
    textOfFigures(need),
  ].join('\n');
}

/** The figures and standards of a need in words, in both languages. */
export function textOfFigures({ duty = [], requirements = [], standards = [] }: Need): string {
  const numeric = requirements.filter((requirement) => 'metric' in requirement);
  return LANGUAGES.flatMap((language) => [
    ...[...duty, ...numeric].map((fact) => figureIn(fact, language)),
    ...standards.map(
      ({ code, level }) => `${code} ${labels(language).standard(code)} ${labels(language).level(code, level)}`,
    ),
  ]).join('\n');
}

/** The words of a text without those that name its technologies, in either language. */
export function wordsWithout(text: string, technologies: readonly string[]): readonly string[] {
  const naming = new Set(
    technologies.flatMap((code) => LANGUAGES.flatMap((language) => wordsOf(labels(language).technology(code)))),
  );
  return wordsOf(text).filter((word) => !naming.has(word));
}

function figureIn(
  { metric, parameter, value, valueMax, unit, condition }: NumericStatement,
  language: 'zh' | 'en',
): string {
  const label = labels(language);
  return [
    label.metric(metric),
    parameter === undefined ? '' : label.parameter(parameter),
    value ?? '',
    valueMax ?? '',
    unit,
    condition ?? '',
  ].join(' ');
}

/** Free text of a record: what its notes, qualifications and criteria say, however deep they stand. */
function notesIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return ['note', 'qualification', 'criterion'].includes(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => notesIn(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => (name === 'award' ? [] : notesIn(one, name)));
}

function pollutantsIn(record: DemoDemand['record']): readonly string[] {
  const pollutants = Array.isArray(record['pollutants']) ? (record['pollutants'] as readonly unknown[]) : [];
  return pollutants.flatMap((code) => LANGUAGES.map((language) => labels(language).parameter(String(code))));
}

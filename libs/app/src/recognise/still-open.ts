import { standards, taxonomy } from '@huanpei/reference';
import type { NamedStandard } from './standards-in';
import type { Reading, StillOpen, Unread } from './reading';
import { asWritten, overlaps, type Span, type WrittenText } from './written-text';

/** Where a sentence ends; a point between digits does not end one. */
const SENTENCE_END = /[。!?\n;；]|\.(?=\s|$)/gu;
/** Where a clause ends; a comma between digits belongs to the number. */
const CLAUSE_END = /(?<!\d),|,(?!\d)|，/gu;
/** A clause with a figure, or with a word of obligation, is likely to demand something. */
const DEMANDS = /\d|应|须|必须|不得|要求|满足|达到|(?<![a-z])(?:shall|must|should|required?)(?![a-z])/u;

/** What a paragraph says nothing of that a comparison needs, and what of it nothing was made of. */
export function stillOpen(
  text: WrittenText,
  domain: string,
  cited: readonly NamedStandard[],
  { readings, unread }: { readonly readings: readonly Reading[]; readonly unread: readonly Unread[] },
): StillOpen {
  const technologies = readings.flatMap((one) => (one.as === 'TECHNOLOGY' ? [one.code] : []));
  const scenario = readings.find((one) => one.as === 'SCENARIO');
  const scenarios = scenario ? [] : scenariosOf(technologies, cited, domain);
  const within = scenario ? [scenario.code] : scenarios;
  return {
    scenario: scenario === undefined,
    scenarios,
    technology: technologies.length === 0,
    technologies: technologies.length > 0 ? [] : within.flatMap((code) => taxonomy().technologiesUnder(code)),
    passedOver: passedOver(text, [...readings, ...unread]),
  };
}

/** The scenarios of the technologies named, else those that the titles of the standards speak of. */
function scenariosOf(
  technologies: readonly string[],
  cited: readonly NamedStandard[],
  domain: string,
): readonly string[] {
  const { ancestors, byCode } = taxonomy();
  const around = technologies.flatMap(ancestors).filter((code) => byCode(code)?.level === 'scenario');
  const titled = cited.flatMap(({ code }) => (standards().byCode(code)?.scenarios ?? []).map((one) => one.code));
  const inDomain = (code: string): boolean => ancestors(code).includes(domain);
  return [...new Set(around.length > 0 ? around : titled)].filter(inDomain);
}

/** Sentences of which nothing was read, and clauses of the others that look like a demand. Places are those of the original. */
function passedOver(text: WrittenText, marked: readonly Span[]): StillOpen['passedOver'] {
  const placed = ({ from, to }: Span): Span => ({ from: text.places[from] ?? 0, to: text.places[to] ?? 0 });
  const isBare = (span: Span): boolean => !marked.some((mark) => overlaps(mark, placed(span)));
  const says = ({ from, to }: Span): boolean => /[\p{L}\d]/u.test(text.lower.slice(from, to));
  return parts(text.lower, { from: 0, to: text.lower.length }, SENTENCE_END)
    .flatMap((sentence) =>
      isBare(sentence)
        ? [sentence]
        : parts(text.lower, sentence, CLAUSE_END).filter(
            (clause) => isBare(clause) && DEMANDS.test(text.lower.slice(clause.from, clause.to)),
          ),
    )
    .filter(says)
    .map((span) => ({ ...placed(span), text: asWritten(text, span) }));
}

/** The stretches between the ends, without the blanks around them. */
function parts(lower: string, { from, to }: Span, ends: RegExp): readonly Span[] {
  const found: Span[] = [];
  let at = from;
  for (const end of lower.slice(from, to).matchAll(ends)) {
    found.push({ from: at, to: from + end.index });
    at = from + end.index + end[0].length;
  }
  found.push({ from: at, to });
  return found.flatMap((span) => {
    const words = lower.slice(span.from, span.to);
    const begin = span.from + words.length - words.trimStart().length;
    const end = begin + words.trim().length;
    return end > begin ? [{ from: begin, to: end }] : [];
  });
}

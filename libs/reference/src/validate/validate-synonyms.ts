import { textKey } from '../text-key';
import { checkConfidence, checkKeyed, checkSources, checkUnique } from './checks';
import type { Known, Report } from './files';

/** Groups of two words or more with source and confidence; no word in two of them, none that means several parameters. */
export function validateSynonyms(known: Known, report: Report): void {
  const { sources, confidences, groups } = known.files.synonyms;
  for (const [key, source] of Object.entries(sources)) checkSources([source], `sources.${key}`, report);
  checkUnique(
    groups.map(({ id }) => id),
    (index) => `groups[${index}].id`,
    report,
  );
  const ambiguous = new Set(known.files.parameters.ambiguous.map(({ text }) => textKey(text)));
  const heldBy = new Map<string, string>();
  groups.forEach(({ id, terms, source, confidence }, index) => {
    const path = `groups[${index}]`;
    if (terms.length < 2) report(`${path}.terms`, 'says nothing with fewer than two');
    checkKeyed(source, sources, `${path}.source`, report);
    checkConfidence(confidence, path, known, report);
    if (!Object.hasOwn(confidences, confidence)) report(`${path}.confidence`, `is not explained: ${confidence}`);
    checkUnique(
      terms.map((term) => term.toLowerCase()),
      (at) => `${path}.terms[${at}]`,
      report,
    );
    terms.forEach((term, at) => {
      const key = textKey(term);
      const holder = heldBy.get(key);
      if (key === '') report(`${path}.terms[${at}]`, 'is empty');
      if (holder !== undefined && holder !== id)
        report(`${path}.terms[${at}]`, `is in the group ${holder} already: ${term}`);
      if (ambiguous.has(key)) report(`${path}.terms[${at}]`, `means several parameters: ${term}`);
      heldBy.set(key, id);
    });
  });
}

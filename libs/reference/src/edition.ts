import { createHash } from 'node:crypto';
import { dataText } from './data-file';

/** Raised by hand when the data are revised on purpose; the hash catches every change, also one by mistake. */
const NUMBER = '2026.11-2';

/** Everything a match or its explanation can depend on. Demonstration data are not part of an edition. */
export const EDITION_FILES = [
  'taxonomy.json',
  'parameters.json',
  'units.json',
  'standards.json',
  'labels.json',
  'regions.json',
  'legal-clocks.json',
  'held-things.json',
  'fact-templates.json',
  'train-rules.json',
] as const;

/** The edition of data files with these texts: the number and the first 10 hex digits of their SHA-256. */
export function editionOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  // The length goes first, so that moving a line from one file to the next changes the hash.
  for (const text of texts) hash.update(`${text.length}\n`).update(text);
  return `${NUMBER}+${hash.digest('hex').slice(0, 10)}`;
}

/** Edition of the reference data, kept with every stored match. */
export const EDITION: string = editionOf(EDITION_FILES.map(dataText));

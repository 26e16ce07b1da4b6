import { domainOf } from './domain-of';
import { figuresIn } from './figures-in';
import { namesIn } from './known-names';
import { Passage } from './passage';
import { Reader } from './reader';
import type { RecognisedNeed } from './reading';
import { standardsIn, unknownStandards } from './standards-in';
import { writtenText, type Span } from './written-text';

/**
 * Reads a paragraph of a tender (`日处理5万吨，进水COD 350mg/L，出水达到一级A`), in Chinese or English: flow, contents that
 * come in and go out, removals, figures of equipment, standards with their class, technologies, scenario, region, ceiling
 * price and delivery. By rules, from left to right; what they do not settle is named in `unread` and not guessed.
 */
export function recogniseNeed(original: string): RecognisedNeed {
  const text = writtenText(original);
  const cited = standardsIn(text);
  const unknown = unknownStandards(text, cited);
  const taken: readonly Span[] = [...cited, ...unknown];
  const named = namesIn(text, taken);
  const figures = figuresIn(text, [...taken, ...named]);
  const domain = domainOf(text, cited, named, figures);
  return new Reader(new Passage(text, domain, named, figures, cited)).read(unknown);
}

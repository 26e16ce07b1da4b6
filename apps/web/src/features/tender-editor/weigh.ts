import { SCORE_TERMS, type ScoreTerm } from '@huanpei/matching';
import type { DraftLot } from './draft';

/** A weight as typed: nothing typed is the usual one (undefined), and one below zero is none. */
export function readWeight(typed: string): number | undefined | 'UNREAD' {
  if (typed.trim() === '') return undefined;
  const weight = Number(typed);
  return Number.isFinite(weight) && weight >= 0 ? weight : 'UNREAD';
}

/** The weights with this one, or without it where it is the usual one again, in the order of the terms. */
export function withWeight(
  weights: DraftLot['weights'],
  term: ScoreTerm,
  weight: number | undefined,
): DraftLot['weights'] {
  const others = weights.filter((one) => one.term !== term);
  const all = weight === undefined ? others : [...others, { term, weight }];
  return SCORE_TERMS.flatMap((one) => all.filter((other) => other.term === one));
}

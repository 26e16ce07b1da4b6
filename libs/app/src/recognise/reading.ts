import type { Citation, DutyFact, Requirement } from '@huanpei/matching';
import type { DraftedNeed } from '../tender/draft-need';

/** What a reading becomes in the need. */
export const READING_KINDS = ['DUTY', 'REQUIREMENT', 'STANDARD', 'TECHNOLOGY', 'SCENARIO', 'REGION'] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

/** Something of a text that was understood, with where it stands (UTF-16 offsets) and what it became in the need. */
export type Reading = {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Settled by convention rather than said outright: a class without its standard, tonnes of water, a limit without ≤. */
  readonly inferred: boolean;
} & (
  | { readonly as: 'DUTY'; readonly fact: DutyFact }
  | { readonly as: 'REQUIREMENT'; readonly requirement: Requirement }
  | { readonly as: 'STANDARD'; readonly citation: Citation }
  | { readonly as: 'TECHNOLOGY'; readonly code: string }
  | { readonly as: 'SCENARIO'; readonly code: string }
  | { readonly as: 'REGION'; readonly code: string }
);

/**
 * Why something that looks like a demand was left to the buyer:
 * - `NOTHING_NAMED` a figure in a unit of the trade, and nothing near that it could be of.
 * - `WHICH_SIDE` a content of something, and nothing says whether it comes in or goes out.
 * - `WHICH_BOUND` a figure of a named metric, and nothing says whether it is the least or the most.
 * - `WHICH_CLASS` a standard without its class.
 * - `UNKNOWN_STANDARD` a standard the reference data do not have.
 * - `NOT_THE_CLASS` 准IV类: near a class, but not that class.
 * - `EXCLUDED` said to be excluded.
 * - `PRESENT_STATE` the class that is met today, not the one asked for: 由一级B提高到一级A.
 * - `SECOND_FIGURE` a second figure of what already has one.
 * - `AMBIGUOUS` several things are meant by the words.
 */
export const WHY_UNREAD = [
  'NOTHING_NAMED',
  'WHICH_SIDE',
  'WHICH_BOUND',
  'WHICH_CLASS',
  'UNKNOWN_STANDARD',
  'NOT_THE_CLASS',
  'EXCLUDED',
  'PRESENT_STATE',
  'SECOND_FIGURE',
  'AMBIGUOUS',
] as const;
export type WhyUnread = (typeof WHY_UNREAD)[number];

export interface Unread {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly why: WhyUnread;
  /** Codes to choose from, where there are some: the classes of a standard, the regions of one name. */
  readonly candidates: readonly string[];
  /** Whose classes the candidates are. */
  readonly standard?: string;
}

/** What a text leaves open beside what stands in it and could not be settled. */
export interface StillOpen {
  /** No scenario is named. */
  readonly scenario: boolean;
  /** Those that the standards or technologies named belong to, to be chosen from. */
  readonly scenarios: readonly string[];
  /** No technology is named: everything in the medium is compared. */
  readonly technology: boolean;
  /** Those of the scenario, named or likely, to be chosen from. */
  readonly technologies: readonly string[];
  /** Sentences of which nothing was read, and clauses that look like a demand. */
  readonly passedOver: readonly { readonly from: number; readonly to: number; readonly text: string }[];
}

/** A need as read from a running text. The buyer confirms or mends it; nothing is taken as agreed. */
export interface RecognisedNeed extends DraftedNeed {
  readonly readings: readonly Reading[];
  readonly unread: readonly Unread[];
  readonly open: StillOpen;
}

/** What a reading became, without where it stands. */
export type ReadAs = Reading extends infer R
  ? R extends Reading
    ? Omit<R, 'from' | 'to' | 'text' | 'inferred'>
    : never
  : never;

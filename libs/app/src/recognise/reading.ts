import type { Citation, DutyFact, Requirement } from '@huanpei/matching';
import type { DraftedNeed } from '../tender/draft-need';

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

/** Why something that looks like a demand was left to the buyer. */
export type WhyUnread =
  /** A figure in a unit of the trade, and nothing near that it could be of. */
  | 'NOTHING_NAMED'
  /** A content of something, and nothing says whether it comes in or goes out. */
  | 'WHICH_SIDE'
  /** A figure of a named metric, and nothing says whether it is the least or the most. */
  | 'WHICH_BOUND'
  /** A standard without its class. */
  | 'WHICH_CLASS'
  /** A standard the reference data do not have. */
  | 'UNKNOWN_STANDARD'
  /** 准IV类: near a class, but not that class. */
  | 'NOT_THE_CLASS'
  /** Said to be excluded. */
  | 'EXCLUDED'
  /** The class that is met today, not the one asked for: 由一级B提高到一级A. */
  | 'PRESENT_STATE'
  /** A second figure of what already has one. */
  | 'SECOND_FIGURE'
  /** Several things are meant by the words. */
  | 'AMBIGUOUS';

export interface Unread {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly why: WhyUnread;
  /** Codes to choose from, where there are some: the classes of a standard, the regions of one name. */
  readonly candidates: readonly string[];
}

/** A need as read from a running text. The buyer confirms or mends it; nothing is taken as agreed. */
export interface RecognisedNeed extends DraftedNeed {
  readonly readings: readonly Reading[];
  readonly unread: readonly Unread[];
}

/** What a reading became, without where it stands. */
export type ReadAs = Reading extends infer R
  ? R extends Reading
    ? Omit<R, 'from' | 'to' | 'text' | 'inferred'>
    : never
  : never;

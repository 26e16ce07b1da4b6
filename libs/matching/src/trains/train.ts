import type { Asked, Fact, Finding, MatchOutcome, Money } from '../model';

/** What the buyer wants least of. */
export const TRAIN_OBJECTIVES = ['LIFE_CYCLE_COST', 'ENERGY', 'STAGES', 'FOOTPRINT'] as const;
export type TrainObjective = (typeof TRAIN_OBJECTIVES)[number];

/**
 * Which technologies must come before which in a train, and which replace each other. It arrives as an argument: the rules
 * are reference data with sources.
 */
export interface TrainRules {
  /** Whether anything is known of the place of a technology in a train. */
  known(technology: string): boolean;
  /** Whether `first` may never stand behind `second`. */
  precedes(first: string, second: string): boolean;
  /** Whether `first` may stand behind `second` only if an engineer agrees. */
  usuallyPrecedes(first: string, second: string): boolean;
  /** Whether the two are alternatives, so that no train needs both. */
  alternatives(one: string, other: string): boolean;
}

export interface TrainOptions {
  readonly objective: TrainObjective;
  /** How many trains, each with other technologies. */
  readonly top: number;
  readonly rules: TrainRules;
  /** The day on which certificates must hold when the need names none, `YYYY-MM-DD`. */
  readonly today: string;
  /** The most stages, 1 to 6; 5 when left out. */
  readonly maxStages?: number;
  /** What electricity costs per kWh and for how many years it is counted; without it the cost is the price alone. */
  readonly electricity?: { readonly perKWh: Money; readonly years: number };
  /**
   * Whether what a stage behind the first removes or guarantees counts only up to a stated inlet (default). `UNBOUNDED`
   * reads an envelope that is not stated as no bound, as the check of a single offer does.
   */
  readonly unstatedEnvelope?: 'NEEDS_DATA' | 'UNBOUNDED';
  /** Asked now and then; true ends the search with what was found so far. */
  readonly deadline?: () => boolean;
}

/** Why a train is not known to fit. */
export const MISSING_CODES = [
  'NOT_STATED',
  'CONDITION_UNDECIDED',
  'WEAK_EVIDENCE',
  'TYPICAL_SPREAD',
  'UNIT',
  'CURRENCY',
  'INLET_NOT_STATED',
  'ORDER_UNKNOWN',
  'LIMIT_UNCONFIRMED',
  'STANDARD_UNKNOWN',
] as const;
export type MissingCode = (typeof MISSING_CODES)[number];

/** Who could tell what is missing. */
export const MISSING_FROM = ['SUPPLIER', 'BUYER', 'ENGINEER'] as const;

/** One thing that would have to be told, and by whom. */
export interface MissingFact {
  readonly code: MissingCode;
  /** `BUYER` for what the need leaves open, `ENGINEER` where no rule says where in a train a technology stands. */
  readonly from: (typeof MISSING_FROM)[number];
  readonly offerId?: string;
  readonly supplier?: string;
  /** The place in the train, from 1. */
  readonly stage?: number;
  /** Any of these stages would do, where no supplier at all says something of the parameter. */
  readonly anyOf?: readonly string[];
  /** The fact wanted: a metric (with a parameter), or the id of the demand it is wanted for. */
  readonly metric?: string;
  readonly parameter?: string;
  readonly demand?: string;
  /** What that demand asks. */
  readonly asked?: Asked;
  /** The condition that could not be decided. */
  readonly condition?: string;
}

/**
 * An inlet or operating temperature that a stage states and that was not tested, as in a match: the need says nothing of
 * it, so there is nothing to test (rule 2 of docs/exchange.md). It does not keep a train from fitting.
 */
export interface Untested {
  readonly stage: number;
  readonly offerId: string;
  readonly metric: string;
  readonly parameter?: string;
  /** What is stated. */
  readonly facts: readonly Fact[];
}

/** What was taken for granted, without which the figures would say less; it does not keep a train from fitting. */
export interface Assumption {
  readonly code: 'ASSUMED_UNCHANGED';
  readonly stage: number;
  readonly offerId: string;
}

/** A finding of the whole train, or (`stage:N:…`) of one stage at its own inlet. */
export interface TrainFinding extends Finding {
  /** Stages that state nothing of the parameter and are taken to leave it as it is. */
  readonly assumptions?: readonly Assumption[];
}

/** Why what a stage states was not credited, so that its figure is no prediction of what the stage does. */
export interface NotCredited {
  readonly code: MissingCode;
  /** What would have to be stated or better known: the `inlet` up to which it holds, the `removal_pct` or the `outlet`. */
  readonly metric: string;
  /** The stage whose statement it is, from 1; it may be one before. */
  readonly stage: number;
}

export interface TrainFigure {
  readonly parameter: string;
  readonly unit: string;
  /** Absent where it is not known. */
  readonly value?: number;
  /** Set where the value would be lower if a statement of this stage or of one before it could be credited. */
  readonly notCredited?: NotCredited;
}

/** Why no train was found, as `TrainSearch.unreached` tells it. */
export const UNREACHED_CODES = [
  'NOTHING_TO_DO',
  'NO_STAGE',
  'NOBODY_STATES',
  'OUT_OF_REACH',
  'SUM_EXCEEDED',
  'NOT_TOGETHER',
  'STOPPED',
] as const;

export interface Unreached {
  /**
   * `NOTHING_TO_DO`: what comes in keeps every limit that can be decided. `NO_STAGE`: no listing can be a stage at all, by its capacity, envelopes or what each must hold. `NOBODY_STATES`: all else is kept by what
   * comes in, and no listing states anything of this. `OUT_OF_REACH`: no train
   * meets this demand even by itself. `SUM_EXCEEDED`: with this sum (price, energy …) no train meets the limits.
   * `NOT_TOGETHER`: each can be met, not all by one train. `STOPPED`: the time was over before it was known.
   */
  readonly code: (typeof UNREACHED_CODES)[number];
  readonly parameter?: string;
  readonly metric?: string;
  /** Id of the demand, where it is not a limit on a concentration that is followed. */
  readonly demand?: string;
  /** What that demand asks. */
  readonly asked?: Asked;
  /** Of a concentration: the limit, and the lowest figure a train of these listings comes to, every doubt at its best. */
  readonly unit?: string;
  readonly limit?: number;
  readonly best?: number;
  /** The train that comes to `best`; absent where that is the inlet itself. */
  readonly offerIds?: readonly string[];
}

export interface TrainStage {
  readonly offerId: string;
  readonly supplier?: string;
  readonly technologies: readonly string[];
  readonly units: number;
  /** Flow in and out, in the unit of the duty; absent when the need states no flow. */
  readonly flow?: { readonly in: number; readonly out: number; readonly unit: string };
  readonly inlet: readonly TrainFigure[];
  readonly outlet: readonly TrainFigure[];
  readonly cost?: Money;
  /** kWh per m3 of the stage's own inlet. */
  readonly energy?: number;
  /** Square metres of all units. */
  readonly footprint?: number;
}

/** An ordered list of stages. Always a screening result that an engineer must review. */
export interface Train {
  readonly outcome: Exclude<MatchOutcome, 'RULED_OUT'>;
  readonly stages: readonly TrainStage[];
  /** What leaves the train, by parameter, in the unit of its limit or inlet. */
  readonly outlet: Readonly<Record<string, number>>;
  /** Price of the whole, and of the electricity where asked; absent unless every stage states it in one currency. */
  readonly cost?: Money;
  /** kWh per m3 of what enters the train; absent unless every stage states it. */
  readonly energy?: number;
  readonly footprint?: number;
  /** Who would form the consortium, each once, in the order of the stages. */
  readonly suppliers: readonly string[];
  readonly findings: readonly TrainFinding[];
  readonly missing: readonly MissingFact[];
  /** What a person has to look at, since the need does not say what would decide it. */
  readonly untested: readonly Untested[];
  /** What is minimised; absent where a stage does not state it. Such trains come last. */
  readonly objective?: number;
}

export interface TrainSearch {
  readonly needId: string;
  readonly objective: TrainObjective;
  /** All that fit come before all that need data. */
  readonly trains: readonly Train[];
  /**
   * Why the search found nothing that meets every limit; absent where it did. Then `trains` holds single listings at most,
   * which say nothing of some limit.
   */
  readonly unreached?: readonly Unreached[];
  /** Whether the search ended by itself; when not, a better train may exist. */
  readonly complete: boolean;
  /** No train better than this exists, in the unit of the objective; absent when nothing bounds it. */
  readonly bound?: number;
  /** Share by which the first train may be above the bound; 0 when it is the best there is. */
  readonly gap?: number;
  /** Set when not every offer took part, with how many did. */
  readonly limited?: { readonly offers: number; readonly considered: number };
}

/** What the figures of every train leave out, in both languages. */
export const TRAIN_NOTE = {
  zh: '各段自身产生的物质（如污泥悬浮物、厌氧出水氨氮）仅在设备载明 added 时计入',
  en: 'what a stage itself makes (solids of sludge, ammonia of anaerobic reactors) counts only where its listing states it as `added`',
} as const;

/** Said of every train, in both languages. */
export const TRAIN_LABEL = {
  zh: '筛选结果，须经工程师复核',
  en: "screening result, needs an engineer's review",
} as const;

/** The shapes of the exchange format (docs/exchange.md): what is demanded, what is offered, and what a check of the two says. */

/** How a figure is stated or demanded. `range` includes both ends; `not_detectable` exists for metric `outlet` only. */
export type Op = '=' | '<=' | '<' | '>=' | '>' | 'range' | 'not_detectable';

/** How sure a stated figure is, strongest first: third party, accredited report, the supplier's word, usual, for planning. */
export const BASES = ['VERIFIED', 'TESTED', 'GUARANTEED', 'TYPICAL', 'PLANNING'] as const;
export type Basis = (typeof BASES)[number];

export const DOMAINS = ['air', 'water', 'soil', 'waste', 'monitoring', 'x'] as const;
export type Domain = (typeof DOMAINS)[number];

/** What one number (or interval) says about one thing: the shape that offers, duties and demands share. */
export interface NumericStatement {
  readonly metric: string;
  readonly parameter?: string;
  readonly op: Op;
  readonly value?: number;
  readonly valueMax?: number;
  readonly unit: string;
  readonly condition?: string | null;
}

/** A performance fact of an offer. Without a basis it is the supplier's guarantee. */
export interface Fact extends NumericStatement {
  readonly basis?: Basis;
}

/** What the equipment will face: metric `capacity`, `inlet` (with a parameter) or `operating_temp`. */
export type DutyFact = NumericStatement;

export interface Name {
  readonly zh?: string;
  readonly en?: string;
}

/** Money in major units (yuan), at most four decimals, as the exchange format writes it. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
  /** `unit` (default) or a flow unit such as `m3/d`; only a price that is offered has it. */
  readonly per?: string;
}

export interface Certificate {
  readonly scheme: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly validUntil?: string;
}

/** One listing as the engine sees it. A list left out is not stated; an empty list says "none". */
export interface Offer {
  readonly id: string;
  readonly supplier?: string;
  readonly name: Name;
  readonly domain: Domain;
  readonly technologies?: readonly string[];
  readonly scenarios?: readonly string[];
  readonly facts: readonly Fact[];
  readonly modular?: boolean;
  readonly maxUnits?: number;
  readonly certificates?: readonly Certificate[];
  readonly honours?: readonly string[];
  readonly services?: readonly string[];
  readonly regions?: readonly string[];
  readonly price?: Money;
  readonly leadDays?: number;
  /** How many contracts the firm has carried to acceptance, as far as the caller knows; files do not carry it. */
  readonly record?: number;
  /** The day on which the supplier last confirmed the listing, `YYYY-MM-DD`; files do not carry it. */
  readonly confirmedOn?: string;
}

interface RequirementBase {
  readonly id: string;
  /** Requirements that share a group are alternatives. */
  readonly group?: string;
  /** ★ when true, ▲ (scored) when false. */
  readonly mandatory: boolean;
  readonly weight?: number;
  readonly minimumBasis?: Basis;
}

export interface NumericRequirement extends RequirementBase, NumericStatement {}
export interface CertificateRequirement extends RequirementBase {
  readonly certificate: string;
}
export interface HonourRequirement extends RequirementBase {
  readonly honour: string;
}
export interface ServiceRequirement extends RequirementBase {
  readonly service: string;
}
export interface RegionRequirement extends RequirementBase {
  readonly region: string;
}
export interface LeadDaysRequirement extends RequirementBase {
  readonly leadDays: number;
}
export interface PriceRequirement extends RequirementBase {
  readonly price: Money;
}
export type Requirement =
  | NumericRequirement
  | CertificateRequirement
  | HonourRequirement
  | ServiceRequirement
  | RegionRequirement
  | LeadDaysRequirement
  | PriceRequirement;

/** A cited standard and class, kept as written; it expands to limit rows of the reference data. */
export interface Citation {
  readonly code: string;
  readonly level: string;
  readonly parameters?: readonly string[];
  readonly where?: readonly string[];
  readonly whereNot?: readonly string[];
}

export interface Need {
  readonly id: string;
  readonly name: Name;
  readonly domain: Domain;
  readonly technologies?: readonly string[];
  readonly scenario?: string;
  readonly duty?: readonly DutyFact[];
  readonly requirements?: readonly Requirement[];
  readonly standards?: readonly Citation[];
  readonly region?: string;
  /** The day on which certificates must hold, `YYYY-MM-DD`; default is today in Asia/Shanghai. */
  readonly asOf?: string;
  readonly minimumBasis?: Basis;
  /** Keyed by the score's documented terms. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Ids of findings that are not to count, to ask what one of them keeps out; files do not carry it. */
  readonly setAside?: readonly string[];
}

/** `UNKNOWN` is its own answer: missing data is neither a pass nor a fail. */
export type Verdict = 'PASS' | 'FAIL' | 'UNKNOWN';

export const FINDING_CODES = [
  'OK',
  'INLET_ALREADY_MEETS',
  'ABOVE_LIMIT',
  'BELOW_LIMIT',
  'INLET_ABOVE_ENVELOPE',
  'INLET_BELOW_ENVELOPE',
  'ABOVE_ENVELOPE',
  'BELOW_ENVELOPE',
  'NOT_STATED',
  'INLET_NOT_STATED',
  'UNIT',
  'CURRENCY',
  'CONDITION_UNDECIDED',
  'LIMIT_UNCONFIRMED',
  'STANDARD_UNKNOWN',
  'WEAK_EVIDENCE',
  'TYPICAL_SPREAD',
  'NOT_HELD',
  'EXPIRED',
  'ALL_ALTERNATIVES_FAIL',
  'NO_ALTERNATIVE_PASSES',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What was asked, kept as data so that a sentence can be made in any language. */
export type Asked =
  | {
      readonly kind: 'NUMERIC';
      readonly demand: NumericStatement;
      readonly citation?: { readonly code: string; readonly level: string };
    }
  | { readonly kind: 'CERTIFICATE' | 'HONOUR' | 'SERVICE' | 'REGION'; readonly code: string }
  | { readonly kind: 'LEAD_DAYS'; readonly days: number }
  | { readonly kind: 'PRICE'; readonly price: Money }
  | { readonly kind: 'STANDARD'; readonly code: string; readonly level: string; readonly parameter?: string }
  | { readonly kind: 'GROUP'; readonly group: string; readonly members: readonly string[] };

/** What the offer says on the thing asked: the facts that counted, or the held thing's figures. */
export interface Stated {
  readonly facts?: readonly Fact[];
  readonly inlet?: readonly DutyFact[];
  /** The condition that could not be decided, when the code is `CONDITION_UNDECIDED`. */
  readonly condition?: string;
  /** How many equal units share the duty, where it takes more than one. */
  readonly units?: number;
  readonly days?: number;
  readonly price?: Money;
  readonly validUntil?: string;
  readonly regions?: readonly string[];
}

/** One requirement checked against one offer. Numbers only; `explain` makes the sentence. */
export interface Finding {
  /** The requirement's id, or a reserved one: `capacity`, `envelope:…`, `group:…`, `CODE/LEVEL/parameter`. */
  readonly id: string;
  readonly verdict: Verdict;
  readonly code: FindingCode;
  readonly mandatory: boolean;
  /** The group this finding is an alternative of; such a finding does not count for the outcome by itself. */
  readonly group?: string;
  readonly weight: number;
  readonly asked: Asked;
  readonly stated?: Stated;
  /** In the requirement's unit. */
  readonly predicted?: number;
  /** Share of the limit left over; negative when it is broken. */
  readonly margin?: number;
  /** The highest basis at which a pass still passes. */
  readonly evidence?: Basis;
}

export type MatchOutcome = 'FITS' | 'NEEDS_DATA' | 'RULED_OUT';

export interface Match {
  readonly offerId: string;
  readonly outcome: MatchOutcome;
  /** In [0, 1]. */
  readonly score: number;
  /** How many equal units carry the duty, once found. */
  readonly units?: number;
  readonly findings: readonly Finding[];
}

/** The mildest change of one mandatory number that lets at least one more offer in. */
export interface Relaxation {
  /** The finding id of the requirement or limit. */
  readonly requirement: string;
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  /** Offers that are `FITS` after the change, all else unchanged. */
  readonly fits: number;
}

export interface NeedResult {
  readonly id: string;
  /** Offers of the same domain that share a technology where both name some. */
  readonly compared: number;
  readonly fits: number;
  readonly needsData: number;
  readonly ruledOut: number;
  readonly matches: readonly Match[];
  /** Ruled out by exactly one finding that counts. */
  readonly nearMisses: readonly Match[];
  readonly relaxations: readonly Relaxation[];
}

/** A limit row of the reference data, as far as the engine reads it. */
export interface LimitRow {
  readonly id: string;
  readonly parameter: string;
  readonly op: '<=' | '>=' | '<' | '>' | 'range' | 'not_detectable' | 'bat_ael_range';
  readonly limit: number | null;
  readonly limitMax: number | null;
  readonly unit: string;
  readonly condition: string | null;
  readonly scope: string | null;
  readonly confidence: string;
}

/** What kinds of equipment are made for, whatever a single listing states. */
export interface KindReference {
  /**
   * What a statement on a metric is about: the thing that is treated or measured (`cod`), or what it is judged by
   * (`moisture`). Empty for what is asked of equipment of every kind, as capacity, power or noise, and for what no
   * technology is known for.
   */
  subjects(metric: string, parameter?: string): readonly string[];
  /** How far a technology is made for each subject, above 0 up to 1; undefined when nothing is known of it. */
  madeFor(technology: string): ReadonlyMap<string, number> | undefined;
}

/** The reference data the engine needs; it arrives as an argument so that the engine stays pure. */
export interface MatchingReference {
  /** Edition of the reference data, kept with every stored match. */
  readonly edition: string;
  /** The kind of a parameter code (`pollutant`, `performance-metric` …), or undefined when the code is unknown. */
  parameterKind(code: string): string | undefined;
  /** Rows of exactly this standard and level; empty when there is none. */
  limits(code: string, level: string): readonly LimitRow[];
  /** Parent of a taxonomy code in the tree; undefined for a domain or an unknown code. */
  taxonomyParent(code: string): string | undefined;
  /** Left out, the score does not measure whether an offer is the kind of equipment that the need asks for. */
  readonly kinds?: KindReference;
}

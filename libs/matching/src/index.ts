export * from './model';
export {
  betterOf,
  compareOffers,
  isSameCell,
  type CellStanding,
  type CellState,
  type ComparedCell,
  type ComparedFigure,
  type ComparedRow,
  type ComparedSubject,
  type ComparingReference,
  type RowDifference,
} from './compare';
export { KNOWN_UNITS, convert, factorBetween, quantityOf } from './units';
export { endsOf, same, type End, type Interval } from './interval';
export { comparisonOf, decide, isEmpty, type Comparison, type ConditionBound, type Decided } from './conditions';
export { dutyOf, type DesignValue, type Duty, type DutyValue } from './duty';
export { basisRank, isRating } from './stated';
export { statedCapacity, statedRange, type StatedRange } from './reading';
export { askedOf, counts, isNumeric, prepareNeed, type Demand, type PreparedNeed } from './demand';
export { SCORE_TERMS, SCORE_TERM_NAMES, SCORE_WEIGHTS, scoreTermsOf, type ScoreTerm } from './terms';
export { ENERGY_SCALES, PRICE_SCALES, USUAL_YEARS, type EnergyScale, type PriceScale } from './scales';
export { traitMetricsOf, traitTermsOf, traitValue } from './traits';
export type { Contribution } from './score';
export * from './match';
export { explain, explainRelaxation } from './explain';
export {
  days,
  figureName,
  limitOf,
  money,
  number,
  statement,
  subjectOf,
  type ExplainLabels,
  type Language,
} from './wording';
export {
  OfferIndex,
  type Hit,
  type QueryOptions,
  type SearchOptions,
  type SearchResult,
} from './offer-index/offer-index';
export { NotASnapshot } from './offer-index/snapshot';
export { NeedIndex, type ReverseResult } from './need-index/need-index';
export { composeTrains, MOST_STAGES, USUAL_STAGES } from './trains/compose';
export {
  explainMissing,
  explainNotCredited,
  explainTrain,
  explainTrainFinding,
  explainUnreached,
  explainUntested,
  type TrainLabels,
} from './trains/explain-train';
export {
  MISSING_CODES,
  MISSING_FROM,
  TRAIN_LABEL,
  TRAIN_NOTE,
  TRAIN_OBJECTIVES,
  UNREACHED_CODES,
  type Assumption,
  type MissingCode,
  type MissingFact,
  type Train,
  type TrainFigure,
  type TrainFinding,
  type TrainObjective,
  type TrainOptions,
  type TrainRules,
  type TrainSearch,
  type TrainStage,
  type NotCredited,
  type Unreached,
  type Untested,
} from './trains/train';
export { solve as solveTrainProblem, costOf as costOfTrain, type Solution as TrainSolution } from './trains/solve';
export { type TrainCandidate, type TrainProblem } from './trains/problem';
export {
  enumerateTrains,
  irredundantCosts,
  trainInstance,
  type InstanceShape as TrainInstanceShape,
  type TrainInstance,
} from './trains/instances';

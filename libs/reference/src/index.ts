export { EDITION } from './edition';
export { matchingReference } from './matching-reference';
export { decides, type Bilingual, type DataSource, type Language } from './source';
export {
  taxonomy,
  type CodeSystem,
  type Taxonomy,
  type TaxonomyLevel,
  type TaxonomyNode,
  type TaxonomyTree,
} from './taxonomy';
export {
  isMetric,
  parameters,
  type AliasHint,
  type Formula,
  type Parameter,
  type ParameterKind,
  type Parameters,
} from './parameters';
export { standards, type Standard, type StandardLevel, type StandardLimit, type Standards } from './standards';
export { type ResolvedStandard } from './resolve-standard';
export { resolveUnit, type NamedUnit } from './resolve-unit';
export { sayCondition, type ComparisonNames } from './say-condition';
export { readCondition, type ConditionNames, type ReadCondition } from './read-condition';
export { conditions, type Conditions } from './conditions';
export { units, type Unit, type Units } from './units';
export { covers, regions, type Region, type RegionLevel, type Regions } from './regions';
export {
  legalClocks,
  minimumPeriods,
  type Law,
  type LegalClock,
  type LegalClocks,
  type LegalConfidence,
  type WorkingCalendar,
} from './legal-clocks';
export { fairCompetition, type FairCompetitionRule } from './fair-competition';
export { catalogues, type Catalogue, type Catalogues } from './catalogues';
export { heldThings, type HeldThing, type HeldThings } from './held-things';
export { labels, type LabelGroup, type Labels } from './labels';
export { leastFigure } from './least-figure';
export { isStated, saysLittle, usualOp, type Expectation, type StatedFact } from './expected-fact';
export {
  completeness,
  factTemplates,
  templateFor,
  type ActsOn,
  type Completeness,
  type ExpectedFact,
  type FactTemplate,
  type Importance,
  type TechnologyTemplate,
  type TemplateFact,
} from './fact-templates';
export {
  demo,
  demoListingContent,
  demoTenderContent,
  recordFaults,
  type Demo,
  type DemoDemand,
  type DemoListing,
  type DemoOrganisation,
  type DemoTender,
  type RecordFault,
  type RecordFaultCode,
} from './demo';
export { judgedSet, type Grade, type JudgedListing, type JudgedNeed, type JudgedSource, type Trap } from './judged';
export * from './judged-paragraphs';
export * from './judged-queries';
export { synonyms, synonymsFile, type SynonymGroup } from './synonyms';
export {
  trainRules,
  type AlternativesRule,
  type EitherRule,
  type OrderRule,
  type TrainRuleBook,
  type TrainStep,
} from './train-rules';
export { validate } from './validate/validate';
export { referenceFiles, type DataProblem, type ReferenceFiles } from './validate/files';
export * from './technology-guide';

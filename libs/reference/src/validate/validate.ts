import { known, referenceFiles, type DataProblem, type Known, type ReferenceFiles, type Report } from './files';
import { validateLabels, validateParameters, validateTaxonomy, validateUnits } from './validate-codes';
import { validateDemands, validateEquipment, validateIllustrations } from './validate-demo';
import { validateJudgedGrades, validateJudgedNeeds, validateJudgedParagraphs } from './validate-judged';
import {
  validateFactTemplates,
  validateFairCompetition,
  validateHeldThings,
  validateLegalClocks,
  validateRegions,
} from './validate-rules';
import { validateStandards } from './validate-standards';
import { validateSynonyms } from './validate-synonyms';
import { validateTrainRules } from './validate-train-rules';

const CHECKS: Readonly<Record<string, (known: Known, report: Report) => void>> = {
  'taxonomy.json': validateTaxonomy,
  'parameters.json': validateParameters,
  'units.json': validateUnits,
  'labels.json': validateLabels,
  'standards.json': validateStandards,
  'regions.json': validateRegions,
  'legal-clocks.json': validateLegalClocks,
  'fair-competition.json': validateFairCompetition,
  'held-things.json': validateHeldThings,
  'fact-templates.json': validateFactTemplates,
  'synonyms.json': validateSynonyms,
  'train-rules.json': validateTrainRules,
  'demo/equipment.json': validateEquipment,
  'demo/demands.json': validateDemands,
  'demo/illustrations.json': validateIllustrations,
  'judged/needs.json': validateJudgedNeeds,
  'judged/grades.json': validateJudgedGrades,
  'judged/paragraphs.json': validateJudgedParagraphs,
};

/**
 * Everything that is wrong with the data: codes that lead nowhere, units nobody registered, malformed limit rows,
 * records without source or confidence, texts in one language only, ambiguous aliases. Empty when all is well.
 */
export function validate(files: ReferenceFiles = referenceFiles()): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  const codes = known(files);
  for (const [file, check] of Object.entries(CHECKS))
    check(codes, (path, problem) => problems.push({ file, path, problem }));
  return problems;
}

import {
  demandsFile,
  equipmentFile,
  illustrationsFile,
  type DemandsFile,
  type EquipmentFile,
  type IllustrationsFile,
} from '../demo';
import { fairCompetitionFile, type FairCompetitionFile } from '../fair-competition';
import { factTemplatesFile, type FactTemplatesFile } from '../fact-templates';
import { heldThingsFile, type HeldThingsFile } from '../held-things';
import { judgedGradesFile, judgedNeedsFile, type JudgedGradesFile, type JudgedNeedsFile } from '../judged';
import { judgedParagraphsFile, type JudgedParagraphsFile } from '../judged-paragraphs';
import { labelsFile, type LabelGroup, type LabelsFile } from '../labels';
import { legalClocksFile, type LegalClocksFile } from '../legal-clocks';
import { parametersFile, type ParametersFile } from '../parameters';
import { regionsFile, unpackRegions, type RegionsFile } from '../regions';
import { synonymsFile, type SynonymsFile } from '../synonyms';
import { standardsFile, type StandardsFile } from '../standards';
import { trainRulesFile, type TrainRulesFile } from '../train-rules';
import { taxonomyFile, type TaxonomyFile } from '../taxonomy';
import { unitsFile, type UnitsFile } from '../units';

/** Every data file of the library. */
export interface ReferenceFiles {
  readonly taxonomy: TaxonomyFile;
  readonly parameters: ParametersFile;
  readonly units: UnitsFile;
  readonly standards: StandardsFile;
  readonly labels: LabelsFile;
  readonly regions: RegionsFile;
  readonly legalClocks: LegalClocksFile;
  readonly fairCompetition: FairCompetitionFile;
  readonly heldThings: HeldThingsFile;
  readonly factTemplates: FactTemplatesFile;
  readonly synonyms: SynonymsFile;
  readonly trainRules: TrainRulesFile;
  readonly equipment: EquipmentFile;
  readonly demands: DemandsFile;
  readonly illustrations: IllustrationsFile;
  readonly judgedNeeds: JudgedNeedsFile;
  readonly judgedGrades: JudgedGradesFile;
  readonly judgedParagraphs: JudgedParagraphsFile;
}

/** The files as they are shipped. */
export function referenceFiles(): ReferenceFiles {
  return {
    taxonomy: taxonomyFile(),
    parameters: parametersFile(),
    units: unitsFile(),
    standards: standardsFile(),
    labels: labelsFile(),
    regions: regionsFile(),
    legalClocks: legalClocksFile(),
    fairCompetition: fairCompetitionFile(),
    heldThings: heldThingsFile(),
    factTemplates: factTemplatesFile(),
    synonyms: synonymsFile(),
    trainRules: trainRulesFile(),
    equipment: equipmentFile(),
    demands: demandsFile(),
    illustrations: illustrationsFile(),
    judgedNeeds: judgedNeedsFile(),
    judgedGrades: judgedGradesFile(),
    judgedParagraphs: judgedParagraphsFile(),
  };
}

/** Something wrong in the data: which file, where in it, and what. */
export interface DataProblem {
  readonly file: string;
  readonly path: string;
  readonly problem: string;
}

export type Report = (path: string, problem: string) => void;

/** What the checks look codes up in; built from the files under test, never from the shipped ones. */
export interface Known {
  readonly files: ReferenceFiles;
  readonly technology: (code: string) => boolean;
  readonly parameter: (code: string) => boolean;
  readonly metric: (code: string) => boolean;
  readonly unit: (unit: string) => boolean;
  readonly region: (code: string) => boolean;
  readonly level: (standard: string, level: string) => boolean;
  readonly label: (group: LabelGroup, code: string) => boolean;
  readonly scheme: (code: string, kind: 'CERTIFICATE' | 'HONOUR') => boolean;
  readonly service: (code: string) => boolean;
}

/** Things that offers state directly though they are not metrics by kind: moisture, loss on ignition, purity … */
const STATED_KINDS = ['performance-metric', 'instrument-metric', 'property', 'indicator'];

export function known(files: ReferenceFiles): Known {
  const technologies = new Set(files.taxonomy.nodes.map((node) => node.code));
  const kinds = new Map(files.parameters.parameters.map((parameter) => [parameter.code, parameter.kind]));
  const unitNames = new Set(files.units.units.map((unit) => unit.unit));
  const regions = new Set(unpackRegions(files.regions).map((region) => region.code));
  const levels = new Set(
    files.standards.standards.flatMap((standard) => standard.levels.map((level) => `${standard.code}\n${level.code}`)),
  );
  const schemes = new Map(files.heldThings.things.map((thing) => [thing.code, thing.kind]));
  return {
    files,
    technology: (code) => technologies.has(code),
    parameter: (code) => kinds.has(code),
    metric: (code) => code === 'furnace_temp' || STATED_KINDS.includes(kinds.get(code) ?? ''),
    unit: (unit) => unitNames.has(unit),
    region: (code) => regions.has(code),
    level: (standard, level) => levels.has(`${standard}\n${level}`),
    label: (group, code) => Object.hasOwn(files.labels[group] ?? {}, code),
    scheme: (code, kind) => schemes.get(code) === kind,
    service: (code) => files.heldThings.services.includes(code),
  };
}

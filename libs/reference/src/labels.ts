import { conditions } from './conditions';
import { dataFile } from './data-file';
import { heldThings } from './held-things';
import { parameters } from './parameters';
import { regions } from './regions';
import type { Bilingual, Language } from './source';
import { standards } from './standards';
import { taxonomy } from './taxonomy';
import { units } from './units';

export const LABEL_GROUPS = [
  'conditions',
  'scopes',
  'averaging',
  'monitoringPoints',
  'confidences',
  'bases',
  'ops',
  'kinds',
  'domains',
  'levels',
  'media',
  'groups',
  'stages',
  'lacks',
  'budgetKinds',
] as const;
export type LabelGroup = (typeof LABEL_GROUPS)[number];
export type LabelsFile = Readonly<Record<LabelGroup, Readonly<Record<string, Bilingual>>>>;

export const labelsFile = dataFile<LabelsFile>('labels.json');

/** The names of codes in one language. What has no name is answered with the code itself. */
export interface Labels {
  readonly language: Language;
  parameter(code: string): string;
  metric(code: string): string;
  unit(unit: string): string;
  /** The standard's title. */
  standard(code: string): string;
  /** The class of a standard, such as 一级A. */
  level(code: string, level: string): string;
  /** Comparisons are said by the names of what they compare, whether or not the data hold them. */
  condition(text: string): string;
  scope(text: string): string;
  averaging(text: string): string;
  monitoringPoint(text: string): string;
  confidence(code: string): string;
  basis(code: string): string;
  op(code: string): string;
  kind(code: string): string;
  domain(code: string): string;
  technology(code: string): string;
  region(code: string): string;
  /** A certificate or an honour. */
  scheme(code: string): string;
  certificate(code: string): string;
  honour(code: string): string;
  service(code: string): string;
  stage(code: string): string;
  medium(code: string): string;
  group(code: string): string;
  taxonomyLevel(code: string): string;
  /** What an archived demand leaves unsaid. */
  lack(code: string): string;
  budgetKind(code: string): string;
}

/** How codes are said in a language. */
export function labels(language: Language): Labels {
  const text = labelsFile();
  const of = (group: LabelGroup) => (code: string) => text[group][code]?.[language] ?? code;
  const parameter = (code: string) => parameters().byCode(code)?.[language] ?? code;
  const scheme = (code: string) => heldThings().byCode(code)?.[language] ?? code;
  const domain = of('domains');
  const technology = (code: string) => taxonomy().byCode(code)?.[language] ?? domain(code);
  return {
    language,
    parameter,
    metric: parameter,
    unit: (unit) => units().byCode(unit)?.[language] ?? unit,
    standard: (code) => standards().byCode(code)?.[language] ?? code,
    level: (code, level) => standards().level(code, level)?.[language] ?? level,
    condition(written) {
      const label = of('conditions')(written);
      return label === written ? (conditions().say(written, language) ?? written) : label;
    },
    scope: of('scopes'),
    averaging: of('averaging'),
    monitoringPoint: of('monitoringPoints'),
    confidence: of('confidences'),
    basis: of('bases'),
    op: of('ops'),
    kind: of('kinds'),
    domain,
    technology,
    region: (code) =>
      code === '*' ? (language === 'zh' ? '不限地区' : 'everywhere') : regions().regionPath(code, language),
    scheme,
    certificate: scheme,
    honour: scheme,
    service: technology,
    stage: of('stages'),
    medium: of('media'),
    group: of('groups'),
    taxonomyLevel: of('levels'),
    lack: of('lacks'),
    budgetKind: of('budgetKinds'),
  };
}

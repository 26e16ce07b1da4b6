import { aliasIndex } from './alias-index';
import { dataFile, once } from './data-file';
import type { DataSource } from './source';
import { textKey } from './text-key';

export const METRIC_KINDS = ['performance-metric', 'instrument-metric'] as const;
export type ParameterKind =
  | (typeof METRIC_KINDS)[number]
  | 'pollutant'
  | 'property'
  | 'sum'
  | 'group'
  | 'range'
  | 'lower-bound'
  | 'condition'
  | 'capacity'
  | 'indicator';

/** What is measured (COD, SO2 …) or, for the two metric kinds, what is said about it (removal, capacity, drift …). */
export interface Parameter {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: ParameterKind;
  readonly media: readonly string[];
  readonly group: string;
  /** Units it is usually stated in; empty when they are those of the measured thing. */
  readonly units: readonly string[];
  /** What people write instead, besides the code and the two names. */
  readonly aliases: readonly string[];
  /** Factor code of HJ 212 telemetry. */
  readonly hj212?: string;
  readonly hj212Units?: readonly string[];
  readonly cas?: string;
  readonly note?: string;
  /** Key of the file's `sources`. */
  readonly source: string;
  readonly confidence: string;
}

export interface Formula {
  readonly id: string;
  readonly zh?: string;
  readonly expr: string;
  readonly note?: string;
  readonly o2_ref?: Readonly<Record<string, number>>;
  readonly source: readonly DataSource[];
  readonly confidence: string;
}

export interface ParametersFile {
  readonly sources: Readonly<Record<string, DataSource>>;
  readonly confidences: Readonly<Record<string, string>>;
  /** Texts that mean several codes unless the case or a hint decides. */
  readonly ambiguous: readonly { readonly text: string; readonly codes: readonly string[] }[];
  readonly parameters: readonly Parameter[];
  readonly formulas: readonly Formula[];
  readonly hj212: {
    readonly source: string;
    readonly confidence: string;
    readonly codes: readonly { readonly code: string; readonly zh: string; readonly units: readonly string[] }[];
  };
}

/** What else is known of the text to be resolved: a metric or a measured thing, and in which medium. */
export interface AliasHint {
  readonly as?: 'METRIC' | 'PARAMETER';
  readonly medium?: string;
}

export interface Parameters {
  readonly list: readonly Parameter[];
  /** Measured things alone. */
  readonly measured: readonly Parameter[];
  readonly metrics: readonly Parameter[];
  readonly formulas: readonly Formula[];
  readonly sources: Readonly<Record<string, DataSource>>;
  byCode(code: string): Parameter | undefined;
  /** The code meant by what somebody wrote (`CODCr`, `氨氮`, `NH3-N`), or undefined when none or more than one is. */
  resolveAlias(text: string, hint?: AliasHint): string | undefined;
  /** Every code the text can mean. */
  candidates(text: string, hint?: AliasHint): readonly string[];
}

export const parametersFile = dataFile<ParametersFile>('parameters.json');

/** Whether a code names what is said about a thing rather than the thing. */
export function isMetric(parameter: Pick<Parameter, 'kind'>): boolean {
  return parameter.kind === 'performance-metric' || parameter.kind === 'instrument-metric';
}

export const parameters: () => Parameters = once(() => {
  const { parameters: list, formulas, sources } = parametersFile();
  const byCode = new Map(list.map((parameter) => [parameter.code, parameter]));
  const { exact, folded } = aliasIndex(list);
  const fits = (code: string, hint: AliasHint): boolean => {
    const parameter = byCode.get(code);
    if (!parameter) return false;
    if (hint.as !== undefined && isMetric(parameter) !== (hint.as === 'METRIC')) return false;
    return hint.medium === undefined || parameter.media.includes(hint.medium) || parameter.media.includes('any');
  };
  const candidates = (text: string, hint: AliasHint = {}): readonly string[] => {
    const written = text.normalize('NFKC').trim();
    if (byCode.has(written) && fits(written, hint)) return [written];
    // `Co` and `CO` differ by case alone, so what is written exactly so comes first.
    for (const codes of [exact.get(written), folded.get(textKey(text))]) {
      const fitting = (codes ?? []).filter((code) => fits(code, hint));
      if (fitting.length > 0) return fitting;
    }
    return [];
  };
  return {
    list,
    measured: list.filter((parameter) => !isMetric(parameter)),
    metrics: list.filter(isMetric),
    formulas,
    sources,
    byCode: (code) => byCode.get(code),
    candidates,
    resolveAlias: (text, hint) => {
      const found = candidates(text, hint);
      return found.length === 1 ? found[0] : undefined;
    },
  };
});

import type { LimitRow } from '@huanpei/matching';
import { dataFile, once } from './data-file';
import { decides, type Bilingual, type DataSource } from './source';
import { resolveStandard, type ResolvedStandard } from './resolve-standard';
import { textKey } from './text-key';

/** A class, table or zone of a standard: what a citation names besides the standard itself. */
export interface StandardLevel extends Bilingual {
  readonly code: string;
  /** What people write instead, besides the code and the two names. */
  readonly aliases: readonly string[];
  /** Texts by which the class is cited without its standard. */
  readonly alone?: readonly string[];
}

/** A scenario that a standard names itself, with the words of its title, or of one of its classes, that do. */
export interface NamedScenario {
  readonly code: string;
  readonly says: string;
}

export interface Standard extends Bilingual {
  readonly code: string;
  /** ISO 3166 code (`CN`, `CN-GD`), `EU` or `US`. */
  readonly jurisdiction: string;
  readonly medium: string;
  readonly status: Bilingual & { readonly code: 'IN_FORCE' | 'POLICY' | 'REPLACED' };
  readonly effective: string;
  readonly aliases: readonly string[];
  readonly scenarios?: readonly NamedScenario[];
  readonly levels: readonly StandardLevel[];
  readonly sources: readonly DataSource[];
}

/** A limit row as it stands in the data; its source is that of its standard. */
export interface StandardLimit extends LimitRow {
  readonly standard: string;
  readonly level: string;
  readonly averaging: string;
  readonly monitoringPoint: string | null;
}

export interface StandardsFile {
  readonly standards: readonly Standard[];
  readonly limits: readonly StandardLimit[];
}

export interface Standards {
  readonly list: readonly Standard[];
  /** Every limit row of every standard. */
  readonly rows: readonly StandardLimit[];
  byCode(code: string): Standard | undefined;
  level(code: string, level: string): StandardLevel | undefined;
  /** Rows of exactly this standard and level; empty when there is none. */
  limits(code: string, level: string): readonly StandardLimit[];
  row(id: string): StandardLimit | undefined;
  /** Whether a row may decide a match, or is shown with its mark only. */
  decides(row: Pick<StandardLimit, 'confidence'>): boolean;
  /** Those whose code, titles or other names hold the text, and that limit something in the medium. */
  find(asked: { readonly text?: string; readonly medium?: string }): readonly Standard[];
  /** The standard (and class) meant by what somebody wrote, such as `GB18918-2002一级A标准`. */
  resolveStandard(text: string): ResolvedStandard | undefined;
}

export const standardsFile = dataFile<StandardsFile>('standards.json');

const NONE: readonly StandardLimit[] = Object.freeze([]);

export const standards: () => Standards = once(() => {
  const { standards: list, limits: rows } = standardsFile();
  const byCode = new Map(list.map((standard) => [standard.code, standard]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byLevel = new Map<string, Map<string, StandardLimit[]>>();
  for (const row of rows) {
    const levels = byLevel.get(row.standard) ?? new Map<string, StandardLimit[]>();
    byLevel.set(row.standard, levels);
    levels.set(row.level, [...(levels.get(row.level) ?? []), row]);
  }
  for (const levels of byLevel.values()) for (const found of levels.values()) Object.freeze(found);
  return {
    list,
    rows,
    byCode: (code) => byCode.get(code),
    level: (code, level) => byCode.get(code)?.levels.find((one) => one.code === level),
    limits: (code, level) => byLevel.get(code)?.get(level) ?? NONE,
    row: (id) => byId.get(id),
    decides: (row) => decides(row.confidence),
    find: ({ text, medium }) => {
      const wanted = textKey(text ?? '');
      return list.filter(({ code, zh, en, aliases, medium: media }) => {
        // Such as `water+air` and `water (ambient)`.
        const isOfMedium = medium === undefined || media.split('+').some((one) => one.split(' ')[0] === medium);
        return isOfMedium && [code, zh, en, ...aliases].some((name) => textKey(name).includes(wanted));
      });
    },
    resolveStandard: (text) => resolveStandard(text, list),
  };
});

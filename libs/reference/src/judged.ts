import type { Need } from '@huanpei/matching';
import { dataFile, once } from './data-file';
import { demo } from './demo';
import type { Bilingual, DataSource } from './source';

/**
 * What makes a need hard for a ranking: right words and wrong numbers, the right technology outside its envelope, a
 * parameter that no listing states, or a duty that only a neighbouring technology fits.
 */
export const TRAPS = ['WRONG_NUMBERS', 'ENVELOPE', 'UNSTATED_PARAMETER', 'NEIGHBOUR'] as const;
export type Trap = (typeof TRAPS)[number];

/**
 * 3: an engineer would shortlist it for exactly this duty. 2: suitable with a point to clear up. 1: related, could be
 * part of a solution. 0: unsuitable, though it may look tempting.
 */
export const GRADES = [0, 1, 2, 3] as const;
export type Grade = (typeof GRADES)[number];

/** How a source was read: the passage relied on, or only the opening of a document known to treat the matter. */
export const READINGS = ['PASSAGE', 'OPENING'] as const;

/** Key of the listing's own record among the sources of a grade. */
export const RECORD = 'record';

export interface JudgedSource extends DataSource {
  readonly read: (typeof READINGS)[number];
}

/** A need as the file holds it: one of the exchange format, and beside it what the format ignores. */
export type JudgedNeedRecord = Need & {
  readonly text: Bilingual;
  readonly trap?: Trap;
  readonly noneSuitable?: true;
};

export interface GradeRecord {
  readonly need: string;
  readonly listing: string;
  readonly grade: Grade;
  readonly why: string;
  /** Keys of the file's sources, or `record`. */
  readonly sources: readonly string[];
}

export interface JudgedNeedsFile {
  readonly needs: readonly JudgedNeedRecord[];
}
export interface JudgedGradesFile {
  readonly sources: Readonly<Record<string, JudgedSource>>;
  readonly grades: readonly GradeRecord[];
}

/** The judge's opinion of one listing for one need. */
export interface JudgedListing {
  readonly listing: string;
  readonly grade: Grade;
  readonly why: string;
  readonly sources: readonly DataSource[];
}

/** A need and every grade given for it, the best first. */
export interface JudgedNeed {
  readonly need: Need;
  /** The same need in a buyer's prose, for searching by words. */
  readonly text: Bilingual;
  readonly trap?: Trap;
  /** Nothing in the catalogue is suitable: no listing has grade 2 or more. */
  readonly noneSuitable: boolean;
  readonly grades: readonly JudgedListing[];
}

export const judgedNeedsFile = dataFile<JudgedNeedsFile>('judged/needs.json');
export const judgedGradesFile = dataFile<JudgedGradesFile>('judged/grades.json');

/** The judged set: needs with the grades of listings of the demonstration; see `data/judged/README.md`. */
export const judgedSet: () => readonly JudgedNeed[] = once(() => {
  const { sources, grades } = judgedGradesFile();
  const ownSources = new Map(
    demo().listings.map(({ id, content }) => [id, content.sources ?? [illustration(content)]]),
  );
  const toldBy = (key: string, listing: string): readonly DataSource[] =>
    key === RECORD ? (ownSources.get(listing) ?? []) : [sources[key]].filter((source) => source !== undefined);
  return judgedNeedsFile().needs.map(({ text, trap, noneSuitable, ...need }) => ({
    need,
    text,
    ...(trap && { trap }),
    noneSuitable: noneSuitable ?? false,
    grades: grades
      .filter((one) => one.need === need.id)
      .sort((one, other) => other.grade - one.grade)
      .map(({ listing, grade, why, sources: keys }) => ({
        listing,
        grade,
        why,
        sources: keys.flatMap((key) => toldBy(key, listing)),
      })),
  }));
});

/** An illustration has no source but its own words, which say that it is invented. */
function illustration({ summary }: { readonly summary: Bilingual }): DataSource {
  return { title: summary.en };
}

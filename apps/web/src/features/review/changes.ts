import type { ReviewQuery } from '../../generated/review';

type Staged = NonNullable<NonNullable<ReviewQuery['listing']>['staged']>;
export type Change = NonNullable<Staged['changes']>[number];

export interface ChangeGroup {
  readonly section: string;
  readonly label: string;
  /** What is changed of one thing stands together. */
  readonly changes: readonly Change[];
}

/** The changes by section, in the order of the server. */
export function groupsOf(changes: readonly Change[]): readonly ChangeGroup[] {
  const groups = new Map<string, { label: string; changes: Change[] }>();
  for (const change of changes) {
    const group = groups.get(change.section) ?? { label: change.sectionLabel, changes: [] };
    group.changes.push(change);
    groups.set(change.section, group);
  }
  return [...groups].map(([section, { label, changes: own }]) => ({ section, label, changes: own }));
}

export const countOf = (changes: readonly Change[], kind: Change['kind']): number =>
  changes.filter((change) => change.kind === kind).length;

import type { ChangeFragment, ReviewQuery } from '../../generated/review';

type Staged = NonNullable<NonNullable<ReviewQuery['listing']>['staged']>;
export type Change = ChangeFragment;

type Compared = Pick<Staged, 'state' | 'sentBack' | 'changes'>;

/** What a revision is compared with. */
export type Against = 'SENT_BACK' | 'PUBLISHED';

/** With what a revision can be compared; what was sent back comes first, since that was read already. */
export const againstOf = ({ state, sentBack, changes }: Compared): readonly Against[] => [
  // While the supplier mends it, what was sent back is what is there.
  ...(sentBack && state === 'SUBMITTED' ? (['SENT_BACK'] as const) : []),
  ...(changes ? (['PUBLISHED'] as const) : []),
];

/** The changes against what the address asks for, or against what is usual. */
export function comparedWith(
  staged: Compared,
  asked: string | null,
): { readonly against: Against; readonly changes: readonly Change[] } | undefined {
  const choices = againstOf(staged);
  const against = choices.find((one) => one === asked) ?? choices[0];
  if (against === undefined) return undefined;
  return { against, changes: (against === 'SENT_BACK' ? staged.sentBack?.changes : staged.changes) ?? [] };
}

/** What an operator asked for, point by point: each on a line of its own, as templates are added. */
export const pointsOf = (reason: string): readonly string[] =>
  reason
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

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

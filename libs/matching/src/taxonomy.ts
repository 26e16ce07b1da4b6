import type { MatchingReference } from './model';

type Tree = Pick<MatchingReference, 'taxonomyParent'>;

/** Whether two codes are equal or one is an ancestor of the other. */
export const related = (a: string, b: string, tree: Tree): boolean => within(a, b, tree) || within(b, a, tree);

/** Whether a code is another, or lies below it. */
export function within(code: string, ancestor: string, tree: Tree): boolean {
  for (let at: string | undefined = code; at !== undefined; at = tree.taxonomyParent(at)) {
    if (at === ancestor) return true;
  }
  return false;
}

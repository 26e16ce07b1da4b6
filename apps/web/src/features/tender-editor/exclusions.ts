import { comparisonOf, factorBetween, type Comparison, type ConditionBound } from '@huanpei/matching';
import type { DraftCitation } from './draft';

export interface Exclusion {
  readonly one: string;
  readonly other: string;
}

interface Said extends Comparison {
  readonly text: string;
}

/** What is true where a comparison is not; of one with two sides that is no one range, and nothing is concluded. */
function opposite({ low, high, ...rest }: Said): Said | undefined {
  if (low && high) return undefined;
  const turned = ({ value, strict }: ConditionBound) => ({ value, strict: !strict });
  return { ...rest, ...(low ? { high: turned(low) } : {}), ...(high ? { low: turned(high) } : {}) };
}

/** Whether no value is in both: the highest floor lies above the lowest ceiling. */
function isApart(one: Said, other: Said): boolean {
  if (one.metric !== other.metric || one.parameter !== other.parameter) return false;
  // Without a unit a figure is in that of the duty, which may be another than the one written beside it.
  if ((one.unit === undefined) !== (other.unit === undefined)) return false;
  const factor =
    one.unit === undefined || other.unit === undefined || one.unit === other.unit
      ? 1
      : factorBetween(other.unit, one.unit);
  if (factor === undefined) return false;
  const over = (low: ConditionBound | undefined, high: ConditionBound | undefined, lowBy: number, highBy: number) =>
    low !== undefined &&
    high !== undefined &&
    (low.value * lowBy > high.value * highBy ||
      (low.value * lowBy === high.value * highBy && (low.strict || high.strict)));
  return over(one.low, other.high, 1, factor) || over(other.low, one.high, factor, 1);
}

/**
 * Pairs of conditions that cannot both be as a citation says: `> 12 degC` and `<= 12 degC` both holding, or neither.
 * Only comparisons are judged; of other texts nobody but the reader knows what they exclude.
 */
export function exclusionsOf(
  { where, whereNot }: Pick<DraftCitation, 'where' | 'whereNot'>,
  isParameter: (code: string) => boolean,
): readonly Exclusion[] {
  const compared = (text: string): readonly Said[] => {
    const comparison = comparisonOf(text, isParameter);
    return comparison ? [{ ...comparison, text }] : [];
  };
  const said = [
    ...where.flatMap(compared),
    ...whereNot.flatMap(compared).flatMap((comparison) => opposite(comparison) ?? []),
  ];
  return said.flatMap((one, at) =>
    said
      .slice(at + 1)
      .filter((other) => isApart(one, other))
      .map((other) => ({ one: one.text, other: other.text })),
  );
}

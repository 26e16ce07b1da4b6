import type { MatchRowFragment } from '../../generated/tenders';

type Finding = MatchRowFragment['findings'][number];

/** What fails comes first; what passes stands in nobody's way. */
const ORDER: Readonly<Record<Finding['verdict'], number>> = { FAIL: 0, UNKNOWN: 1, PASS: 2 };

/**
 * The mandatory findings that stand in the way of a listing: what fails first, then what is not stated, each in the order
 * of the tender. A card that is closed shows the first few of them, so the figure that rules a listing out must not come
 * behind what nobody has stated.
 */
export function needingAttention<F extends Pick<Finding, 'mandatory' | 'verdict'>>(findings: readonly F[]): F[] {
  return findings
    .filter(({ mandatory, verdict }) => mandatory && verdict !== 'PASS')
    .sort((a, b) => ORDER[a.verdict] - ORDER[b.verdict]);
}

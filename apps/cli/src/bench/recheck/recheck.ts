import type { Finding, Match, Need, Offer } from '@huanpei/matching';
import { approximately } from './exact';
import { secondOpinion, type Opinion, type Reading } from './second-opinion';

export type DisagreementKind =
  /** The engine says PASS; the second path cannot show it. */
  | 'NOT_PROVEN'
  /** The second path shows it; the engine does not say PASS. */
  | 'PROVEN_ONLY_HERE'
  /** A finding that counts is prescribed and missing. */
  | 'MISSING'
  /** A finding that nothing prescribes. */
  | 'UNFOUNDED'
  /** Both pass, on different figures. */
  | 'OTHER_FIGURE';

export interface Disagreement {
  readonly need: string;
  readonly offer: string;
  readonly finding: string;
  readonly kind: DisagreementKind;
}

export interface Rechecked {
  readonly findings: number;
  readonly disagreements: readonly Disagreement[];
}

/** Every finding of a match against the second opinion on the same need and offer. */
export function recheck(need: Need, offer: Offer, match: Match, reading: Reading): Rechecked {
  const opinions = secondOpinion(need, offer, reading);
  const told = new Set(match.findings.map(({ id }) => id));
  const at = (finding: string, kind: DisagreementKind): Disagreement => ({
    need: need.id,
    offer: offer.id,
    finding,
    kind,
  });
  const differing = match.findings.flatMap((finding) => {
    const kind = difference(finding, match, opinions.get(finding.id));
    return kind ? [at(finding.id, kind)] : [];
  });
  const missing = [...opinions.keys()].filter((id) => !told.has(id)).map((id) => at(id, 'MISSING'));
  return { findings: match.findings.length, disagreements: [...differing, ...missing] };
}

function difference(finding: Finding, match: Match, opinion: Opinion | undefined): DisagreementKind | undefined {
  if (!opinion) return 'UNFOUNDED';
  const passes = finding.verdict === 'PASS';
  if (passes && !opinion.proven) return 'NOT_PROVEN';
  if (!passes && opinion.proven) return 'PROVEN_ONLY_HERE';
  // What fits must have shown everything that counts, whatever the engine calls it.
  if (match.outcome === 'FITS' && opinion.counts && !opinion.proven) return 'NOT_PROVEN';
  return passes && otherFigure(finding, match, opinion) ? 'OTHER_FIGURE' : undefined;
}

function otherFigure(finding: Finding, match: Match, { predicted, unit, units }: Opinion): boolean {
  if (finding.id === 'capacity' && units !== match.units) return true;
  if (!predicted || finding.predicted === undefined) return false;
  const asked = finding.asked.kind === 'NUMERIC' ? finding.asked.demand.unit : undefined;
  if (unit !== undefined && asked !== unit) return false;
  const mine = approximately(predicted);
  return Math.abs(mine - finding.predicted) > 1e-9 * Math.max(Math.abs(mine), Math.abs(finding.predicted));
}

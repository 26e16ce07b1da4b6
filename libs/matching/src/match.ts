import { checkDemand } from './check';
import { counts, prepareNeed, type DemandGroup, type PreparedNeed } from './demand';
import { relaxationsOf } from './relax';
import { contributions, scoreOf, type Contribution, type Judged } from './score';
import { statementsOf } from './stated';
import { related } from './taxonomy';
import type { Finding, Match, MatchingReference, MatchOutcome, Need, NeedResult, Offer, Verdict } from './model';

/** Raised whenever the same input may give another answer; kept with every stored match. */
export const ENGINE_VERSION = '0.4.0';

export interface MatchOptions {
  /** How many matches, and how many near misses, are given; the counts are before the cut. */
  readonly top: number;
  /** The day on which certificates must hold when the need names none, `YYYY-MM-DD` in Asia/Shanghai. */
  readonly today: string;
  /**
   * Whether offers carry what a marketplace knows of them: the firm's `record`, and `confirmedOn`. Files do not, so there
   * neither is measured; with it, an offer that has none earns nothing for it.
   */
  readonly market?: boolean;
}

/** What an answer depends on besides need, offers and reference. */
type Circumstances = Pick<MatchOptions, 'today' | 'market'>;

/** Whether need and offer speak of the same kind of thing at all: domain, and technologies where both name some. */
export function comparable(
  need: Pick<Need, 'domain' | 'technologies'>,
  offer: Pick<Offer, 'domain' | 'technologies'>,
  reference: Pick<MatchingReference, 'taxonomyParent'>,
): boolean {
  if (need.domain !== offer.domain) return false;
  const wanted = need.technologies ?? [];
  const given = offer.technologies ?? [];
  if (wanted.length === 0 || given.length === 0) return true;
  return wanted.some((a) => given.some((b) => related(a, b, reference)));
}

/** Every finding of one offer for a prepared need. The two are taken to be comparable. */
export function evaluatePrepared(prepared: PreparedNeed, offer: Offer): Match {
  return detailOf(prepared, offer).match;
}

/** What each term of the score contributes for one offer: they add up to its score but for the rounding. */
export function contributionsOf(prepared: PreparedNeed, offer: Offer): readonly Contribution[] {
  return contributions(detailOf(prepared, offer).judged, prepared, offer);
}

/** A match with the checks it was made of. */
export interface Detail {
  readonly offer: Offer;
  readonly match: Match;
  readonly judged: readonly Judged[];
}

export function detailOf(
  prepared: PreparedNeed,
  offer: Offer,
  statements = statementsOf(offer, prepared.duty, prepared.isParameter),
): Detail {
  let units: number | undefined;
  const judged: Judged[] = [];
  for (const demand of prepared.demands) {
    const checked = checkDemand(demand, prepared, offer, statements, units);
    if (!checked) continue;
    if (demand.id === 'capacity') units = checked.units;
    judged.push({ demand, checked });
  }
  const findings = withGroups(judged, prepared.groups);
  const match: Match = {
    offerId: offer.id,
    outcome: outcomeOf(findings),
    score: scoreOf(judged, prepared, offer, statements),
    ...(units === undefined ? {} : { units }),
    findings,
  };
  return { offer, match, judged };
}

function findingOf({ demand, checked }: Judged): Finding {
  const { id, mandatory, group, weight, asked } = demand;
  const { verdict, code, predicted, margin, evidence, stated } = checked;
  const finding: { -readonly [K in keyof Finding]: Finding[K] } =
    group === undefined
      ? { id, verdict, code, mandatory, weight, asked }
      : { id, verdict, code, mandatory, group, weight, asked };
  if (stated !== undefined) finding.stated = stated;
  if (predicted !== undefined) finding.predicted = predicted;
  if (margin !== undefined) finding.margin = margin;
  if (evidence !== undefined) finding.evidence = evidence;
  return finding;
}

/** The group's own finding follows its last member. */
export function withGroups(judged: readonly Judged[], groups: readonly DemandGroup[]): readonly Finding[] {
  const findings: Finding[] = [];
  const verdicts = new Map<string, Verdict>();
  for (const one of judged) {
    const finding = findingOf(one);
    findings.push(finding);
    verdicts.set(finding.id, finding.verdict);
    for (const group of groups) {
      if (group.members.at(-1) === finding.id) findings.push(groupFinding(group, one, verdicts, judged));
    }
  }
  return findings;
}

function groupFinding(
  { name, mandatory, members }: DemandGroup,
  last: Judged,
  verdicts: ReadonlyMap<string, Verdict>,
  judged: readonly Judged[],
): Finding {
  const of = members.map((id) => verdicts.get(id));
  const verdict: Verdict = of.includes('PASS') ? 'PASS' : of.every((one) => one === 'FAIL') ? 'FAIL' : 'UNKNOWN';
  const code = verdict === 'PASS' ? 'OK' : verdict === 'FAIL' ? 'ALL_ALTERNATIVES_FAIL' : 'NO_ALTERNATIVE_PASSES';
  const weights = judged.filter(({ demand }) => members.includes(demand.id)).map(({ demand }) => demand.weight);
  return {
    id: `group:${name}`,
    verdict,
    code,
    mandatory,
    weight: Math.max(last.demand.weight, ...weights),
    asked: { kind: 'GROUP', group: name, members },
  };
}

export function outcomeOf(findings: readonly Finding[]): MatchOutcome {
  let outcome: MatchOutcome = 'FITS';
  for (const finding of findings) {
    if (finding.verdict === 'PASS' || !counts(finding)) continue;
    if (finding.verdict === 'FAIL') return 'RULED_OUT';
    outcome = 'NEEDS_DATA';
  }
  return outcome;
}

/** How many findings that count fail: one makes a near miss. */
export const failures = (match: Match): number =>
  match.findings.filter((finding) => counts(finding) && finding.verdict === 'FAIL').length;

/** What of a finding says whether it counts, and how narrowly it is met; absent as null where it came through the API. */
export interface Weighed {
  readonly verdict: Verdict;
  readonly mandatory: boolean;
  readonly group?: string | null;
  readonly margin?: number | null;
}

/** The findings of a verdict that count for the outcome, in their order. */
export const decisive = <F extends Weighed>(findings: readonly F[], verdict: Verdict): readonly F[] =>
  findings.filter((one) => one.verdict === verdict && one.mandatory && (one.group ?? null) === null);

/** The demand that is met with the least to spare, of those that count; the first of equals, undefined where none has a margin. */
export const tightestOf = <F extends Weighed>(findings: readonly F[]): F | undefined =>
  decisive(findings, 'PASS').reduce<F | undefined>((least, one) => {
    if (typeof one.margin !== 'number') return least;
    return least === undefined || one.margin < (least.margin ?? 0) ? one : least;
  }, undefined);

/** Checks one need against one offer; undefined when the two are not compared at all. */
export function evaluate(
  need: Need,
  offer: Offer,
  reference: MatchingReference,
  { today, market }: Circumstances,
): Match | undefined {
  if (!comparable(need, offer, reference)) return undefined;
  return evaluatePrepared(prepareNeed(need, reference, today, market), offer);
}

/** Checks one need against all offers: counts, the best matches, the near misses and what relaxing a limit would bring. */
export function matchNeed(
  need: Need,
  offers: readonly Offer[],
  reference: MatchingReference,
  { top, today, market }: MatchOptions,
): NeedResult {
  if (!Number.isInteger(top) || top < 1) throw new RangeError('top must be a whole number of at least 1');
  const prepared = prepareNeed(need, reference, today, market);
  const details = offers
    .filter((offer) => comparable(need, offer, reference))
    .map((offer) => detailOf(prepared, offer));
  const of = (outcome: MatchOutcome) =>
    details.filter(({ match }) => match.outcome === outcome).map(({ match }) => match);
  const [fits, needsData, ruledOut] = [of('FITS'), of('NEEDS_DATA'), of('RULED_OUT')];
  return {
    id: need.id,
    compared: details.length,
    fits: fits.length,
    needsData: needsData.length,
    ruledOut: ruledOut.length,
    matches: [...fits.sort(byScore), ...needsData.sort(byScore)].slice(0, top),
    nearMisses: ruledOut
      .filter((match) => failures(match) === 1)
      .sort(byScore)
      .slice(0, top),
    relaxations: relaxationsOf(prepared, details),
  };
}

/** Checks one offer against many needs, in their order; those it is not compared with are left out. */
export function reverseMatch(
  offer: Offer,
  needs: readonly Need[],
  reference: MatchingReference,
  circumstances: Circumstances,
): readonly { readonly needId: string; readonly match: Match }[] {
  return needs.flatMap((need) => {
    const match = evaluate(need, offer, reference, circumstances);
    return match ? [{ needId: need.id, match }] : [];
  });
}

export function byScore(a: Match, b: Match): number {
  return b.score - a.score || byCodePoints(a.offerId, b.offerId);
}

/** Order of ids by code points, which is not that of UTF-16 units beyond the basic plane. */
export function byCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === length) return a.length - b.length;
  // Behind the first half of a pair the two differ in one character, which began with it.
  const begun = at > 0 && isFirstHalf(a.charCodeAt(at - 1)) ? codePoint(a, at - 1) - codePoint(b, at - 1) : 0;
  return begun || codePoint(a, at) - codePoint(b, at);
}

const isFirstHalf = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const codePoint = (text: string, at: number): number => text.codePointAt(at) ?? 0;

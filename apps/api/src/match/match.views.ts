import type { Language, MatchNotice, MatchRun } from '@huanpei/domain';
import {
  explain,
  explainRelaxation,
  limitOf,
  subjectOf,
  type Asked,
  type Finding,
  type Match,
  type NeedResult,
  type Relaxation,
} from '@huanpei/matching';
import { labels } from '@huanpei/reference';
import { GraphQLError } from 'graphql';
import type { ApiContext } from '../graphql/context';
import { LIMITS } from '../graphql/limits';
import { visibleListing } from '../listing/visible-listing';
import type {
  FindingObject,
  MatchNoticeObject,
  MatchObject,
  MatchPreviewObject,
  MatchRunObject,
  RelaxationObject,
} from './match.objects';

/** Findings stay numbers until here. */
export function findingView(finding: Finding, language: Language): FindingObject {
  const label = labels(language);
  const { id, verdict, code, mandatory, group, weight, predicted, margin, evidence, asked } = finding;
  return {
    id,
    verdict,
    code,
    mandatory,
    group: group ?? null,
    weight,
    subject: subjectOf(asked, language, label),
    limit: limitOf(asked, language, label) || null,
    predicted: predicted ?? null,
    unit: unitOf(asked),
    margin: margin ?? null,
    evidence: evidence ?? null,
    says: explain(finding, language, label),
  };
}

function unitOf(asked: Asked): string | null {
  if (asked.kind === 'NUMERIC') return asked.demand.unit;
  if (asked.kind === 'PRICE') return asked.price.currency;
  return asked.kind === 'LEAD_DAYS' ? 'd' : null;
}

/** Matches with their listings, as far as the viewer may see them now: a kept run also names what has left since. */
export async function matchViews(
  matches: readonly Match[],
  revisions: Readonly<Record<string, number>>,
  context: ApiContext,
): Promise<readonly MatchObject[]> {
  const listings = await Promise.all(matches.map(({ offerId }) => visibleListing(offerId, context)));
  return matches.map(({ offerId, outcome, score, units, findings }, index) => ({
    listingId: offerId,
    listing: listings[index] ?? null,
    listingRevision: revisions[offerId] ?? listings[index]?.revision ?? null,
    outcome,
    score,
    units: units ?? null,
    // Only where they are asked for: a thousand sentences of each match are much to make for nobody.
    get findings() {
      countFindings(context, findings.length);
      return findings.map((finding) => findingView(finding, context.language));
    },
  }));
}

/** Findings that each request was told so far. */
const told = new WeakMap<ApiContext, number>();

/** How many there are is known only here: the needs of a tender's lots are not in the request. */
function countFindings(context: ApiContext, count: number): void {
  const sum = (told.get(context) ?? 0) + count;
  told.set(context, sum);
  if (sum <= LIMITS.findings) return;
  throw new GraphQLError(
    `判定超过 ${LIMITS.findings} 条；请减少标段或匹配数。 More than ${LIMITS.findings} findings; ask for fewer lots or matches.`,
    { extensions: { code: 'QUERY_TOO_LARGE' } },
  );
}

export function relaxationViews(
  result: Pick<NeedResult, 'relaxations' | 'matches' | 'nearMisses'>,
  language: Language,
): readonly RelaxationObject[] {
  const label = labels(language);
  const asked = new Map(
    [...result.matches, ...result.nearMisses].flatMap(({ findings }) =>
      findings.map((finding) => [finding.id, finding.asked] as const),
    ),
  );
  return result.relaxations.map((relaxation: Relaxation) => {
    const of = asked.get(relaxation.requirement);
    return {
      ...relaxation,
      label: of ? subjectOf(of, language, label) : relaxation.requirement,
      says: of
        ? explainRelaxation(relaxation, of, language, label)
        : `${relaxation.requirement}: ${relaxation.from} → ${relaxation.to} ${relaxation.unit}`,
    };
  });
}

/** What a preview and a kept run have in common. */
export async function resultView(
  result: Omit<NeedResult, 'id'>,
  stamp: Pick<MatchPreviewObject, 'engine' | 'referenceEdition' | 'asOf' | 'marketPosition'>,
  revisions: Readonly<Record<string, number>>,
  context: ApiContext,
): Promise<MatchPreviewObject> {
  const { compared, fits, needsData, ruledOut } = result;
  return {
    ...stamp,
    compared,
    fits,
    needsData,
    ruledOut,
    top: await matchViews(result.matches, revisions, context),
    nearMisses: await matchViews(result.nearMisses, revisions, context),
    relaxations: relaxationViews(result, context.language),
  };
}

/** What of a run can be told without reading the listings it names. */
export function runView(run: MatchRun, currentRevision: number): MatchRunObject {
  return { ...run, stale: run.tenderRevision !== currentRevision, notified: run.notified.length };
}

export async function noticeViews(
  notices: readonly MatchNotice[],
  context: ApiContext,
): Promise<readonly MatchNoticeObject[]> {
  const listings = await Promise.all(notices.map(({ listingId }) => visibleListing(listingId, context)));
  return notices.map(({ listingId, lotId, closeness, score, obstacle, tightest }, index) => ({
    listing: listings[index] ?? null,
    listingId,
    lotId,
    closeness,
    score,
    obstacle: obstacle ? findingView(obstacle, context.language) : null,
    tightest: tightest ? findingView(tightest, context.language) : null,
  }));
}

import type { MarketsOnce } from '@huanpei/app';
import type { Exclusion, GapGroup, GapKind, Language, MarketGap } from '@huanpei/domain';
import { limitOf, subjectOf } from '@huanpei/matching';
import { labels } from '@huanpei/reference';
import { moneyObject } from '../graphql/common.objects';
import { coded } from '../reference/reference.views';
import type { ExclusionObject, MarketGapGroupObject, MarketGapObject } from './market-gap.objects';

/** What is resolved beside a gap or a group of them. */
interface Unresolved {
  readonly of: readonly MarketGap[];
  readonly markets: MarketsOnce;
}
export type GapView = MarketGapObject & Unresolved;
export type GapGroupView = MarketGapGroupObject & Unresolved;

export function gapView(gap: MarketGap, markets: MarketsOnce, language: Language): GapView {
  const label = labels(language);
  const { key, source, kind, title, lotId, domain, scenario, region, budget, counts } = gap;
  return {
    id: key,
    source,
    kind,
    title,
    lotId,
    domain,
    scenario: scenario === null ? null : coded(scenario, label.technology),
    region: region === null ? null : coded(region, label.region),
    budget: budget && moneyObject(budget),
    compared: counts.compared,
    needsData: counts.needsData,
    ruledOut: counts.ruledOut,
    of: [gap],
    markets,
  };
}

export function groupView(group: GapGroup, markets: MarketsOnce, language: Language): GapGroupView {
  const label = labels(language);
  const { key, scenario, region, gaps, worth, withoutBudget } = group;
  const count = (kind: GapKind) => gaps.filter((gap) => gap.kind === kind).length;
  return {
    id: key,
    scenario: scenario === null ? null : coded(scenario, label.technology),
    region: region === null ? null : coded(region, label.region),
    gaps: gaps.length,
    nothingListed: count('NOTHING_LISTED'),
    allRuledOut: count('ALL_RULED_OUT'),
    undecided: count('UNDECIDED'),
    worth: worth.map(moneyObject),
    withoutBudget,
    of: gaps,
    markets,
  };
}

export function exclusionView({ asked, alone, total }: Exclusion, language: Language): ExclusionObject {
  const label = labels(language);
  const subject = subjectOf(asked, language, label);
  const limit = limitOf(asked, language, label) || null;
  const what = limit === null ? subject : `${subject} ${limit}`;
  const says =
    language === 'zh'
      ? `${what}：${total} 件设备不满足，其中 ${alone} 件只因这一条。`
      : `${what}: ${total} ${total === 1 ? 'listing fails' : 'listings fail'} it; for ${alone} it is the only one that fails.`;
  return { subject, limit, alone, total, says };
}

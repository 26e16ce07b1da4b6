import { Injectable } from '@nestjs/common';
import {
  aboutWhat,
  exclusionsOf,
  gapKindOf,
  groupGaps,
  lotKeyOf,
  needsOf,
  shanghaiDay,
  type ArchivedDemand,
  type Exclusion,
  type GapGroup,
  type GapKind,
  type GapSource,
  type MarketGap,
  type Tender,
} from '@huanpei/domain';
import {
  comparable,
  evaluatePrepared,
  matchNeed,
  prepareNeed,
  type Domain,
  type Match,
  type Need,
} from '@huanpei/matching';
import { covers, matchingReference, taxonomy } from '@huanpei/reference';
import { pageOfList } from '../paged';
import { Clock } from '../ports/platform';
import { Reads, type Market, type Page, type PageRequest } from '../ports/reads';

export interface GapFilter {
  readonly domain?: Domain;
  /** A taxonomy code: itself or anything beneath it. */
  readonly scenario?: string;
  /** Itself or anything inside it. */
  readonly region?: string;
  readonly kind?: GapKind;
}

/** How many archived demands are read at a time. */
const DEMANDS_AT_ONCE = 200;

/** The market of each domain, read once for all that is asked in one go. */
export class MarketsOnce {
  private readonly markets = new Map<Domain, Promise<Market>>();

  constructor(private readonly reads: Reads) {}

  of(domain: Domain): Promise<Market> {
    const reading = this.markets.get(domain) ?? this.reads.market(domain);
    this.markets.set(domain, reading);
    return reading;
  }
}

/**
 * Needs that nothing listed meets. Lots of open tenders are taken from their latest kept check, which follows every
 * change of the market; archived demands are put to the market as it is now.
 */
@Injectable()
export class MarketGaps {
  constructor(
    private readonly reads: Reads,
    private readonly clock: Clock,
  ) {}

  /** Reads for one question; give the same one to `excluding`. */
  markets(): MarketsOnce {
    return new MarketsOnce(this.reads);
  }

  async gaps(
    source: GapSource,
    filter: GapFilter,
    request: PageRequest,
    markets: MarketsOnce,
  ): Promise<Page<MarketGap>> {
    const gaps = await this.all(source, filter, markets);
    return pageOfList(`gaps/${source}`, gaps, ({ key }) => key, request);
  }

  async groups(
    source: GapSource,
    filter: GapFilter,
    request: PageRequest,
    markets: MarketsOnce,
  ): Promise<Page<GapGroup>> {
    const groups = groupGaps(await this.all(source, filter, markets));
    return pageOfList(`gap-groups/${source}`, groups, ({ key }) => key, request);
  }

  /** Which requirements of these needs keep listings out; of several needs, what is about the same thing is one. */
  async excluding(gaps: readonly MarketGap[], markets: MarketsOnce): Promise<readonly Exclusion[]> {
    const [asOf, reference] = [shanghaiDay(this.clock.now()), matchingReference()];
    const matches: Match[] = [];
    for (const gap of gaps) {
      const need = await this.needOf(gap, asOf);
      if (!need) continue;
      const prepared = prepareNeed(need, reference, asOf);
      const { offers } = await markets.of(need.domain);
      for (const { offer } of offers)
        if (comparable(need, offer, reference)) matches.push(evaluatePrepared(prepared, offer));
    }
    return gaps.length === 1 ? exclusionsOf(matches) : exclusionsOf(matches, aboutWhat);
  }

  private async all(source: GapSource, filter: GapFilter, markets: MarketsOnce): Promise<readonly MarketGap[]> {
    const found = source === 'OPEN_TENDERS' ? await this.ofTenders() : await this.ofDemands(filter, markets);
    return found.filter((gap) => passes(gap, filter));
  }

  private async ofTenders(): Promise<readonly MarketGap[]> {
    const now = this.clock.now();
    const runs = await this.reads.openRunCounts(now);
    const tenders = await this.reads.tendersByIds([...new Set(runs.map(({ tenderId }) => tenderId))]);
    return runs.flatMap(({ tenderId, lotId, ...counts }): readonly MarketGap[] => {
      const kind = gapKindOf(counts);
      const tender = tenders.get(tenderId);
      const lot = tender?.content.lots.find(({ id }) => id === lotId);
      if (kind === undefined || !tender || !lot) return [];
      return [
        {
          key: lotKeyOf({ tenderId, lotId }),
          source: 'OPEN_TENDERS',
          kind,
          tenderId,
          lotId,
          demandId: null,
          title: tender.content.lots.length > 1 ? lot.title : tender.content.title,
          domain: lot.need.domain,
          scenario: scenarioOf(lot.need),
          region: lot.need.region ?? tender.content.region,
          budget: tender.content.budget,
          counts,
        },
      ];
    });
  }

  private async ofDemands(filter: GapFilter, markets: MarketsOnce): Promise<readonly MarketGap[]> {
    const [asOf, reference] = [shanghaiDay(this.clock.now()), matchingReference()];
    const gaps: MarketGap[] = [];
    for await (const demand of this.demands(filter.domain ?? null)) {
      const { domain, id, region, title, budget } = demand;
      const offers = (await markets.of(domain)).offers.map(({ offer }) => offer);
      const { compared, fits, needsData, ruledOut } = matchNeed(needOfDemand(demand, asOf), offers, reference, {
        top: 1,
        today: asOf,
      });
      const counts = { compared, fits, needsData, ruledOut };
      const kind = gapKindOf(counts);
      if (kind === undefined) continue;
      const scenario = scenarioOf(demand.need) ?? scenarioOf(demand);
      const named = { demandId: id, tenderId: null, lotId: null };
      gaps.push({
        key: id,
        source: 'ARCHIVED_DEMANDS',
        kind,
        ...named,
        title,
        domain,
        scenario,
        region,
        budget,
        counts,
      });
    }
    return gaps;
  }

  private async *demands(domain: Domain | null): AsyncGenerator<ArchivedDemand> {
    for (let after: string | null = null; ;) {
      const page: Page<ArchivedDemand> = await this.reads.demands(domain, { first: DEMANDS_AT_ONCE, after });
      for (const { node } of page.items) yield node;
      after = page.items.at(-1)?.cursor ?? null;
      if (!page.hasNextPage || after === null) return;
    }
  }

  private async needOf({ tenderId, lotId, demandId }: MarketGap, asOf: string): Promise<Need | undefined> {
    if (demandId !== null) {
      const demand = await this.reads.demand(demandId);
      return demand && needOfDemand(demand, asOf);
    }
    const tender: Tender | undefined = tenderId === null ? undefined : await this.reads.tender(tenderId);
    const index = tender?.content.lots.findIndex(({ id }) => id === lotId) ?? -1;
    return tender && needsOf(tender, asOf)[index];
  }
}

/** The record as a need of today: certificates have to hold now. */
const needOfDemand = ({ need }: ArchivedDemand, asOf: string): Need => ({ ...need, asOf });

/** The scenario that is named, else the one its technologies belong to. */
function scenarioOf({ scenario, technologies }: Partial<Pick<Need, 'scenario' | 'technologies'>>): string | null {
  if (scenario !== undefined) return scenario;
  const of = (code: string) =>
    [code, ...taxonomy().ancestors(code)].find((at) => taxonomy().byCode(at)?.level === 'scenario');
  return (technologies ?? []).map(of).find((code) => code !== undefined) ?? null;
}

function passes(gap: MarketGap, { domain, scenario, region, kind }: GapFilter): boolean {
  const within = (code: string | null, outer: string) =>
    code !== null && [code, ...taxonomy().ancestors(code)].includes(outer);
  return (
    (domain === undefined || gap.domain === domain) &&
    (scenario === undefined || within(gap.scenario, scenario)) &&
    (region === undefined || (gap.region !== null && covers(region, gap.region))) &&
    (kind === undefined || gap.kind === kind)
  );
}

import type { MarketSummary } from '@huanpei/app';
import type { Domain } from '@huanpei/matching';
import { Int, ObjectType } from '@nestjs/graphql';
import { Described, Optional } from '../graphql/described';
import { DomainEnum } from '../graphql/enums';

type OfDomain = MarketSummary['domains'][number];

@ObjectType('DomainSummary', { description: 'Demand and offer of one medium.' })
export class DomainSummaryObject implements OfDomain {
  @Described(() => DomainEnum, 'The medium.')
  readonly domain!: Domain;

  @Described(() => Int, 'Open tenders with a lot of it; one with lots of two media counts in both.')
  readonly openTenders!: number;

  @Described(() => Int, 'Lots of open tenders.')
  readonly openLots!: number;

  @Described(() => Int, 'Listings on the market.')
  readonly listings!: number;

  @Described(() => Int, 'Gaps: lots that nothing listed meets, of those that were checked.')
  readonly gaps!: number;

  @Described(() => Int, 'Lots of which a check of the present revision is kept.')
  readonly checkedLots!: number;

  @Optional(() => Date, 'The oldest of these checks. A check is made anew whenever a listing changes what it counts.')
  readonly oldestCheckAt!: Date | null;

  @Optional(() => Date, 'The latest of them.')
  readonly latestCheckAt!: Date | null;
}

@ObjectType('MarketSummary', { description: 'The figures of the front page.' })
export class MarketSummaryObject implements MarketSummary {
  @Described(() => Date, 'As of when; read anew every few seconds.')
  readonly asOf!: Date;

  @Described(() => Int, 'Tenders open now.')
  readonly openTenders!: number;

  @Described(() => Int, 'Real demands of the past, kept apart from tenders.')
  readonly archivedDemands!: number;

  @Described(() => Int, 'Listings on the market.')
  readonly listings!: number;

  @Described(() => Int, 'Verified suppliers.')
  readonly suppliers!: number;

  @Described(() => Int, 'Tenders published in the last 30 days, whatever has become of them.')
  readonly publishedLately!: number;

  @Described(() => [DomainSummaryObject], 'By medium, each once.')
  readonly domains!: readonly DomainSummaryObject[];
}

import { Injectable } from '@nestjs/common';
import { opensMore, shanghaiDay, worklistOf, type Viewer, type WorkItem, type WorkKind } from '@huanpei/domain';
import { pageOfList } from '../paged';
import { Clock } from '../ports/platform';
import { Reads, type Page, type PageRequest } from '../ports/reads';
import { StandingNeeds } from '../market/standing-needs';
import { standingsOf } from './lot-standings';
import { openAmong } from './open-among';

export interface WorklistFilter {
  readonly listingId?: string;
  readonly kinds?: readonly WorkKind[];
  /** Only what opens a tender that no listing of the firm fits yet, or only what opens none. */
  readonly opensMore?: boolean;
}

/** What the supplier could do for its published listings so that more open tenders are open to it, the most first. */
@Injectable()
export class ImprovementWorklist {
  constructor(
    private readonly reads: Reads,
    private readonly needs: StandingNeeds,
    private readonly clock: Clock,
  ) {}

  async execute(viewer: Viewer, filter: WorklistFilter, request: PageRequest): Promise<Page<WorkItem>> {
    const now = this.clock.now();
    const offers = await this.reads.offersOf(viewer.organisationId);
    // What stands in the way of a listing counts wherever the two are compared, also where much does.
    const compared = offers.length === 0 ? [] : await this.needs.comparedWith(offers);
    const tenders = await openAmong(
      this.reads,
      compared.map(({ owner }) => owner.id),
      now,
    );
    // All of the firm's listings are looked at, also where one is asked for: another may fit the lot already.
    const items = worklistOf(standingsOf(tenders, offers, shanghaiDay(now))).filter(
      (item) =>
        (filter.listingId === undefined || item.listingId === filter.listingId) &&
        (filter.kinds === undefined || filter.kinds.includes(item.kind)) &&
        (filter.opensMore === undefined || opensMore(item) === filter.opensMore),
    );
    return pageOfList('worklist', items, ({ key }) => key, request);
  }
}

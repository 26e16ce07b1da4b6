import { Injectable } from '@nestjs/common';
import { accepted, refused, shanghaiDay, type Outcome } from '@huanpei/domain';
import { ENGINE_VERSION, matchNeed, type Need, type NeedResult } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { needFaults } from '../tender/tender-faults';

export interface Preview {
  readonly result: NeedResult;
  readonly engine: string;
  readonly referenceEdition: string;
  readonly asOf: string;
  readonly marketPosition: number;
}

/** What the market would answer to a need that nobody has published: the same engine, nothing kept, nobody told. */
@Injectable()
export class PreviewMatches {
  constructor(
    private readonly reads: Reads,
    private readonly clock: Clock,
  ) {}

  async execute(need: Need, top: number): Promise<Outcome<Preview>> {
    const faults = needFaults(need, 'need');
    if (faults.length > 0) return refused(...faults);
    const asOf = need.asOf ?? shanghaiDay(this.clock.now());
    const market = await this.reads.market(need.domain);
    const offers = market.offers.map(({ offer }) => offer);
    const reference = matchingReference();
    const result = matchNeed({ ...need, asOf }, offers, reference, { top, today: asOf, market: true });
    return accepted({
      result,
      engine: ENGINE_VERSION,
      referenceEdition: reference.edition,
      asOf,
      marketPosition: market.position,
    });
  }
}

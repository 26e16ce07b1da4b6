import { Injectable } from '@nestjs/common';
import { refused, shanghaiDay, type Outcome } from '@huanpei/domain';
import { ENGINE_VERSION, type Need, type NeedResult } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { Clock } from '../ports/platform';
import { MarketIndex } from '../ports/market-index';
import { needFaults } from '../tender/tender-faults';
import { askMarket } from './markets';

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
    private readonly index: MarketIndex,
    private readonly clock: Clock,
  ) {}

  async execute(need: Need, top: number): Promise<Outcome<Preview>> {
    const faults = needFaults(need, 'need');
    if (faults.length > 0) return refused(...faults);
    const asOf = need.asOf ?? shanghaiDay(this.clock.now());
    return askMarket(this.index, need.domain, (market) => ({
      result: market.query({ ...need, asOf }, { top, today: asOf, relaxations: true }),
      engine: ENGINE_VERSION,
      referenceEdition: matchingReference().edition,
      asOf,
      marketPosition: market.position,
    }));
  }
}

import { Injectable } from '@nestjs/common';
import { accepted, refused, shanghaiDay, type Outcome, type Refusal, type Viewer } from '@huanpei/domain';
import {
  ENGINE_VERSION,
  MOST_STAGES,
  type Need,
  type Offer,
  type TrainObjective,
  type TrainOptions,
  type TrainSearch,
} from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { MarketIndex, MarketLoading, MarketMoved } from '../ports/market-index';
import { Clock, MarketRules } from '../ports/platform';
import { ThreadFault, Threads } from '../ports/threads';
import { needFaults } from '../tender/tender-faults';
import { askMarket, RETRY_SECONDS } from './markets';

/** What a buyer may say of the trains wanted. */
export interface TrainWishes {
  readonly objective: TrainObjective;
  /** How many trains, 1 to `MOST_TRAINS`. */
  readonly top: number;
  /** The most stages of a train, 1 to `MOST_STAGES`. */
  readonly maxStages: number;
  /** How long to search at most; what the marketplace allows when left out. */
  readonly seconds?: number;
  /** Price of electricity in major units per kWh, and for how many years it is counted. */
  readonly electricity?: NonNullable<TrainOptions['electricity']>;
}

export interface ComposedTrains {
  readonly engine: string;
  readonly referenceEdition: string;
  readonly asOf: string;
  /** The market the stages were taken from. */
  readonly marketPosition: number;
  /** How many listings of the domain share a technology with the need. */
  readonly compared: number;
  readonly search: TrainSearch;
}

/** More trains of one need than a person would compare. */
export const MOST_TRAINS = 10;
const LONGEST_YEARS = 100;

/** So many searches of one organisation may be under way in this process, so that nobody keeps the others waiting. */
const MOST_AT_ONCE = 3;
/** So many offers are sent to the thread at a time. */
const PIECE = 200;
/** So often a market that moves on is read for one search, the last time at once. */
const MOST_READINGS = 4;
/** How long a search may wait for those before it. */
const PATIENCE_MS = 15_000;

/** Composes treatment trains from the market for a need, published or not. Nothing is kept, nobody is told. */
@Injectable()
export class ComposeTrains {
  private readonly underWay = new Map<string, number>();

  constructor(
    private readonly index: MarketIndex,
    private readonly threads: Threads,
    private readonly rules: MarketRules,
    private readonly clock: Clock,
  ) {}

  /** @param abandoned aborted when nobody waits for the answer any more; its reason is thrown then */
  async execute(
    { organisationId }: Pick<Viewer, 'organisationId'>,
    need: Need,
    wishes: TrainWishes,
    abandoned?: AbortSignal,
  ): Promise<Outcome<ComposedTrains>> {
    const faults = [...needFaults(need, 'need'), ...wishFaults(wishes, this.rules.trainSeconds)];
    if (faults.length > 0) return refused(...faults);
    const busy = this.underWay.get(organisationId) ?? 0;
    if (busy >= MOST_AT_ONCE) return refused(BUSY);
    this.underWay.set(organisationId, busy + 1);
    try {
      return await this.compose(need, wishes, abandoned);
    } finally {
      const left = (this.underWay.get(organisationId) ?? 1) - 1;
      if (left === 0) this.underWay.delete(organisationId);
      else this.underWay.set(organisationId, left);
    }
  }

  private async compose(
    need: Need,
    { objective, top, maxStages, seconds, electricity }: TrainWishes,
    abandoned: AbortSignal | undefined,
  ): Promise<Outcome<ComposedTrains>> {
    const today = need.asOf ?? shanghaiDay(this.clock.now());
    const options = { objective, top, maxStages, today, ...(electricity ? { electricity } : {}) };
    for (let attempt = 1; ; attempt += 1) {
      const ready = await askMarket(this.index, need.domain, () => undefined);
      if (!ready.ok) return ready;
      const read: Read = { position: 0, offers: 0 };
      try {
        const search = await this.threads.run(
          'trains',
          'compose',
          { need: { ...need, asOf: today }, options },
          {
            limitMs: (seconds ?? this.rules.trainSeconds) * 1_000,
            patienceMs: PATIENCE_MS,
            pieces: this.offersFor(need, read, attempt === MOST_READINGS),
            ...(abandoned ? { signal: abandoned } : {}),
          },
        );
        return accepted({
          engine: ENGINE_VERSION,
          referenceEdition: matchingReference().edition,
          asOf: today,
          marketPosition: read.position,
          compared: read.offers,
          search,
        });
      } catch (fault) {
        if (fault instanceof ThreadFault && fault.code === 'BUSY') return refused(BUSY);
        const moved = fault instanceof MarketMoved || fault instanceof MarketLoading;
        if (!moved || attempt === MOST_READINGS) throw fault;
      }
    }
  }

  /**
   * The offers that the need is compared with, all of one position. They are put together as they are sent, with others
   * answered in between; when the market moves on meanwhile, `MarketMoved` is thrown.
   *
   * @param atOnce puts all of them together first, so that nothing can come in between
   */
  private *offersFor(need: Need, read: Read, atOnce: boolean): Generator<readonly Offer[]> {
    const view = this.index.view(need.domain);
    if (!view) throw new MarketLoading();
    read.position = view.position;
    const offers = view.offers(need);
    let piece: Offer[] = [];
    for (const { offer } of atOnce ? [...offers] : offers) {
      piece.push(offer);
      read.offers += 1;
      if (piece.length < PIECE) continue;
      yield piece;
      piece = [];
    }
    if (piece.length > 0) yield piece;
  }
}

/** What was read for one search. */
interface Read {
  position: number;
  offers: number;
}

const BUSY: Refusal = { code: 'BUSY', facts: { retrySeconds: RETRY_SECONDS } };

/** Everything that makes no sense in what is wished, by its place in `options`. */
function wishFaults({ top, maxStages, seconds, electricity }: TrainWishes, mostSeconds: number): readonly Refusal[] {
  const fault = (field: string, zh: string, en: string): Refusal => ({
    code: 'INVALID',
    field: `options.${field}`,
    facts: { zh: `${field} 应为${zh}`, en: `${field} must be ${en}` },
  });
  const whole = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;
  return [
    ...(whole(top, MOST_TRAINS)
      ? []
      : [fault('top', ` 1 到 ${MOST_TRAINS} 的整数`, `a whole number from 1 to ${MOST_TRAINS}`)]),
    ...(whole(maxStages, MOST_STAGES)
      ? []
      : [fault('maxStages', ` 1 到 ${MOST_STAGES} 的整数`, `a whole number from 1 to ${MOST_STAGES}`)]),
    ...(seconds === undefined || (seconds > 0 && seconds <= mostSeconds)
      ? []
      : [fault('seconds', `大于 0、不超过 ${mostSeconds} 的数`, `above 0 and at most ${mostSeconds}`)]),
    ...(electricity === undefined ? [] : electricityFaults(electricity, fault)),
  ];
}

function electricityFaults(
  { perKWh, years }: NonNullable<TrainWishes['electricity']>,
  fault: (field: string, zh: string, en: string) => Refusal,
): readonly Refusal[] {
  return [
    ...(Number.isFinite(perKWh.amount) && perKWh.amount >= 0
      ? []
      : [fault('electricity.perMWh.amountMinor', '不小于 0 的整数', 'a whole number of at least 0')]),
    ...(/^[A-Z]{3}$/.test(perKWh.currency)
      ? []
      : [fault('electricity.perMWh.currency', ' ISO 4217 货币代码', 'an ISO 4217 code')]),
    ...(years > 0 && years <= LONGEST_YEARS
      ? []
      : [fault('electricity.years', `大于 0、不超过 ${LONGEST_YEARS} 的数`, `above 0 and at most ${LONGEST_YEARS}`)]),
  ];
}

import { setImmediate as others } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { accepted, closeness, refused, shanghaiDay, tailoringOf, type Outcome, type Tailoring } from '@huanpei/domain';
import {
  counts,
  decisive,
  ENGINE_VERSION,
  evaluatePrepared,
  prepareNeed,
  type Asked,
  type Need,
  type NeedResult,
  type PreparedNeed,
} from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { MarketIndex, MarketMoved, type MarketView } from '../ports/market-index';
import { Clock } from '../ports/platform';
import { needFaults } from '../tender/tender-faults';
import { askMarket } from './markets';

/** What one requirement does to the market, all others staying as they are. */
export interface RequirementFeedback {
  /** Id of its finding. */
  readonly requirement: string;
  readonly asked: Asked;
  /** How many listings it alone rules out. */
  readonly excludes: number;
  /** How many would fit without it. */
  readonly fitsWithout: number;
  /** Nothing fits, and without it something would. */
  readonly emptiesMarket: boolean;
}

/** What is not settled where nothing fits yet something may. */
export interface MissingFigure {
  /** Id of its finding. */
  readonly requirement: string;
  readonly asked: Asked;
  /** For how many of the listings that were looked at. */
  readonly listings: number;
  /** For how many of these it is what comes in that the need does not say. */
  readonly inletWanted: number;
  /** What the need leaves open of its own demand, so that no listing can settle it: a condition of the limit. */
  readonly conditionWanted: string | null;
}

export interface MissingFigures {
  /** Of how many listings that need data: all, or the first by rank. */
  readonly among: number;
  /** Those that most lack first. */
  readonly figures: readonly MissingFigure[];
}

export interface DraftFeedback {
  readonly engine: string;
  readonly referenceEdition: string;
  readonly asOf: string;
  readonly marketPosition: number;
  /** The counts and the relaxations. */
  readonly result: NeedResult;
  /** What each finding of the result asks, by its id. */
  readonly asked: ReadonlyMap<string, Asked>;
  /** How many suppliers have something that fits. */
  readonly suppliers: number;
  /** Those that keep out the most first; null when there are too many to be set aside one by one. */
  readonly requirements: readonly RequirementFeedback[] | null;
  /** Where nothing fits and something needs data: which figures those lack. */
  readonly missing: MissingFigures | null;
  readonly tailoring: Tailoring | null;
}

/** Every requirement is set aside once, which is a question to the market each. */
const MOST_SET_ASIDE = 60;

/** So many of the listings that need data are looked at for what they lack. */
export const MOST_LOOKED_AT = 200;

/** What a buyer sees while drafting: how the market answers, which requirement is in the way, and for how many suppliers. */
@Injectable()
export class GiveDraftFeedback {
  constructor(
    private readonly index: MarketIndex,
    private readonly clock: Clock,
  ) {}

  /** @param abandoned aborted when nobody waits for the answer any more; its reason is thrown then */
  async execute(need: Need, abandoned?: AbortSignal): Promise<Outcome<DraftFeedback>> {
    const faults = needFaults(need, 'need');
    if (faults.length > 0) return refused(...faults);
    const asOf = need.asOf ?? shanghaiDay(this.clock.now());
    for (let reading = 1; ; reading += 1) {
      abandoned?.throwIfAborted();
      const isLast = reading === MOST_READINGS;
      const begin = (market: MarketView): Steps | DraftFeedback =>
        isLast ? feedbackOn({ ...need, asOf }, market, asOf) : stepsOn({ ...need, asOf }, market, asOf);
      const begun = await askMarket(this.index, need.domain, begin);
      if (!begun.ok) return begun;
      if (!isSteps(begun.value)) return accepted(begun.value);
      try {
        return accepted(await inSteps(begun.value, abandoned));
      } catch (fault) {
        if (!(fault instanceof MarketMoved)) throw fault;
      }
    }
  }
}

/** One question to the market after the other; between two of them others may be answered, as long as the view holds. */
type Steps = Generator<undefined, DraftFeedback>;

const isSteps = (begun: Steps | DraftFeedback): begun is Steps => 'next' in begun;

/** So often a market that moves on is asked for one feedback, the last time at once. */
const MOST_READINGS = 4;

/** Others are answered after each question: dozens of them would hold up everybody. */
async function inSteps(steps: Steps, abandoned: AbortSignal | undefined): Promise<DraftFeedback> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await others();
    abandoned?.throwIfAborted();
  }
}

/** The feedback on one need from one market, at once. The same market gives the same feedback. */
export function feedbackOn(need: Need, market: MarketView, asOf: string): DraftFeedback {
  const steps = stepsOn(need, market, asOf);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function* stepsOn(need: Need, market: MarketView, asOf: string): Steps {
  const reference = matchingReference();
  const prepared = prepareNeed(need, reference, asOf);
  const result = market.query(need, { top: 1, today: asOf, relaxations: true });
  yield;
  const fitting = market.fitting(need, asOf, result.fits);
  const asked = askedBy(prepared);
  const ids = [
    ...prepared.demands.filter(counts).map(({ id }) => id),
    ...prepared.groups.filter(({ mandatory }) => mandatory).map(({ name }) => `group:${name}`),
  ];
  const requirements: RequirementFeedback[] | null = ids.length > MOST_SET_ASIDE ? null : [];
  for (const id of requirements ? ids : []) {
    yield;
    requirements?.push(...requirementFeedback(need, market, asOf, result, id, asked));
  }
  let missing: MissingFigures | null = null;
  if (result.fits === 0 && result.needsData > 0) {
    yield;
    missing = missingIn(market.query(need, { top: MOST_LOOKED_AT, today: asOf }), asked, conditionsOpen(prepared));
  }
  const suppliers = fitting.map((id) => market.standing(id)?.supplier);
  const isOne = new Set(suppliers).size <= 1;
  const near =
    isOne && requirements
      ? yield* suppliersOneFigureAway(prepared, market, asOf, new Set(fitting), result.fits, requirements)
      : null;
  return {
    engine: ENGINE_VERSION,
    referenceEdition: reference.edition,
    asOf,
    marketPosition: market.position,
    result,
    asked,
    suppliers: new Set(suppliers).size,
    requirements: requirements && [...requirements].sort(byWhatIsKeptOut),
    missing,
    tailoring: isOne ? tailoringOf(suppliers, near, () => market.suppliers(need)) : null,
  };
}

/** Of demands that apply under a condition which the need does not settle, that condition, by the id of the demand. */
const conditionsOpen = ({ demands }: PreparedNeed): ReadonlyMap<string, string> =>
  new Map(
    demands.flatMap((demand): readonly [string, string][] => {
      const open = 'open' in demand ? demand.open : undefined;
      return open?.condition === undefined ? [] : [[demand.id, open.condition]];
    }),
  );

/** What the listings that need data are not settled on. Each finding is looked at once: there may be a thousand of each. */
function missingIn(
  { matches }: NeedResult,
  asked: ReadonlyMap<string, Asked>,
  conditions: ReadonlyMap<string, string>,
): MissingFigures {
  const open = matches.filter(({ outcome }) => outcome === 'NEEDS_DATA');
  const lacking = new Map<string, { listings: number; inletWanted: number }>();
  for (const { id, code } of open.flatMap(({ findings }) => decisive(findings, 'UNKNOWN'))) {
    const { listings, inletWanted } = lacking.get(id) ?? { listings: 0, inletWanted: 0 };
    const wanted = code === 'INLET_NOT_STATED' ? 1 : 0;
    lacking.set(id, { listings: listings + 1, inletWanted: inletWanted + wanted });
  }
  const figures = [...asked].flatMap(([requirement, of]): readonly MissingFigure[] => {
    const found = lacking.get(requirement);
    return found ? [{ requirement, asked: of, ...found, conditionWanted: conditions.get(requirement) ?? null }] : [];
  });
  return { among: open.length, figures: figures.sort((a, b) => b.listings - a.listings) };
}

const byWhatIsKeptOut = (a: RequirementFeedback, b: RequirementFeedback): number =>
  b.fitsWithout - a.fitsWithout || b.excludes - a.excludes;

function requirementFeedback(
  need: Need,
  market: MarketView,
  asOf: string,
  { fits, ruledOut }: NeedResult,
  id: string,
  asked: ReadonlyMap<string, Asked>,
): readonly RequirementFeedback[] {
  const of = asked.get(id);
  if (!of) return [];
  const without = market.query({ ...need, setAside: [id] }, { top: 1, today: asOf });
  return [
    {
      requirement: id,
      asked: of,
      excludes: ruledOut - without.ruledOut,
      fitsWithout: without.fits,
      emptiesMarket: fits === 0 && without.fits > 0,
    },
  ];
}

/** The suppliers of listings that one figure, not stated, keeps from fitting. */
function* suppliersOneFigureAway(
  prepared: PreparedNeed,
  market: MarketView,
  asOf: string,
  fitting: ReadonlySet<string>,
  fits: number,
  requirements: readonly RequirementFeedback[],
): Generator<undefined, readonly (string | undefined)[]> {
  const near = new Set<string>();
  const conditions = conditionsOpen(prepared);
  for (const { requirement, fitsWithout } of requirements) {
    // What only the buyer can settle is open for every listing, and nobody's missing figure.
    if (conditions.has(requirement)) continue;
    if (fitsWithout <= fits) continue;
    yield;
    for (const id of market.fitting({ ...prepared.need, setAside: [requirement] }, asOf, fitsWithout))
      if (!fitting.has(id)) near.add(id);
  }
  return [...near].flatMap((id) => {
    const offer = market.offer(id)?.offer;
    const close = offer && closeness(evaluatePrepared(prepared, offer));
    return close?.closeness === 'ONE_FIGURE_MISSING' ? [offer?.supplier] : [];
  });
}

function askedBy({ demands, groups }: PreparedNeed): ReadonlyMap<string, Asked> {
  return new Map<string, Asked>([
    ...demands.map(({ id, asked }) => [id, asked] as const),
    ...groups.map(({ name, members }) => [`group:${name}`, { kind: 'GROUP', group: name, members }] as const),
  ]);
}

import { counts, prepareNeed, type Demand, type PreparedNeed } from '../demand';
import { thingKey } from '../duty';
import type { MatchingReference, Need } from '../model';
import type { DemandClass } from './demand-class';
import type { HeldThings } from './held-things';
import { isMetBySilence } from './judge';
import { MOST_DEMANDS, type Placed, type PlacedNeed, type Vocabulary } from './segment';

/** Takes needs apart into what the columns hold. */
export class Placing {
  constructor(
    private readonly reference: MatchingReference,
    private readonly vocabulary: Vocabulary,
    private readonly held: HeldThings,
  ) {}

  /** @throws RangeError when more than 65,535 of its demands count, or its duty is on more than 65,535 things */
  place(need: Need): PlacedNeed {
    // The day is left open: it is that of the question where the need names none.
    const prepared = prepareNeed(need, this.reference, need.asOf ?? '');
    const demands = prepared.demands.flatMap((demand) =>
      demand.group === undefined && counts(demand) ? [this.placed(demand, prepared)] : [],
    );
    const groups = prepared.groups
      .filter(({ mandatory }) => mandatory)
      .map(({ name }) => ({
        findingId: `group:${name}`,
        members: prepared.demands.flatMap((demand) => (demand.group === name ? [this.placed(demand, prepared)] : [])),
      }));
    const duty = prepared.duty.things.flatMap(({ metric, parameter }) => {
      const value = prepared.duty.value(metric, parameter);
      if (value === undefined || value === 'MIXED_UNITS') return [];
      const { low, high, unit } = value;
      return [{ of: this.vocabulary.classes.duty(thingKey(metric, parameter), unit), low, high }];
    });
    const members = groups.reduce((sum, group) => sum + group.members.length, groups.length);
    if (demands.length + members > MOST_DEMANDS || duty.length > MOST_DEMANDS)
      throw new RangeError(`a need has more than ${MOST_DEMANDS} demands or duties`);
    return { id: need.id, demands, groups, duty };
  }

  private placed(demand: Demand, prepared: PreparedNeed): Placed {
    const of = this.vocabulary.classes.of(demand, prepared);
    return {
      of,
      findingId: demand.id,
      open: this.isOpen(of, demand, prepared),
      figures: of.kind === 'LIST' ? [this.held.numberOf(demand.asked, prepared.need.asOf)] : figuresOf(of, demand),
    };
  }

  /** Whether the demand is open for an offer that says nothing of its subject. */
  private isOpen(of: DemandClass, demand: Demand, prepared: PreparedNeed): boolean {
    if (of.kind === 'ENVELOPE') return !of.onlyIfStated;
    if (of.kind !== 'FIGURE' || demand.kind !== 'FIGURE') return true;
    // What comes in may keep an outlet limit already.
    const duty = of.duty ? prepared.duty.value('inlet', of.parameter) : undefined;
    const [low, high] = duty === undefined || duty === 'MIXED_UNITS' ? [NaN, NaN] : [duty.low, duty.high];
    const { lower, upper } = demand.bound ?? {};
    return !isMetBySilence(of, lower?.value ?? NaN, upper?.value ?? NaN, low, high);
  }
}

/** The demand's own figures, in the order in which its bucket keeps them. */
function figuresOf(of: DemandClass, demand: Demand): readonly number[] {
  if (of.width === 0) return [];
  if (demand.kind === 'FIGURE') {
    const { lower, upper } = demand.bound ?? {};
    return [lower, upper].flatMap((end) => (end ? [end.value] : []));
  }
  if (demand.kind === 'ENVELOPE') {
    const { design } = demand;
    return design === undefined || design === 'MIXED_UNITS' ? [] : [design.low, design.high];
  }
  const { asked } = demand;
  if (asked.kind === 'LEAD_DAYS') return [asked.days];
  return asked.kind === 'PRICE' ? [asked.price.amount] : [];
}

import { decide, isEmpty } from './conditions';
import { dutyOf } from './duty';
import { envelopeIn, figureIn, statementsOf, type Reading, type Thing } from './stated';
import type { Offer } from './model';

/** The ends of what an offer states, in the unit asked for; an end that is not stated is absent. */
export interface StatedRange {
  readonly low?: number;
  readonly high?: number;
}

/**
 * What an offer states of one thing when no duty is known yet, as the checks would read it: the worse for the buyer of
 * each end (the highest upper and the lowest lower), in `unit`. A fact under a condition that some duty settles
 * (`water temperature <= 12 degC`) counts like one without, so the figure is kept whichever duty comes. A fact under a
 * note (`at 11 % O2`, `oxidation stage`) never counts, since no duty decides it, nor does one in a unit that does not
 * convert, or a removal above 100 %. Undefined when no fact is left.
 *
 * @param isParameter whether a code names a parameter, as the conditions of facts need to know
 */
export function statedRange(
  offer: Offer,
  metric: string,
  parameter: string | undefined,
  unit: string,
  isParameter: (code: string) => boolean,
): StatedRange | undefined {
  const thing = underAnyDuty(offer, metric, parameter, isParameter);
  return rangeOf(figureIn(thing, unit, metric === 'removal_pct'));
}

/**
 * The flows an offer carries, in `unit`, read as {@link statedRange} reads but as an envelope: the lowest upper and the
 * highest lower end, a bare figure as "up to", a tonne of water as a cubic metre, and a modular offer up to `maxUnits`
 * units, `Infinity` where their number is not limited. The gaps that modules may leave between n and n + 1 units are not
 * shown: only a check against a duty finds them.
 */
export function statedCapacity(
  offer: Offer,
  unit: string,
  isParameter: (code: string) => boolean,
): StatedRange | undefined {
  const thing = underAnyDuty(offer, 'capacity', undefined, isParameter);
  const range = rangeOf(envelopeIn(thing, 'capacity', undefined, unit, dutyOf(offer.domain, [])));
  if (range?.high === undefined || range.high <= 0 || offer.modular !== true) return range;
  return { ...range, high: range.high * (offer.maxUnits ?? Infinity) };
}

function underAnyDuty(
  offer: Offer,
  metric: string,
  parameter: string | undefined,
  isParameter: (code: string) => boolean,
): Thing {
  const nothing = dutyOf(offer.domain, []);
  const { all } = statementsOf(offer, nothing, isParameter)(metric, parameter);
  const counting = all.filter(
    ({ condition }) => isEmpty(condition) || decide(condition as string, nothing, isParameter) !== 'NOTE',
  );
  return { all, counting, undecided: [] };
}

function rangeOf({ lower, upper, facts }: Reading): StatedRange | undefined {
  if (facts.length === 0) return undefined;
  return { ...(lower ? { low: lower.value } : {}), ...(upper ? { high: upper.value } : {}) };
}

import { checkDemand, type Checked } from './check';
import { boundOf, counts, type Demand, type PreparedNeed } from './demand';
import { designValue } from './duty';
import { above, below } from './interval';
import type { Detail } from './match';
import type { Judged } from './score';
import { statementsOf } from './stated';
import type { NumericStatement, Offer, Relaxation } from './model';

/** A number just past another: an open limit is kept only by what lies inside it. */
const PAST = 4e-9;

/** One number of a demand that can be made milder, and the demand with another number in its place. */
interface Dial {
  readonly from: number;
  readonly unit: string;
  readonly milder: 'HIGHER' | 'LOWER';
  set(value: number): Demand;
}

/** An offer with the units found for it, standing for so many that say the same of the demand. */
export interface Standing {
  readonly offer: Offer;
  readonly units: number | undefined;
  readonly times: number;
}

/** One that a single finding keeps out, with what its check came to. */
export interface Obstructed extends Standing {
  readonly checked: Checked;
}

/**
 * For each mandatory number that alone rules offers out: the mildest value that makes at least one more offer fit, and
 * how many then fit. A candidate is tried with the check itself, so what is promised holds.
 */
export function relaxationsOf(prepared: PreparedNeed, details: readonly Detail[]): readonly Relaxation[] {
  const standing = ({ offer, match }: Detail): Standing => ({ offer, units: match.units, times: 1 });
  const fitting = details.filter(({ match }) => match.outcome === 'FITS').map(standing);
  const blocked = details.flatMap((detail) => {
    const obstacle = soleObstacle(detail);
    return obstacle ? [{ ...standing(detail), checked: obstacle.checked, demand: obstacle.demand }] : [];
  });
  return prepared.demands.flatMap((demand) => {
    const here = blocked.filter((one) => one.demand === demand);
    return relaxationOf(demand, prepared, here, fitting) ?? [];
  });
}

/**
 * The same for one demand.
 *
 * @param here those it alone keeps out
 * @param fitting those that fit already: a figure moved into one envelope may leave another, so they are tried again
 */
export function relaxationOf(
  demand: Demand,
  prepared: PreparedNeed,
  here: readonly Obstructed[],
  fitting: readonly Standing[],
): Relaxation | undefined {
  if (!counts(demand) || !here.some(({ checked }) => checked.verdict === 'FAIL')) return undefined;
  const before = total(fitting);
  const best = dialsOf(demand, prepared)
    .map((dial) => ({ dial, to: mildest(dial) }))
    .filter((found): found is { dial: Dial; to: number } => found.to !== undefined)
    .sort((a, b) => change(a.dial, a.to) - change(b.dial, b.to))[0];
  if (!best) return undefined;
  const { dial, to } = best;
  return { requirement: demand.id, from: dial.from, to, unit: dial.unit, fits: fitsAfter(dial.set(to)) };

  function fitsAfter(relaxed: Demand): number {
    return total(fitting.filter((one) => passes(relaxed, one))) + total(here.filter((one) => passes(relaxed, one)));
  }

  function mildest(dial: Dial): number | undefined {
    const candidates = here
      .flatMap((one) => (one.checked.passesNear ?? []).map((near) => ({ one, near })))
      .flatMap(({ one, near }) => {
        const past = Math.abs(near) * PAST || PAST;
        return [near, dial.milder === 'HIGHER' ? near + past : near - past].map((value) => ({ one, value }));
      })
      .filter(({ value }) => (dial.milder === 'HIGHER' ? above(value, dial.from) : below(value, dial.from)))
      .sort((a, b) => (dial.milder === 'HIGHER' ? a.value - b.value : b.value - a.value));
    return candidates.find(({ one, value }) => {
      const relaxed = dial.set(value);
      return passes(relaxed, one) && fitsAfter(relaxed) > before;
    })?.value;
  }

  function passes(relaxed: Demand, { offer, units }: Standing): boolean {
    return checkOf(relaxed, prepared, offer, units)?.verdict === 'PASS';
  }
}

/** What one demand comes to for an offer whose units are known. */
export const checkOf = (
  demand: Demand,
  prepared: PreparedNeed,
  offer: Offer,
  units: number | undefined,
): Checked | undefined =>
  checkDemand(demand, prepared, offer, statementsOf(offer, prepared.duty, prepared.isParameter), units);

/** Whether a demand has a number that can be made milder. */
export const canRelax = (demand: Demand, prepared: PreparedNeed): boolean =>
  counts(demand) && dialsOf(demand, prepared).length > 0;

const total = (standing: readonly Standing[]): number => standing.reduce((sum, { times }) => sum + times, 0);

/** The one finding that counts and does not pass, when it is the only one. */
function soleObstacle({ match, judged }: Detail): Judged | undefined {
  const open = match.findings.filter((finding) => counts(finding) && finding.verdict !== 'PASS');
  const [only] = open;
  return open.length === 1 && only ? judged.find(({ demand }) => demand.id === only.id) : undefined;
}

const change = ({ from }: Dial, to: number): number => Math.abs(to - from) / (Math.abs(from) || 1);

/** What of a demand can be relaxed. An exact `=` cannot: any other figure is another demand. */
function dialsOf(demand: Demand, prepared: PreparedNeed): readonly Dial[] {
  switch (demand.kind) {
    case 'FIGURE':
      return figureDials(demand.demand, (statement) => ({
        ...demand,
        demand: statement,
        asked: { ...demand.asked, kind: 'NUMERIC', demand: statement },
        bound: boundOf(statement),
      }));
    case 'ENVELOPE':
      // The duty is what it is; only what a requirement names can be asked for more mildly.
      if (demand.onlyIfStated || demand.id === 'capacity' || demand.asked.kind !== 'NUMERIC') return [];
      return envelopeDials(demand.asked.demand, (statement) => ({
        ...demand,
        asked: { kind: 'NUMERIC', demand: statement },
        design: designValue([statement], prepared.need.domain),
      }));
    case 'HELD': {
      const { asked } = demand;
      if (asked.kind === 'LEAD_DAYS') {
        return [dial(asked.days, 'd', 'HIGHER', (days) => ({ ...demand, asked: { ...asked, days } }))];
      }
      if (asked.kind === 'PRICE') {
        const { amount, currency } = asked.price;
        const set = (value: number): Demand => ({
          ...demand,
          asked: { ...asked, price: { ...asked.price, amount: value } },
        });
        return [dial(amount, currency, 'HIGHER', set)];
      }
      return [];
    }
    case 'STANDARD_UNKNOWN':
      return [];
  }
}

const dial = (from: number, unit: string, milder: Dial['milder'], set: (value: number) => Demand): Dial => ({
  from,
  unit,
  milder,
  set,
});

function figureDials(statement: NumericStatement, make: (statement: NumericStatement) => Demand): readonly Dial[] {
  const { op, value, valueMax, unit } = statement;
  if (value === undefined || op === '=') return [];
  const lowEnd = (milder: Dial['milder']) => dial(value, unit, milder, (to) => make({ ...statement, value: to }));
  if (op === 'range') {
    if (valueMax === undefined) return [];
    return [lowEnd('LOWER'), dial(valueMax, unit, 'HIGHER', (to) => make({ ...statement, valueMax: to }))];
  }
  return [lowEnd(op === '>=' || op === '>' ? 'LOWER' : 'HIGHER')];
}

/** A figure that must lie inside an envelope is relaxed towards it, from whichever side it is outside. */
function envelopeDials(statement: NumericStatement, make: (statement: NumericStatement) => Demand): readonly Dial[] {
  const { op, value, valueMax, unit } = statement;
  if (value === undefined) return [];
  if (op === 'range') {
    if (valueMax === undefined) return [];
    const low = dial(value, unit, 'HIGHER', (to) => make({ ...statement, value: to }));
    const high = dial(valueMax, unit, 'LOWER', (to) => make({ ...statement, valueMax: to }));
    return [low, high];
  }
  const set = (to: number) => make({ ...statement, value: to });
  return [dial(value, unit, 'LOWER', set), dial(value, unit, 'HIGHER', set)];
}

import { checkEnvelope, checkFigure, checkHeld, type Checked } from './check';
import { boundOf, counts, type Demand, type PreparedNeed } from './demand';
import { designValue } from './duty';
import { above, below } from './interval';
import type { Detail } from './match';
import type { Judged } from './score';
import { statementsOf } from './stated';
import type { NumericStatement, Relaxation } from './model';

/** A number just past another: an open limit is kept only by what lies inside it. */
const PAST = 4e-9;

/** One number of a demand that can be made milder, and the demand with another number in its place. */
interface Dial {
  readonly from: number;
  readonly unit: string;
  readonly milder: 'HIGHER' | 'LOWER';
  set(value: number): Demand;
}

/**
 * For each mandatory number that alone rules offers out: the mildest value that makes at least one more offer fit, and
 * how many then fit. A candidate is tried with the check itself, so what is promised holds.
 */
export function relaxationsOf(prepared: PreparedNeed, details: readonly Detail[]): readonly Relaxation[] {
  // A figure moved into one envelope may leave another, so those that fit already are tried again.
  const fitting = details.filter(({ match }) => match.outcome === 'FITS');
  const blocked = details.flatMap((detail) => {
    const obstacle = soleObstacle(detail);
    return obstacle ? [{ detail, obstacle }] : [];
  });
  return prepared.demands.flatMap((demand) => {
    if (!counts(demand)) return [];
    const here = blocked.filter(({ obstacle }) => obstacle.demand === demand);
    if (!here.some(({ obstacle }) => obstacle.checked.verdict === 'FAIL')) return [];
    const best = dialsOf(demand, prepared)
      .map((dial) => ({ dial, to: mildest(dial) }))
      .filter((found): found is { dial: Dial; to: number } => found.to !== undefined)
      .sort((a, b) => change(a.dial, a.to) - change(b.dial, b.to))[0];
    if (!best) return [];
    const { dial, to } = best;
    return [{ requirement: demand.id, from: dial.from, to, unit: dial.unit, fits: fitsAfter(dial.set(to)) }];

    function fitsAfter(relaxed: Demand): number {
      return [...fitting, ...here.map(({ detail }) => detail)].filter((detail) => passes(relaxed, detail)).length;
    }

    function mildest(dial: Dial): number | undefined {
      const candidates = here
        .flatMap(({ detail, obstacle }) => (obstacle.checked.passesNear ?? []).map((near) => ({ detail, near })))
        .flatMap(({ detail, near }) => {
          const past = Math.abs(near) * PAST || PAST;
          return [near, dial.milder === 'HIGHER' ? near + past : near - past].map((value) => ({ detail, value }));
        })
        .filter(({ value }) => (dial.milder === 'HIGHER' ? above(value, dial.from) : below(value, dial.from)))
        .sort((a, b) => (dial.milder === 'HIGHER' ? a.value - b.value : b.value - a.value));
      return candidates.find(({ detail, value }) => {
        const relaxed = dial.set(value);
        return passes(relaxed, detail) && fitsAfter(relaxed) > fitting.length;
      })?.value;
    }
  });

  function passes(demand: Demand, { offer, match }: Detail): boolean {
    const statements = statementsOf(offer, prepared.duty, prepared.isParameter);
    let checked: Checked | undefined;
    if (demand.kind === 'FIGURE') checked = checkFigure(demand, prepared, statements);
    else if (demand.kind === 'ENVELOPE') checked = checkEnvelope(demand, prepared, offer, statements);
    else if (demand.kind === 'HELD') checked = checkHeld(demand, prepared, offer, match.units);
    return checked?.verdict === 'PASS';
  }
}

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

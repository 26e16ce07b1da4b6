import { checkEnvelope, checkFigure, checkHeld, type Checked } from '../check';
import { prepareNeed, type Demand, type FigureDemand } from '../demand';
import { above } from '../interval';
import { detailOf, withGroups } from '../match';
import { BASES, type DutyFact, type Fact, type Finding } from '../model';
import type { Judged } from '../score';
import { basisRank, statementsOf, type Statements, type Thing } from '../stated';
import { factorBetween } from '../units';
import { bearingOf, type TrainContext } from './context';
import type { Walk, Walked } from './evaluate';
import { budgetsOf, priceOf, used } from './read';
import type { Assumption, MissingFact, TrainFinding } from './train';

const UNKNOWN = (code: Checked['code']): Checked => ({ verdict: 'UNKNOWN', code });

/** Every demand of the need checked against the whole train, then each stage at its own inlet. */
export function findingsOf(
  context: TrainContext,
  { stages, end, sets }: Walk,
  missing: ReadonlyMap<string, MissingFact>,
): readonly TrainFinding[] {
  const { prepared, tracked } = context;
  const judged: Judged[] = [];
  const assumptions = new Map<string, readonly Assumption[]>();
  for (const demand of prepared.demands) {
    if (demand.kind === 'ENVELOPE' && (demand.onlyIfStated || demand.id === 'capacity')) continue;
    const checked = wholeCheck(demand);
    if (!checked) continue;
    judged.push({ demand, checked });
    if (demand.kind !== 'FIGURE' || demand.demand.parameter === undefined) continue;
    const p = tracked.findIndex(({ parameter }) => parameter === demand.demand.parameter);
    if (p < 0 || (demand.demand.metric !== 'outlet' && demand.demand.metric !== 'removal_pct')) continue;
    const silent = stages.flatMap(({ offer, reading }, index) =>
      reading.effects[p]?.stated ? [] : [{ code: 'ASSUMED_UNCHANGED' as const, stage: index + 1, offerId: offer.id }],
    );
    if (silent.length > 0) assumptions.set(demand.id, silent);
  }
  const whole = withGroups(judged, prepared.groups).map((finding): TrainFinding => {
    const of = assumptions.get(finding.id);
    return of ? { ...finding, assumptions: of } : finding;
  });
  return [...whole, ...stages.flatMap(stageFindings)];

  function wholeCheck(demand: Demand): Checked | undefined {
    switch (bearingOf(demand)) {
      case 'OPEN':
        return demand.kind === 'FIGURE' ? openFigure(demand) : UNKNOWN('STANDARD_UNKNOWN');
      case 'OUTLET':
        return outletCheck(demand as FigureDemand);
      case 'REMOVAL':
        return removalCheck(demand as FigureDemand);
      case 'PRICE':
        return priceCheck(demand);
      case 'ENERGY':
      case 'SUM':
      case 'RECOVERY':
        return sumCheck(demand as FigureDemand);
      case 'FIRST':
        return eachCheck(demand, stages.slice(0, 1));
      case 'WHERE_STATED': {
        const { metric, parameter } = (demand as FigureDemand).demand;
        const telling = stages.filter(
          ({ offer, duty }) => statementsOf(offer, duty, prepared.isParameter)(metric, parameter).all.length > 0,
        );
        return telling.length === 0 ? UNKNOWN('NOT_STATED') : eachCheck(demand, telling);
      }
      case 'EACH':
        return eachCheck(demand, stages);
    }
  }

  function openFigure(demand: FigureDemand): Checked {
    return checkFigure(demand, prepared, () => EMPTY);
  }

  /** The doubts that the figure of a parameter rests on. */
  function doubtsOn(parameter: string): readonly MissingFact[] {
    const keys = ['removal_pct', 'outlet', 'inlet', 'added', 'outlet_floor'].map((metric) => `${metric}:${parameter}`);
    return [...missing].flatMap(([key, doubt]) => (keys.includes(key.slice(key.indexOf('|') + 1)) ? [doubt] : []));
  }

  function outletCheck(demand: FigureDemand): Checked {
    const { parameter = '', unit } = demand.demand;
    const p = tracked.findIndex((one) => one.parameter === parameter);
    const doubts = doubtsOn(parameter);
    const facts: Fact[] = [];
    let touched = false;
    if (p >= 0 && demand.bound?.lower === undefined) {
      const { unit: own } = tracked[p] as (typeof tracked)[number];
      touched = stages.some(({ inlet, outlet }) => inlet[p] !== outlet[p]);
      const value = end[p] as number;
      const factor = factorBetween(own, unit);
      if (factor === undefined) return UNKNOWN('UNIT');
      if (!Number.isFinite(value)) return UNKNOWN('INLET_NOT_STATED');
      const rank = Math.max(0, ...stages.map(({ reading }) => reading.effects[p]?.rank ?? 0));
      facts.push({
        metric: 'outlet',
        parameter,
        op: '<=',
        value: value * factor,
        unit,
        basis: BASES[rank] ?? 'GUARANTEED',
      });
    } else {
      const own = context.settings.flatMap((setting, s) =>
        setting.demand === demand ? [{ setting, value: sets[s] as number }] : [],
      );
      touched = stages.some(({ reading }) =>
        context.settings.some((one, s) => one.demand === demand && !Number.isNaN(reading.sets[s])),
      );
      for (const { setting, value } of own) {
        if (!Number.isFinite(value)) return UNKNOWN(doubts[0] ? codeOfMissing(doubts[0]) : 'NOT_STATED');
        const figure = setting.end === 'LOWER' ? -value : value;
        facts.push({ metric: 'outlet', parameter, op: setting.end === 'LOWER' ? '>=' : '<=', value: figure, unit });
      }
      // The upper end of a range on a concentration is followed like any other limit.
      if (p >= 0 && demand.bound?.upper) {
        const factor = factorBetween((tracked[p] as (typeof tracked)[number]).unit, unit);
        const value = end[p] as number;
        if (factor !== undefined && Number.isFinite(value))
          facts.push({ metric: 'outlet', parameter, op: '<=', value: value * factor, unit });
      }
    }
    const thing = { all: facts, counting: facts, undecided: [] };
    const checked = checkFigure(demand, prepared, touched ? only('outlet', parameter, thing) : () => EMPTY);
    return settle(checked, doubts);
  }

  function removalCheck(demand: FigureDemand): Checked {
    const { parameter = '' } = demand.demand;
    const p = tracked.findIndex((one) => one.parameter === parameter);
    const begin = tracked[p]?.inlet?.high;
    const value = end[p] as number;
    if (begin === undefined || !(begin > 0) || !Number.isFinite(value)) return UNKNOWN('INLET_NOT_STATED');
    const rank = Math.max(0, ...stages.map(({ reading }) => reading.effects[p]?.rank ?? 0));
    const fact: Fact = {
      metric: 'removal_pct',
      parameter,
      op: '>=',
      value: (1 - value / begin) * 100,
      unit: '%',
      basis: BASES[rank] ?? 'GUARANTEED',
    };
    const thing = { all: [fact], counting: [fact], undecided: [] };
    return settle(checkFigure(demand, prepared, only('removal_pct', parameter, thing)), doubtsOn(parameter));
  }

  /** A pass that rests on a doubt is none; nor is it a failure where no supplier has said what is removed. */
  function settle(checked: Checked, doubts: readonly MissingFact[]): Checked {
    const [doubt] = doubts;
    const silent = doubts.some(({ code, metric }) => code === 'NOT_STATED' && metric === 'removal_pct');
    if (!doubt || (checked.verdict !== 'PASS' && !silent)) return checked;
    const { predicted, stated } = checked;
    return {
      verdict: 'UNKNOWN',
      code: codeOfMissing(doubt),
      ...(predicted === undefined ? {} : { predicted }),
      stated: { ...stated, ...(doubt.condition === undefined ? {} : { condition: doubt.condition }) },
    };
  }

  function sumCheck(demand: FigureDemand): Checked {
    const budget = budgetsOf({ ...context, active: [demand] })[0];
    const amounts = stages.map(({ offer, duty, units, flow, reading }) => {
      const of = budget?.use(offer, duty, reading.recovery);
      return of && used(of, units, flow?.[1] ?? 1);
    });
    if (!budget || amounts.includes(undefined)) return UNKNOWN('NOT_STATED');
    const sum = amounts.reduce<number>((total, one) => total + (one ?? 0), 0);
    const recovery = bearingOf(demand) === 'RECOVERY';
    const value = recovery ? Math.exp(-sum) * 100 * (factorBetween('%', demand.demand.unit) ?? 1) : sum;
    const { metric, parameter, unit } = demand.demand;
    const ranks = stages.map(({ offer, duty }) => {
      const { counting } = statementsOf(offer, duty, prepared.isParameter)(metric, parameter);
      return Math.min(...counting.map((fact) => basisRank(fact.basis)));
    });
    const fact: Fact = {
      metric,
      ...(parameter === undefined ? {} : { parameter }),
      op: recovery ? '>=' : '<=',
      value,
      unit,
      // A sum is worth what its weakest part is.
      basis: BASES[Math.max(...ranks)] ?? 'GUARANTEED',
    };
    return checkFigure(demand, prepared, only(metric, parameter, { all: [fact], counting: [fact], undecided: [] }));
  }

  function priceCheck(demand: Demand): Checked {
    if (demand.kind !== 'HELD' || demand.asked.kind !== 'PRICE') return UNKNOWN('NOT_STATED');
    const { currency } = demand.asked.price;
    const prices = stages.map(({ offer, units, flow }) => {
      const of = priceOf(offer, context, currency);
      return of && used(of, units, flow?.[1] ?? 1);
    });
    const other = stages.find(({ offer }) => offer.price && offer.price.currency !== currency)?.offer.price;
    if (other) return { ...UNKNOWN('CURRENCY'), stated: { price: other } };
    if (prices.includes(undefined)) return UNKNOWN('NOT_STATED');
    const amount = prices.reduce<number>((total, one) => total + (one ?? 0), 0);
    // The whole is one thing with one price; units and flows are in it already.
    const { modular: _modular, ...whole } = (stages[0] as Walked).offer;
    return checkHeld(demand, prepared, { ...whole, price: { amount, currency } }, 1);
  }

  /** The worst of several stages; of equals the first. Days are those of the slowest. */
  function eachCheck(demand: Demand, of: readonly Walked[]): Checked | undefined {
    const checks = of.flatMap(({ offer, duty }) => {
      const at = { ...prepared, duty };
      const statements = statementsOf(offer, duty, prepared.isParameter);
      if (demand.kind === 'HELD') return [checkHeld(demand, prepared, offer, undefined)];
      if (demand.kind === 'FIGURE') return [checkFigure(demand, at, statements)];
      if (demand.kind === 'ENVELOPE') {
        const checked = checkEnvelope(demand, at, offer, statements);
        return checked ? [checked] : [];
      }
      return [];
    });
    const badness = ({ verdict }: Checked) => (verdict === 'FAIL' ? 2 : verdict === 'UNKNOWN' ? 1 : 0);
    return checks.reduce<Checked | undefined>((worst, one) => {
      if (!worst) return one;
      const more = badness(one) - badness(worst);
      return more > 0 || (more === 0 && above(worst.margin ?? Infinity, one.margin ?? Infinity)) ? one : worst;
    }, undefined);
  }

  /** Capacity and envelopes of one stage: the engine's own findings for its own inlet. */
  function stageFindings({ offer, duty }: Walked, index: number): readonly TrainFinding[] {
    const { need, reference, options } = context;
    const facts = duty.things.flatMap(({ metric, parameter }): readonly DutyFact[] => {
      const value = duty.value(metric, parameter);
      if (value === undefined || value === 'MIXED_UNITS') return [];
      const { low, high, unit } = value;
      const thing = parameter === undefined ? { metric } : { metric, parameter };
      return low === high
        ? [{ ...thing, op: '=' as const, value: high, unit }]
        : [{ ...thing, op: 'range' as const, value: low, valueMax: high, unit }];
    });
    const { requirements: _r, standards: _s, ...bare } = need;
    const prepared = prepareNeed({ ...bare, duty: facts }, reference, options.today);
    return detailOf(prepared, offer)
      .match.findings.filter((finding) => finding.verdict !== 'UNKNOWN' || !testedWithLimit(finding))
      .map((finding) => ({ ...finding, id: `stage:${index + 1}:${finding.id}` }));
  }

  /** Of a single listing the match tests such an inlet with the limit on it alone: its evidence decides nothing there. */
  function testedWithLimit({ id }: Finding): boolean {
    return (
      stages.length === 1 &&
      tracked.some(({ parameter, testedByItself }) => !testedByItself && id === `envelope:inlet:${parameter}`)
    );
  }
}

const EMPTY: Thing = { all: [], counting: [], undecided: [] };

const only =
  (metric: string, parameter: string | undefined, thing: Thing): Statements =>
  (m, p) =>
    m === metric && p === parameter ? thing : EMPTY;

function codeOfMissing({ code }: MissingFact): Checked['code'] {
  return code === 'ORDER_UNKNOWN' ? 'NOT_STATED' : code;
}

import { dutyOf, designValue, type Duty, type DutyValue } from './duty';
import { decide, isEmpty } from './conditions';
import { closed, open, type Interval } from './interval';
import { expandCitation } from './standards';
import { traitsOf, type Traits } from './traits';
import type {
  Asked,
  Basis,
  Finding,
  MatchingReference,
  Need,
  NumericRequirement,
  NumericStatement,
  Requirement,
} from './model';

interface DemandBase {
  readonly id: string;
  readonly mandatory: boolean;
  readonly group?: string;
  readonly weight: number;
  readonly minimumBasis?: Basis;
  readonly asked: Asked;
}

/** A number that the outlet, or any other figure, must keep. */
export interface FigureDemand extends DemandBase {
  readonly kind: 'FIGURE';
  readonly demand: NumericStatement;
  /** What must be kept; nothing for `not_detectable` without a figure. */
  readonly bound: Interval | undefined;
  /** Set when it is not known what is demanded. */
  readonly open?: { readonly code: 'CONDITION_UNDECIDED' | 'LIMIT_UNCONFIRMED'; readonly condition?: string };
}

/** Design values that must lie inside what the offer states. */
export interface EnvelopeDemand extends DemandBase {
  readonly kind: 'ENVELOPE';
  readonly metric: string;
  readonly parameter?: string;
  readonly design: DutyValue;
  /** Only looked at when the offer states the thing; a requirement is always looked at. */
  readonly onlyIfStated: boolean;
  readonly open?: FigureDemand['open'];
}

export interface HeldDemand extends DemandBase {
  readonly kind: 'HELD';
}

/** A cited standard or parameter of which the reference data has no row. */
export interface UnknownStandardDemand extends DemandBase {
  readonly kind: 'STANDARD_UNKNOWN';
}

export type Demand = FigureDemand | EnvelopeDemand | HeldDemand | UnknownStandardDemand;

export interface DemandGroup {
  readonly name: string;
  readonly mandatory: boolean;
  readonly members: readonly string[];
}

/** A need taken apart once, so that any number of offers can be checked against it. */
export interface PreparedNeed {
  readonly need: Need;
  readonly asOf: string;
  readonly duty: Duty;
  /** In the order in which findings are given: capacity, standards, requirements, envelopes. */
  readonly demands: readonly Demand[];
  readonly groups: readonly DemandGroup[];
  /** Whether offers carry what a marketplace knows of them: the firm's record, and when a listing was confirmed. */
  readonly market: boolean;
  readonly traits: Traits;
  readonly reference: MatchingReference;
  isParameter(code: string): boolean;
}

/**
 * @param today the day on which certificates must hold when the need names none, `YYYY-MM-DD`
 * @param market whether offers carry the firm's record and when they were confirmed; without it neither is measured
 */
export function prepareNeed(need: Need, reference: MatchingReference, today: string, market = false): PreparedNeed {
  const duty = dutyOf(need.domain, need.duty ?? []);
  const isParameter = (code: string) => reference.parameterKind(code) !== undefined;
  const cited = (need.standards ?? []).flatMap((citation) => expandCitation(citation, reference, duty, isParameter));
  const required = (need.requirements ?? []).flatMap((requirement) => demandOf(requirement, need, duty, isParameter));
  const figures = [...cited.map((demand) => withBasis(demand, need.minimumBasis)), ...required];
  const checkedAtOutlet = new Set(
    figures.flatMap((demand) =>
      demand.kind === 'FIGURE' && demand.demand.metric === 'outlet' && demand.mandatory && demand.group === undefined
        ? [demand.demand.parameter]
        : [],
    ),
  );
  const fromDuty = duty.things
    .filter(({ metric, parameter }) => !(metric === 'inlet' && checkedAtOutlet.has(parameter)))
    .map((thing) => dutyDemand(thing, duty, need.minimumBasis));
  const capacity = fromDuty.filter(({ id }) => id === 'capacity');
  const envelopes = fromDuty.filter(({ id }) => id !== 'capacity');
  // They are checked as ever and rule nothing out; all else about the need stays as it was.
  const aside = new Set(need.setAside ?? []);
  const groups = groupsOf(need.requirements ?? [], new Set(required.map(({ id }) => id)));
  const prepared = {
    need,
    asOf: need.asOf ?? today,
    duty,
    demands: [...capacity, ...figures, ...envelopes].map((demand) =>
      aside.has(demand.id) ? { ...demand, mandatory: false } : demand,
    ),
    groups: groups.map((group) => (aside.has(`group:${group.name}`) ? { ...group, mandatory: false } : group)),
    market,
    reference,
    isParameter,
  };
  return { ...prepared, traits: traitsOf(prepared) };
}

const withBasis = <D extends Demand>(demand: D, minimumBasis: Basis | undefined): D =>
  minimumBasis === undefined ? demand : { ...demand, minimumBasis };

function dutyDemand(
  { metric, parameter }: Duty['things'][number],
  duty: Duty,
  minimumBasis: Basis | undefined,
): EnvelopeDemand {
  const capacity = metric === 'capacity' && parameter === undefined;
  const design = duty.value(metric, parameter);
  return {
    kind: 'ENVELOPE',
    id: capacity ? 'capacity' : `envelope:${metric}${parameter === undefined ? '' : `:${parameter}`}`,
    mandatory: true,
    weight: 1,
    ...(minimumBasis === undefined ? {} : { minimumBasis }),
    asked: {
      kind: 'NUMERIC',
      demand: { metric, ...(parameter === undefined ? {} : { parameter }), ...designFigures(design) },
    },
    metric,
    ...(parameter === undefined ? {} : { parameter }),
    design,
    onlyIfStated: !capacity,
  };
}

/** The design value as a statement that can be read; a duty in units that do not convert has none. */
function designFigures(design: DutyValue): Pick<NumericStatement, 'op' | 'value' | 'valueMax' | 'unit'> {
  if (design === undefined || design === 'MIXED_UNITS') return { op: '=', unit: '' };
  const { low, high, unit } = design;
  return low === high ? { op: '=', value: low, unit } : { op: 'range', value: low, valueMax: high, unit };
}

/** None when the requirement's condition is false: it is left out. */
function demandOf(
  requirement: Requirement,
  need: Need,
  duty: Duty,
  isParameter: (code: string) => boolean,
): readonly Demand[] {
  const { id, mandatory, group, weight = 1 } = requirement;
  const minimumBasis = requirement.minimumBasis ?? need.minimumBasis;
  const base = {
    id,
    mandatory,
    weight,
    ...(group === undefined ? {} : { group }),
    ...(minimumBasis === undefined ? {} : { minimumBasis }),
  };
  if (!isNumeric(requirement)) return [{ ...base, kind: 'HELD', asked: askedOf(requirement) }];
  const decided = isEmpty(requirement.condition) ? 'TRUE' : decide(requirement.condition as string, duty, isParameter);
  if (decided === 'FALSE') return [];
  const undecided =
    decided === 'UNDECIDED'
      ? { open: { code: 'CONDITION_UNDECIDED' as const, condition: requirement.condition as string } }
      : {};
  const demand = statementOf(requirement);
  const { metric, parameter } = demand;
  const asked = askedOf(requirement);
  if (metric !== 'capacity' && metric !== 'inlet' && metric !== 'operating_temp') {
    return [{ ...base, ...undecided, kind: 'FIGURE', asked, demand, bound: boundOf(demand) }];
  }
  return [
    {
      ...base,
      ...undecided,
      kind: 'ENVELOPE',
      asked,
      metric,
      ...(parameter === undefined ? {} : { parameter }),
      design: designValue([demand], need.domain),
      onlyIfStated: false,
    },
  ];
}

export function isNumeric(requirement: Requirement): requirement is NumericRequirement {
  return 'metric' in requirement && requirement.metric !== undefined;
}

function statementOf(requirement: NumericRequirement): NumericStatement {
  const { metric, parameter, op, value, valueMax, unit, condition } = requirement;
  return {
    metric,
    ...(parameter === undefined ? {} : { parameter }),
    op,
    ...(value === undefined ? {} : { value }),
    ...(valueMax === undefined ? {} : { valueMax }),
    unit,
    ...(isEmpty(condition) ? {} : { condition }),
  };
}

/** What a demanded statement allows. */
export function boundOf({ op, value, valueMax }: NumericStatement): Interval | undefined {
  if (value === undefined) return undefined;
  switch (op) {
    case '<=':
      return { upper: closed(value) };
    case '<':
    case 'not_detectable':
      return { upper: open(value) };
    case '>=':
      return { lower: closed(value) };
    case '>':
      return { lower: open(value) };
    case '=':
      return { lower: closed(value), upper: closed(value) };
    case 'range':
      return { lower: closed(value), upper: closed(valueMax ?? value) };
  }
}

/** What a requirement asks, as data that a sentence can be made of. */
export function askedOf(requirement: Requirement): Asked {
  if (isNumeric(requirement)) return { kind: 'NUMERIC', demand: statementOf(requirement) };
  if ('certificate' in requirement) return { kind: 'CERTIFICATE', code: requirement.certificate };
  if ('honour' in requirement) return { kind: 'HONOUR', code: requirement.honour };
  if ('service' in requirement) return { kind: 'SERVICE', code: requirement.service };
  if ('region' in requirement) return { kind: 'REGION', code: requirement.region };
  if ('leadDays' in requirement) return { kind: 'LEAD_DAYS', days: requirement.leadDays };
  return { kind: 'PRICE', price: requirement.price };
}

function groupsOf(requirements: readonly Requirement[], present: ReadonlySet<string>): readonly DemandGroup[] {
  const names = [...new Set(requirements.flatMap(({ group }) => (group === undefined ? [] : [group])))];
  return names
    .map((name) => {
      const of = requirements.filter(({ group }) => group === name);
      return {
        name,
        mandatory: of.some(({ mandatory }) => mandatory),
        members: of.filter(({ id }) => present.has(id)).map(({ id }) => id),
      };
    })
    .filter(({ members }) => members.length > 0);
}

/** Whether a finding counts for the outcome: it is mandatory, and not one alternative among several. */
export const counts = (finding: Pick<Finding, 'mandatory' | 'group'>): boolean =>
  finding.mandatory && finding.group === undefined;

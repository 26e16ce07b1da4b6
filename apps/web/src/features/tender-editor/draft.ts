import type { EditedLotFragment, EditedTenderFragment } from '../../generated/tender-editor';
import type {
  Basis,
  Domain,
  LotInput,
  MoneyInput,
  NameInput,
  ProcurementMethod,
  RequirementInput,
  ScoreWeightInput,
  TenderContentInput,
  Track,
} from '../../generated/schema';
import type { Figure } from '../fields/figure';

/** What the equipment will face; a line that is being written may lack anything. */
export interface DraftDuty {
  readonly key: string;
  readonly metric: 'capacity' | 'inlet' | 'operating_temp';
  readonly parameter?: string | undefined;
  readonly figure: Figure;
}

export type HeldKind = 'CERTIFICATE' | 'HONOUR' | 'SERVICE' | 'REGION';
export type Demand =
  | {
      readonly kind: 'FIGURE';
      readonly metric?: string | undefined;
      readonly parameter?: string | undefined;
      readonly figure: Figure;
    }
  | { readonly kind: HeldKind; readonly code?: string | undefined }
  | { readonly kind: 'LEAD_DAYS'; readonly days?: number | undefined }
  | { readonly kind: 'PRICE'; readonly price?: MoneyInput | undefined; readonly unread?: string | undefined };
export type DemandKind = Demand['kind'];

export interface DraftRequirement {
  readonly id: string;
  readonly mandatory: boolean;
  readonly weight: number;
  /** Requirements that share a group are alternatives. */
  readonly group?: string | undefined;
  readonly minimumBasis?: Basis | undefined;
  readonly condition?: string | undefined;
  readonly demand: Demand;
}

export interface DraftCitation {
  readonly code: string;
  readonly level: string;
  /** Only these; all when left out. */
  readonly parameters?: readonly string[] | undefined;
  readonly where: readonly string[];
  readonly whereNot: readonly string[];
}

/** What a tender is called until somebody gives it a name; it is not published under it. */
export const UNTITLED = { zh: '未命名招标', en: 'Untitled tender' } as const;

export interface DraftLot {
  readonly id: string;
  readonly title: NameInput;
  readonly domain: Domain;
  readonly technologies: readonly string[];
  readonly scenario?: string | undefined;
  readonly region?: string | undefined;
  readonly minimumBasis?: Basis | undefined;
  readonly weights: readonly ScoreWeightInput[];
  readonly duty: readonly DraftDuty[];
  readonly requirements: readonly DraftRequirement[];
  readonly standards: readonly DraftCitation[];
}

/** A tender as it is being written. */
export interface Draft {
  readonly title: NameInput;
  readonly summary: NameInput;
  readonly track: Track;
  readonly method: ProcurementMethod;
  readonly region?: string | undefined;
  readonly budget?: MoneyInput | undefined;
  /** What was typed as the budget and could not be read. */
  readonly budgetUnread?: string | undefined;
  readonly documentsUntil?: string | undefined;
  readonly deadline?: string | undefined;
  readonly lots: readonly DraftLot[];
}

export const citationKey = ({ code, level }: Pick<DraftCitation, 'code' | 'level'>): string => `${code}/${level}`;

export const emptyLot = (id: string, domain: Domain): DraftLot => ({
  id,
  title: {},
  domain,
  technologies: [],
  weights: [],
  duty: [],
  requirements: [],
  standards: [],
});

export const emptyDraft = (title: NameInput, domain: Domain): Draft => ({
  title,
  summary: {},
  track: 'GOVERNMENT_PROCUREMENT',
  method: 'OPEN',
  lots: [emptyLot('1', domain)],
});

const nameOf = (name: { readonly zh?: string | null; readonly en?: string | null } | null | undefined): NameInput => ({
  ...(name?.zh ? { zh: name.zh } : {}),
  ...(name?.en ? { en: name.en } : {}),
});

type ReadRequirement = EditedLotFragment['requirements'][number];

function demandOf(read: ReadRequirement): Demand {
  const { metric, parameter, op, value, valueMax, unit, certificate, honour, service, region, leadDays, price } = read;
  if (certificate) return { kind: 'CERTIFICATE', code: certificate.code };
  if (honour) return { kind: 'HONOUR', code: honour.code };
  if (service) return { kind: 'SERVICE', code: service.code };
  if (region) return { kind: 'REGION', code: region.code };
  if (leadDays !== null && leadDays !== undefined) return { kind: 'LEAD_DAYS', days: leadDays };
  if (price) return { kind: 'PRICE', price: { amountMinor: price.amountMinor, currency: price.currency } };
  return {
    kind: 'FIGURE',
    metric: metric?.code,
    parameter: parameter?.code,
    figure: { op: op ?? 'LE', value: value ?? undefined, valueMax: valueMax ?? undefined, unit: unit ?? '' },
  };
}

export const requirementOf = (read: ReadRequirement): DraftRequirement => ({
  id: read.id,
  mandatory: read.mandatory,
  weight: read.weight,
  group: read.group ?? undefined,
  minimumBasis: read.minimumBasis ?? undefined,
  condition: read.condition ?? undefined,
  demand: demandOf(read),
});

export const dutyOf = (read: EditedLotFragment['duty'][number], key: string): DraftDuty => ({
  key,
  metric: read.metric.code as DraftDuty['metric'],
  parameter: read.parameter?.code,
  figure: { op: read.op, value: read.value ?? undefined, valueMax: read.valueMax ?? undefined, unit: read.unit },
});

export const citationOf = (read: EditedLotFragment['standards'][number]): DraftCitation => ({
  code: read.code,
  level: read.level,
  parameters: read.parameters?.map(({ code }) => code),
  where: read.where,
  whereNot: read.whereNot,
});

export const lotOf = (read: EditedLotFragment): DraftLot => ({
  id: read.id,
  title: nameOf(read.title),
  domain: read.domain,
  technologies: read.technologies.map(({ code }) => code),
  scenario: read.scenario?.code,
  region: read.region?.code,
  minimumBasis: read.minimumBasis ?? undefined,
  weights: read.weights.map(({ term, weight }) => ({ term, weight })),
  duty: read.duty.map((duty, at) => dutyOf(duty, `d${at + 1}`)),
  requirements: read.requirements.map(requirementOf),
  standards: read.standards.map(citationOf),
});

/** The tender as it is read from the server. */
export const draftOf = (read: EditedTenderFragment): Draft => ({
  title: nameOf(read.title),
  summary: nameOf(read.summary),
  track: read.track,
  method: read.method,
  region: read.region?.code,
  budget: read.budget ? { amountMinor: read.budget.amountMinor, currency: read.budget.currency } : undefined,
  documentsUntil: read.documentsUntil ?? undefined,
  deadline: read.deadline ?? undefined,
  lots: read.lots.map((lot) => {
    const own = lotOf(lot);
    return isSameName(own.title, nameOf(read.title)) ? { ...own, title: {} } : own;
  }),
});

const isSameName = (one: NameInput, other: NameInput): boolean =>
  (one.zh ?? '') === (other.zh ?? '') && (one.en ?? '') === (other.en ?? '');

const hasNumbers = ({ op, value, valueMax, unit }: Figure): boolean =>
  unit !== '' &&
  (op === 'NOT_DETECTABLE' ||
    (value !== undefined && (op !== 'RANGE' || (valueMax !== undefined && valueMax >= value))));

/** Metrics that say nothing without a parameter. */
export const NEED_PARAMETER: readonly string[] = ['outlet', 'removal_pct', 'inlet', 'outlet_conc', 'inlet_conc'];

export const dutyIsWhole = ({ metric, parameter, figure }: DraftDuty): boolean =>
  hasNumbers(figure) && figure.value !== undefined && (metric !== 'inlet' || parameter !== undefined);

export function demandIsWhole(demand: Demand): boolean {
  switch (demand.kind) {
    case 'FIGURE':
      return (
        demand.metric !== undefined &&
        hasNumbers(demand.figure) &&
        (demand.parameter !== undefined || !NEED_PARAMETER.includes(demand.metric))
      );
    case 'LEAD_DAYS':
      return demand.days !== undefined && demand.days > 0;
    case 'PRICE':
      return demand.price !== undefined;
    case 'CERTIFICATE':
    case 'HONOUR':
    case 'SERVICE':
    case 'REGION':
      return demand.code !== undefined;
  }
}

type Asked = Omit<RequirementInput, 'id' | 'mandatory'>;

function askedOf(demand: Demand): Asked {
  switch (demand.kind) {
    case 'FIGURE': {
      const { op, value, valueMax, unit } = demand.figure;
      return {
        ...(demand.metric === undefined ? {} : { metric: demand.metric }),
        ...(demand.parameter === undefined ? {} : { parameter: demand.parameter }),
        op,
        unit,
        ...(value === undefined ? {} : { value }),
        ...(op === 'RANGE' && valueMax !== undefined ? { valueMax } : {}),
      };
    }
    case 'LEAD_DAYS':
      return { leadDays: demand.days ?? null };
    case 'PRICE':
      return { price: demand.price ?? null };
    case 'CERTIFICATE':
      return { certificate: demand.code ?? null };
    case 'HONOUR':
      return { honour: demand.code ?? null };
    case 'SERVICE':
      return { service: demand.code ?? null };
    case 'REGION':
      return { region: demand.code ?? null };
  }
}

/** What of a lot is whole, as the API takes it. Lines still being written are left out; {@link unfinishedIn} counts them. */
export function lotInputOf(lot: DraftLot): LotInput {
  const { id, title, domain, technologies, scenario, region, minimumBasis, weights, duty, requirements, standards } =
    lot;
  return {
    id,
    title,
    need: {
      domain,
      technologies: [...technologies],
      ...(scenario === undefined ? {} : { scenario }),
      ...(region === undefined ? {} : { region }),
      ...(minimumBasis === undefined ? {} : { minimumBasis }),
      ...(weights.length > 0 ? { weights: [...weights] } : {}),
      duty: duty.filter(dutyIsWhole).map(({ metric, parameter, figure: { op, value = 0, valueMax, unit } }) => ({
        metric,
        ...(parameter === undefined ? {} : { parameter }),
        op,
        value,
        ...(op === 'RANGE' && valueMax !== undefined ? { valueMax } : {}),
        unit,
      })),
      requirements: requirements
        .filter(({ demand }) => demandIsWhole(demand))
        .map((requirement) => ({
          id: requirement.id,
          mandatory: requirement.mandatory,
          weight: requirement.weight,
          ...(requirement.group === undefined ? {} : { group: requirement.group }),
          ...(requirement.minimumBasis === undefined ? {} : { minimumBasis: requirement.minimumBasis }),
          ...(requirement.condition === undefined ? {} : { condition: requirement.condition }),
          ...askedOf(requirement.demand),
        })),
      standards: standards.map(({ code, level, parameters, where, whereNot }) => ({
        code,
        level,
        ...(parameters === undefined ? {} : { parameters: [...parameters] }),
        ...(where.length > 0 ? { where: [...where] } : {}),
        ...(whereNot.length > 0 ? { whereNot: [...whereNot] } : {}),
      })),
    },
  };
}

const said = ({ zh, en }: NameInput): boolean => Boolean(zh?.trim() || en?.trim());

export function contentOf(draft: Draft): TenderContentInput {
  const { title, summary, track, method, region, budget, documentsUntil, deadline, lots } = draft;
  return {
    title,
    ...(said(summary) ? { summary } : {}),
    track,
    method,
    ...(region === undefined ? {} : { region }),
    ...(budget === undefined ? {} : { budget }),
    ...(documentsUntil === undefined ? {} : { documentsUntil }),
    ...(deadline === undefined ? {} : { deadline }),
    // A lot without a title of its own goes by that of the tender; notices and trains must call it something.
    lots: lots.map((lot) => lotInputOf(said(lot.title) ? lot : { ...lot, title })),
  };
}

/** How many lines are not whole yet, and so no content that the market is asked about. */
export const unfinishedIn = ({ lots }: Draft): number =>
  lots.reduce(
    (sum, { duty, requirements }) =>
      sum +
      duty.filter((one) => !dutyIsWhole(one)).length +
      requirements.filter(({ demand }) => !demandIsWhole(demand)).length,
    0,
  );

import { ownershipOfOrganisation, reachable, type ComposedTrains } from '@huanpei/app';
import { toNearestMinor, type Language, type Organisation } from '@huanpei/domain';
import {
  explainMissing,
  explainNotCredited,
  explainTrainFinding,
  explainUnreached,
  explainUntested,
  number,
  TRAIN_LABEL,
  type MissingFact,
  type Name,
  type Train,
  type TrainFigure,
  type TrainFinding,
  type TrainLabels,
  type TrainSearch,
  type TrainStage,
  type Unreached,
  type Untested,
} from '@huanpei/matching';
import { labels, type Labels } from '@huanpei/reference';
import { moneyObject, type CodedObject } from '../graphql/common.objects';
import type { ApiContext } from '../graphql/context';
import { visibleListing } from '../listing/visible-listing';
import { coded } from '../reference/reference.views';
import { findingView } from './match.views';
import type {
  TrainFigureObject,
  TrainFindingObject,
  TrainMissingObject,
  TrainSearchObject,
  TrainStageObject,
  TrainUnreachedObject,
  TrainUntestedObject,
  TreatmentTrainObject,
} from './trains.objects';

/** The trains with their listings and suppliers, as far as the viewer may see them now. */
export async function trainSearchView(
  { search, ...stamp }: ComposedTrains,
  context: ApiContext,
): Promise<TrainSearchObject> {
  const { objective, complete, bound, gap, limited, trains } = search;
  const label = await namesOf(search, context);
  return {
    ...stamp,
    label: TRAIN_LABEL,
    objective,
    objectiveUnit: unitOf(search),
    complete,
    bound: figureOrNone(bound),
    gap: gap ?? null,
    considered: limited?.considered ?? stamp.compared,
    trains: await Promise.all(trains.map((train) => trainView(train, label, context))),
    says: context.language === 'zh' ? inChinese(search) : inEnglish(search),
    unreached: (search.unreached ?? []).map((reason) => unreachedView(reason, context.language, label)),
  };
}

/** Labels that also know how the listings and suppliers of one search are called; an id is shown where one is not. */
type NamedLabels = Labels & TrainLabels;

async function namesOf(search: TrainSearch, context: ApiContext): Promise<NamedLabels> {
  const { language } = context;
  const label = labels(language);
  const missing = search.trains.flatMap((train) => train.missing);
  const offerIds = [
    ...missing.flatMap(({ offerId, anyOf = [] }) => [...(offerId === undefined ? [] : [offerId]), ...anyOf]),
    ...search.trains.flatMap(({ untested }) => untested.map(({ offerId }) => offerId)),
    ...(search.unreached ?? []).flatMap(({ offerIds: some = [] }) => some),
  ];
  const supplierIds = missing.flatMap(({ supplier }) => supplier ?? []);
  const nameIn = (name: Name | undefined): string | undefined => name?.[language] ?? name?.zh ?? name?.en;
  const named = async (
    ids: readonly string[],
    nameOf: (id: string) => Promise<Name | undefined>,
  ): Promise<ReadonlyMap<string, string | undefined>> =>
    new Map(await Promise.all([...new Set(ids)].map(async (id) => [id, nameIn(await nameOf(id))] as const)));
  const [offers, suppliers] = await Promise.all([
    named(offerIds, async (id) => (await visibleListing(id, context))?.content?.name),
    named(supplierIds, async (id) => (await visibleSupplier(id, context))?.name),
  ]);
  return {
    ...label,
    offer: (id) => offers.get(id),
    supplier: (id) => suppliers.get(id),
  };
}

function unitOf({ objective, trains }: TrainSearch): string | null {
  switch (objective) {
    case 'LIFE_CYCLE_COST':
      return trains.find(({ cost }) => cost !== undefined)?.cost?.currency ?? null;
    case 'ENERGY':
      return 'kWh/m3';
    case 'FOOTPRINT':
      return 'm2';
    case 'STAGES':
      return '1';
  }
}

async function trainView(train: Train, label: NamedLabels, context: ApiContext): Promise<TreatmentTrainObject> {
  const { language } = context;
  const { outcome, stages, suppliers, findings, missing, untested, objective } = train;
  const firms = await Promise.all(suppliers.map((id) => visibleSupplier(id, context)));
  return {
    label: TRAIN_LABEL,
    outcome,
    ...totalsOf(train),
    stages: await Promise.all(stages.map((stage, index) => stageView(stage, index + 1, findings, context))),
    outlet: (stages.at(-1)?.outlet ?? []).map((figure) => figureView(figure, language, label)),
    suppliers: firms.filter((firm) => firm !== null),
    findings: findings.map((finding) => trainFindingView(finding, language, label)),
    missing: missing.map((one) => missingView(one, language, label)),
    untested: untested.map((one) => untestedView(one, language, label)),
    objective: figureOrNone(objective),
  };
}

/** The supplier, when this viewer may see it as it is now. */
async function visibleSupplier(
  id: string | undefined,
  { viewer, loaders }: Pick<ApiContext, 'viewer' | 'loaders'>,
): Promise<Organisation | null> {
  const firm = id === undefined ? undefined : await loaders.organisation.load(id);
  return reachable('Query.organisation', viewer, firm, ownershipOfOrganisation) ?? null;
}

/** Twelve digits are more than anybody measures; what binary fractions add behind them says nothing. */
const rounded = (value: number): number => Number(value.toPrecision(12));
const figureOrNone = (value: number | undefined): number | null => (value === undefined ? null : rounded(value));

const totalsOf = ({ cost, energy, footprint }: Pick<Train, 'cost' | 'energy' | 'footprint'>) => ({
  cost: cost ? moneyObject(toNearestMinor(cost)) : null,
  energy: figureOrNone(energy),
  footprint: figureOrNone(footprint),
});

async function stageView(
  stage: TrainStage,
  place: number,
  findings: readonly TrainFinding[],
  context: ApiContext,
): Promise<TrainStageObject> {
  const label = labels(context.language);
  const { offerId, supplier, technologies, units, flow, inlet, outlet } = stage;
  const [listing, firm] = await Promise.all([visibleListing(offerId, context), visibleSupplier(supplier, context)]);
  return {
    stage: place,
    listingId: offerId,
    listing: listing ?? null,
    supplier: firm,
    technologies: technologies.map((code) => coded(code, label.technology)),
    units,
    flowIn: figureOrNone(flow?.in),
    flowOut: figureOrNone(flow?.out),
    flowUnit: flow?.unit ?? null,
    inlet: inlet.map((figure) => figureView(figure, context.language, label)),
    outlet: outlet.map((figure) => figureView(figure, context.language, label)),
    assumedUnchanged: unchangedBy(place, findings).map((code) => coded(code, label.parameter)),
    ...totalsOf(stage),
  };
}

/** Parameters of the findings that take it for granted that this stage leaves them as they are, each once. */
function unchangedBy(place: number, findings: readonly TrainFinding[]): readonly string[] {
  const parameters = findings
    .filter(({ assumptions = [] }) => assumptions.some(({ stage }) => stage === place))
    .flatMap(({ asked }) => (asked.kind === 'NUMERIC' ? [asked.demand.parameter] : []));
  return [...new Set(parameters)].filter((code) => code !== undefined);
}

const figureView = (
  { parameter, value, unit, notCredited }: TrainFigure,
  language: Language,
  label: Labels,
): TrainFigureObject => ({
  parameter: coded(parameter, label.parameter),
  value: figureOrNone(value),
  unit,
  notCredited: notCredited ? explainNotCredited(notCredited, language) : null,
});

function unreachedView(reason: Unreached, language: Language, label: NamedLabels): TrainUnreachedObject {
  const { code, parameter, demand, unit, limit, best, offerIds } = reason;
  return {
    code,
    parameter: parameter === undefined ? null : coded(parameter, label.parameter),
    demand: demand ?? null,
    limit: figureOrNone(limit),
    best: figureOrNone(best),
    unit: unit ?? null,
    listingIds: offerIds ?? [],
    says: explainUnreached(reason, language, label),
  };
}

function trainFindingView(finding: TrainFinding, language: Language, label: Labels): TrainFindingObject {
  const stage = /^stage:(\d+):/.exec(finding.id)?.[1];
  return {
    ...findingView(finding, language),
    stage: stage === undefined ? null : Number(stage),
    outletOf: stage === undefined ? outletOf(finding, label) : null,
    assumptions: (finding.assumptions ?? []).map(({ code, stage: place, offerId }) => ({
      code,
      stage: place,
      listingId: offerId,
    })),
    says: explainTrainFinding(finding, language, label),
  };
}

function outletOf({ asked }: TrainFinding, label: Labels): CodedObject | null {
  if (asked.kind !== 'NUMERIC' || asked.demand.metric !== 'outlet') return null;
  const { parameter } = asked.demand;
  return parameter === undefined ? null : coded(parameter, label.parameter);
}

function missingView(missing: MissingFact, language: Language, label: NamedLabels): TrainMissingObject {
  const { code, from, stage, offerId, supplier, anyOf, metric, parameter, demand, condition } = missing;
  return {
    code,
    from,
    stage: stage ?? null,
    listingId: offerId ?? null,
    supplierId: supplier ?? null,
    anyOf: anyOf ?? [],
    metric: metric === undefined ? null : coded(metric, label.metric),
    parameter: parameter === undefined ? null : coded(parameter, label.parameter),
    demand: demand ?? null,
    condition: condition ?? null,
    says: explainMissing(missing, language, label),
  };
}

const untestedView = (untested: Untested, language: Language, label: NamedLabels): TrainUntestedObject => ({
  stage: untested.stage,
  listingId: untested.offerId,
  metric: coded(untested.metric, label.metric),
  parameter: untested.parameter === undefined ? null : coded(untested.parameter, label.parameter),
  says: explainUntested(untested, language, label),
});

const percent = (share: number): string => `${number(Math.round(share * 1_000) / 10)}%`;

function inChinese({ trains, complete, gap, limited }: TrainSearch): string {
  const fits = trains.filter(({ outcome }) => outcome === 'FITS').length;
  const found =
    trains.length === 0
      ? '没有找到处理流程'
      : `处理流程 ${trains.length} 条，其中 ${fits} 条满足全部要求，${trains.length - fits} 条缺少数据`;
  const stopped = complete ? '' : `；限时中止，与最优的差距${gap === undefined ? '未知' : `不超过 ${percent(gap)}`}`;
  const some = limited ? `；${limited.offers} 件设备中取 ${limited.considered} 件参与` : '';
  return `${found}${stopped}${some}。${trains.length === 0 ? '' : `${TRAIN_LABEL.zh}。`}`;
}

function inEnglish({ trains, complete, gap, limited }: TrainSearch): string {
  const fits = trains.filter(({ outcome }) => outcome === 'FITS').length;
  const needData = trains.length - fits;
  const found =
    trains.length === 0
      ? 'No train was found'
      : `${trains.length} ${trains.length === 1 ? 'train' : 'trains'}: ${fits} ${fits === 1 ? 'meets' : 'meet'} every requirement, ${needData} ${needData === 1 ? 'needs' : 'need'} data`;
  const stopped = complete
    ? ''
    : `; stopped by the time limit, ${gap === undefined ? 'how far from the best is not known' : `at most ${percent(gap)} above the best`}`;
  const some = limited ? `; ${limited.considered} of ${limited.offers} listings took part` : '';
  return `${found}${stopped}${some}.${trains.length === 0 ? '' : ` ${TRAIN_LABEL.en.replace(/^./, (c) => c.toUpperCase())}.`}`;
}

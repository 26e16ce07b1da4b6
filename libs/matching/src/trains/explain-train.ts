import { explain } from '../explain';
import {
  figure,
  figureName,
  limitOf,
  money,
  number,
  statedText,
  subjectOf,
  type ExplainLabels,
  type Language,
} from '../wording';
import type { Asked } from '../model';
import {
  TRAIN_LABEL,
  type MissingFact,
  type NotCredited,
  type Train,
  type TrainFigure,
  type TrainFinding,
  type Unreached,
  type Untested,
} from './train';

/** Names of what a train is made of, where there are some beside the ids: an offer, its supplier. */
export interface TrainLabels extends ExplainLabels {
  offer?(id: string): string | undefined;
  supplier?(id: string): string | undefined;
}

const offerName = (id: string, labels: TrainLabels): string => labels.offer?.(id) ?? id;

/** What a demand asks, with its limit: "Ammonia at the outlet ≤ 5 mg/L (GB 18918-2002 Class 1A)". */
const demandName = (asked: Asked | undefined, language: Language, labels: ExplainLabels): string =>
  asked === undefined ? '' : `${subjectOf(asked, language, labels)} ${limitOf(asked, language, labels)}`.trim();

/** Says one finding of a train; what was taken for granted follows in the same sentence. One of a stage names it. */
export function explainTrainFinding(finding: TrainFinding, language: Language, labels: ExplainLabels): string {
  const stage = /^stage:(\d+):/.exec(finding.id)?.[1];
  const plain = explain(finding, language, labels);
  const said =
    stage === undefined ? plain : language === 'zh' ? `第 ${stage} 段 · ${plain}` : `Stage ${stage}: ${plain}`;
  const silent = finding.assumptions ?? [];
  if (silent.length === 0) return said;
  const stages = silent.map(({ stage }) => String(stage)).join(language === 'zh' ? '、' : ', ');
  return language === 'zh'
    ? `${said.replace(/。$/u, '')}；第 ${stages} 段未载明该项，按不变计。`
    : `${said.replace(/\.$/u, '')}; ${silent.length === 1 ? 'stage' : 'stages'} ${stages} ${silent.length === 1 ? 'says' : 'say'} nothing of it and ${silent.length === 1 ? 'is' : 'are'} taken to leave it unchanged.`;
}

/** Says what would have to be told, and by whom. */
export function explainMissing(missing: MissingFact, language: Language, labels: TrainLabels): string {
  const { from, offerId, supplier, stage, anyOf, condition, asked, metric, code } = missing;
  const zh = language === 'zh';
  const what = wanted(missing, language, labels);
  const place = stage === undefined ? '' : zh ? `第 ${stage} 段` : `stage ${stage}`;
  const by = supplier === undefined ? undefined : (labels.supplier?.(supplier) ?? supplier);
  const offer = offerId === undefined ? '' : [by, offerName(offerId, labels)].filter(Boolean).join(' · ');
  const at = [place, offer].filter((text) => text !== '').join(zh ? ' ' : ', ');
  const where = at === '' ? '' : zh ? `（${at}）` : ` (${at})`;
  const whether =
    condition === undefined
      ? ''
      : zh
        ? `条件“${labels.condition(condition)}”是否成立`
        : `whether "${labels.condition(condition)}" holds`;
  const settled = whether === '' ? '' : zh ? `，${whether}` : `, and ${whether}`;
  // Without a metric the demand itself is what is named.
  const limit =
    asked === undefined || (metric === undefined && code !== 'CURRENCY') ? '' : limitOf(asked, language, labels);
  const demanded = limit === '' ? '' : zh ? `（要求 ${limit}）` : ` (demanded: ${limit})`;
  if (from === 'ENGINEER')
    return zh
      ? `须由工程师判断该技术在流程中的位置${where}。`
      : `An engineer has to say where in a train this technology stands${where}.`;
  if (anyOf) {
    const offers = anyOf.map((id) => offerName(id, labels)).join(zh ? '、' : ', ');
    return zh
      ? `没有一家供应商载明${what}；须由下列任一设备的供应商提供：${offers}。`
      : `No supplier states ${what}; wanted from the supplier of any of ${offers}.`;
  }
  const who = from === 'BUYER' ? (zh ? '采购方' : 'the buyer') : zh ? '供应商' : 'the supplier';
  if (from === 'BUYER' && code === 'CONDITION_UNDECIDED' && whether !== '') {
    const thing = demandName(asked, language, labels);
    return zh
      ? `须由采购方写明：${whether}，由此决定是否适用${thing}${where}。`
      : `Wanted from the buyer: ${whether}, which decides whether ${thing} applies${where}.`;
  }
  return zh
    ? `须由${who}提供：${what}${demanded}${settled}${where}。`
    : `Wanted from ${who}: ${what}${demanded}${settled}${where}.`;
}

function wanted(
  { code, from, metric, parameter, asked }: MissingFact,
  language: Language,
  labels: ExplainLabels,
): string {
  const zh = language === 'zh';
  const thing =
    metric === undefined
      ? demandName(asked, language, labels)
      : metric === 'capacity' || parameter === undefined
        ? labels.metric(metric)
        : subjectOf({ kind: 'NUMERIC', demand: { metric, parameter, op: '=', unit: '' } }, language, labels);
  switch (code) {
    case 'WEAK_EVIDENCE':
      return zh ? `${thing}的更强依据` : `stronger evidence of ${thing}`;
    case 'TYPICAL_SPREAD':
      return zh
        ? `${thing}的保证值（现为典型或规划范围）`
        : `a guaranteed figure of ${thing} in place of a typical range`;
    case 'UNIT':
      return zh ? `可换算单位的${thing}` : `${thing} in a unit that converts`;
    case 'CURRENCY':
      return zh ? '同一币种的报价' : 'a price in the same currency';
    case 'LIMIT_UNCONFIRMED':
      return zh ? `${thing}（该限值尚未核对原文）` : `${thing}, a limit not yet confirmed in the original text`;
    case 'STANDARD_UNKNOWN':
      return zh ? `${thing} 的限值（参考数据中没有）` : `the limits of ${thing}, of which the reference data have none`;
    case 'INLET_NOT_STATED':
      if (metric === undefined && asked?.kind === 'NUMERIC')
        return figureName({ ...asked.demand, metric: 'inlet' }, language, labels);
      return thing;
    default:
      // What the need itself leaves without a figure: nothing can be compared with it.
      if (code === 'NOT_STATED' && from === 'BUYER' && metric === undefined)
        return zh ? `可与“${thing}”比较的数值` : `a figure to compare "${thing}" with`;
      return thing;
  }
}

/** Says what a stage states of its inlet and was not tested. */
export function explainUntested(
  { stage, offerId, metric, parameter, facts }: Untested,
  language: Language,
  labels: TrainLabels,
): string {
  const zh = language === 'zh';
  const unit = facts[0]?.unit ?? '';
  const thing = figureName({ metric, ...(parameter === undefined ? {} : { parameter }), unit }, language, labels);
  const stated = statedText({ stated: { facts } }, metric, language, labels);
  const offer = offerName(offerId, labels);
  return zh
    ? `未核对：第 ${stage} 段 ${offer} 载明${thing} ${stated}，而需求未给出该项。`
    : `Not tested: stage ${stage}, ${offer}, states ${thing} ${stated}, and the need does not give it.`;
}

/** Says one reason why no train was found. */
export function explainUnreached(reason: Unreached, language: Language, labels: TrainLabels): string {
  const zh = language === 'zh';
  const { code, parameter, metric, asked, unit, limit, best, offerIds = [] } = reason;
  switch (code) {
    case 'NOTHING_TO_DO':
      return zh
        ? '进水已满足现有信息可判定的全部限值，无需处理。'
        : 'What comes in keeps every limit that can be decided; nothing has to be treated.';
    case 'NO_STAGE':
      return zh
        ? '没有一台设备能作为其中一段：处理能力、进水范围或须持有的条件均不符。'
        : 'No listing can be a stage: capacity, inlet envelopes or what each must hold rule all of them out.';
    case 'NOBODY_STATES': {
      const name = labels.parameter(parameter ?? '');
      return zh ? `没有一台设备载明${name}的去除率或出口值。` : `No listing states a removal or an outlet of ${name}.`;
    }
    case 'SUM_EXCEEDED':
      return zh
        ? `合计要求 ${demandName(asked, language, labels)} 排除了所有流程。`
        : `The demand on the sum, ${demandName(asked, language, labels)}, rules every train out.`;
    case 'NOT_TOGETHER':
      return zh
        ? '各项要求可分别满足，但没有一条流程能同时满足。'
        : 'Each demand can be met by itself, but not all of them by one train in a possible order.';
    case 'STOPPED':
      return zh ? '限时已到，尚不能判断原因。' : 'The time was over before it was known why.';
    case 'OUT_OF_REACH': {
      if (limit === undefined || unit === undefined) {
        const thing = parameter === undefined ? demandName(asked, language, labels) : labels.parameter(parameter);
        const of =
          metric === undefined ? thing : wanted({ ...reason, from: 'SUPPLIER', code: 'NOT_STATED' }, language, labels);
        return zh ? `没有一条流程满足${of}的要求。` : `No train meets the demand on ${of}.`;
      }
      const name = labels.parameter(parameter ?? '');
      const needed = figure(limit, unit, labels);
      const lowest = best === undefined ? undefined : figure(best, unit, labels);
      const by = offerIds.map((id) => offerName(id, labels)).join(zh ? '、' : ', ');
      if (zh) {
        const reached =
          lowest === undefined ? '' : by === '' ? `，没有设备使其低于 ${lowest}` : `，最低可达 ${lowest}（${by}）`;
        return `没有一条流程使${name}达到 ${needed}${reached}。`;
      }
      const reached =
        lowest === undefined
          ? ''
          : by === ''
            ? `; none brings it below ${lowest}`
            : `; the lowest any comes to is ${lowest} (${by})`;
      return `No train brings ${name} to ${needed}${reached}.`;
    }
  }
}

/** A figure that leaves a stage; one that is no prediction says why. */
function leavingFigure(
  { parameter, value = 0, unit, notCredited }: TrainFigure,
  zh: boolean,
  labels: ExplainLabels,
): string {
  const said = `${labels.parameter(parameter)} ${figure(value, unit, labels)}`;
  if (!notCredited) return said;
  return zh
    ? `${said}（${explainNotCredited(notCredited, 'zh')}）`
    : `${said} (${explainNotCredited(notCredited, 'en')})`;
}

/** Says why a figure is no prediction of what leaves a stage. */
export function explainNotCredited({ code, metric, stage }: NotCredited, language: Language): string {
  const undecided = code === 'CONDITION_UNDECIDED';
  if (language === 'zh') {
    const why = metric === 'inlet' ? '未载明适用的进口上限' : undecided ? '所依条件未定' : '依据不足';
    return `非预测值：第 ${stage} 段所载未计入，${why}`;
  }
  const why =
    metric === 'inlet'
      ? 'no inlet is stated up to which it holds'
      : undecided
        ? 'its condition is not settled'
        : 'its evidence does not count';
  return `no prediction: what stage ${stage} states is not credited, ${why}`;
}

/** A train for a person to read: its label, its stages with what leaves each, its findings, and what is missing. */
export function explainTrain(train: Train, language: Language, labels: ExplainLabels): readonly string[] {
  const zh = language === 'zh';
  const join = zh ? '，' : ', ';
  const totals = [
    ...(train.cost
      ? [
          zh
            ? `费用 ${money(train.cost.amount, train.cost.currency)}`
            : `cost ${money(train.cost.amount, train.cost.currency)}`,
        ]
      : []),
    ...(train.energy === undefined
      ? []
      : [zh ? `电耗 ${number(train.energy)} kWh/m³` : `energy ${number(train.energy)} kWh/m3`]),
    ...(train.footprint === undefined
      ? []
      : [zh ? `占地 ${number(train.footprint)} m²` : `footprint ${number(train.footprint)} m2`]),
    ...(train.suppliers.length > 0
      ? [zh ? `供应商 ${train.suppliers.join('、')}` : `suppliers ${train.suppliers.join(', ')}`]
      : []),
  ];
  const outcome = train.outcome === 'FITS' ? (zh ? '满足' : 'fits') : zh ? '缺少数据' : 'needs data';
  const stages = train.stages.map(({ offerId, units, flow, outlet }, index) => {
    const leaving = outlet.filter(({ value }) => value !== undefined).map((one) => leavingFigure(one, zh, labels));
    const water = flow ? `${zh ? '出水 ' : 'out '}${figure(flow.out, flow.unit, labels)}` : '';
    return `  ${index + 1}. ${offerId} × ${units}${zh ? '：' : ': '}${[water, ...leaving].filter((text) => text !== '').join(join)}`;
  });
  return [
    `${outcome} · ${TRAIN_LABEL[language]}${totals.length > 0 ? ` · ${totals.join(join)}` : ''}`,
    ...stages,
    ...train.missing.map((missing) => `  ? ${explainMissing(missing, language, labels)}`),
    ...train.untested.map((untested) => `  · ${explainUntested(untested, language, labels)}`),
  ];
}

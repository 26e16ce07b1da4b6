import { explain } from '../explain';
import { figure, money, number, subjectOf, type ExplainLabels, type Language } from '../wording';
import { TRAIN_LABEL, type MissingFact, type Train, type TrainFinding } from './train';

/** Says one finding of a train; what was taken for granted follows in the same sentence. */
export function explainTrainFinding(finding: TrainFinding, language: Language, labels: ExplainLabels): string {
  const said = explain(finding, language, labels);
  const silent = finding.assumptions ?? [];
  if (silent.length === 0) return said;
  const stages = silent.map(({ stage }) => String(stage)).join(language === 'zh' ? '、' : ', ');
  return language === 'zh'
    ? `${said.replace(/。$/u, '')}；第 ${stages} 段未载明该项，按不变计。`
    : `${said.replace(/\.$/u, '')}; ${silent.length === 1 ? 'stage' : 'stages'} ${stages} ${silent.length === 1 ? 'says' : 'say'} nothing of it and ${silent.length === 1 ? 'is' : 'are'} taken to leave it unchanged.`;
}

/** Says what would have to be told, and by whom. */
export function explainMissing(missing: MissingFact, language: Language, labels: ExplainLabels): string {
  const { from, offerId, supplier, stage, anyOf, condition, demand } = missing;
  const zh = language === 'zh';
  const what = wanted(missing, language, labels);
  const place = stage === undefined ? '' : zh ? `第 ${stage} 段` : `stage ${stage}`;
  const offer = offerId === undefined ? '' : supplier === undefined ? offerId : `${supplier} · ${offerId}`;
  const at = [place, offer].filter((text) => text !== '').join(zh ? ' ' : ', ');
  const where = at === '' ? '' : zh ? `（${at}）` : ` (${at})`;
  const settled =
    condition === undefined
      ? ''
      : zh
        ? `，条件“${labels.condition(condition)}”是否成立`
        : `, and whether "${labels.condition(condition)}" holds`;
  // Without a metric the demand itself is what is named.
  const named = missing.metric === undefined && missing.code !== 'CURRENCY';
  const demanded = demand === undefined || named ? '' : zh ? `（要求 ${demand}）` : ` (demand ${demand})`;
  if (from === 'ENGINEER')
    return zh
      ? `须由工程师判断该技术在流程中的位置${where}。`
      : `An engineer has to say where in a train this technology stands${where}.`;
  if (anyOf) {
    const offers = anyOf.join(zh ? '、' : ', ');
    return zh
      ? `没有一家供应商载明${what}；须由下列任一设备的供应商提供：${offers}。`
      : `No supplier states ${what}; wanted from the supplier of any of ${offers}.`;
  }
  const who = from === 'BUYER' ? (zh ? '采购方' : 'the buyer') : zh ? '供应商' : 'the supplier';
  return zh
    ? `须由${who}提供：${what}${demanded}${settled}${where}。`
    : `Wanted from ${who}: ${what}${demanded}${settled}${where}.`;
}

function wanted({ code, metric, parameter, demand }: MissingFact, language: Language, labels: ExplainLabels): string {
  const zh = language === 'zh';
  const thing =
    metric === undefined
      ? (demand ?? '')
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
    case 'CONDITION_UNDECIDED':
    case 'LIMIT_UNCONFIRMED':
    case 'STANDARD_UNKNOWN':
      return metric === undefined ? (zh ? `决定 ${thing} 的情况` : `what decides ${thing}`) : thing;
    default:
      return thing;
  }
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
    const leaving = outlet
      .filter(({ value }) => value !== undefined)
      .map(({ parameter, value, unit }) => `${labels.parameter(parameter)} ${figure(value ?? 0, unit, labels)}`);
    const water = flow ? `${zh ? '出水 ' : 'out '}${figure(flow.out, flow.unit, labels)}` : '';
    return `  ${index + 1}. ${offerId} × ${units}${zh ? '：' : ': '}${[water, ...leaving].filter((text) => text !== '').join(join)}`;
  });
  return [
    `${outcome} · ${TRAIN_LABEL[language]}${totals.length > 0 ? ` · ${totals.join(join)}` : ''}`,
    ...stages,
    ...train.missing.map((missing) => `  ? ${explainMissing(missing, language, labels)}`),
  ];
}

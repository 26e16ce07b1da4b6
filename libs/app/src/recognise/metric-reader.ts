import { factTemplates, parameters } from '@huanpei/reference';
import type { WrittenFigure } from './figures-in';
import type { Named } from './known-names';
import type { NeedNotes } from './need-notes';
import type { Passage } from './passage';
import { asDuty, rounded, statement } from './stated-figure';
import { between } from './written-text';
import { isContent } from './written-units';

const RANGE_WORDS = /量程|测量范围|检测范围|measuring\s+range|range/u;
/** Metrics that only say which side or how much is taken away; of what, the parameter says. */
export const SIDE_METRICS = new Set([
  'inlet',
  'outlet',
  'inlet_conc',
  'outlet_conc',
  'removal_pct',
  'outlet_floor',
  'added',
]);
/** Units that people leave out. */
const WITHOUT_UNIT = new Set(['1', 'mol/mol', 'log10', 'times']);
/** What is stated of the material that comes as well as of the equipment. */
const COMES_IN = new Set(['moisture', 'dry_solids', 'lhv', 'bulk_density']);
/** Figures of an instrument that are stated for each thing it measures. */
const OF_ITS_MEASURE = new Set(['range_max', 'range_min', 'lod', 'repeatability', 'zero_drift', 'span_drift']);

/** Reads figures of equipment: its metrics, its measuring range, and the temperature it works at. */
export class MetricReader {
  constructor(
    private readonly passage: Passage,
    private readonly notes: NeedNotes,
  ) {}

  /** `量程0-1000μg/m3`, `量程不低于1000`, and of an instrument `SO2（0-200mg/m3）`. */
  isMeasuringRange({ valueMax, value, bound, unit }: WrittenFigure, before: string): boolean {
    if (unit === undefined || unit === '%') return false;
    if (RANGE_WORDS.test(before)) return valueMax !== undefined || bound !== undefined;
    return this.passage.domain === 'monitoring' && valueMax !== undefined && value === 0 && isContent(unit);
  }

  /** A measuring range asks that the instrument measures at least so far up, and so far down. */
  readRange(figure: WrittenFigure): void {
    const named = this.passage.parametersIn(this.passage.lineStart(figure.from), figure.at).at(-1);
    const parameter = named && this.passage.parameterOf(named, undefined);
    const of = { ...(parameter === undefined ? {} : { parameter }), unit: figure.unit ?? '1' };
    const top = rounded(figure.valueMax ?? figure.value);
    this.notes.addRequirement(figure, { metric: 'range_max', op: '>=', value: top, ...of }, false);
    if (figure.valueMax !== undefined && figure.value > 0)
      this.notes.addRequirement(figure, { metric: 'range_min', op: '<=', value: rounded(figure.value), ...of }, false);
  }

  readTemperature(figure: WrittenFigure, before: string): void {
    if (!/温|temp/u.test(before)) return;
    this.notes.addDuty(figure, { metric: 'operating_temp', ...asDuty(statement(figure, 'degC')) }, false);
  }

  readMetric(figure: WrittenFigure, metric: Named): void {
    const code = metric.codes.length === 1 ? metric.codes[0] : undefined;
    if (code === undefined || code === 'capacity' || code === 'delivery_days') return;
    this.notes.used.add(metric);
    const span = { from: metric.from, to: figure.to };
    if (COMES_IN.has(code) && this.comesIn(figure)) {
      return this.notes.addDuty(
        span,
        { metric: 'inlet', parameter: code, ...asDuty(statement(figure, figure.unit ?? '1')) },
        true,
      );
    }
    if (figure.bound === undefined && figure.valueMax === undefined)
      return this.notes.leave(span, 'WHICH_BOUND', [code]);
    const of = this.measuredBy(code, metric);
    this.notes.addRequirement(
      span,
      { metric: code, ...(of === undefined ? {} : { parameter: of }), ...statement(figure, figure.unit ?? '1') },
      false,
    );
  }

  /** Of which parameter a metric is stated: the only one it is ever stated of, or of an instrument what it measures. */
  private measuredBy(code: string, metric: Named): string | undefined {
    const things = statedOf().get(code);
    if (things?.size === 1) return [...things][0];
    if (!things) return undefined;
    const named = this.passage.parametersIn(this.passage.lineStart(metric.from), metric.from).at(-1);
    if (!named || (!OF_ITS_MEASURE.has(code) && named.to !== metric.from)) return undefined;
    return this.passage.parameterOf(named, undefined);
  }

  /** `含水率80%计` and `进泥含水率97%` are of what comes. */
  private comesIn(figure: WrittenFigure): boolean {
    const side = between(this.passage.marks, this.passage.clauseStart(figure.from), figure.at).at(-1)?.side;
    if (side !== undefined) return side === 'INLET';
    return figure.bound === undefined && /^\s*(?:计|设计|的)/u.test(this.passage.words(figure.to, figure.to + 3));
  }

  leaveIfOfMetric(figure: WrittenFigure, thing: Named | undefined): void {
    if (thing?.kind === 'METRIC' && figure.bound !== undefined && !SIDE_METRICS.has(thing.codes[0] ?? '')) {
      const usual = parameters().byCode(thing.codes[0] ?? '')?.units[0];
      if (usual !== undefined && WITHOUT_UNIT.has(usual)) this.readMetric({ ...figure, unit: usual }, thing);
      else this.notes.leave({ from: thing.from, to: figure.to }, 'AMBIGUOUS', thing.codes);
    }
  }
}

/** The parameters that a metric is stated of, by the fact templates; none where it is stated of nothing. */
function statedOf(): ReadonlyMap<string, ReadonlySet<string>> {
  stated ??= factTemplates().reduce((found, { facts }) => {
    for (const { metric, parameter } of facts) {
      if (parameter !== undefined) found.set(metric, (found.get(metric) ?? new Set<string>()).add(parameter));
    }
    return found;
  }, new Map<string, Set<string>>());
  return stated;
}

let stated: ReadonlyMap<string, ReadonlySet<string>> | undefined;

import type { LotNeed } from '@huanpei/domain';
import type { Citation, Domain, DutyFact, Money, NumericStatement, Requirement } from '@huanpei/matching';
import { covers, factTemplates, parameters, standards } from '@huanpei/reference';
import { citationFor } from '../tender/draft-need';
import type { WrittenFigure } from './figures-in';
import type { Named } from './known-names';
import type { ReadAs, Reading, RecognisedNeed, Unread, WhyUnread } from './reading';
import type { NamedStandard } from './standards-in';
import { asWritten, type Span, type WrittenText } from './written-text';
import { flowUnit, isContent, isFlow, plainProduct } from './written-units';

type Side = 'INLET' | 'OUTLET' | 'REMOVAL';

/** Words that say which side the contents after them are of. The longest at a place counts. */
const SIDES: readonly (readonly [side: Side, words: string])[] = [
  [
    'REMOVAL',
    '去除率|去除效率|脱除率|脱除效率|净化效率|处理效率|除尘效率|脱硫效率|脱硝效率|脱氮效率|除臭效率|削减率|removal(?:\\s+(?:rate|efficiency))?|(?:collection|dedusting|treatment|destruction)\\s+efficiency',
  ],
  [
    'INLET',
    '进水|原水|进口|入口|进气|进料|进泥|来泥|入炉|来水|原始浓度|初始浓度|influent|inlet|incoming|feed(?!ing)|raw\\s+(?:water|sewage|gas)',
  ],
  [
    'OUTLET',
    '出水|出口|出泥|泥饼|产品水|(?<!零|超低|污染物)排放(?!标准)|排水|尾水|产水|净化后|处理后|改造后|修复目标|目标值|effluent|outlet|permeate|discharged?|(?<!ultra-low\\s|continuous\\s)emissions?(?!\\s+monitoring)|treated\\s+water|target',
  ],
];
const SIDE_WORDS = new RegExp(SIDES.map(([side, words]) => `(?<${side}>${words})`).join('|'), 'gu');
/** What a removal of these is of, when nothing else is named. */
const REMOVAL_OF: readonly (readonly [word: RegExp, parameter: string])[] = [
  [/除尘|dedust/u, 'pm'],
  [/脱硫|desul/u, 'so2'],
  [/脱硝|denitr|denox/u, 'nox'],
];
const FLOW_WORDS =
  /处理能力|处理规模|设计规模|建设规模|总规模|规模|日处理|处理水量|处理量|设计水量|水量|流量|烟气量|废气量|风量|气量|处理|能力|capacity|flow|throughput|treat|design/u;
/** Words of the whole flow, and of a part or a moment of it. */
const TOTAL_FLOW = /规模|总(?:水|处理|流|量|能力)|设计|处理能力|日处理|合计|average|design|capacity/u;
const PART_FLOW = /单座|单套|单台|单机|每套|峰值|高峰|最大|peak|maximum|each|per\s+unit/u;
const BOILER = /锅炉|蒸吨|蒸汽|boiler|steam/u;
/** Flows of water works that are not the water they treat. */
const OTHER_FLOW = /回用|产水量|permeate|product\s+water|污泥|泥量|药剂|用水|耗水|reuse|sludge/u;
/** The time of a quantity stands before it: 日处理5万吨. */
const PER: readonly (readonly [words: RegExp, time: string])[] = [
  [/(?:日|天)(?:均|平均)?(?:最大)?(?:处理|产生|产)|每(?:日|天)|daily/u, 'd'],
  [/(?:小时|时)(?:处理|产生)|每小时|hourly/u, 'h'],
  [/年(?:处理|产生|产)|每年|annual/u, 'a'],
];
/** Figures in one list; places a clause or a list reaches back, and a name behind its figure. */
const MOST_LISTED = 30;
const MOST_ROWS = 6;
const LONGEST_CLAUSE = 300;
const LONGEST_BLOCK = 1_500;
const REACH_BEHIND = 24;
const JOINS = /^[\s:：=为约(浓度值)]*$/u;
const RANGE_WORDS = /量程|测量范围|检测范围|measuring\s+range|range/u;
const LEAD_WORDS = /工期|交货期|交货|供货期|供货|交付|到货|完成供货|delivery|lead\s+time|deliver(?:ed)?\s+within/u;
const PRICE_WORDS = /投标报价|报价|最高限价|控制价|限价|预算|采购金额|budget|ceiling|price\s+limit|not\s+exceed/u;
const NOT_BEHIND = /^\s*(?:is|are)\s+not\s+(?:acceptable|permitted|allowed)|^(?:工艺)?(?:除外|不予接受)/u;
const NOT = /(?:不(?:得|应|宜|能|可)?(?:采用|使用|选用)|禁止(?:采用|使用)?|非|除|without|not|no|exclud(?:ing|ed))\s*$/u;

interface Flow {
  readonly figure: WrittenFigure;
  readonly rank: 'TOTAL' | 'PLAIN' | 'PART';
  /** Words beside it say that it is a flow to treat. */
  readonly isNamed: boolean;
}

interface Mark extends Span {
  readonly side: Side;
}

/** Reads what is named and figured in one text into a need, and keeps what it could not settle. */
export class Reader {
  private readonly readings: Reading[] = [];
  private readonly unread: Unread[] = [];
  private readonly used = new Set<Named>();
  private readonly flows: Flow[] = [];
  private readonly inTable = new Set<WrittenFigure>();
  private readonly marks: readonly Mark[];

  constructor(
    private readonly text: WrittenText,
    private readonly domain: Domain,
    private readonly named: readonly Named[],
    private readonly figures: readonly WrittenFigure[],
    private readonly cited: readonly NamedStandard[],
  ) {
    this.marks = [...text.lower.matchAll(SIDE_WORDS)].map((match) => ({
      side: SIDES.find(([side]) => match.groups?.[side] !== undefined)?.[0] ?? 'OUTLET',
      from: match.index,
      to: match.index + match[0].length,
    }));
  }

  readFigures(): void {
    this.readTables();
    for (const group of this.lists()) {
      if (group.things.length > 0) this.readList(group.figures, group.things);
      else for (const figure of group.figures) this.readFigure(figure);
    }
    this.readCapacity();
  }

  /** Tables that became text: a line of names, and under it lines of figures that begin with 进水 or 出水. */
  private readTables(): void {
    const lines = [...this.text.lower.matchAll(/[^\n]+/gu)].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
    }));
    for (const [at, header] of lines.entries()) {
      const things = this.parametersIn(header.from, header.to);
      if (things.length < 3 || between(this.figures, header.from, header.to).length > 0) continue;
      for (const line of lines.slice(at + 1, at + 1 + MOST_ROWS)) {
        const side = between(this.marks, line.from, line.to)[0];
        const cells = between(this.figures, line.from, line.to).filter(
          ({ at: place }) => this.text.lower[place - 1] !== '(',
        );
        if (!side || side.side === 'REMOVAL' || cells.length !== things.length) continue;
        for (const [column, cell] of cells.entries()) {
          this.inTable.add(cell);
          this.readContentOf(cell, things[column] as Named, cell, false);
        }
      }
    }
  }

  readThings(): void {
    const technologies = this.named.filter(({ kind }) => kind === 'TECHNOLOGY');
    for (const one of technologies) {
      const isKnown = this.readings.some((other) => other.as === 'TECHNOLOGY' && other.code === one.codes[0]);
      if (this.isExcluded(one)) this.leave(one, 'EXCLUDED', one.codes);
      else if (!isKnown) this.take(one, false, { as: 'TECHNOLOGY', code: one.codes[0] ?? '' });
    }
    const scenarios = this.named.filter(({ kind }) => kind === 'SCENARIO');
    for (const [at, one] of scenarios.entries()) {
      if (at === 0) this.take(one, false, { as: 'SCENARIO', code: one.codes[0] ?? '' });
      else if (one.codes[0] !== scenarios[0]?.codes[0]) this.leave(one, 'AMBIGUOUS', one.codes);
    }
    this.readRegion();
  }

  result(unknown: readonly Span[]): RecognisedNeed {
    const { cited } = this;
    for (const one of unknown) this.leave(one, 'UNKNOWN_STANDARD');
    const duty = byPlace(this.readings).flatMap((reading) => (reading.as === 'DUTY' ? [reading.fact] : []));
    const otherParameters: string[] = [];
    const toSettle: string[] = [];
    const citations: Citation[] = [];
    for (const one of cited) {
      if (one.level === undefined) {
        // A standard named a second time without its class is the one that was cited with it.
        if (cited.some((other) => other.code === one.code && other.level !== undefined)) continue;
        const levels = standards().byCode(one.code)?.levels ?? [];
        const classes = levels.map(({ code }) => code);
        this.unread.push({ ...this.place(one), why: 'WHICH_CLASS', candidates: classes, standard: one.code });
        continue;
      }
      if (
        one.alone &&
        /(?:准|类|近|优于|quasi-?|near)\s*(?:地表水?)?$/u.test(
          this.text.lower.slice(Math.max(0, one.from - 8), one.from),
        )
      ) {
        this.leave(one, 'NOT_THE_CLASS', [one.code]);
        continue;
      }
      if (this.isPresent(one)) {
        this.leave(one, 'PRESENT_STATE', [one.code]);
        continue;
      }
      if (citations.some(({ code, level }) => code === one.code && level === one.level)) continue;
      const drafted = citationFor(one.code, one.level, this.domain, duty);
      citations.push(drafted.citation);
      otherParameters.push(...drafted.otherParameters);
      toSettle.push(...drafted.toSettle);
      this.take(one, one.alone, { as: 'STANDARD', citation: drafted.citation });
    }
    const readings = byPlace(this.readings);
    const technologies = [...new Set(readings.flatMap((one) => (one.as === 'TECHNOLOGY' ? [one.code] : [])))];
    const requirements = readings.flatMap((one) => (one.as === 'REQUIREMENT' ? [one.requirement] : []));
    const scenario = readings.find((one) => one.as === 'SCENARIO');
    const region = readings.find((one) => one.as === 'REGION');
    const need: LotNeed = {
      domain: this.domain,
      ...(technologies.length > 0 ? { technologies } : {}),
      ...(scenario ? { scenario: scenario.code } : {}),
      ...(duty.length > 0 ? { duty } : {}),
      ...(requirements.length > 0 ? { requirements } : {}),
      ...(citations.length > 0 ? { standards: citations } : {}),
      ...(region ? { region: region.code } : {}),
    };
    return {
      need,
      otherParameters: [...new Set(otherParameters)],
      toSettle: [...new Set(toSettle)],
      readings,
      unread: byPlace(this.unread),
    };
  }

  /** Figures that are distributed over things named before them: `COD、BOD5、SS分别为350、180、220mg/L`. */
  private lists(): readonly { readonly figures: readonly WrittenFigure[]; readonly things: readonly Named[] }[] {
    const groups: { figures: WrittenFigure[]; things: readonly Named[] }[] = [];
    // `进水分别为350、180，出水分别为50、10`: the second list is of the things of the first.
    let last: readonly Named[] = [];
    for (let at = 0; at < this.figures.length; at += 1) {
      const first = this.figures[at] as WrittenFigure;
      if (this.inTable.has(first)) continue;
      const run = [first];
      while (at + run.length < this.figures.length && run.length < MOST_LISTED) {
        const next = this.figures[at + run.length] as WrittenFigure;
        const previous = run[run.length - 1] as WrittenFigure;
        if (!/^\s*(?:[、,，/]|和|及|and)\s*$/u.test(this.text.lower.slice(previous.to, next.from))) break;
        run.push(next);
      }
      const start = this.lineStart(first.from);
      const head = this.text.lower.slice(start, first.from);
      const tail = this.text.lower.slice((run[run.length - 1] as WrittenFigure).to).slice(0, 20);
      const things = this.parametersIn(Math.max(start, this.figures[at - 1]?.to ?? 0), first.from);
      const listed = things.length === 0 ? last : things;
      if (run.length > 1 && listed.length === run.length && (/分别/u.test(head) || /^\s*respectively/u.test(tail))) {
        groups.push({ figures: run, things: listed });
        last = listed;
        at += run.length - 1;
      } else groups.push({ figures: [first], things: [] });
    }
    return groups;
  }

  private readList(figures: readonly WrittenFigure[], things: readonly Named[]): void {
    const unit = figures[figures.length - 1]?.unit;
    const bound = figures[0]?.bound;
    for (const [at, figure] of figures.entries()) {
      const thing = things[at] as Named;
      this.readContent(
        {
          ...figure,
          ...((figure.unit ?? unit) ? { unit: figure.unit ?? unit } : {}),
          ...((figure.bound ?? bound) ? { bound: figure.bound ?? bound } : {}),
        } as WrittenFigure,
        thing,
        { from: figure.from, to: figure.to },
      );
    }
  }

  private readFigure(figure: WrittenFigure): void {
    if (figure.currency !== undefined) return this.readMoney(figure);
    const before = this.text.lower.slice(this.clauseStart(figure.from), figure.from);
    const { unit } = figure;
    if (unit !== undefined && isFlow(unit)) return this.readFlow(figure, before);
    if (unit === 't' || unit === 'm3') {
      const after = /^\s*(?:每|per\s)(天|日|小时|d)/u.exec(this.text.lower.slice(figure.to, figure.to + 6))?.[1];
      const time = after === undefined ? PER.find(([words]) => words.test(before))?.[1] : after === '小时' ? 'h' : 'd';
      return time === undefined ? undefined : this.readFlow({ ...figure, unit: `${unit}/${time}` }, before);
    }
    const thing = this.thingOf(figure);
    if (this.isMeasuringRange(figure, before)) return this.readRange(figure);
    if (thing?.kind === 'PARAMETER')
      return this.readContent(figure, thing, {
        from: Math.min(thing.from, figure.from),
        to: Math.max(thing.to, figure.to),
      });
    if (unit === undefined) return this.leaveIfOfMetric(figure, thing);
    if (['d', '日历天', 'week', 'month'].includes(unit) && LEAD_WORDS.test(before)) return this.readLeadTime(figure);
    if (unit === '%' && this.sideAt(figure) === 'REMOVAL') return this.readRemoval(figure, undefined, before);
    if (thing?.kind === 'METRIC') return this.readMetric(figure, thing);
    if (unit === 'degC') return this.readTemperature(figure, before);
    // `入口粉尘浓度20g/m3，出口≤10mg/m3`: another side of what was spoken of last in the sentence.
    const last =
      isContent(unit) && between(this.marks, this.clauseStart(figure.from), figure.at).length > 0
        ? this.parametersIn(this.lineStart(figure.from), figure.at).at(-1)
        : undefined;
    if (last) return this.readContent(figure, last, figure, true);
    if (isContent(unit) || figure.bound !== undefined) this.leave(figure, 'NOTHING_NAMED');
  }

  /** `量程0-1000μg/m3`, `量程不低于1000`, and of an instrument `SO2（0-200mg/m3）`. */
  private isMeasuringRange({ valueMax, value, bound, unit }: WrittenFigure, before: string): boolean {
    if (unit === undefined || unit === '%') return false;
    if (RANGE_WORDS.test(before)) return valueMax !== undefined || bound !== undefined;
    return this.domain === 'monitoring' && valueMax !== undefined && value === 0 && isContent(unit);
  }

  /** A measuring range asks that the instrument measures at least so far up, and so far down. */
  private readRange(figure: WrittenFigure): void {
    const named = this.parametersIn(this.lineStart(figure.from), figure.at).at(-1);
    const parameter = named && this.parameterOf(named, undefined);
    const of = { ...(parameter === undefined ? {} : { parameter }), unit: figure.unit ?? '1' };
    const top = rounded(figure.valueMax ?? figure.value);
    this.addRequirement(figure, { metric: 'range_max', op: '>=', value: top, ...of }, false);
    if (figure.valueMax !== undefined && figure.value > 0)
      this.addRequirement(figure, { metric: 'range_min', op: '<=', value: rounded(figure.value), ...of }, false);
  }

  /** What a figure is of: the nearest name before it in its clause with no other figure between, or right behind it. */
  private thingOf(figure: WrittenFigure): Named | undefined {
    const start = this.clauseStart(figure.from);
    const previous = this.figures[this.figures.indexOf(figure) - 1]?.to ?? 0;
    const before = between(this.named, Math.max(start, previous), figure.at).filter(
      (one) =>
        (one.kind === 'PARAMETER' || (one.kind === 'METRIC' && !SIDE_METRICS.has(one.codes[0] ?? ''))) &&
        !this.used.has(one),
    );
    const nearest = before.at(-1);
    // Without a unit only what stands right beside its name is a figure of it: `COD 350`, not `颗粒物…（包5）`.
    if (
      nearest &&
      figure.unit === undefined &&
      figure.bound === undefined &&
      !JOINS.test(this.text.lower.slice(nearest.to, figure.at))
    ) {
      return undefined;
    }
    if (nearest) return nearest;
    return this.parametersIn(figure.to, figure.to + REACH_BEHIND).find(({ from }) =>
      /^\s*(?:的|of|)\s*$/u.test(this.text.lower.slice(figure.to, from)),
    );
  }

  /** Reads a content of a thing, and the same of those named together with it: `铅、砷去除率均≥85%`. */
  private readContent(figure: WrittenFigure, thing: Named, span: Span, carried = false): void {
    const shared = /均|各|都|each|both/u.test(this.text.lower.slice(thing.to, figure.at)) ? this.namedWith(thing) : [];
    for (const one of [...shared, thing]) this.readContentOf(figure, one, span, carried);
  }

  /** Parameters in a row before one: `铅、镉和砷`. */
  private namedWith(thing: Named): readonly Named[] {
    const found: Named[] = [];
    let at = thing.from;
    for (const one of [...this.parametersIn(this.lineStart(thing.from), thing.from)].reverse()) {
      if (!/^\s*(?:[、,]|和|及|与|and)\s*$/u.test(this.text.lower.slice(one.to, at))) break;
      found.unshift(one);
      at = one.from;
    }
    return found;
  }

  private readContentOf(figure: WrittenFigure, thing: Named, span: Span, carried: boolean): void {
    this.used.add(thing);
    const parameter = this.parameterOf(thing, figure.unit);
    if (parameter === undefined) return this.leave(span, 'AMBIGUOUS', thing.codes);
    const usual = parameters().byCode(parameter)?.units[0];
    const side = this.sideAt(figure);
    if (figure.unit === '%' && side === 'REMOVAL') return this.readRemoval(figure, parameter, '', span);
    // A unit that nobody knows (gr/dscf) is not the usual one.
    const isForeign =
      figure.unit === undefined && /^\s?[a-z]+\s*\//u.test(this.text.lower.slice(figure.to, figure.to + 12));
    if (isForeign) return this.leave(span, 'AMBIGUOUS', [parameter]);
    const unit = figure.unit ?? usual;
    if (unit === undefined) return;
    if (figure.unit !== undefined && usual !== undefined && !isContent(usual) && usual !== unit && isContent(unit)) {
      return this.leave(span, 'AMBIGUOUS', thing.codes);
    }
    const said = statement(figure, unit);
    const unitTaken = figure.unit === undefined && unit !== '1';
    if (parameter === 'water_temp' || parameter === 'flue_temp' || parameter === 'ph') {
      // What they are before treatment, unless a side is named.
      if (side !== 'OUTLET') return this.addDuty(span, { metric: 'inlet', parameter, ...asDuty(said) }, unitTaken);
    }
    // `屠宰废水，COD2500、氨氮150，要求处理达到…`: what is described without a bound is what comes.
    const comes =
      side === undefined &&
      figure.bound === undefined &&
      this.domain !== 'monitoring' &&
      // The limits of a class are often told behind it.
      between(this.cited, this.lineStart(figure.from), figure.at).length === 0;
    if (!comes && (side === undefined || side === 'REMOVAL')) return this.leave(span, 'WHICH_SIDE', [parameter]);
    if (comes) return this.addDuty(span, { metric: 'inlet', parameter, ...asDuty(said) }, true);
    if (side === 'INLET')
      return this.addDuty(span, { metric: 'inlet', parameter, ...asDuty(said) }, carried || unitTaken);
    // A figure that goes out is the most that may, unless it is said to be a range (pH) or the least (dissolved oxygen).
    const bounded = said.op === '=' ? { ...said, op: '<=' as const } : said;
    this.addRequirement(span, { metric: 'outlet', parameter, ...bounded }, carried || said.op === '=' || unitTaken);
  }

  private readRemoval(figure: WrittenFigure, known: string | undefined, before: string, span: Span = figure): void {
    const spoken = this.parametersIn(this.lineStart(figure.from), figure.at).at(-1);
    const parameter =
      known ?? REMOVAL_OF.find(([word]) => word.test(before))?.[1] ?? (spoken && this.parameterOf(spoken, undefined));
    if (parameter === undefined) return this.leave(span, 'NOTHING_NAMED');
    const said = statement(figure, '%');
    const bounded = said.op === '=' ? { ...said, op: '>=' as const } : said;
    this.addRequirement(span, { metric: 'removal_pct', parameter, ...bounded }, said.op === '=' || known === undefined);
  }

  private readFlow(figure: WrittenFigure, before: string): void {
    const around = before + this.text.lower.slice(figure.to, figure.to + 8);
    const line = this.text.lower.slice(this.lineStart(figure.from), figure.to + 8);
    // A boiler is named by the steam it makes, which is no flow to treat.
    if (figure.unit === 't/h' && BOILER.test(line)) return;
    if (this.domain === 'water' && OTHER_FLOW.test(before)) return this.leave(figure, 'NOTHING_NAMED');
    if (this.isPresent(figure)) return this.leave(figure, 'PRESENT_STATE');
    const rank =
      PART_FLOW.test(before) || figure.unit === 'p.e.' ? 'PART' : TOTAL_FLOW.test(before) ? 'TOTAL' : 'PLAIN';
    this.flows.push({ figure, rank, isNamed: FLOW_WORDS.test(around) });
  }

  /**
   * Of several flows the one that is said to be the whole; a peak, one unit of several or a population only where there
   * is nothing else. Several that are equal (近期2万，远期5万; three streams) are left to the buyer.
   */
  private readCapacity(): void {
    const chosen = (['TOTAL', 'PLAIN', 'PART'] as const)
      .map((rank) => this.flows.filter((flow) => flow.rank === rank))
      .find((flows) => flows.length > 0);
    const one = chosen?.length === 1 ? chosen[0] : undefined;
    for (const flow of this.flows) if (flow !== one) this.leave(flow.figure, 'SECOND_FIGURE');
    if (!one) return;
    const { figure, isNamed, rank } = one;
    const unit = flowUnit(figure.unit ?? '', this.domain);
    // `2×400吨/日`: two lines of so much.
    const lines = Number(
      /(?<![\d.])(\d{1,2})\s*[x*]\s*$/u.exec(this.text.lower.slice(Math.max(0, figure.at - 6), figure.at))?.[1] ?? 1,
    );
    const said = asDuty(statement(figure, unit));
    const times = (value: number): number => plainProduct(value, lines);
    this.addDuty(
      figure,
      {
        metric: 'capacity',
        ...said,
        value: times(said.value ?? 0),
        ...(said.valueMax === undefined ? {} : { valueMax: times(said.valueMax) }),
      },
      unit !== figure.unit || !isNamed || rank === 'PART' || lines !== 1,
    );
  }

  private readTemperature(figure: WrittenFigure, before: string): void {
    if (!/温|temp/u.test(before)) return;
    this.addDuty(figure, { metric: 'operating_temp', ...asDuty(statement(figure, 'degC')) }, false);
  }

  private readMetric(figure: WrittenFigure, metric: Named): void {
    const code = metric.codes.length === 1 ? metric.codes[0] : undefined;
    if (code === undefined || code === 'capacity' || code === 'delivery_days') return;
    this.used.add(metric);
    const span = { from: metric.from, to: figure.to };
    if (COMES_IN.has(code) && this.comesIn(figure)) {
      return this.addDuty(
        span,
        { metric: 'inlet', parameter: code, ...asDuty(statement(figure, figure.unit ?? '1')) },
        true,
      );
    }
    if (figure.bound === undefined && figure.valueMax === undefined) return this.leave(span, 'WHICH_BOUND', [code]);
    const of = this.measuredBy(code, metric);
    this.addRequirement(
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
    const named = this.parametersIn(this.lineStart(metric.from), metric.from).at(-1);
    if (!named || (!OF_ITS_MEASURE.has(code) && named.to !== metric.from)) return undefined;
    return this.parameterOf(named, undefined);
  }

  /** `含水率80%计` and `进泥含水率97%` are of what comes. */
  private comesIn(figure: WrittenFigure): boolean {
    const side = between(this.marks, this.clauseStart(figure.from), figure.at).at(-1)?.side;
    if (side !== undefined) return side === 'INLET';
    return figure.bound === undefined && /^\s*(?:计|设计|的)/u.test(this.text.lower.slice(figure.to, figure.to + 3));
  }

  private leaveIfOfMetric(figure: WrittenFigure, thing: Named | undefined): void {
    if (thing?.kind === 'METRIC' && figure.bound !== undefined && !SIDE_METRICS.has(thing.codes[0] ?? '')) {
      const usual = parameters().byCode(thing.codes[0] ?? '')?.units[0];
      if (usual !== undefined && WITHOUT_UNIT.has(usual)) this.readMetric({ ...figure, unit: usual }, thing);
      else this.leave({ from: thing.from, to: figure.to }, 'AMBIGUOUS', thing.codes);
    }
  }

  private readLeadTime(figure: WrittenFigure): void {
    const days = (figure.valueMax ?? figure.value) * (figure.unit === 'month' ? 30 : figure.unit === 'week' ? 7 : 1);
    if (!Number.isInteger(days) || days < 1 || days > 3650) return;
    if (this.readings.some((one) => one.as === 'REQUIREMENT' && 'leadDays' in one.requirement))
      return this.leave(figure, 'SECOND_FIGURE');
    this.add(figure, figure.unit === 'month', (id) => ({ id, mandatory: true, leadDays: days }));
  }

  private readMoney(figure: WrittenFigure): void {
    const before = this.text.lower.slice(this.clauseStart(figure.from), figure.at);
    if (!PRICE_WORDS.test(before)) return;
    if (this.readings.some((one) => one.as === 'REQUIREMENT' && 'price' in one.requirement))
      return this.leave(figure, 'SECOND_FIGURE');
    const price: Money = {
      amount: Math.round((figure.valueMax ?? figure.value) * 1e4) / 1e4,
      currency: figure.currency ?? 'CNY',
    };
    this.add(figure, false, (id) => ({ id, mandatory: true, price }));
  }

  private isExcluded({ from, to }: Span): boolean {
    return (
      NOT.test(this.text.lower.slice(Math.max(0, from - 14), from)) ||
      NOT_BEHIND.test(this.text.lower.slice(to, to + 30))
    );
  }

  /** Whether a class is what the plant meets before the work: after 由 or 从 and before 提高到, or after 现状. */
  private isPresent({ from, to }: Span): boolean {
    const before = this.text.lower.slice(this.clauseStart(from), from);
    const after = this.text.lower.slice(to, to + 16);
    return (
      (/(?:由|从|from|upgrade)[^,，。]{0,20}$/u.test(before) &&
        /^(?:标准|排放标准)?\s*(?:提|升|改|扩|增|to)/u.test(after)) ||
      /(?:现状|现执行|现有?标准|目前|currently|existing)[^,，。]{0,16}$/u.test(before)
    );
  }

  private readRegion(): void {
    const places = this.named.filter(({ kind }) => kind === 'REGION');
    const all = places.flatMap(({ codes }) => codes);
    let best: { place: Named; code: string } | undefined;
    for (const place of places) {
      // A name that several places have is the one inside a place named beside it.
      const inside = place.codes.filter(
        (code) =>
          place.codes.length === 1 ||
          all.some((other) => other !== code && covers(other, code) && !place.codes.includes(other)),
      );
      const code =
        inside.length === 1 ? inside[0] : inside.length > 1 ? inside.sort((a, b) => a.length - b.length)[0] : undefined;
      if (code === undefined) {
        // A province and its city of one name: the wider one is meant for certain.
        const wide = [...place.codes].sort((a, b) => a.length - b.length)[0] ?? '';
        if (place.codes.every((one) => covers(wide, one))) best ??= { place, code: wide };
        else this.leave(place, 'AMBIGUOUS', place.codes);
        continue;
      }
      if (best === undefined || covers(best.code, code)) best = { place, code };
      else if (!covers(code, best.code)) this.leave(place, 'SECOND_FIGURE', [code]);
    }
    if (best) this.take(best.place, false, { as: 'REGION', code: best.code });
  }

  /** The parameter meant in this medium; a text that may mean two of it is left to the buyer. */
  private parameterOf({ codes }: Named, unit: string | undefined): string | undefined {
    if (codes.length === 1) return codes[0];
    const medium =
      unit !== undefined && /\/N?m3$/u.test(unit) && unit !== 'g/m3'
        ? 'air'
        : this.domain === 'monitoring'
          ? undefined
          : this.domain;
    const fitting = codes.filter((code) => medium === undefined || parameters().byCode(code)?.media.includes(medium));
    return fitting.length === 1 ? fitting[0] : undefined;
  }

  private sideAt(figure: WrittenFigure): Side | undefined {
    // A removal stands with its figure; inlet and outlet hold on to the end of the list they head.
    const clause = this.clauseStart(figure.from);
    const word = this.text.lower.slice(Math.max(0, figure.at - 12), figure.at);
    if (/(?:from|由|从)\s*$/u.test(word)) return 'INLET';
    if (/(?:(?<!up)\sto|降至|降到|降低到|降低至)\s*$/u.test(word)) return 'OUTLET';
    const near = between(this.marks, clause, figure.at).at(-1);
    if (near) return near.side;
    const behind = /^[^。;\n,，]{0,6}?(?:去除|removal)/u.exec(this.text.lower.slice(figure.to, figure.to + 16));
    if (behind) return 'REMOVAL';
    const block = this.blockStart(figure.from);
    return between(this.marks, block, figure.at).findLast(({ side }) => side !== 'REMOVAL')?.side;
  }

  private parametersIn(from: number, to: number): readonly Named[] {
    return between(this.named, from, to).filter(({ kind }) => kind === 'PARAMETER');
  }

  /** Where the clause of a place begins: after a comma, semicolon, full stop or line end. */
  private clauseStart(at: number): number {
    return this.startAfter(at, /[,，;；。!?！？\n]/u);
  }

  private lineStart(at: number): number {
    return this.startAfter(at, /[;；。!?！？\n]/u);
  }

  /** Where the list or paragraph of a place begins: after a full stop or an empty line. */
  private blockStart(at: number): number {
    const start = Math.max(0, at - LONGEST_BLOCK);
    const before = this.text.lower.slice(start, at);
    return start + Math.max(before.lastIndexOf('。'), before.lastIndexOf('\n\n'), lastSentenceEnd(before)) + 1;
  }

  private startAfter(at: number, divider: RegExp): number {
    const end = Math.max(0, at - LONGEST_CLAUSE);
    for (let place = at - 1; place >= end; place -= 1) {
      const one = this.text.lower[place] ?? '';
      if (!divider.test(one)) continue;
      // `50,000` is not two clauses.
      const isInFigure =
        /[,，]/u.test(one) &&
        /\d/.test(this.text.lower[place - 1] ?? '') &&
        /^\d{3}(?!\d)/.test(this.text.lower.slice(place + 1, place + 5));
      if (!isInFigure && !this.isInName(place)) return place + 1;
    }
    return end;
  }

  /** The comma of 1,2-二氯乙烷. */
  private isInName(place: number): boolean {
    return this.named.some(({ from, to }) => place > from && place < to);
  }

  private addDuty(span: Span, fact: DutyFact, inferred: boolean): void {
    const twice = this.readings.some(
      (one) => one.as === 'DUTY' && one.fact.metric === fact.metric && one.fact.parameter === fact.parameter,
    );
    if (twice) this.leave(span, 'SECOND_FIGURE', fact.parameter === undefined ? [] : [fact.parameter]);
    else this.take(span, inferred, { as: 'DUTY', fact });
  }

  private addRequirement(span: Span, asked: NumericStatement, inferred: boolean): void {
    const twice = this.readings.some(
      (one) =>
        one.as === 'REQUIREMENT' &&
        'metric' in one.requirement &&
        one.requirement.metric === asked.metric &&
        one.requirement.parameter === asked.parameter &&
        one.requirement.op === asked.op,
    );
    if (twice) this.leave(span, 'SECOND_FIGURE', asked.parameter === undefined ? [] : [asked.parameter]);
    else this.add(span, inferred, (id) => ({ id, mandatory: true, ...asked }));
  }

  private add(span: Span, inferred: boolean, make: (id: string) => Requirement): void {
    const number = this.readings.filter(({ as }) => as === 'REQUIREMENT').length + 1;
    this.take(span, inferred, { as: 'REQUIREMENT', requirement: make(`r${number}`) });
  }

  private take(span: Span, inferred: boolean, what: ReadAs): void {
    this.readings.push({ ...this.place(span), inferred, ...what });
  }

  private leave(span: Span, why: WhyUnread, candidates: readonly string[] = []): void {
    this.unread.push({ ...this.place(span), why, candidates });
  }

  private place({ from, to }: Span): { from: number; to: number; text: string } {
    return {
      from: this.text.places[from] ?? 0,
      to: this.text.places[to] ?? this.text.original.length,
      text: asWritten(this.text, { from, to }),
    };
  }
}

/** Metrics that only say which side or how much is taken away; of what, the parameter says. */
const SIDE_METRICS = new Set(['inlet', 'outlet', 'inlet_conc', 'outlet_conc', 'removal_pct', 'outlet_floor', 'added']);
/** Units that people leave out. */
const WITHOUT_UNIT = new Set(['1', 'mol/mol', 'log10', 'times']);
/** What is stated of the material that comes as well as of the equipment. */
const COMES_IN = new Set(['moisture', 'dry_solids', 'lhv', 'bulk_density']);
/** Figures of an instrument that are stated for each thing it measures. */
const OF_ITS_MEASURE = new Set(['range_max', 'range_min', 'lod', 'repeatability', 'zero_drift', 'span_drift']);

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

function statement(
  { value, valueMax, bound }: WrittenFigure,
  unit: string,
): Omit<NumericStatement, 'metric' | 'parameter'> {
  if (valueMax !== undefined) return { op: 'range', value: rounded(value), valueMax: rounded(valueMax), unit };
  return { op: bound ?? '=', value: rounded(value), unit };
}

const byPlace = <T extends Span>(list: readonly T[]): readonly T[] => [...list].sort((a, b) => a.from - b.from);

/** Of spans in order that do not overlap, those that begin at `from` or later and end at `to` or before. */
function between<T extends Span>(list: readonly T[], from: number, to: number): readonly T[] {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as T).from < from) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let at = low; at < list.length && (list[at] as T).to <= to; at += 1) found.push(list[at] as T);
  return found;
}

const rounded = (value: number): number => plainProduct(value, 1);

/** What comes in is what is designed for: `≤ 400` is a design value of 400. */
function asDuty(said: Omit<NumericStatement, 'metric' | 'parameter'>): Omit<NumericStatement, 'metric' | 'parameter'> {
  return said.op === 'range' ? said : { ...said, op: '=' };
}

function lastSentenceEnd(before: string): number {
  const ends = [...before.matchAll(/[a-z)]\.\s+(?=[a-z])/gu)];
  const last = ends.at(-1);
  return last ? last.index + 1 : -1;
}

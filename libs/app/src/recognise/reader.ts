import type { LotNeed } from '@huanpei/domain';
import { ContentReader } from './content-reader';
import type { WrittenFigure } from './figures-in';
import { FlowReader } from './flow-reader';
import type { Named } from './known-names';
import { MetricReader, SIDE_METRICS } from './metric-reader';
import { NeedNotes } from './need-notes';
import type { Passage } from './passage';
import { readCitations } from './read-citations';
import { readLeadTime, readMoney } from './read-terms';
import { readThings } from './read-things';
import type { RecognisedNeed } from './reading';
import { stillOpen } from './still-open';
import { between, byPlace, type Span } from './written-text';
import { isContent, isFlow } from './written-units';

/** The time of a quantity stands before it: 日处理5万吨. */
const PER: readonly (readonly [words: RegExp, time: string])[] = [
  [/(?:日|天)(?:均|平均)?(?:最大)?(?:处理|产生|产)|每(?:日|天)|daily/u, 'd'],
  [/(?:小时|时)(?:处理|产生)|每小时|hourly/u, 'h'],
  [/年(?:处理|产生|产)|每年|annual/u, 'a'],
];
/** Figures in one list, and places behind its figure at which a name may stand. */
const MOST_LISTED = 30;
const REACH_BEHIND = 24;
const JOINS = /^[\s:：=为约(浓度值)]*$/u;
const LEAD_WORDS = /工期|交货期|交货|供货期|供货|交付|到货|完成供货|delivery|lead\s+time|deliver(?:ed)?\s+within/u;

/** Reads what is named and figured in one text into a need, and keeps what it could not settle. */
export class Reader {
  private readonly notes: NeedNotes;
  private readonly flows: FlowReader;
  private readonly contents: ContentReader;
  private readonly metrics: MetricReader;

  constructor(private readonly passage: Passage) {
    this.notes = new NeedNotes(passage.text);
    this.flows = new FlowReader(passage, this.notes);
    this.contents = new ContentReader(passage, this.notes);
    this.metrics = new MetricReader(passage, this.notes);
  }

  /** The need, with the standards that were named and are not known. */
  read(unknown: readonly Span[]): RecognisedNeed {
    const { passage, notes } = this;
    this.readFigures();
    readThings(passage, notes);
    for (const one of unknown) notes.leave(one, 'UNKNOWN_STANDARD');
    const duty = byPlace(notes.readings).flatMap((reading) => (reading.as === 'DUTY' ? [reading.fact] : []));
    const { citations, otherParameters, toSettle } = readCitations(passage, notes, duty);
    const readings = byPlace(notes.readings);
    const technologies = [...new Set(readings.flatMap((one) => (one.as === 'TECHNOLOGY' ? [one.code] : [])))];
    const requirements = readings.flatMap((one) => (one.as === 'REQUIREMENT' ? [one.requirement] : []));
    const scenario = readings.find((one) => one.as === 'SCENARIO');
    const region = readings.find((one) => one.as === 'REGION');
    const need: LotNeed = {
      domain: passage.domain,
      ...(technologies.length > 0 ? { technologies } : {}),
      ...(scenario ? { scenario: scenario.code } : {}),
      ...(duty.length > 0 ? { duty } : {}),
      ...(requirements.length > 0 ? { requirements } : {}),
      ...(citations.length > 0 ? { standards: citations } : {}),
      ...(region ? { region: region.code } : {}),
    };
    const unread = byPlace(notes.unread);
    return {
      need,
      otherParameters: [...new Set(otherParameters)],
      toSettle: [...new Set(toSettle)],
      readings,
      unread,
      open: stillOpen(passage.text, passage.domain, passage.cited, { readings, unread }),
    };
  }

  private readFigures(): void {
    this.contents.readTables();
    for (const group of this.lists()) {
      if (group.things.length > 0) this.contents.readList(group.figures, group.things);
      else for (const figure of group.figures) this.readFigure(figure);
    }
    this.flows.readCapacity();
  }

  /** Figures that are distributed over things named before them: `COD、BOD5、SS分别为350、180、220mg/L`. */
  private lists(): readonly { readonly figures: readonly WrittenFigure[]; readonly things: readonly Named[] }[] {
    const groups: { figures: WrittenFigure[]; things: readonly Named[] }[] = [];
    // `进水分别为350、180，出水分别为50、10`: the second list is of the things of the first.
    let last: readonly Named[] = [];
    for (let at = 0; at < this.passage.figures.length; at += 1) {
      const first = this.passage.figures[at] as WrittenFigure;
      if (this.contents.inTable.has(first)) continue;
      const run = [first];
      while (at + run.length < this.passage.figures.length && run.length < MOST_LISTED) {
        const next = this.passage.figures[at + run.length] as WrittenFigure;
        const previous = run[run.length - 1] as WrittenFigure;
        if (!/^\s*(?:[、,，/]|和|及|and)\s*$/u.test(this.passage.words(previous.to, next.from))) break;
        run.push(next);
      }
      const start = this.passage.lineStart(first.from);
      const head = this.passage.words(start, first.from);
      const tail = this.passage.words((run[run.length - 1] as WrittenFigure).to).slice(0, 20);
      const things = this.passage.parametersIn(Math.max(start, this.passage.figures[at - 1]?.to ?? 0), first.from);
      const listed = things.length === 0 ? last : things;
      if (run.length > 1 && listed.length === run.length && (/分别/u.test(head) || /^\s*respectively/u.test(tail))) {
        groups.push({ figures: run, things: listed });
        last = listed;
        at += run.length - 1;
      } else groups.push({ figures: [first], things: [] });
    }
    return groups;
  }

  private readFigure(figure: WrittenFigure): void {
    if (figure.currency !== undefined) return readMoney(figure, this.passage, this.notes);
    const before = this.passage.words(this.passage.clauseStart(figure.from), figure.from);
    const { unit } = figure;
    if (unit !== undefined && isFlow(unit)) return this.flows.readFlow(figure, before);
    if (unit === 't' || unit === 'm3') {
      const after = /^\s*(?:每|per\s)(天|日|小时|d)/u.exec(this.passage.words(figure.to, figure.to + 6))?.[1];
      const time = after === undefined ? PER.find(([words]) => words.test(before))?.[1] : after === '小时' ? 'h' : 'd';
      return time === undefined ? undefined : this.flows.readFlow({ ...figure, unit: `${unit}/${time}` }, before);
    }
    const thing = this.thingOf(figure);
    if (this.metrics.isMeasuringRange(figure, before)) return this.metrics.readRange(figure);
    if (thing?.kind === 'PARAMETER')
      return this.contents.readContent(figure, thing, {
        from: Math.min(thing.from, figure.from),
        to: Math.max(thing.to, figure.to),
      });
    if (unit === undefined) return this.metrics.leaveIfOfMetric(figure, thing);
    if (['d', '日历天', 'week', 'month'].includes(unit) && LEAD_WORDS.test(before))
      return readLeadTime(figure, this.notes);
    if (unit === '%' && this.passage.sideAt(figure) === 'REMOVAL')
      return this.contents.readRemoval(figure, undefined, before);
    if (thing?.kind === 'METRIC') return this.metrics.readMetric(figure, thing);
    if (unit === 'degC') return this.metrics.readTemperature(figure, before);
    // `入口粉尘浓度20g/m3，出口≤10mg/m3`: another side of what was spoken of last in the sentence.
    const last =
      isContent(unit) && between(this.passage.marks, this.passage.clauseStart(figure.from), figure.at).length > 0
        ? this.passage.parametersIn(this.passage.lineStart(figure.from), figure.at).at(-1)
        : undefined;
    if (last) return this.contents.readContent(figure, last, figure, true);
    if (isContent(unit) || figure.bound !== undefined) this.notes.leave(figure, 'NOTHING_NAMED');
  }

  /** What a figure is of: the nearest name before it in its clause with no other figure between, or right behind it. */
  private thingOf(figure: WrittenFigure): Named | undefined {
    const start = this.passage.clauseStart(figure.from);
    const previous = this.passage.figures[this.passage.figures.indexOf(figure) - 1]?.to ?? 0;
    const before = between(this.passage.named, Math.max(start, previous), figure.at).filter(
      (one) =>
        (one.kind === 'PARAMETER' || (one.kind === 'METRIC' && !SIDE_METRICS.has(one.codes[0] ?? ''))) &&
        !this.notes.used.has(one),
    );
    const nearest = before.at(-1);
    // Without a unit only what stands right beside its name is a figure of it: `COD 350`, not `颗粒物…（包5）`.
    if (
      nearest &&
      figure.unit === undefined &&
      figure.bound === undefined &&
      !JOINS.test(this.passage.words(nearest.to, figure.at))
    ) {
      return undefined;
    }
    if (nearest) return nearest;
    return this.passage
      .parametersIn(figure.to, figure.to + REACH_BEHIND)
      .find(({ from }) => /^\s*(?:的|of|)\s*$/u.test(this.passage.words(figure.to, from)));
  }
}

import { parameters } from '@huanpei/reference';
import type { WrittenFigure } from './figures-in';
import type { Named } from './known-names';
import type { NeedNotes } from './need-notes';
import type { Passage } from './passage';
import { asDuty, statement } from './stated-figure';
import { between, type Span } from './written-text';
import { isContent } from './written-units';

/** What a removal of these is of, when nothing else is named. */
const REMOVAL_OF: readonly (readonly [word: RegExp, parameter: string])[] = [
  [/除尘|dedust/u, 'pm'],
  [/脱硫|desul/u, 'so2'],
  [/脱硝|denitr|denox/u, 'nox'],
];
/** Lines of figures under a line of names. */
const MOST_ROWS = 6;

/** Reads what comes in, goes out and is taken away of things that are named: beside them, in lists and in tables. */
export class ContentReader {
  /** Figures that were read as cells of a table. */
  readonly inTable = new Set<WrittenFigure>();

  constructor(
    private readonly passage: Passage,
    private readonly notes: NeedNotes,
  ) {}

  /** Tables that became text: a line of names, and under it lines of figures that begin with 进水 or 出水. */
  readTables(): void {
    const lines = [...this.passage.text.lower.matchAll(/[^\n]+/gu)].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
    }));
    for (const [at, header] of lines.entries()) {
      const things = this.passage.parametersIn(header.from, header.to);
      if (things.length < 3 || between(this.passage.figures, header.from, header.to).length > 0) continue;
      for (const line of lines.slice(at + 1, at + 1 + MOST_ROWS)) {
        const side = between(this.passage.marks, line.from, line.to)[0];
        const cells = between(this.passage.figures, line.from, line.to).filter(
          ({ at: place }) => this.passage.text.lower[place - 1] !== '(',
        );
        if (!side || side.side === 'REMOVAL' || cells.length !== things.length) continue;
        for (const [column, cell] of cells.entries()) {
          this.inTable.add(cell);
          this.readContentOf(cell, things[column] as Named, cell, false);
        }
      }
    }
  }

  readList(figures: readonly WrittenFigure[], things: readonly Named[]): void {
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

  /** Reads a content of a thing, and the same of those named together with it: `铅、砷去除率均≥85%`. */
  readContent(figure: WrittenFigure, thing: Named, span: Span, carried = false): void {
    const shared = /均|各|都|each|both/u.test(this.passage.words(thing.to, figure.at)) ? this.namedWith(thing) : [];
    for (const one of [...shared, thing]) this.readContentOf(figure, one, span, carried);
  }

  /** Parameters in a row before one: `铅、镉和砷`. */
  private namedWith(thing: Named): readonly Named[] {
    const found: Named[] = [];
    let at = thing.from;
    for (const one of [...this.passage.parametersIn(this.passage.lineStart(thing.from), thing.from)].reverse()) {
      if (!/^\s*(?:[、,]|和|及|与|and)\s*$/u.test(this.passage.words(one.to, at))) break;
      found.unshift(one);
      at = one.from;
    }
    return found;
  }

  private readContentOf(figure: WrittenFigure, thing: Named, span: Span, carried: boolean): void {
    this.notes.used.add(thing);
    const parameter = this.passage.parameterOf(thing, figure.unit);
    if (parameter === undefined) return this.notes.leave(span, 'AMBIGUOUS', thing.codes);
    const usual = parameters().byCode(parameter)?.units[0];
    const side = this.passage.sideAt(figure);
    if (figure.unit === '%' && side === 'REMOVAL') return this.readRemoval(figure, parameter, '', span);
    // A unit that nobody knows (gr/dscf) is not the usual one.
    const isForeign =
      figure.unit === undefined && /^\s?[a-z]+\s*\//u.test(this.passage.words(figure.to, figure.to + 12));
    if (isForeign) return this.notes.leave(span, 'AMBIGUOUS', [parameter]);
    const unit = figure.unit ?? usual;
    if (unit === undefined) return;
    if (figure.unit !== undefined && usual !== undefined && !isContent(usual) && usual !== unit && isContent(unit)) {
      return this.notes.leave(span, 'AMBIGUOUS', thing.codes);
    }
    const said = statement(figure, unit);
    const unitTaken = figure.unit === undefined && unit !== '1';
    if (parameter === 'water_temp' || parameter === 'flue_temp' || parameter === 'ph') {
      // What they are before treatment, unless a side is named.
      if (side !== 'OUTLET')
        return this.notes.addDuty(span, { metric: 'inlet', parameter, ...asDuty(said) }, unitTaken);
    }
    // `屠宰废水，COD2500、氨氮150，要求处理达到…`: what is described without a bound is what comes.
    const comes =
      side === undefined &&
      figure.bound === undefined &&
      this.passage.domain !== 'monitoring' &&
      // The limits of a class are often told behind it.
      between(this.passage.cited, this.passage.lineStart(figure.from), figure.at).length === 0;
    if (!comes && (side === undefined || side === 'REMOVAL')) return this.notes.leave(span, 'WHICH_SIDE', [parameter]);
    if (comes) return this.notes.addDuty(span, { metric: 'inlet', parameter, ...asDuty(said) }, true);
    if (side === 'INLET')
      return this.notes.addDuty(span, { metric: 'inlet', parameter, ...asDuty(said) }, carried || unitTaken);
    // A figure that goes out is the most that may, unless it is said to be a range (pH) or the least (dissolved oxygen).
    const bounded = said.op === '=' ? { ...said, op: '<=' as const } : said;
    this.notes.addRequirement(
      span,
      { metric: 'outlet', parameter, ...bounded },
      carried || said.op === '=' || unitTaken,
    );
  }

  readRemoval(figure: WrittenFigure, known: string | undefined, before: string, span: Span = figure): void {
    const spoken = this.passage.parametersIn(this.passage.lineStart(figure.from), figure.at).at(-1);
    const parameter =
      known ??
      REMOVAL_OF.find(([word]) => word.test(before))?.[1] ??
      (spoken && this.passage.parameterOf(spoken, undefined));
    if (parameter === undefined) return this.notes.leave(span, 'NOTHING_NAMED');
    const said = statement(figure, '%');
    const bounded = said.op === '=' ? { ...said, op: '>=' as const } : said;
    this.notes.addRequirement(
      span,
      { metric: 'removal_pct', parameter, ...bounded },
      said.op === '=' || known === undefined,
    );
  }
}

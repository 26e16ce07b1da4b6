import type { Domain } from '@huanpei/matching';
import { parameters } from '@huanpei/reference';
import type { WrittenFigure } from './figures-in';
import type { Named } from './known-names';
import type { NamedStandard } from './standards-in';
import { between, type Span, type WrittenText } from './written-text';

export type Side = 'INLET' | 'OUTLET' | 'REMOVAL';

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
/** Places a clause or a list reaches back. */
const LONGEST_CLAUSE = 300;
const LONGEST_BLOCK = 1_500;

interface Mark extends Span {
  readonly side: Side;
}

/** One text with what is named and figured in it, and what stands around a place. */
export class Passage {
  /** The words that say a side, in their order. */
  readonly marks: readonly Mark[];

  constructor(
    readonly text: WrittenText,
    readonly domain: Domain,
    readonly named: readonly Named[],
    readonly figures: readonly WrittenFigure[],
    readonly cited: readonly NamedStandard[],
  ) {
    this.marks = [...text.lower.matchAll(SIDE_WORDS)].map((match) => ({
      side: SIDES.find(([side]) => match.groups?.[side] !== undefined)?.[0] ?? 'OUTLET',
      from: match.index,
      to: match.index + match[0].length,
    }));
  }

  /** What stands between two places, in small letters. */
  words(from: number, to?: number): string {
    return this.text.lower.slice(from, to);
  }

  /** Whether a class is what the plant meets before the work: after 由 or 从 and before 提高到, or after 现状. */
  isPresent({ from, to }: Span): boolean {
    const before = this.words(this.clauseStart(from), from);
    const after = this.words(to, to + 16);
    return (
      (/(?:由|从|from|upgrade)[^,，。]{0,20}$/u.test(before) &&
        /^(?:标准|排放标准)?\s*(?:提|升|改|扩|增|to)/u.test(after)) ||
      /(?:现状|现执行|现有?标准|目前|currently|existing)[^,，。]{0,16}$/u.test(before)
    );
  }

  /** The parameter meant in this medium; a text that may mean two of it is left to the buyer. */
  parameterOf({ codes }: Named, unit: string | undefined): string | undefined {
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

  sideAt(figure: WrittenFigure): Side | undefined {
    // A removal stands with its figure; inlet and outlet hold on to the end of the list they head.
    const clause = this.clauseStart(figure.from);
    const word = this.words(Math.max(0, figure.at - 12), figure.at);
    if (/(?:from|由|从)\s*$/u.test(word)) return 'INLET';
    if (/(?:(?<!up)\sto|降至|降到|降低到|降低至)\s*$/u.test(word)) return 'OUTLET';
    const near = between(this.marks, clause, figure.at).at(-1);
    if (near) return near.side;
    const behind = /^[^。;\n,，]{0,6}?(?:去除|removal)/u.exec(this.words(figure.to, figure.to + 16));
    if (behind) return 'REMOVAL';
    const block = this.blockStart(figure.from);
    return between(this.marks, block, figure.at).findLast(({ side }) => side !== 'REMOVAL')?.side;
  }

  parametersIn(from: number, to: number): readonly Named[] {
    return between(this.named, from, to).filter(({ kind }) => kind === 'PARAMETER');
  }

  /** Where the clause of a place begins: after a comma, semicolon, full stop or line end. */
  clauseStart(at: number): number {
    return this.startAfter(at, /[,，;；。!?！？\n]/u);
  }

  lineStart(at: number): number {
    return this.startAfter(at, /[;；。!?！？\n]/u);
  }

  /** Where the list or paragraph of a place begins: after a full stop or an empty line. */
  private blockStart(at: number): number {
    const start = Math.max(0, at - LONGEST_BLOCK);
    const before = this.words(start, at);
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
        /^\d{3}(?!\d)/.test(this.words(place + 1, place + 5));
      if (!isInFigure && !this.isInName(place)) return place + 1;
    }
    return end;
  }

  /** The comma of 1,2-二氯乙烷. */
  private isInName(place: number): boolean {
    return this.named.some(({ from, to }) => place > from && place < to);
  }
}

function lastSentenceEnd(before: string): number {
  const ends = [...before.matchAll(/[a-z)]\.\s+(?=[a-z])/gu)];
  const last = ends.at(-1);
  return last ? last.index + 1 : -1;
}

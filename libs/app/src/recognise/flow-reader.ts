import type { WrittenFigure } from './figures-in';
import type { NeedNotes } from './need-notes';
import type { Passage } from './passage';
import { asDuty, statement } from './stated-figure';
import { flowUnit, plainProduct } from './written-units';

const FLOW_WORDS =
  /处理能力|处理规模|设计规模|建设规模|总规模|规模|日处理|处理水量|处理量|设计水量|水量|流量|烟气量|废气量|风量|气量|处理|能力|capacity|flow|throughput|treat|design/u;
/** Words of the whole flow, and of a part or a moment of it. */
const TOTAL_FLOW = /规模|总(?:水|处理|流|量|能力)|设计|处理能力|日处理|合计|average|design|capacity/u;
const PART_FLOW = /单座|单套|单台|单机|每套|峰值|高峰|最大|peak|maximum|each|per\s+unit/u;
const BOILER = /锅炉|蒸吨|蒸汽|boiler|steam/u;
/** Flows of water works that are not the water they treat. */
const OTHER_FLOW = /回用|产水量|permeate|product\s+water|污泥|泥量|药剂|用水|耗水|reuse|sludge/u;

interface Flow {
  readonly figure: WrittenFigure;
  readonly rank: 'TOTAL' | 'PLAIN' | 'PART';
  /** Words beside it say that it is a flow to treat. */
  readonly isNamed: boolean;
}

/** Reads flows, and of several the one that is to be treated. */
export class FlowReader {
  private readonly flows: Flow[] = [];

  constructor(
    private readonly passage: Passage,
    private readonly notes: NeedNotes,
  ) {}

  readFlow(figure: WrittenFigure, before: string): void {
    const around = before + this.passage.words(figure.to, figure.to + 8);
    const line = this.passage.words(this.passage.lineStart(figure.from), figure.to + 8);
    // A boiler is named by the steam it makes, which is no flow to treat.
    if (figure.unit === 't/h' && BOILER.test(line)) return;
    if (this.passage.domain === 'water' && OTHER_FLOW.test(before)) return this.notes.leave(figure, 'NOTHING_NAMED');
    if (this.passage.isPresent(figure)) return this.notes.leave(figure, 'PRESENT_STATE');
    const rank =
      PART_FLOW.test(before) || figure.unit === 'p.e.' ? 'PART' : TOTAL_FLOW.test(before) ? 'TOTAL' : 'PLAIN';
    this.flows.push({ figure, rank, isNamed: FLOW_WORDS.test(around) });
  }

  /**
   * Of several flows the one that is said to be the whole; a peak, one unit of several or a population only where there
   * is nothing else. Several that are equal (近期2万，远期5万; three streams) are left to the buyer.
   */
  readCapacity(): void {
    const chosen = (['TOTAL', 'PLAIN', 'PART'] as const)
      .map((rank) => this.flows.filter((flow) => flow.rank === rank))
      .find((flows) => flows.length > 0);
    const one = chosen?.length === 1 ? chosen[0] : undefined;
    for (const flow of this.flows) if (flow !== one) this.notes.leave(flow.figure, 'SECOND_FIGURE');
    if (!one) return;
    const { figure, isNamed, rank } = one;
    const unit = flowUnit(figure.unit ?? '', this.passage.domain);
    // `2×400吨/日`: two lines of so much.
    const lines = Number(
      /(?<![\d.])(\d{1,2})\s*[x*]\s*$/u.exec(this.passage.words(Math.max(0, figure.at - 6), figure.at))?.[1] ?? 1,
    );
    const said = asDuty(statement(figure, unit));
    const times = (value: number): number => plainProduct(value, lines);
    this.notes.addDuty(
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
}

import type { DutyFact, NumericStatement, Requirement } from '@huanpei/matching';
import type { Named } from './known-names';
import type { ReadAs, Reading, Unread, WhyUnread } from './reading';
import { asWritten, type Span, type WrittenText } from './written-text';

/** What was read of a text so far, and what was left to the buyer. */
export class NeedNotes {
  readonly readings: Reading[] = [];
  readonly unread: Unread[] = [];
  /** Names that have their figure. */
  readonly used = new Set<Named>();

  constructor(private readonly text: WrittenText) {}

  addDuty(span: Span, fact: DutyFact, inferred: boolean): void {
    const twice = this.readings.some(
      (one) => one.as === 'DUTY' && one.fact.metric === fact.metric && one.fact.parameter === fact.parameter,
    );
    if (twice) this.leave(span, 'SECOND_FIGURE', fact.parameter === undefined ? [] : [fact.parameter]);
    else this.take(span, inferred, { as: 'DUTY', fact });
  }

  addRequirement(span: Span, asked: NumericStatement, inferred: boolean): void {
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

  add(span: Span, inferred: boolean, make: (id: string) => Requirement): void {
    const number = this.readings.filter(({ as }) => as === 'REQUIREMENT').length + 1;
    this.take(span, inferred, { as: 'REQUIREMENT', requirement: make(`r${number}`) });
  }

  take(span: Span, inferred: boolean, what: ReadAs): void {
    this.readings.push({ ...this.place(span), inferred, ...what });
  }

  leave(span: Span, why: WhyUnread, candidates: readonly string[] = [], standard?: string): void {
    this.unread.push({ ...this.place(span), why, candidates, ...(standard === undefined ? {} : { standard }) });
  }

  private place({ from, to }: Span): { from: number; to: number; text: string } {
    return {
      from: this.text.places[from] ?? 0,
      to: this.text.places[to] ?? this.text.original.length,
      text: asWritten(this.text, { from, to }),
    };
  }
}

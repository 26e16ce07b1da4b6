import { counts, type Finding, type MatchOutcome } from '@huanpei/matching';
import { lotKeyOf } from './tender';
import { worthOf, type LotStanding } from './worklist';
import type { MinorMoney } from './money';

/** What another content of a listing would make of one lot. */
export interface LotChange {
  readonly tenderId: string;
  readonly lotId: string;
  readonly deadline: Date | null;
  /** Null where the two are not compared. */
  readonly was: MatchOutcome | null;
  readonly willBe: MatchOutcome | null;
  /** Findings that stand in the way then; fewer is closer. */
  readonly opens: number;
  readonly openedBefore: number;
  /** The first of them. */
  readonly obstacle: Finding | null;
}

/** What publishing another content would change of a listing's standing towards the open tenders. */
export interface RevisionEffect {
  /** Lots that it would newly fit, no longer be compared with or ruled out of, or come closer to; in this order. */
  readonly changes: readonly LotChange[];
  readonly becomeFits: number;
  readonly becomeRuledOut: number;
  /** Compared lots that stay as they are. */
  readonly unchanged: number;
  /** Stated budgets of the tenders with a lot that it would newly fit, one sum for each currency. */
  readonly worth: readonly MinorMoney[];
  /** Whether `worth` is only an upper bound: a budget in it is also for lots that it would not newly fit. */
  readonly worthAtMost: boolean;
  readonly withoutBudget: number;
}

const opensOf = ({ match }: LotStanding): readonly Finding[] =>
  match.findings.filter((finding) => counts(finding) && finding.verdict !== 'PASS');

/** Compares what the engine says of the published content with what it would say of another one. */
export function effectOf(before: readonly LotStanding[], after: readonly LotStanding[]): RevisionEffect {
  const was = new Map(before.map((standing) => [lotKeyOf(standing), standing]));
  const willBe = new Map(after.map((standing) => [lotKeyOf(standing), standing]));
  const lots = [...new Map([...was, ...willBe]).values()].map(({ tenderId, lotId, deadline, ...of }) => {
    const [then, now] = [willBe.get(lotKeyOf({ tenderId, lotId })), was.get(lotKeyOf({ tenderId, lotId }))];
    const opens = then ? opensOf(then) : [];
    const change: LotChange = {
      tenderId,
      lotId,
      deadline,
      was: now?.match.outcome ?? null,
      willBe: then?.match.outcome ?? null,
      opens: opens.length,
      openedBefore: now ? opensOf(now).length : 0,
      obstacle: opens[0] ?? null,
    };
    return { change, budget: of.budget, lotsOfTender: of.lotsOfTender };
  });
  const changed = lots.filter(({ change }) => change.was !== change.willBe || change.opens !== change.openedBefore);
  const fits = changed.filter(({ change }) => change.willBe === 'FITS' && change.was !== 'FITS');
  const budgets = new Map(fits.map(({ change, ...of }) => [change.tenderId, of]));
  return {
    changes: changed.map(({ change }) => change).sort(byWeight),
    becomeFits: fits.length,
    becomeRuledOut: changed.filter(({ change }) => change.willBe === 'RULED_OUT' && change.was !== 'RULED_OUT').length,
    unchanged: lots.length - changed.length,
    ...worthOf(
      fits.map(({ change }) => change),
      budgets,
    ),
  };
}

function weightOf({ was, willBe }: LotChange): number {
  if (was !== willBe) return willBe === 'FITS' ? 0 : willBe === 'RULED_OUT' || willBe === null ? 1 : 2;
  return 3;
}

function byWeight(a: LotChange, b: LotChange): number {
  return (
    weightOf(a) - weightOf(b) ||
    a.opens - b.opens ||
    (a.deadline?.getTime() ?? Infinity) - (b.deadline?.getTime() ?? Infinity) ||
    (lotKeyOf(a) < lotKeyOf(b) ? -1 : 1)
  );
}

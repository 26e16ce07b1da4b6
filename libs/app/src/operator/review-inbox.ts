import { Injectable } from '@nestjs/common';
import {
  confirmedUntil,
  addDays,
  freshSince,
  HAS_TARGET,
  INBOX_KINDS,
  mayCall,
  overdueSince,
  shanghaiDay,
  type InboxKind,
  type Viewer,
} from '@huanpei/domain';
import { legalClocks } from '@huanpei/reference';
import { DeadJobs } from '../ports/dead-jobs';
import { Clock, MarketRules } from '../ports/platform';
import { Reads, type Waiters } from '../ports/reads';

export interface InboxRow extends Omit<Waiters, 'overdue'> {
  readonly kind: InboxKind;
  /** How many are past the target; null where none is set. */
  readonly overdue: number | null;
}

export interface Inbox {
  readonly asOf: Date;
  readonly targetHours: number;
  readonly overdueSince: Date;
  readonly rows: readonly InboxRow[];
}

/** What waits for operators, how long, and how much of it is past the target of this marketplace. */
@Injectable()
export class ReviewInbox {
  constructor(
    private readonly reads: Reads,
    private readonly deadJobs: DeadJobs,
    private readonly rules: MarketRules,
    private readonly clock: Clock,
  ) {}

  async execute(viewer: Viewer): Promise<Inbox> {
    const now = this.clock.now();
    const { reviewHours: targetHours, confirmation } = this.rules;
    const since = overdueSince(now, targetHours, legalClocks().calendar);
    const seesJobs = mayCall('Query.deadJobs', viewer) === 'ALLOWED';
    const [waiting, dead] = await Promise.all([
      this.reads.waitingForOperators(now, since, freshSince(shanghaiDay(now), confirmation)),
      seesJobs ? this.deadJobs.waiting(since) : undefined,
    ]);
    const rows = INBOX_KINDS.flatMap((kind): readonly InboxRow[] => {
      const found = kind === 'DEAD_JOB' ? dead : waiting.get(kind);
      if (found === undefined)
        return kind === 'DEAD_JOB' ? [] : [{ kind, ...NOBODY, overdue: HAS_TARGET[kind] ? 0 : null }];
      const overdue = HAS_TARGET[kind] ? found.overdue : null;
      return [
        { kind, ...found, overdue, oldest: kind === 'STALE_LISTING' ? this.staleFrom(found.oldest) : found.oldest },
      ];
    });
    return { asOf: now, targetHours, overdueSince: since, rows };
  }

  /** A listing is stale from the day after the last on which its confirmation counted. */
  private staleFrom(confirmed: Date | null): Date | null {
    const until = confirmed && confirmedUntil({ confirmedOn: shanghaiDay(confirmed) }, this.rules.confirmation);
    return until === null ? null : new Date(`${addDays(until, 1)}T00:00:00+08:00`);
  }
}

const NOBODY: Waiters = { count: 0, oldest: null, overdue: 0 };

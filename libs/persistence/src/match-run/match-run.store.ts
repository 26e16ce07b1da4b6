import type { MatchRunStore } from '@huanpei/app';
import type { MatchRun } from '@huanpei/domain';
import type { EntityManager } from 'typeorm';
import { insertAll, rows } from '../rows';
import { MatchRunSchema } from './match-run.schema';

export class SqlMatchRunStore implements MatchRunStore {
  constructor(private readonly manager: EntityManager) {}

  async add(run: MatchRun): Promise<boolean> {
    const of = [run.tenderId, run.tenderRevision, run.lotId];
    // Two runs of one tender come one after the other even when the caller holds no lock on it.
    await rows(this.manager, 'select 1 from tender where id = $1 for no key update', [run.tenderId]);
    const [latest] = await rows<{ later: boolean; same: boolean }>(
      this.manager,
      `select market_position > $4 as later, market_position = $4 and digest = $5 and as_of = $6 as same from match_run
       where tender_id = $1 and tender_revision = $2 and lot_id = $3 order by sequence desc limit 1`,
      [...of, run.marketPosition, run.digest, run.asOf],
    );
    if (latest?.later) return false;
    // A job that ran twice says the same thing twice; only who was told makes the second worth keeping.
    if (latest?.same && run.notified.length === 0) return false;
    await rows(
      this.manager,
      `delete from match_run where tender_id = $1 and tender_revision = $2 and lot_id = $3 and notified = '[]' and sequence > (
         select min(sequence) from match_run where tender_id = $1 and tender_revision = $2 and lot_id = $3)`,
      of,
    );
    await insertAll(this.manager, MatchRunSchema, [run]);
    return true;
  }
}

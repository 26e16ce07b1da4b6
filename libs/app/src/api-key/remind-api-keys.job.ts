import { Injectable } from '@nestjs/common';
import {
  addDays,
  apiKeyState,
  KEY_REMIND_DAYS,
  laterDay,
  shanghaiDay,
  toRemindBetween,
  type ApiKey,
  type Expiry,
} from '@huanpei/domain';
import { JobHandler } from '../job-handler';
import { Chance, Clock } from '../ports/platform';
import { Work, type Tx } from '../ports/work';

const BATCH = 200;
const FARTHEST = Math.max(...KEY_REMIND_DAYS);

/**
 * Reminds organisations of keys that will end, 30 and 7 days before, while the programs that use them still run. A key
 * that has been rotated is left out: its end is wanted. Run twice on a day it tells nobody twice.
 */
@Injectable()
export class RemindApiKeys extends JobHandler<'remind-api-keys'> {
  readonly job = 'remind-api-keys';

  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {
    super();
  }

  async handle(): Promise<void> {
    const now = this.clock.now();
    const today = shanghaiDay(now);
    // Through the whole of the farthest day, in whatever hour of it a key ends.
    const until = new Date(`${addDays(today, FARTHEST + 1)}T00:00:00Z`);
    for (let after = ''; ;) {
      const ids = await this.work.run((tx) => tx.apiKeys.ending(now, until, after, BATCH));
      for (const id of ids) await this.work.run((tx) => this.remind(tx, id, now, today));
      const last = ids.at(-1);
      if (last === undefined || ids.length < BATCH) return;
      after = last;
    }
  }

  private async remind(tx: Tx, id: string, now: Date, today: string): Promise<void> {
    const key = await tx.apiKeys.take(id);
    // Revoked, rotated or reminded of since it was looked for.
    if (!key || apiKeyState(key, now) !== 'ACTIVE' || key.replacedBy !== null) return;
    const since = laterDay(key.remindedOn ?? '', shanghaiDay(key.createdAt));
    const due = toRemindBetween([endOf(key)], since, today, { remindDays: KEY_REMIND_DAYS });
    if (due.length === 0) return;
    await tx.notifications.add([
      {
        id: this.chance.id(),
        organisationId: key.organisationId,
        kind: 'API_KEY_EXPIRING',
        tenderId: null,
        listingId: null,
        revision: 0,
        matches: [],
        reason: null,
        expiry: { on: today, items: due, standings: [] },
        createdAt: now,
        readAt: null,
      },
    ]);
    await tx.apiKeys.save({ ...key, remindedOn: today, version: key.version + 1 });
  }
}

const endOf = ({ id, name, expiresAt }: ApiKey): Expiry => ({
  kind: 'API_KEY',
  subject: id,
  title: name,
  lastDay: shanghaiDay(expiresAt),
});

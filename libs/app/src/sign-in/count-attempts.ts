import { Injectable } from '@nestjs/common';
import {
  afterFailure,
  afterSuccess,
  forgettableAt,
  FROM_ALL_NETWORKS,
  FROM_ONE_NETWORK,
  isKnownNetwork,
  lockedUntil,
  normaliseEmail,
  REGISTRATIONS,
  withoutOne,
  type AttemptRecord,
  type AttemptRule,
} from '@huanpei/domain';
import { Clock, Digest } from '../ports/platform';
import { Work, type Tx } from '../ports/work';

/** Records forgotten for each attempt, which makes two at most: so there are hardly more than those that still count. */
const FORGOTTEN_AT_ONCE = 20;

/** An attempt that is let through has been counted as a failure already. */
export interface Admitted {
  /** Until when it locks what it was an attempt at, should it be one. */
  readonly locks: Date | null;
  /** Whether it was counted among those from everywhere, too. */
  readonly isEverywhere: boolean;
}

export type Counted = Admitted | { readonly refusedUntil: Date };

/**
 * Counts attempts before they are looked at, so that guesses sent side by side cannot outrun a lock. What is kept goes by
 * the hash of the address that was typed, whether or not anybody has it: the answers say nothing of that.
 */
@Injectable()
export class CountAttempts {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly digest: Digest,
  ) {}

  /** @param network from which the guess comes; one from which nobody has signed in to the account waits for others too */
  async guess(email: string, network: string): Promise<Counted> {
    const now = this.clock.now();
    const [one, all] = this.keysOf(email, network);
    await this.forget(now);
    return this.work.run(async (tx) => {
      const here = await tx.attempts.take(one, now);
      const everywhere = isKnownNetwork(here, now) ? undefined : await tx.attempts.take(all, now);
      const refusedUntil = later(lockedUntil(here, now), everywhere ? lockedUntil(everywhere, now) : null);
      if (refusedUntil) return { refusedUntil };
      const failed = await this.fail(tx, one, here, FROM_ONE_NETWORK, now);
      const failedAll = everywhere && (await this.fail(tx, all, everywhere, FROM_ALL_NETWORKS, now));
      return {
        locks: later(failed.lockedUntil, failedAll?.lockedUntil ?? null),
        isEverywhere: everywhere !== undefined,
      };
    });
  }

  /** The guess was right: it was no failure, and its network is one of the owner's. */
  async right(tx: Tx, email: string, network: string, { isEverywhere }: Admitted): Promise<void> {
    const now = this.clock.now();
    const [one, all] = this.keysOf(email, network);
    await tx.attempts.take(one, now);
    if (isEverywhere) {
      const everywhere = withoutOne(await tx.attempts.take(all, now));
      await tx.attempts.save(all, everywhere, forgettableAt(everywhere, FROM_ALL_NETWORKS));
    }
    const succeeded = afterSuccess(now);
    await tx.attempts.save(one, succeeded, forgettableAt(succeeded, FROM_ONE_NETWORK));
  }

  /** An application to join, whatever becomes of it. */
  async registration(network: string): Promise<Counted> {
    const now = this.clock.now();
    const key = this.keyOf('REGISTRATION', network);
    await this.forget(now);
    return this.work.run(async (tx) => {
      const record = await tx.attempts.take(key, now);
      const refusedUntil = lockedUntil(record, now);
      if (refusedUntil) return { refusedUntil };
      return { locks: (await this.fail(tx, key, record, REGISTRATIONS, now)).lockedUntil, isEverywhere: false };
    });
  }

  private async fail(tx: Tx, key: string, record: AttemptRecord, rule: AttemptRule, now: Date): Promise<AttemptRecord> {
    const failed = afterFailure(record, now, rule);
    await tx.attempts.save(key, failed, forgettableAt(failed, rule));
    return failed;
  }

  /** In a transaction of its own, so that it never waits for a record while it holds others. */
  private forget(now: Date): Promise<void> {
    return this.work.run((tx) => tx.attempts.forget(now, FORGOTTEN_AT_ONCE));
  }

  private keysOf(email: string, network: string): readonly [one: string, all: string] {
    const address = normaliseEmail(email) ?? email.trim().toLowerCase();
    return [this.keyOf('ACCOUNT', address, network), this.keyOf('ACCOUNT', address)];
  }

  /** As JSON, so that no address reads as another one with a network behind it. */
  private keyOf(...parts: readonly string[]): string {
    return this.digest.sha256(JSON.stringify(parts));
  }
}

function later(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

import { Injectable } from '@nestjs/common';
import {
  changePreferences,
  completePreferences,
  unsubscribe,
  type DeliveryPreferences,
  type Outcome,
  type PreferenceChanges,
  type Viewer,
} from '@huanpei/domain';
import { DeliveryRules } from '../ports/platform';
import { Reads } from '../ports/reads';
import { Work } from '../ports/work';
import { UnsubscribeLinks, type Unsubscription } from './unsubscribe-link';

/** How a member is written to, what is usual included. */
@Injectable()
export class ReadDeliveryPreferences {
  constructor(
    private readonly reads: Reads,
    private readonly rules: DeliveryRules,
  ) {}

  async execute(memberId: string): Promise<DeliveryPreferences> {
    return completePreferences(await this.reads.deliveryPreferences(memberId), memberId, this.rules.quietHours);
  }
}

/** A member says how to be written to. What is on its way already keeps its time. */
@Injectable()
export class UpdateDeliveryPreferences {
  constructor(
    private readonly work: Work,
    private readonly rules: DeliveryRules,
  ) {}

  execute({ memberId }: Viewer, changes: PreferenceChanges): Promise<Outcome<DeliveryPreferences>> {
    return this.work.run(async (tx) => {
      const kept = await tx.mails.takePreferences(memberId);
      const changed = changePreferences(completePreferences(kept, memberId, this.rules.quietHours), changes);
      if (changed.ok) await tx.mails.savePreferences(changed.value);
      return changed;
    });
  }
}

/** Whoever holds the link of a mail stops mail of its groups, signed in or not. Doing it twice is no fault. */
@Injectable()
export class Unsubscribe {
  constructor(
    private readonly work: Work,
    private readonly links: UnsubscribeLinks,
    private readonly rules: DeliveryRules,
  ) {}

  /** What was stopped; undefined when the link is none of ours. */
  async execute(token: string): Promise<Unsubscription | undefined> {
    const asked = this.links.read(token);
    if (asked === undefined) return undefined;
    const { memberId, groups } = asked;
    return this.work.run(async (tx) => {
      // The member may be gone by now: then nothing is sent anyway.
      if (!(await tx.members.find(memberId))) return asked;
      const kept = await tx.mails.takePreferences(memberId);
      const before = completePreferences(kept, memberId, this.rules.quietHours);
      await tx.mails.savePreferences(unsubscribe(before, groups));
      return asked;
    });
  }
}

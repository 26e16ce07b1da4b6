import { Injectable } from '@nestjs/common';
import {
  completePreferences,
  GROUP_OF_KIND,
  nextMailTry,
  type Mail,
  type MailState,
  type Notification,
} from '@huanpei/domain';
import { JobHandler } from '../job-handler';
import { Mailer, MailRefused, type OutgoingMail } from '../ports/mailer';
import { Chance, Clock, DeliveryRules } from '../ports/platform';
import { Reads } from '../ports/reads';
import { Work, type MailItem } from '../ports/work';
import { chanceOf } from './chance-of';
import { isFor } from './hand-on-notifications.job';
import { mailText } from './mail-text';
import { UnsubscribeLinks } from './unsubscribe-link';

const BATCH = 500;
/** Mails that one process hands over at a time. */
const LANES = 3;
/** How long a job goes on; what is left is found by the sweep. */
const BUDGET_MS = 20_000;
/** Longer than any handing over: a mail in hand for longer was lost with its worker, and is sent again. */
const LEASE_MS = 5 * 60_000;

/**
 * Puts what is due into one mail for each member, and hands the mails over. A worker that dies between the moment the
 * mail server has taken a mail and the moment that is written down sends it again under the same Message-ID: SMTP has
 * no way to ask (RFC 5321, 4.5.5). Otherwise each is sent once.
 */
@Injectable()
export class SendMails extends JobHandler<'send-mails'> {
  readonly job = 'send-mails';

  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
    private readonly mailer: Mailer,
    private readonly links: UnsubscribeLinks,
    private readonly rules: DeliveryRules,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {
    super();
  }

  async handle(): Promise<void> {
    if (this.mailer.status().backend === 'NONE') return;
    while ((await this.gather()) === BATCH);
    const until = performance.now() + BUDGET_MS;
    await Promise.all(Array.from({ length: LANES }, () => this.lane(until)));
  }

  private gather(): Promise<number> {
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      const due = await tx.mails.takeDue(now, BATCH);
      const byMember = new Map<string, MailItem[]>();
      for (const item of due) byMember.set(item.memberId, [...(byMember.get(item.memberId) ?? []), item]);
      for (const [memberId, items] of byMember) {
        await tx.mails.add(
          {
            id: this.chance.id(),
            memberId,
            state: 'QUEUED',
            attempts: 0,
            nextTryAt: now,
            leaseUntil: null,
            fault: null,
            createdAt: now,
            doneAt: null,
          },
          items.map(({ notificationId }) => notificationId),
        );
      }
      return due.length;
    });
  }

  private async lane(until: number): Promise<void> {
    while (performance.now() < until) {
      const now = this.clock.now();
      const mail = await this.work.run((tx) => tx.mails.claim(now, new Date(now.getTime() + LEASE_MS)));
      if (mail === undefined) return;
      const settled = await this.send(mail);
      await this.work.run((tx) => tx.mails.settle(settled));
    }
  }

  /** The mail as it is after this attempt. */
  private async send(mail: Mail): Promise<Mail> {
    const settled = (state: MailState, fault: string | null): Mail => ({
      ...mail,
      state,
      fault,
      leaseUntil: null,
      doneAt: this.clock.now(),
    });
    const composed = await this.compose(mail);
    if (composed === undefined) return settled('DROPPED', null);
    try {
      await this.mailer.send(composed);
      return settled('SENT', null);
    } catch (fault) {
      const why = fault instanceof Error ? fault.message.slice(0, 200) : 'unknown';
      const now = this.clock.now();
      const again = fault instanceof MailRefused ? null : nextMailTry(mail.attempts, now, chanceOf(this.chance));
      return again === null ? settled('FAILED', why) : { ...mail, fault: why, leaseUntil: null, nextTryAt: again };
    }
  }

  /** What is to be sent as of now; undefined when nothing is. */
  private async compose(mail: Mail): Promise<OutgoingMail | undefined> {
    const member = await this.reads.member(mail.memberId);
    if (!member?.active) return undefined;
    const preferences = completePreferences(
      await this.reads.deliveryPreferences(member.id),
      member.id,
      this.rules.quietHours,
    );
    // Whoever has switched a group off since then means it.
    const wanted = (await this.reads.notificationsOfMail(mail.id)).filter(
      (notification) => preferences.groups[GROUP_OF_KIND[notification.kind]].email && isFor(notification, member),
    );
    if (wanted.length === 0) return undefined;
    const [tenders, listings] = await Promise.all([
      this.reads.tendersByIds(idsOf(wanted, 'tenderId')),
      this.reads.listingsByIds(idsOf(wanted, 'listingId')),
    ]);
    const entries = wanted.map((notification) => ({
      notification,
      subject: {
        tender: tenders.get(notification.tenderId ?? ''),
        listing: listings.get(notification.listingId ?? ''),
      },
    }));
    const language = preferences.language ?? member.language;
    const words = mailText(entries, {
      name: member.name,
      language,
      publicUrl: this.rules.publicUrl,
      unsubscribeUrl: (groups) => this.links.url({ memberId: member.id, groups }),
    });
    return { id: mail.id, to: { name: member.name, address: member.email }, language, ...words };
  }
}

const idsOf = (notifications: readonly Notification[], key: 'tenderId' | 'listingId'): readonly string[] => [
  ...new Set(notifications.flatMap((notification) => notification[key] ?? [])),
];

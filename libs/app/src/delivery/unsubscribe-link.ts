import { Injectable } from '@nestjs/common';
import { NOTIFICATION_GROUPS, type NotificationGroup } from '@huanpei/domain';
import { DeliveryRules } from '../ports/platform';
import { LinkSigner } from '../ports/security';

/** What a link in a mail may stop: mail of these groups to this member, and nothing else. */
export interface Unsubscription {
  readonly memberId: string;
  readonly groups: readonly NotificationGroup[];
}

/** Below the address of the product. */
export const UNSUBSCRIBE_PATH = '/unsubscribe';

const MARK = 'unsubscribe';

/**
 * Links that stop mail without signing in. They do not run out: a mail may be read years later, and all they can do is
 * stop mail.
 */
@Injectable()
export class UnsubscribeLinks {
  constructor(
    private readonly signer: LinkSigner,
    private readonly rules: DeliveryRules,
  ) {}

  url({ memberId, groups }: Unsubscription): string {
    const token = this.signer.sign(JSON.stringify([MARK, memberId, ...groups]));
    return `${this.rules.publicUrl}${UNSUBSCRIBE_PATH}?token=${token}`;
  }

  /** What the token of a link stops; undefined when it was not made here, or of groups that are no more. */
  read(token: string): Unsubscription | undefined {
    const content = this.signer.read(token);
    if (content === undefined) return undefined;
    const [mark, memberId, ...groups] = JSON.parse(content) as readonly string[];
    const known = NOTIFICATION_GROUPS.filter((group) => groups.includes(group));
    return mark === MARK && memberId !== undefined && known.length > 0 ? { memberId, groups: known } : undefined;
  }
}

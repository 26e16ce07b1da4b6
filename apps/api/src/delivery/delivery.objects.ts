import type { PreferenceChanges, WebhookDelivery, Webhook, WebhookAttempt } from '@huanpei/domain';
import type { Frequency, Language, NotificationGroup, NotificationKind, QuietHours } from '@huanpei/domain';
import { ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import {
  AttemptFaultEnum,
  DeliveryStateEnum,
  FrequencyEnum,
  LanguageEnum,
  NotificationGroupEnum,
  NotificationKindEnum,
  WebhookStateEnum,
} from '../graphql/enums';

@ObjectType('GroupPreference', { description: 'Whether, and how often, a member is mailed about one group.' })
export class GroupPreferenceObject {
  @Described(() => NotificationGroupEnum, 'The group.')
  readonly group!: NotificationGroup;

  @Described(() => [NotificationKindEnum], 'The kinds of notification that belong to it.')
  readonly kinds!: readonly NotificationKind[];

  @Described(() => Boolean, 'Whether it is mailed at all.')
  readonly email!: boolean;

  @Described(() => FrequencyEnum, 'How often.')
  readonly frequency!: Frequency;
}

@ObjectType('QuietHours', {
  description: 'Times of the day in Asia/Shanghai between which no mail is sent, over midnight too.',
})
export class QuietHoursObject implements QuietHours {
  @Described(() => String, 'Beginning, `HH:MM`.')
  readonly from!: string;

  @Described(() => String, 'End, `HH:MM`; what waited is sent then, together.')
  readonly to!: string;
}

@ObjectType('DeliveryPreferences', {
  description: 'How a member is mailed. The address is the one the member signs in with.',
})
export class DeliveryPreferencesObject {
  @Described(() => String, 'Where mail goes.')
  readonly address!: string;

  @Described(() => Boolean, 'Whether this marketplace sends mail at all; without, notifications stay in the product.')
  readonly mailIsSent!: boolean;

  @Described(() => LanguageEnum, 'Language of mails.')
  readonly language!: Language;

  @Described(() => [GroupPreferenceObject], 'Every group.')
  readonly groups!: readonly GroupPreferenceObject[];

  @Described(() => Int, 'Full hour in Asia/Shanghai at which digests are sent, 0 to 23.')
  readonly digestHour!: number;

  @Described(() => Int, 'Day of the weekly digest: 1 is Monday, 7 is Sunday.')
  readonly digestWeekday!: number;

  @Optional(() => QuietHoursObject, 'When no mail is sent; none when it may be sent at any hour.')
  readonly quietHours!: QuietHours | null;

  @Described(() => Boolean, 'Whether amended and cancelled tenders are mailed in quiet hours too.')
  readonly urgentInQuietHours!: boolean;
}

@InputType('GroupPreferenceInput', { description: 'What to change for one group; what is left out stays.' })
export class GroupPreferenceInput {
  @Described(() => NotificationGroupEnum, 'The group.')
  readonly group!: NotificationGroup;

  @Optional(() => Boolean, 'Whether it is mailed at all.')
  readonly email?: boolean | null;

  @Optional(() => FrequencyEnum, 'How often.')
  readonly frequency?: Frequency | null;
}

@InputType('QuietHoursInput', { description: 'Times of the day in Asia/Shanghai, over midnight too.' })
export class QuietHoursInput implements QuietHours {
  @Described(() => String, 'Beginning, `HH:MM`.')
  readonly from!: string;

  @Described(() => String, 'End, `HH:MM`.')
  readonly to!: string;
}

@InputType('DeliveryPreferencesInput', { description: 'What to change; what is left out stays.' })
export class DeliveryPreferencesInput implements Pick<PreferenceChanges, 'language' | 'quietHours'> {
  @Optional(() => LanguageEnum, "Language of mails; null for the member's own.")
  readonly language?: Language | null;

  @Optional(() => [GroupPreferenceInput], 'Groups to change.')
  readonly groups?: readonly GroupPreferenceInput[] | null;

  @Optional(() => Int, 'Full hour in Asia/Shanghai at which digests are sent, 0 to 23.')
  readonly digestHour?: number | null;

  @Optional(() => Int, 'Day of the weekly digest: 1 is Monday, 7 is Sunday.')
  readonly digestWeekday?: number | null;

  @Optional(() => QuietHoursInput, 'When no mail is sent; null for none.')
  readonly quietHours?: QuietHoursInput | null;

  @Optional(() => Boolean, 'Whether amended and cancelled tenders are mailed in quiet hours too.')
  readonly urgentInQuietHours?: boolean | null;
}

@ObjectType('Webhook', { description: "An address to which an organisation's notifications are posted, signed." })
export class WebhookObject implements Omit<
  Webhook,
  'organisationId' | 'secret' | 'previousSecret' | 'previousSecretUntil' | 'failures' | 'failingSince' | 'pausedUntil'
> {
  @Described(() => ID, 'Id.')
  readonly id!: string;

  @Described(() => String, 'The address.')
  readonly url!: string;

  @Optional(() => String, 'What it is for.')
  readonly description!: string | null;

  @Described(() => [NotificationKindEnum], 'Which kinds it hears of; an empty list is all.')
  readonly kinds!: readonly NotificationKind[];

  @Described(() => WebhookStateEnum, 'Whether events are posted to it.')
  readonly state!: Webhook['state'];

  @Described(() => Int, 'Failed attempts since the last that succeeded.')
  readonly failures!: number;

  @Optional(() => Date, 'When the first of these was.')
  readonly failingSince!: Date | null;

  @Optional(() => Date, 'Until when nothing is tried, because too much failed.')
  readonly pausedUntil!: Date | null;

  @Optional(() => Date, 'Until when the secret before the last rotation signs too.')
  readonly previousSecretUntil!: Date | null;

  @Described(() => Date, 'When it was made.')
  readonly createdAt!: Date;

  @Described(() => Int, 'Rises with every change.')
  readonly version!: number;
}

@ObjectType('WebhookWithSecret', { description: 'An endpoint with its new secret, which is shown this once.' })
export class WebhookWithSecretObject {
  @Described(() => WebhookObject, 'The endpoint.')
  readonly webhook!: Webhook;

  @Described(() => String, '`whsec_…`, for verifying signatures. It is shown this once.')
  readonly secret!: string;
}

@ObjectType('DeletedWebhook', { description: 'The endpoint is gone, and its deliveries with it.' })
export class DeletedWebhookObject {
  @Described(() => ID, 'Its id.')
  readonly id!: string;
}

@ObjectType('WebhookAttempt', { description: 'One attempt to deliver an event.' })
export class WebhookAttemptObject implements Omit<WebhookAttempt, 'deliveryId'> {
  @Described(() => Int, '1, 2, 3 …')
  readonly number!: number;

  @Described(() => Date, 'When.')
  readonly at!: Date;

  @Optional(() => AttemptFaultEnum, 'Why it failed; none when it was delivered.')
  readonly fault!: WebhookAttempt['fault'];

  @Optional(() => Int, 'HTTP status of the answer.')
  readonly statusCode!: number | null;

  @Described(() => Int, 'How long it took, in milliseconds.')
  readonly durationMs!: number;

  @Optional(
    () => String,
    "The first characters of the answer's body, as the endpoint sent them: show them as text only.",
  )
  readonly answer!: string | null;
}

@ObjectType('WebhookDelivery', { description: 'One event on its way to one endpoint.' })
export class WebhookDeliveryObject implements Pick<
  WebhookDelivery,
  'id' | 'eventId' | 'state' | 'attempts' | 'nextTryAt' | 'createdAt' | 'doneAt'
> {
  @Described(() => ID, 'Id.')
  readonly id!: string;

  @Described(() => ID, 'The `webhook-id` header: the same for each attempt and each endpoint.')
  readonly eventId!: string;

  @Described(() => DeliveryStateEnum, 'What became of it.')
  readonly state!: WebhookDelivery['state'];

  @Described(() => Int, 'How often it was tried.')
  readonly attempts!: number;

  @Optional(() => Date, 'When it is tried next, unless the endpoint is paused or off.')
  readonly nextTryAt!: Date | null;

  @Described(() => Date, 'When it was put in.')
  readonly createdAt!: Date;

  @Optional(() => Date, 'When it was delivered or given up.')
  readonly doneAt!: Date | null;
}

export const WebhookDeliveryConnection = connectionOf('WebhookDelivery', () => WebhookDeliveryObject as never);

@InputType('WebhookInput', { description: 'An endpoint to be made.' })
export class WebhookInput {
  @Described(() => String, 'The address: https, of the public internet.')
  readonly url!: string;

  @Optional(() => [NotificationKindEnum], 'Which kinds it hears of; all when none is named.')
  readonly kinds?: NotificationKind[] | null;

  @Optional(() => String, 'What it is for.')
  readonly description?: string | null;
}

@InputType('WebhookChanges', { description: 'What to change of an endpoint; what is left out stays.' })
export class WebhookChangesInput {
  @Optional(() => String, 'The address: https, of the public internet.')
  readonly url?: string | null;

  @Optional(() => [NotificationKindEnum], 'Which kinds it hears of; an empty list is all.')
  readonly kinds?: NotificationKind[] | null;

  @Optional(() => String, 'What it is for; an empty text takes it away.')
  readonly description?: string | null;

  @Optional(() => Boolean, 'False switches it off, true on, also after it was disabled.')
  readonly active?: boolean | null;
}

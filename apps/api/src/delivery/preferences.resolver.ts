import { Mailer, ReadDeliveryPreferences, Reads, UpdateDeliveryPreferences } from '@huanpei/app';
import {
  accepted,
  GROUP_OF_KIND,
  NOTIFICATION_GROUPS,
  NOTIFICATION_KINDS,
  type DeliveryPreferences,
  type Language,
  type PreferenceChanges,
  type Viewer,
} from '@huanpei/domain';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Signed, Speaking } from '../graphql/context';
import { reply, resultOf } from '../graphql/refusal';
import { stated } from '../graphql/stated';
import { DeliveryPreferencesInput, DeliveryPreferencesObject } from './delivery.objects';

const DeliveryPreferencesResult = resultOf('DeliveryPreferences', DeliveryPreferencesObject);

@Resolver()
export class PreferencesResolver {
  constructor(
    private readonly reads: Reads,
    private readonly read: ReadDeliveryPreferences,
    private readonly update: UpdateDeliveryPreferences,
    private readonly mailer: Mailer,
  ) {}

  @Query(() => DeliveryPreferencesObject, { description: 'How you are mailed about notifications.' })
  async deliveryPreferences(@Signed() viewer: Viewer): Promise<DeliveryPreferencesObject> {
    return this.shown(await this.read.execute(viewer.memberId));
  }

  @Mutation(() => DeliveryPreferencesResult, {
    description: 'Changes how you are mailed about notifications; what is left out stays.',
  })
  async updateDeliveryPreferences(
    @Args('preferences', { description: 'What to change.' }) preferences: DeliveryPreferencesInput,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    const outcome = await this.update.execute(viewer, changesOf(preferences));
    return reply(outcome.ok ? accepted(await this.shown(outcome.value)) : outcome, language);
  }

  private async shown(preferences: DeliveryPreferences): Promise<DeliveryPreferencesObject> {
    const member = await this.reads.member(preferences.memberId);
    if (!member) throw new Error(`preferences of nobody: ${preferences.memberId}`);
    return {
      ...preferences,
      address: member.email,
      mailIsSent: this.mailer.status().backend !== 'NONE',
      language: preferences.language ?? member.language,
      groups: NOTIFICATION_GROUPS.map((group) => ({
        group,
        kinds: NOTIFICATION_KINDS.filter((kind) => GROUP_OF_KIND[kind] === group),
        ...preferences.groups[group],
      })),
    };
  }
}

/** Null means something for the language and the quiet hours; elsewhere it is as if nothing were said. */
function changesOf({ language, quietHours, groups, ...rest }: DeliveryPreferencesInput): PreferenceChanges {
  return {
    ...stated(rest),
    ...(language === undefined ? {} : { language }),
    ...(quietHours === undefined ? {} : { quietHours }),
    ...(groups ? { groups: groups.map((group) => stated(group)) } : {}),
  };
}

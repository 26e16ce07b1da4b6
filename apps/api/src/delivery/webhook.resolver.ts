import {
  CreateWebhook,
  DeleteWebhook,
  eventTypeOf,
  ownershipOfWebhook,
  reachable,
  Reads,
  RedeliverWebhook,
  RotateWebhookSecret,
  SendTestWebhook,
  UpdateWebhook,
} from '@huanpei/app';
import type { Language, Notification, Viewer, Webhook, WebhookAttempt, WebhookDelivery } from '@huanpei/domain';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { connected, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Loading, Signed, Speaking } from '../graphql/context';
import type { Loaders } from '../graphql/loaders';
import { reply, resultOf } from '../graphql/refusal';
import { stated } from '../graphql/stated';
import { NotificationObject } from '../notification/notification.objects';
import {
  DeletedWebhookObject,
  WebhookAttemptObject,
  WebhookChangesInput,
  WebhookDeliveryConnection,
  WebhookDeliveryObject,
  WebhookInput,
  WebhookObject,
  WebhookWithSecretObject,
} from './delivery.objects';

const WebhookResult = resultOf('Webhook', WebhookObject);
const WebhookSecretResult = resultOf('WebhookSecret', WebhookWithSecretObject);
const DeleteWebhookResult = resultOf('DeleteWebhook', DeletedWebhookObject);
const WebhookDeliveryResult = resultOf('WebhookDelivery', WebhookDeliveryObject);

@Resolver(() => WebhookObject)
export class WebhookResolver {
  constructor(
    private readonly reads: Reads,
    private readonly create: CreateWebhook,
    private readonly update: UpdateWebhook,
    private readonly rotate: RotateWebhookSecret,
    private readonly remove: DeleteWebhook,
    private readonly test: SendTestWebhook,
    private readonly redeliver: RedeliverWebhook,
  ) {}

  @Query(() => [WebhookObject], { description: 'The webhooks of your own organisation, at most ten.' })
  webhooks(@Signed() viewer: Viewer): Promise<readonly Webhook[]> {
    return this.reads.webhooks(viewer.organisationId);
  }

  @Query(() => WebhookDeliveryConnection, {
    nullable: true,
    description: 'What was, or is to be, posted to one of your webhooks, newest first; kept for thirty days.',
  })
  async webhookDeliveries(
    @Args('webhookId', { type: () => ID, description: 'Id of the webhook.' }) webhookId: string,
    @Args() page: PageArgs,
    @Signed() viewer: Viewer,
  ): Promise<Connection<WebhookDelivery> | null> {
    const webhook = await this.reads.webhook(webhookId);
    if (!reachable('Query.webhookDeliveries', viewer, webhook, ownershipOfWebhook)) return null;
    return connected(this.reads.webhookDeliveries(webhookId, pageOf(page)));
  }

  @Mutation(() => WebhookSecretResult, {
    description: "Has your organisation's notifications posted to an address, signed with the secret that is answered.",
  })
  async createWebhook(
    @Args('webhook', { description: 'The endpoint.' }) { url, kinds, description }: WebhookInput,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    const content = { url, kinds: kinds ?? [], description: description ?? null };
    return reply(await this.create.execute(viewer, content), language);
  }

  @Mutation(() => WebhookResult, {
    description: 'Changes a webhook, or switches it off or on; switching on forgives what failed before.',
  })
  async updateWebhook(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('changes', { description: 'What to change.' }) changes: WebhookChangesInput,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.update.execute(viewer, id, stated(changes)), language);
  }

  @Mutation(() => WebhookSecretResult, {
    description: 'Makes a new secret. For a day both sign, so that a receiver can change over in between.',
  })
  async rotateWebhookSecret(
    @Args('id', { type: () => ID, description: 'Id of the webhook.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.rotate.execute(viewer, id), language);
  }

  @Mutation(() => DeleteWebhookResult, { description: 'Removes a webhook with its deliveries.' })
  async deleteWebhook(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.remove.execute(viewer, id), language);
  }

  @Mutation(() => WebhookDeliveryResult, {
    description: 'Posts an event of type `webhook.test` to a webhook, whatever kinds it hears of.',
  })
  async sendTestWebhook(
    @Args('id', { type: () => ID, description: 'Id of the webhook.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.test.execute(viewer, id), language);
  }

  @Mutation(() => WebhookDeliveryResult, {
    description: 'Posts an event again, under the same `webhook-id`, delivered before or not.',
  })
  async redeliverWebhook(
    @Args('id', { type: () => ID, description: 'Id of the delivery.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.redeliver.execute(viewer, id), language);
  }
}

@Resolver(() => WebhookDeliveryObject)
export class WebhookDeliveryResolver {
  @ResolveField(() => String, { description: 'Type of the event, such as `notification.tender_matches`.' })
  async type(@Parent() { notificationId }: WebhookDelivery, @Loading() loaders: Loaders): Promise<string> {
    return eventTypeOf(notificationId === null ? null : await loaders.notification.load(notificationId));
  }

  @ResolveField(() => NotificationObject, { nullable: true, description: 'The notification; none of a test event.' })
  async notification(
    @Parent() { notificationId }: WebhookDelivery,
    @Loading() loaders: Loaders,
  ): Promise<Notification | null> {
    return notificationId === null ? null : ((await loaders.notification.load(notificationId)) ?? null);
  }

  @ResolveField(() => [WebhookAttemptObject], { description: 'What was tried, in order; the latest thirty.' })
  async log(@Parent() { id }: WebhookDelivery, @Loading() loaders: Loaders): Promise<readonly WebhookAttempt[]> {
    return (await loaders.attempts.load(id)).slice(-30);
  }
}

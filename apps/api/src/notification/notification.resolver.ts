import { expirySubject, MarkNotificationsRead, notificationSays, Reads, Signals } from '@huanpei/app';
import { selfOf, type Language, type Listing, type Notification, type Tender, type Viewer } from '@huanpei/domain';
import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { PubSub } from 'graphql-subscriptions';
import { connected, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Context, Loading, Signed, Speaking, type ApiContext } from '../graphql/context';
import type { Loaders } from '../graphql/loaders';
import { ListingObject } from '../listing/listing.objects';
import { visibleListing } from '../listing/visible-listing';
import { MatchNoticeObject } from '../match/match.objects';
import { noticeViews } from '../match/match.views';
import { SavedSearchNoticeObject } from '../saved-search/saved-search.objects';
import { savedSearchNoticeView } from '../saved-search/saved-search.views';
import { TenderObject } from '../tender/tender.objects';
import { ExpiryNoticeObject, NotificationConnection, NotificationObject } from './notification.objects';

interface Received {
  readonly notificationReceived: Notification;
}

@Resolver(() => NotificationObject)
export class NotificationResolver implements OnModuleInit, OnApplicationShutdown {
  private readonly heard = new PubSub<Record<string, Received>>();
  private stop: () => void = () => undefined;
  private readonly log = new Logger(NotificationResolver.name);

  constructor(
    private readonly reads: Reads,
    private readonly signals: Signals,
    private readonly markRead: MarkNotificationsRead,
  ) {}

  onModuleInit(): void {
    this.stop = this.signals.onNotification((id) => void this.pass(id));
  }

  onApplicationShutdown(): void {
    this.stop();
  }

  /** Reads a notification once for all its subscribers. One that cannot be read now is still in the list. */
  private async pass(id: string): Promise<void> {
    const notification = await this.reads.notification(id).catch((fault: unknown) => {
      this.log.warn(`notification ${id} could not be read: ${fault instanceof Error ? fault.message : String(fault)}`);
      return undefined;
    });
    if (notification) await this.heard.publish(notification.organisationId, { notificationReceived: notification });
  }

  @Query(() => NotificationConnection, {
    description: "Your organisation's notifications and those to you alone, newest first.",
  })
  notifications(
    @Args() page: PageArgs,
    @Args('unreadOnly', { type: () => Boolean, defaultValue: false, description: 'Only those not yet read.' })
    unreadOnly: boolean,
    @Signed() viewer: Viewer,
  ): Promise<Connection<Notification>> {
    return connected(this.reads.notifications(viewer.organisationId, unreadOnly, pageOf(page), selfOf(viewer)));
  }

  @Mutation(() => Int, {
    description: 'Marks notifications as read, all of them when no ids are given. Answers how many changed.',
  })
  markNotificationsRead(
    @Args('ids', { nullable: true, type: () => [ID], description: 'Which.' }) ids: string[] | null,
    @Signed() viewer: Viewer,
  ): Promise<number> {
    return this.markRead.execute(viewer, ids ?? null);
  }

  @Subscription(() => NotificationObject, {
    description:
      "Your organisation's notifications and those to you alone, as they are sent (graphql-transport-ws at /graphql).",
    // Who has signed out, left the organisation or let the token run out since hears nothing more.
    async filter({ notificationReceived: { organisationId, memberId } }: Received, _: unknown, context: ApiContext) {
      const viewer = await context.stillAsking();
      return viewer?.organisationId === organisationId && (!memberId || memberId === selfOf(viewer));
    },
  })
  notificationReceived(@Signed() viewer: Viewer) {
    return this.heard.asyncIterableIterator<Received>(viewer.organisationId);
  }

  @ResolveField(() => TenderObject, { nullable: true, description: 'The tender.' })
  async tender(@Parent() { tenderId }: Notification, @Loading() loaders: Loaders): Promise<Tender | null> {
    return tenderId === null ? null : ((await loaders.tender.load(tenderId)) ?? null);
  }

  @ResolveField(() => ListingObject, { nullable: true, description: 'The listing.' })
  async listing(@Parent() { listingId }: Notification, @Context() context: ApiContext): Promise<Listing | null> {
    return listingId === null ? null : ((await visibleListing(listingId, context)) ?? null);
  }

  @ResolveField(() => [MatchNoticeObject], { description: 'How listings stand towards the tender.' })
  matches(@Parent() { matches }: Notification, @Context() context: ApiContext) {
    return noticeViews(matches, context);
  }

  @ResolveField(() => ExpiryNoticeObject, {
    nullable: true,
    description: 'What has lapsed, or soon will, in messages about that.',
  })
  expiry(@Parent() { expiry }: Notification, @Speaking() language: Language): ExpiryNoticeObject | null {
    if (!expiry) return null;
    return { ...expiry, items: expiry.items.map((item) => ({ ...item, says: expirySubject(item, language) })) };
  }

  @ResolveField(() => SavedSearchNoticeObject, {
    nullable: true,
    description: 'What a saved search of yours has found, in messages about that.',
  })
  savedSearch(@Parent() { savedSearch }: Notification, @Speaking() language: Language): SavedSearchNoticeObject | null {
    return savedSearch ? savedSearchNoticeView(savedSearch, language) : null;
  }

  @ResolveField(() => String, { description: 'All of it in a sentence or two, with the reason.' })
  async says(
    @Parent() notification: Notification,
    @Speaking() language: Language,
    @Loading() loaders: Loaders,
  ): Promise<string> {
    const { tenderId, listingId } = notification;
    const tender = tenderId === null ? undefined : await loaders.tender.load(tenderId);
    const listing = listingId === null ? undefined : await loaders.listing.load(listingId);
    return notificationSays(notification, { tender, listing }, language);
  }
}

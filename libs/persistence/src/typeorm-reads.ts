import {
  Reads,
  type DeliveryBacklog,
  type AuditFilter,
  type KeptPreferences,
  type ListingFilter,
  type Market,
  type MarketOffer,
  type OrganisationFilter,
  type Page,
  type PageRequest,
  type RunCounts,
  type TenderAmendment,
  type TenderFilter,
  type Waiters,
  type WatchedThing,
} from '@huanpei/app';
import type {
  ApiKey,
  ArchivedDemand,
  AuditAction,
  AuditEntry,
  InboxKind,
  Listing,
  MatchRun,
  Member,
  Notification,
  OpenLot,
  Organisation,
  SavedSearch,
  Tender,
  TenderContent,
  Viewer,
  Waiting,
  WatchedKind,
  Webhook,
  WebhookAttempt,
  WebhookDelivery,
} from '@huanpei/domain';
import type { Domain, Offer } from '@huanpei/matching';
import { taxonomy } from '@huanpei/reference';
import type { EntitySchema } from 'typeorm';
import { ApiKeySchema } from './api-key/api-key.schema';
import { AuditSchema } from './audit/audit.schema';
import type { Database } from './database';
import { DemandSchema } from './demand/demand.schema';
import { Conditions, page, type Order } from './keyset';
import { ListingSchema } from './listing/listing.schema';
import { PreferencesSchema } from './mail/mail.schema';
import { MatchRunSchema } from './match-run/match-run.schema';
import { MemberSchema } from './member/member.schema';
import { NotificationSchema } from './notification/notification.schema';
import { OrganisationSchema } from './organisation/organisation.schema';
import { fieldsOf, rows, toDomain, type Sql } from './rows';
import { SavedSearchSchema } from './saved-search/saved-search.schema';
import { TenderSchema } from './tender/tender.schema';
import { WebhookAttemptSchema, WebhookDeliverySchema, WebhookSchema } from './webhook/webhook.schema';

const ORGANISATIONS: Order = { list: 'organisations', column: 'created_at', type: 'timestamptz', direction: 'desc' };
const API_KEYS: Order = { list: 'api-keys', column: 'created_at', type: 'timestamptz', direction: 'desc' };
const LISTINGS: Order = { list: 'listings', column: 'shown_at', type: 'timestamptz', direction: 'desc' };
const LISTINGS_TO_REVIEW: Order = { list: 'review', column: 'submitted_at', type: 'text', direction: 'asc' };
const LISTINGS_CONFIRMED: Order = { list: 'confirmed', column: 'confirmed_on', type: 'text', direction: 'asc' };
const TENDERS: Order = { list: 'tenders', column: 'rank', type: 'bigint', direction: 'asc' };
const TENDERS_PUBLISHED: Order = {
  list: 'tenders-published',
  column: 'published_at',
  type: 'timestamptz',
  direction: 'desc',
};
const NOTIFICATIONS: Order = { list: 'notifications', column: 'created_at', type: 'timestamptz', direction: 'desc' };
const SEARCHES: Order = { list: 'searches', column: 'created_at', type: 'timestamptz', direction: 'desc' };
const DELIVERIES: Order = { list: 'deliveries', column: 'created_at', type: 'timestamptz', direction: 'desc' };
const DEMANDS: Order = { list: 'demands', column: 'shown_on', type: 'text', direction: 'desc' };
const AUDIT: Order = { list: 'audit', column: 'position', type: 'bigint', direction: 'desc', tie: 'position' };
const AUDIT_OLDEST: Order = { ...AUDIT, list: 'audit-oldest', direction: 'asc' };

/** What a check counted, or that there was none. */
type Counted = NonNullable<OpenLot['check']>;
type Uncounted = { readonly [K in keyof Counted]: null };

/** Plain SQL on committed rows, outside any transaction. */
export class TypeormReads extends Reads {
  private readonly sql: Sql;

  constructor(database: Database) {
    super();
    this.sql = database.source;
  }

  organisation(id: string): Promise<Organisation | undefined> {
    return this.byId(OrganisationSchema, id);
  }

  organisationsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Organisation>> {
    return this.byIds(OrganisationSchema, ids);
  }

  organisations(filter: OrganisationFilter, request: PageRequest): Promise<Page<Organisation>> {
    const where = new Conditions();
    if (filter.kind !== undefined) where.add('t.kind = ?', filter.kind);
    if (filter.states !== undefined) where.add('t.state = any(?)', filter.states);
    return page(this.sql, OrganisationSchema, ORGANISATIONS, where, request);
  }

  member(id: string): Promise<Member | undefined> {
    return this.byId(MemberSchema, id);
  }

  membersByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Member>> {
    return this.byIds(MemberSchema, ids);
  }

  async sessionLives(family: string, now: Date): Promise<boolean> {
    const found = await rows(
      this.sql,
      'select 1 from session where family = $1 and revoked_at is null and expires_at > $2 limit 1',
      [family, now],
    );
    return found.length > 0;
  }

  members(organisationId: string): Promise<readonly Member[]> {
    return this.all(MemberSchema, 't.organisation_id = $1 order by t.created_at, t.id', [organisationId]);
  }

  apiKey(id: string): Promise<ApiKey | undefined> {
    return this.byId(ApiKeySchema, id);
  }

  apiKeysByIds(ids: readonly string[]): Promise<ReadonlyMap<string, ApiKey>> {
    return this.byIds(ApiKeySchema, ids);
  }

  apiKeys(organisationId: string, request: PageRequest): Promise<Page<ApiKey>> {
    return page(
      this.sql,
      ApiKeySchema,
      API_KEYS,
      new Conditions().add('t.organisation_id = ?', organisationId),
      request,
    );
  }

  listing(id: string): Promise<Listing | undefined> {
    return this.byId(ListingSchema, id);
  }

  listingsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Listing>> {
    return this.byIds(ListingSchema, ids);
  }

  listings(filter: ListingFilter, request: PageRequest): Promise<Page<Listing>> {
    const where = new Conditions();
    if (filter.supplierId !== undefined) where.add('t.supplier_id = ?', filter.supplierId);
    if (filter.states !== undefined) where.add('t.state = any(?)', filter.states);
    if (filter.domain !== undefined) where.add('t.domain = ?', filter.domain);
    if (filter.technology !== undefined)
      where.add(`t.technologies ?| ${where.place(technologyAndBelow(filter.technology))}`);
    if (filter.origin !== undefined) where.add('t.origin = ?', filter.origin);
    if (filter.ids !== undefined) where.add('t.id = any(?)', filter.ids);
    if (filter.onMarket) {
      where.add(`t.state = 'PUBLISHED'`);
      where.add(`exists (select 1 from organisation o where o.id = t.supplier_id and o.state = 'VERIFIED')`);
    }
    if (filter.confirmedBefore !== undefined) {
      where.add(`t.state = 'PUBLISHED'`).add('t.confirmed_on < ?', filter.confirmedBefore);
      return page(this.sql, ListingSchema, LISTINGS_CONFIRMED, where, request);
    }
    if (filter.toReview !== true) return page(this.sql, ListingSchema, LISTINGS, where, request);
    where.add('t.submitted_at is not null');
    return page(this.sql, ListingSchema, LISTINGS_TO_REVIEW, where, request);
  }

  tender(id: string): Promise<Tender | undefined> {
    return this.byId(TenderSchema, id);
  }

  tendersByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Tender>> {
    return this.byIds(TenderSchema, ids);
  }

  tenders(filter: TenderFilter, request: PageRequest): Promise<Page<Tender>> {
    const where = new Conditions();
    if (filter.buyerId !== undefined) where.add('t.buyer_id = ?', filter.buyerId);
    if (filter.states !== undefined) where.add('t.state = any(?)', filter.states);
    if (filter.domain !== undefined) where.add(`t.domains ? ${where.place(filter.domain)}`);
    if (filter.origin !== undefined) where.add('t.origin = ?', filter.origin);
    if (filter.region !== undefined) {
      const region = where.place(filter.region);
      where.add(`t.content ->> 'region' = ${region} or starts_with(t.content ->> 'region', ${region} || '-')`);
    }
    // What was never published has no place among those sorted by it.
    const byPublication = filter.order === 'PUBLICATION';
    if (filter.published || byPublication) where.add('t.published_at is not null');
    return page(this.sql, TenderSchema, byPublication ? TENDERS_PUBLISHED : TENDERS, where, request);
  }

  openTenders(now: Date): Promise<readonly Tender[]> {
    return this.all(TenderSchema, `t.state = 'PUBLISHED' and t.deadline > $1 order by t.published_at, t.id`, [now]);
  }

  async tenderRevision(tenderId: string, revision: number): Promise<TenderContent | undefined> {
    const [row] = await rows<{ content: TenderContent }>(
      this.sql,
      'select content from tender_revision where tender_id = $1 and revision = $2',
      [tenderId, revision],
    );
    return row?.content;
  }

  tenderAmendments(tenderId: string, first: number): Promise<readonly TenderAmendment[]> {
    return rows<TenderAmendment>(
      this.sql,
      `select made.revision, made.at, told.reason, was.content as before, made.content as after
       from tender_revision made
       join tender_revision was on was.tender_id = made.tender_id and was.revision = made.revision - 1
       left join lateral (
         select reason from audit_entry
         where subject_id = made.tender_id and subject_kind = 'TENDER' and action = 'TENDER_AMENDED'
           and revision = made.revision
         order by position desc limit 1
       ) told on true
       where made.tender_id = $1 order by made.revision desc limit $2`,
      [tenderId, first],
    );
  }

  market(domain: Domain): Promise<Market> {
    return this.marketWhere('replaced_by is null', [domain]);
  }

  async kindsOffered(listingId: string): Promise<readonly Pick<Offer, 'domain' | 'technologies'>[]> {
    const found = await rows<{ kind: Pick<Offer, 'domain' | 'technologies'> }>(
      this.sql,
      `select distinct jsonb_strip_nulls(jsonb_build_object('domain', offer->'domain', 'technologies', offer->'technologies')) as kind
       from change where kind = 'LISTING' and subject_id = $1 and offer is not null`,
      [listingId],
    );
    return found.map(({ kind }) => kind);
  }

  async offersOf(supplierId: string): Promise<readonly Offer[]> {
    const found = await rows<{ offer: Offer }>(
      this.sql,
      `select c.offer from listing l
       join change c on c.subject_id = l.id and c.kind = 'LISTING' and c.replaced_by is null
       where l.supplier_id = $1 and c.offer is not null order by l.id`,
      [supplierId],
    );
    return found.map(({ offer }) => offer);
  }

  async marketAt(domain: Domain, position: number): Promise<Market> {
    const market = await this.marketWhere('position <= $2 and (replaced_by is null or replaced_by > $2)', [
      domain,
      position,
    ]);
    return { ...market, position: Math.min(market.position, position) };
  }

  matchRuns(tenderId: string, revision: number): Promise<readonly MatchRun[]> {
    // Lot ids are mostly numbers: 2 comes before 10.
    return this.all(
      MatchRunSchema,
      `t.tender_id = $1 and t.tender_revision <= $2 and t.sequence = (
         select sequence from match_run o
         where o.tender_id = t.tender_id and o.tender_revision <= $2 and o.lot_id = t.lot_id
         order by o.tender_revision desc, o.sequence desc limit 1)
       order by length(t.lot_id), t.lot_id`,
      [tenderId, revision],
    );
  }

  openRunCounts(now: Date): Promise<readonly RunCounts[]> {
    return rows<RunCounts>(
      this.sql,
      `select t.id as "tenderId", latest.* from tender t cross join lateral (
         select distinct on (lot_id) lot_id as "lotId", compared, fits, needs_data as "needsData", ruled_out as "ruledOut"
         from match_run r where r.tender_id = t.id and r.tender_revision = t.revision order by lot_id, sequence desc
       ) latest
       where t.state = 'PUBLISHED' and t.deadline > $1
       order by t.deadline, t.id, length(latest."lotId"), latest."lotId"`,
      [now],
    );
  }

  matchRun(id: string): Promise<MatchRun | undefined> {
    return this.byId(MatchRunSchema, id);
  }

  async tendersNaming(listingId: string): Promise<readonly string[]> {
    const found = await rows<{ id: string }>(
      this.sql,
      `select distinct run.tender_id as id from match_run run join tender t on t.id = run.tender_id
       where t.state = 'PUBLISHED' and run.tender_revision = t.revision and jsonb_exists(run.listing_revisions, $1)`,
      [listingId],
    );
    return found.map(({ id }) => id);
  }

  notification(id: string): Promise<Notification | undefined> {
    return this.byId(NotificationSchema, id);
  }

  notifications(
    organisationId: string,
    unreadOnly: boolean,
    request: PageRequest,
    memberId: string | null = null,
  ): Promise<Page<Notification>> {
    const where = new Conditions()
      .add('t.organisation_id = ?', organisationId)
      .add('(t.member_id is null or t.member_id = ?)', memberId);
    if (unreadOnly) where.add('t.read_at is null');
    return page(this.sql, NotificationSchema, NOTIFICATIONS, where, request);
  }

  unreadCount(organisationId: string, memberId: string | null = null): Promise<number> {
    return this.count(
      'notification where organisation_id = $1 and read_at is null and (member_id is null or member_id = $2)',
      [organisationId, memberId],
    );
  }

  savedSearch(id: string): Promise<SavedSearch | undefined> {
    return this.byId(SavedSearchSchema, id);
  }

  savedSearchesByIds(ids: readonly string[]): Promise<ReadonlyMap<string, SavedSearch>> {
    return this.byIds(SavedSearchSchema, ids);
  }

  savedSearches(
    { memberId, organisationId }: Pick<Viewer, 'memberId' | 'organisationId'>,
    request: PageRequest,
  ): Promise<Page<SavedSearch>> {
    const where = new Conditions();
    where.add(
      `t.member_id = ${where.place(memberId)} or t.shared and t.organisation_id = ${where.place(organisationId)}`,
    );
    return page(this.sql, SavedSearchSchema, SEARCHES, where, request);
  }

  watchedSearches(): Promise<readonly SavedSearch[]> {
    return this.all(SavedSearchSchema, `not t.paused and t.delivery ->> 'every' <> 'NONE' order by t.id`, []);
  }

  waiting(): Promise<readonly Waiting[]> {
    return rows<Waiting>(
      this.sql,
      `select s.id as "searchId", s.delivery, min(h.found_at) as oldest
       from saved_search_hit h join saved_search s on s.id = h.search_id group by s.id order by s.id`,
    );
  }

  async watchedThing(kind: WatchedKind, id: string): Promise<WatchedThing | undefined> {
    const [thing] = await rows<WatchedThing>(
      this.sql,
      'select kind, thing_id as id, turn, state from watched_thing where kind = $1 and thing_id = $2',
      [kind, id],
    );
    return thing;
  }

  unseenThings(limit: number): Promise<readonly Pick<WatchedThing, 'kind' | 'id'>[]> {
    return rows(
      this.sql,
      'select kind, thing_id as id from watched_thing where turn = 0 order by kind, thing_id limit $1',
      [limit],
    );
  }

  notificationsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Notification>> {
    return this.byIds(NotificationSchema, ids);
  }

  notificationsOfMail(mailId: string): Promise<readonly Notification[]> {
    return this.all(
      NotificationSchema,
      't.id in (select notification_id from mail_item where mail_id = $1) order by t.created_at, t.id',
      [mailId],
    );
  }

  async deliveryPreferences(memberId: string): Promise<KeptPreferences | undefined> {
    const [kept] = await this.all(PreferencesSchema, 't.member_id = $1', [memberId]);
    return kept;
  }

  webhooks(organisationId: string): Promise<readonly Webhook[]> {
    return this.all(WebhookSchema, 't.organisation_id = $1 order by t.created_at, t.id', [organisationId]);
  }

  webhook(id: string): Promise<Webhook | undefined> {
    return this.byId(WebhookSchema, id);
  }

  webhookDeliveries(webhookId: string, request: PageRequest): Promise<Page<WebhookDelivery>> {
    const where = new Conditions().add('t.webhook_id = ?', webhookId);
    return page(this.sql, WebhookDeliverySchema, DELIVERIES, where, request);
  }

  webhookAttempts(deliveryIds: readonly string[]): Promise<readonly WebhookAttempt[]> {
    return this.all(WebhookAttemptSchema, 't.delivery_id = any($1) order by t.delivery_id, t.number', [deliveryIds]);
  }

  demands(domain: Domain | null, request: PageRequest): Promise<Page<ArchivedDemand>> {
    const where = new Conditions();
    if (domain !== null) where.add('t.domain = ?', domain);
    return page(this.sql, DemandSchema, DEMANDS, where, request);
  }

  demand(id: string): Promise<ArchivedDemand | undefined> {
    return this.byId(DemandSchema, id);
  }

  auditTrail(filter: AuditFilter, request: PageRequest): Promise<Page<AuditEntry>> {
    const where = new Conditions();
    if (filter.subjectKind !== undefined) where.add('t.subject_kind = ?', filter.subjectKind);
    if (filter.subjectId !== undefined) where.add('t.subject_id = ?', filter.subjectId);
    if (filter.actions !== undefined) where.add('t.action = any(?)', filter.actions);
    if (filter.actor !== undefined) where.add('t.actor = ?', filter.actor);
    if (filter.organisationId !== undefined) where.add('t.organisation_id = ?', filter.organisationId);
    if (filter.from !== undefined) where.add('t.at >= ?', filter.from);
    if (filter.until !== undefined) where.add('t.at < ?', filter.until);
    return page(this.sql, AuditSchema, filter.oldestFirst ? AUDIT_OLDEST : AUDIT, where, request);
  }

  async lastDecisions(action: AuditAction, subjectIds: readonly string[]): Promise<ReadonlyMap<string, AuditEntry>> {
    const entries = await this.all<AuditEntry>(
      AuditSchema,
      `t.position in (
         select last.position from unnest($2::text[]) asked (id) cross join lateral (
           select position from audit_entry where subject_id = asked.id and action = $1 order by position desc limit 1
         ) last
       )`,
      [action, [...new Set(subjectIds)]],
    );
    return new Map(entries.map((entry) => [entry.subjectId, entry]));
  }

  decisionsAbout(action: AuditAction, subjectIds: readonly string[]): Promise<readonly AuditEntry[]> {
    return this.all(AuditSchema, 't.action = $1 and t.subject_id = any($2) order by t.position desc', [
      action,
      [...new Set(subjectIds)],
    ]);
  }

  async auditHead(): Promise<number> {
    const [row] = await rows<{ head: string | null }>(this.sql, 'select max(position) as head from audit_entry');
    return Number(row?.head ?? 0);
  }

  async waitingForOperators(
    now: Date,
    overdueSince: Date,
    confirmedBefore: string,
  ): Promise<ReadonlyMap<Exclude<InboxKind, 'DEAD_JOB'>, Waiters>> {
    const found = await rows<Waiters & { readonly kind: Exclude<InboxKind, 'DEAD_JOB'> }>(
      this.sql,
      `select kind, count(*)::int as count, min(since) as oldest, count(*) filter (where since <= $2)::int as overdue from (
         select case when content is null then 'NEW_LISTING' else 'LISTING_REVISION' end as kind,
                nullif(submitted_at, '')::timestamptz as since
         from listing where submitted_at is not null
         union all
         select 'ORGANISATION', created_at from organisation where state = 'PENDING'
         union all
         select 'STALE_LISTING', confirmed_on::timestamp at time zone 'Asia/Shanghai'
         from listing where state = 'PUBLISHED' and confirmed_on < $3
         union all
         select 'TAILORING_WARNING', e.at from audit_entry e join tender t on t.id = e.subject_id
         where e.action = 'TAILORING_SUSPECTED' and t.state = 'PUBLISHED' and t.deadline > $1 and t.revision = e.revision
           and not exists (
             select from audit_entry closed
             where closed.subject_id = e.subject_id and closed.action = 'TAILORING_CLOSED'
               and closed.revision = e.revision and closed.data ->> 'lotId' = e.data ->> 'lotId'
           )
       ) waiting group by kind`,
      [now, overdueSince, confirmedBefore],
    );
    return new Map(found.map(({ kind, ...waiters }) => [kind, waiters]));
  }

  async deliveryBacklog(now: Date): Promise<DeliveryBacklog> {
    const [row] = await rows<DeliveryBacklog>(
      this.sql,
      `select mails.count as mails, mails.oldest as "oldestMailAt",
              (select count(*)::int from mail_item where mail_id is null and due_at <= $1) as "dueItems",
              deliveries.count as "webhookDeliveries", deliveries.oldest as "oldestDeliveryAt",
              (select count(*)::int from webhook where state = 'DISABLED') as "disabledWebhooks"
       from (select count(*)::int as count, min(created_at) as oldest from mail where state = 'QUEUED') mails,
            (select count(*)::int as count, min(created_at) as oldest from webhook_delivery where state = 'PENDING') deliveries`,
      [now],
    );
    if (!row) throw new Error('counting gave no row');
    return row;
  }

  auditEntries(after: number, limit: number): Promise<readonly AuditEntry[]> {
    return this.all(AuditSchema, 't.position > $1 order by t.position limit $2', [after, limit]);
  }

  async openLots(now: Date): Promise<readonly OpenLot[]> {
    const found = await rows<{ tenderId: string; lotId: string; domain: Domain } & (Counted | Uncounted)>(
      this.sql,
      `select t.id as "tenderId", lot ->> 'id' as "lotId", lot -> 'need' ->> 'domain' as domain, latest.*
       from tender t
       cross join lateral jsonb_array_elements(t.content -> 'lots') lot
       left join lateral (
         select compared, fits, needs_data as "needsData", ruled_out as "ruledOut", computed_at as at
         from match_run r where r.tender_id = t.id and r.tender_revision = t.revision and r.lot_id = lot ->> 'id'
         order by sequence desc limit 1
       ) latest on true
       where t.state = 'PUBLISHED' and t.deadline > $1`,
      [now],
    );
    return found.map(({ tenderId, lotId, domain, ...check }) => ({
      tenderId,
      lotId,
      domain,
      check: check.at === null ? null : check,
    }));
  }

  async listedByDomain(): Promise<ReadonlyMap<Domain, number>> {
    const found = await rows<{ domain: Domain; count: number }>(
      this.sql,
      'select domain, count(*)::int as count from change where replaced_by is null and offer is not null group by domain',
    );
    return new Map(found.map(({ domain, count }) => [domain, count]));
  }

  async listedByTechnology(codes: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = await rows<{ code: string; count: number }>(
      this.sql,
      `select code, count(*)::int as count
       from listing l join organisation o on o.id = l.supplier_id and o.state = 'VERIFIED'
       cross join lateral (select distinct jsonb_array_elements_text(l.technologies) as code) named
       where l.state = 'PUBLISHED' and l.technologies ?| $1 and code = any($1) group by code`,
      [codes],
    );
    return new Map(found.map(({ code, count }) => [code, count]));
  }

  tendersPublishedSince(since: Date): Promise<number> {
    return this.count('tender where published_at >= $1', [since]);
  }

  verifiedSuppliers(): Promise<number> {
    return this.count(`organisation where kind = 'SUPPLIER' and state = 'VERIFIED'`, []);
  }

  demandCount(): Promise<number> {
    return this.count('demand', []);
  }

  async figures(now: Date): Promise<{ openTenders: number; listings: number; suppliers: number; demands: number }> {
    const [row] = await rows<{ openTenders: number; listings: number; suppliers: number; demands: number }>(
      this.sql,
      `select
         (select count(*)::int from tender where state = 'PUBLISHED' and deadline > $1) as "openTenders",
         (select count(*)::int from change where replaced_by is null and offer is not null) as listings,
         (select count(*)::int from organisation where kind = 'SUPPLIER' and state = 'VERIFIED') as suppliers,
         (select count(*)::int from demand) as demands`,
      [now],
    );
    return row ?? { openTenders: 0, listings: 0, suppliers: 0, demands: 0 };
  }

  /** The log's head and the offers that stood, in one statement, so that both are of one moment. */
  private async marketWhere(standing: string, parameters: readonly unknown[]): Promise<Market> {
    const found = await rows<{ head: string; offer: Offer | null; revision: number }>(
      this.sql,
      `select head.head, offered.offer, offered.revision
       from (select coalesce(max(position), 0) as head from change) head
       left join (
         select subject_id, offer, revision from change where domain = $1 and offer is not null and ${standing}
       ) offered on true
       order by offered.subject_id`,
      parameters,
    );
    const offers = found.flatMap(({ offer, revision }): MarketOffer[] => (offer === null ? [] : [{ offer, revision }]));
    return { position: Number(found[0]?.head ?? 0), offers };
  }

  private async all<T>(schema: EntitySchema<T>, where: string, parameters: readonly unknown[]): Promise<readonly T[]> {
    const found = await rows<Record<string, unknown>>(
      this.sql,
      `select ${fieldsOf(schema, 't')} from ${schema.options.name} t where ${where}`,
      parameters,
    );
    return found.map((row) => toDomain(schema, row));
  }

  private async byId<T>(schema: EntitySchema<T>, id: string): Promise<T | undefined> {
    const [row] = await this.all(schema, 't.id = $1', [id]);
    return row;
  }

  private async byIds<T extends { readonly id: string }>(
    schema: EntitySchema<T>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, T>> {
    const found = ids.length === 0 ? [] : await this.all(schema, 't.id = any($1)', [ids]);
    return new Map(found.map((row) => [row.id, row]));
  }

  private async count(from: string, parameters: readonly unknown[]): Promise<number> {
    const [row] = await rows<{ count: number }>(this.sql, `select count(*)::int as count from ${from}`, parameters);
    return row?.count ?? 0;
  }
}

/** The code itself and every code beneath it in the taxonomy; an unknown code stands for itself alone. */
function technologyAndBelow(code: string): readonly string[] {
  const tree = taxonomy();
  return [code, ...tree.list.map((node) => node.code).filter((below) => tree.ancestors(below).includes(code))];
}

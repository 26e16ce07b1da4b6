import {
  DeliverWebhook,
  HandOnNotifications,
  LinkSigner,
  Mailer,
  MailRefused,
  RedeliverWebhook,
  SecretBox,
  SendMails,
  SendTestWebhook,
  SweepDeliveries,
  Unsubscribe,
  UnsubscribeLinks,
  UpdateDeliveryPreferences,
  WebhookSender,
  type MailerStatus,
  type OutgoingMail,
  type PostOutcome,
  type WebhookPost,
} from '@huanpei/app';
import {
  USUAL_QUIET_HOURS,
  type Member,
  type Notification,
  type Organisation,
  type PreferenceChanges,
  type QuietHours,
  type Viewer,
  type Webhook,
} from '@huanpei/domain';
import { eventually } from '@huanpei/testing';
import { member, NOON, nextId, notification, organisation } from '../../test/samples';
import { CountingChance, storeUnderTest, type StoreUnderTest } from '../../test/store-under-test';
import { PgMailbox } from './pg-mailbox';

/** Takes every mail, unless told to fail; never says that it did when it "dies". */
class Post extends Mailer {
  readonly taken: OutgoingMail[] = [];
  backend: MailerStatus['backend'] = 'SMTP';
  faults: Error[] = [];

  status(): MailerStatus {
    return { backend: this.backend, sent: this.taken.length, failed: 0 };
  }
  async send(mail: OutgoingMail): Promise<void> {
    const fault = this.faults.shift();
    if (fault) throw fault;
    this.taken.push(mail);
  }
  async close(): Promise<void> {}
}

const DELIVERED: PostOutcome = { fault: null, statusCode: 200, durationMs: 5, answer: 'ok', retryAfterMs: null };
const FAILED: PostOutcome = { fault: 'STATUS', statusCode: 500, durationMs: 5, answer: 'no', retryAfterMs: null };

/** An endpoint that answers as it is told; delivered where nothing is said. */
class Endpoint extends WebhookSender {
  readonly posts: WebhookPost[] = [];
  outcomes: PostOutcome[] = [];
  always: PostOutcome = DELIVERED;
  /** Something that happens while it has the event. */
  meanwhile: (() => Promise<void>) | undefined;

  addressFault(): undefined {
    return undefined;
  }
  async post(request: WebhookPost): Promise<PostOutcome> {
    this.posts.push(request);
    await this.meanwhile?.();
    return this.outcomes.shift() ?? this.always;
  }
}

class OpenBox extends SecretBox {
  seal(secret: string): string {
    return `sealed ${secret}`;
  }
  open(sealed: string): string | undefined {
    return sealed.startsWith('sealed ') ? sealed.slice(7) : undefined;
  }
}

class Signer extends LinkSigner {
  sign(content: string): string {
    return Buffer.from(content).toString('base64url');
  }
  read(signed: string): string {
    return Buffer.from(signed, 'base64url').toString();
  }
}

let store: StoreUnderTest;
let firm: Organisation;
let person: Member;
let post: Post;
let endpoint: Endpoint;
const rules: { publicUrl: string; quietHours: QuietHours | null } = {
  publicUrl: 'https://huanpei.example',
  quietHours: null,
};
const chance = new CountingChance();

beforeAll(async () => {
  store = await storeUnderTest();
});
beforeEach(async () => {
  // What one spec leaves behind is none of the next one's.
  await store.sql(
    'truncate sent_job, webhook_attempt, webhook_delivery, webhook, mail_item, mail, kept_mail, delivery_preferences',
  );
  await store.sql('update notification set handed_on_at = now()');
  store.clock.set(NOON);
  rules.quietHours = null;
  firm = organisation();
  person = member(firm.id);
  post = new Post();
  endpoint = new Endpoint();
  await store.work.run(async (tx) => {
    await tx.organisations.add(firm);
    await tx.members.add(person);
  });
});
afterAll(() => store.close());

const MINUTE_MS = 60_000;
const later = (ms: number): void => store.clock.set(new Date(store.clock.now().getTime() + ms));
const links = new UnsubscribeLinks(new Signer(), rules);
const handOn = () => new HandOnNotifications(store.work, store.clock, chance, post, rules).handle();
const sendMails = () => new SendMails(store.work, store.reads, post, links, rules, store.clock, chance).handle();
const deliver = (webhookId: string) =>
  new DeliverWebhook(store.work, store.reads, endpoint, new OpenBox(), store.clock, chance).handle({ webhookId });
const sweep = () => new SweepDeliveries(store.work, store.clock).handle();
const sentJobs = async () =>
  (await store.sql<{ job: string }>('select job from sent_job order by job')).map(({ job }) => job);
const viewerOf = ({ id, organisationId, role }: Member): Viewer => ({
  memberId: id,
  organisationId,
  kind: 'SUPPLIER',
  organisationState: 'VERIFIED',
  role,
});
const prefer = (who: Member, changes: PreferenceChanges) =>
  new UpdateDeliveryPreferences(store.work, rules).execute(viewerOf(who), changes);

async function tell(given: Partial<Notification> = {}): Promise<Notification> {
  const told = notification(firm.id, { kind: 'LISTING_APPROVED', matches: [], createdAt: store.clock.now(), ...given });
  await store.work.run((tx) => tx.notifications.add([told]));
  return told;
}

describe('handing on', () => {
  it('is sent with the notification, on its transaction, and only for one that is new', async () => {
    const told = await tell();
    expect(await sentJobs()).toEqual(['hand-on-notifications']);
    await store.work.run((tx) => tx.notifications.add([{ ...told, id: nextId('again') }]));
    await expect(
      store.work.run(async (tx) => {
        await tx.notifications.add([notification(firm.id)]);
        throw new Error('failed on purpose');
      }),
    ).rejects.toThrow('failed on purpose');
    expect(await sentJobs()).toEqual(['hand-on-notifications']);
  });

  it('reaches every active member of the firm, one member where one is named, and nobody else', async () => {
    const colleague = member(firm.id);
    const left = member(firm.id, { active: false });
    const stranger = member(firm.id);
    await store.work.run(async (tx) => {
      const other = organisation();
      await tx.organisations.add(other);
      for (const one of [colleague, left, { ...stranger, organisationId: other.id }]) await tx.members.add(one);
    });
    const forAll = await tell();
    const forOne = await tell({ memberId: colleague.id });
    await handOn();
    const items = await store.sql<{ notification_id: string; member_id: string }>(
      'select notification_id, member_id from mail_item order by notification_id, member_id',
    );
    expect(items.map((item) => [item.notification_id, item.member_id])).toEqual([
      [forAll.id, person.id],
      [forAll.id, colleague.id],
      [forOne.id, colleague.id],
    ]);
  });

  it('puts each on its way once, however often and in how many places it runs', async () => {
    const webhook = await addWebhook();
    for (let count = 0; count < 5; count += 1) await tell();
    await Promise.all([handOn(), handOn(), handOn()]);
    await handOn();
    expect(await store.sql('select 1 from mail_item')).toHaveLength(5);
    expect(await store.sql('select 1 from webhook_delivery where webhook_id = $1', [webhook.id])).toHaveLength(5);
    await Promise.all([sendMails(), sendMails()]);
    await sendMails();
    expect(post.taken.length).toBeGreaterThanOrEqual(1);
    const links = await store.sql('select 1 from mail_item where mail_id is null');
    expect(links).toEqual([]);
    expect(new Set(post.taken.map(({ id }) => id)).size).toBe(post.taken.length);
  });

  it('keeps no mail where none can be sent, and still posts', async () => {
    post.backend = 'NONE';
    await addWebhook();
    await tell();
    await handOn();
    expect(await store.sql('select 1 from mail_item')).toEqual([]);
    expect(await store.sql('select 1 from webhook_delivery')).toHaveLength(1);
    await sendMails();
    expect(post.taken).toEqual([]);
  });

  it('is made up for by the sweep when its job was lost', async () => {
    await tell();
    await store.sql('truncate sent_job');
    await sweep();
    expect(await sentJobs()).toEqual(['hand-on-notifications']);
  });
});

describe('mails', () => {
  it('say what the product says, to the address one signs in with, in the own language or the chosen one', async () => {
    await tell({ reason: '资料齐全' });
    await handOn();
    expect(await sentJobs()).toEqual(['hand-on-notifications', 'send-mails']);
    await sendMails();
    expect(post.taken).toHaveLength(1);
    expect(post.taken[0]).toMatchObject({ to: { name: '王工', address: person.email }, language: 'zh' });
    expect(post.taken[0]?.text).toContain('已通过审核并发布。理由：资料齐全');
    await prefer(person, { language: 'en' });
    await tell();
    await handOn();
    await sendMails();
    expect(post.taken[1]).toMatchObject({ language: 'en', subject: expect.stringContaining('Huanpei: ') as string });
  });

  it('put together what waited for the end of the quiet hours', async () => {
    rules.quietHours = USUAL_QUIET_HOURS;
    // 23:00 and 03:00 in Shanghai.
    store.clock.set(new Date('2025-06-01T15:00:00Z'));
    await tell();
    await handOn();
    store.clock.set(new Date('2025-06-01T19:00:00Z'));
    await tell();
    await handOn();
    await sendMails();
    expect(post.taken).toEqual([]);
    await store.sql('truncate sent_job');
    store.clock.set(new Date('2025-06-01T22:59:59Z'));
    await sweep();
    expect(await sentJobs()).toEqual([]);
    store.clock.set(new Date('2025-06-01T23:00:00Z'));
    await sweep();
    expect(await sentJobs()).toEqual(['send-mails']);
    await sendMails();
    expect(post.taken.map(({ subject }) => subject)).toEqual(['环配：2 条通知']);
  });

  it('put together what a digest gathers, and leave alone what is off', async () => {
    await prefer(person, {
      digestHour: 9,
      groups: [
        { group: 'LISTINGS', frequency: 'DAILY' },
        { group: 'TENDERS', email: false },
      ],
    });
    await tell();
    await tell({ kind: 'LISTING_REJECTED' });
    await tell({ kind: 'TENDER_CANCELLED' });
    await handOn();
    await sendMails();
    expect(post.taken).toEqual([]);
    // 09:00 in Shanghai on the next day.
    store.clock.set(new Date('2025-06-02T01:00:00Z'));
    await sendMails();
    expect(post.taken.map(({ subject }) => subject)).toEqual(['环配：2 条通知']);
  });

  it('are ten an hour at the most; what comes beyond waits and goes into one', async () => {
    for (let count = 0; count < 15; count += 1) {
      await tell();
      await handOn();
      await sendMails();
      later(MINUTE_MS);
    }
    expect(post.taken).toHaveLength(10);
    await store.sql('truncate sent_job');
    await sweep();
    expect(await sentJobs()).toEqual([]);
    later(45 * MINUTE_MS + 1);
    await sweep();
    expect(await sentJobs()).toEqual(['send-mails']);
    await sendMails();
    expect(post.taken.slice(10).map(({ subject }) => subject)).toEqual(['环配：5 条通知']);
  });

  it('are tried again when the server is away, and given up when it refuses for good', async () => {
    post.faults = [new Error('ECONNECTION')];
    await tell();
    await handOn();
    await sendMails();
    expect(post.taken).toEqual([]);
    later(59_000);
    await sendMails();
    expect(post.taken).toEqual([]);
    later(15_000);
    await sendMails();
    expect(post.taken).toHaveLength(1);
    post.faults = [new MailRefused('EENVELOPE 550')];
    await tell();
    await handOn();
    await sendMails();
    later(24 * 60 * MINUTE_MS);
    await sendMails();
    expect(post.taken).toHaveLength(1);
    expect(await store.sql('select state, attempts, fault from mail order by id desc limit 1')).toEqual([
      { state: 'FAILED', attempts: 1, fault: 'EENVELOPE 550' },
    ]);
  });

  it('are given up after a day of failing', async () => {
    await tell();
    await handOn();
    for (let tried = 0; tried < 12; tried += 1) {
      post.faults = [new Error('away')];
      await sendMails();
      later(15 * 60 * MINUTE_MS);
    }
    expect(await store.sql('select state, attempts from mail')).toEqual([{ state: 'FAILED', attempts: 8 }]);
  });

  it('are sent again under the same id when the worker died before it could write down that they were', async () => {
    await tell();
    await handOn();
    // As if the process had ended between the two.
    const dying = new SendMails(
      store.work,
      store.reads,
      Object.assign(Object.create(post) as Post, {
        send: async (mail: OutgoingMail) => {
          post.taken.push(mail);
          await new Promise(() => undefined);
        },
      }),
      links,
      rules,
      store.clock,
      chance,
    );
    void dying.handle();
    await eventually(() => post.taken.length > 0);
    later(4 * MINUTE_MS);
    await sendMails();
    expect(post.taken).toHaveLength(1);
    later(2 * MINUTE_MS);
    await sendMails();
    expect(post.taken).toHaveLength(2);
    expect(post.taken[1]?.id).toBe(post.taken[0]?.id);
    later(24 * 60 * MINUTE_MS);
    await sendMails();
    expect(post.taken).toHaveLength(2);
  });

  it('are not sent to who has left, or has switched it off since', async () => {
    await tell();
    await handOn();
    const token = new URL(links.url({ memberId: person.id, groups: ['LISTINGS'] })).searchParams.get('token');
    const stop = new Unsubscribe(store.work, links, rules);
    expect(await stop.execute(String(token))).toEqual({ memberId: person.id, groups: ['LISTINGS'] });
    await stop.execute(String(token));
    await sendMails();
    await tell({ kind: 'TENDER_CANCELLED' });
    await handOn();
    await store.sql('update member set active = false where id = $1', [person.id]);
    await sendMails();
    expect(post.taken).toEqual([]);
    expect((await store.sql<{ state: string }>('select state from mail')).map(({ state }) => state)).toEqual([
      'DROPPED',
      'DROPPED',
    ]);
  });

  it('are kept by the mailbox of a demonstration, each once, so many', async () => {
    const mailbox = new PgMailbox(store.database, 'a@b.example', () => store.clock.now());
    const mail = (id: string): OutgoingMail => ({
      id,
      to: { name: '王工\u0000', address: 'a@b.example' },
      subject: `s ${id}`,
      text: 't',
      html: '<p>h</p>',
      language: 'zh',
      unsubscribeUrl: 'https://x.example/',
    });
    await store.sql(
      `insert into kept_mail select 'a' || lpad(n::text, 5, '0'), '', '', '', '', '', '', 'zh', '', now() from generate_series(1, 499) n`,
    );
    for (const id of ['b1', 'b2', 'b2', 'b3']) await mailbox.send(mail(id));
    expect((await mailbox.list(2, null)).map(({ id }) => id)).toEqual(['b3', 'b2']);
    expect((await mailbox.list(1, 'b2')).map(({ id }) => id)).toEqual(['b1']);
    expect(await store.sql('select 1 from kept_mail')).toHaveLength(500);
    expect(await mailbox.mail('b3')).toMatchObject({ from: 'a@b.example', toName: '王工\uFFFD', html: '<p>h</p>' });
    expect(await mailbox.mail('nobody')).toBeUndefined();
  });
});

async function anotherFirm(): Promise<Organisation> {
  const another = organisation();
  await store.work.run((tx) => tx.organisations.add(another));
  return another;
}

async function addWebhook(given: Partial<Webhook> = {}): Promise<Webhook> {
  const webhook: Webhook = {
    id: nextId('webhook'),
    organisationId: firm.id,
    url: 'https://hooks.example.com/in?token=t',
    description: null,
    kinds: [],
    state: 'ACTIVE',
    failures: 0,
    failingSince: null,
    pausedUntil: null,
    secret: 'sealed new',
    previousSecret: null,
    previousSecretUntil: null,
    createdAt: NOON,
    version: 1,
    ...given,
  };
  await store.work.run((tx) => tx.webhooks.add(webhook));
  return webhook;
}

const deliveries = async (webhookId: string) =>
  (await store.reads.webhookDeliveries(webhookId, { first: 100, after: null })).items.map(({ node }) => node);
const attempts = async (webhookId: string) =>
  store.reads.webhookAttempts((await deliveries(webhookId)).map(({ id }) => id));

describe('webhooks', () => {
  it('come back in every field', async () => {
    const webhook = await addWebhook({
      description: '接收',
      kinds: ['TENDER_MATCHES'],
      failures: 2,
      failingSince: NOON,
      pausedUntil: NOON,
      previousSecret: 'sealed old',
      previousSecretUntil: NOON,
    });
    expect(await store.reads.webhooks(firm.id)).toEqual([webhook]);
    expect(await store.reads.webhook(webhook.id)).toEqual(webhook);
  });

  it('hear of the kinds they asked for, of their own firm, and not of what is for one member', async () => {
    const all = await addWebhook();
    const some = await addWebhook({ kinds: ['TENDER_CANCELLED'] });
    const off = await addWebhook({ state: 'OFF' });
    const approved = await tell();
    const cancelled = await tell({ kind: 'TENDER_CANCELLED' });
    await tell({ memberId: person.id });
    await handOn();
    for (const { id } of [all, some, off]) await deliver(id);
    expect(endpoint.posts.map(({ eventId }) => eventId)).toEqual([approved.id, cancelled.id, cancelled.id]);
    const body = JSON.parse(endpoint.posts[0]?.body ?? '') as Record<string, unknown>;
    expect(body).toEqual({
      id: approved.id,
      type: 'notification.listing_approved',
      timestamp: NOON.toISOString(),
      apiVersion: '1',
      data: {
        organisationId: firm.id,
        kind: 'LISTING_APPROVED',
        tenderId: null,
        listingId: approved.listingId,
        revision: 1,
        reason: null,
        matchCount: 0,
        matches: [],
        expiry: null,
      },
    });
    expect(await deliveries(off.id)).toEqual([]);
    expect((await deliveries(all.id)).map(({ state }) => state)).toEqual(['DELIVERED', 'DELIVERED']);
  });

  it('are signed with both secrets while a rotation lasts, and with neither that cannot be read', async () => {
    const until = new Date(NOON.getTime() + MINUTE_MS);
    const webhook = await addWebhook({ previousSecret: 'sealed old', previousSecretUntil: until });
    await tell();
    await handOn();
    await deliver(webhook.id);
    later(2 * MINUTE_MS);
    await tell();
    await handOn();
    await deliver(webhook.id);
    expect(endpoint.posts.map(({ secrets }) => secrets)).toEqual([['new', 'old'], ['new']]);
    const broken = await addWebhook({ secret: 'of another key' });
    await tell();
    await handOn();
    await deliver(broken.id);
    expect((await attempts(broken.id)).map(({ fault }) => fault)).toEqual(['SECRET_UNREADABLE']);
  });

  it('are tried again later and later with the same id and body, and every attempt is in the log', async () => {
    post.backend = 'NONE';
    const webhook = await addWebhook();
    await tell();
    await handOn();
    endpoint.outcomes = [FAILED, { ...FAILED, fault: 'TIMEOUT', statusCode: null, answer: null }];
    await deliver(webhook.id);
    await deliver(webhook.id);
    expect(endpoint.posts).toHaveLength(1);
    await store.sql('truncate sent_job');
    later(19_000);
    await sweep();
    expect(await store.sql('select payload from sent_job')).toEqual([{ payload: { webhookId: webhook.id } }]);
    await deliver(webhook.id);
    later(80_000);
    await deliver(webhook.id);
    expect(endpoint.posts).toHaveLength(3);
    expect(new Set(endpoint.posts.map(({ eventId, body }) => `${eventId} ${body}`)).size).toBe(1);
    expect((await attempts(webhook.id)).map(({ number, fault, statusCode }) => [number, fault, statusCode])).toEqual([
      [1, 'STATUS', 500],
      [2, 'TIMEOUT', null],
      [3, null, 200],
    ]);
    expect(await deliveries(webhook.id)).toMatchObject([{ state: 'DELIVERED', attempts: 3, nextTryAt: null }]);
    expect(await store.reads.webhook(webhook.id)).toMatchObject({ failures: 0, failingSince: null });
  });

  it('are left alone while they fail, probed once, and disabled after five days, of which the heads are told', async () => {
    post.backend = 'NONE';
    const viewer = member(firm.id, { role: 'VIEWER' });
    await store.work.run((tx) => tx.members.add(viewer));
    const webhook = await addWebhook();
    for (let count = 0; count < 8; count += 1) await tell();
    await handOn();
    endpoint.always = FAILED;
    await deliver(webhook.id);
    // Five in a row, then a pause, for the other three too.
    expect(endpoint.posts).toHaveLength(5);
    const paused = await store.reads.webhook(webhook.id);
    expect(paused).toMatchObject({ failures: 5, state: 'ACTIVE' });
    await store.sql('truncate sent_job');
    later(59_000);
    await sweep();
    expect(await sentJobs()).toEqual([]);
    await deliver(webhook.id);
    expect(endpoint.posts).toHaveLength(5);
    later(1_000);
    await deliver(webhook.id);
    expect(endpoint.posts).toHaveLength(6);

    later(5 * 24 * 60 * MINUTE_MS);
    await sweep();
    expect((await deliveries(webhook.id)).map(({ state }) => state)).toEqual(Array(8).fill('FAILED'));
    await tell();
    await handOn();
    await deliver(webhook.id);
    expect(await store.reads.webhook(webhook.id)).toMatchObject({ state: 'DISABLED' });
    const told = await store.sql(`select member_id, reason from notification where kind = 'WEBHOOK_DISABLED'`);
    // The address without its query, which may hold a token; to heads only.
    expect(told).toEqual([{ member_id: person.id, reason: 'https://hooks.example.com/in' }]);
    expect(
      (await store.reads.auditTrail({ subjectId: webhook.id }, { first: 1, after: null })).items[0]?.node,
    ).toMatchObject({
      actor: 'SYSTEM',
      action: 'WEBHOOK_DISABLED',
    });
  });

  it('that say they are gone are disabled at once', async () => {
    const webhook = await addWebhook();
    await tell();
    await handOn();
    endpoint.always = { ...FAILED, statusCode: 410 };
    await deliver(webhook.id);
    await deliver(webhook.id);
    expect(endpoint.posts).toHaveLength(1);
    expect(await store.reads.webhook(webhook.id)).toMatchObject({ state: 'DISABLED', failures: 1 });
  });

  it('get an event again when the worker died with it, and the log says so', async () => {
    const webhook = await addWebhook();
    await tell();
    await handOn();
    endpoint.meanwhile = () => new Promise(() => undefined);
    void deliver(webhook.id);
    await eventually(() => endpoint.posts.length > 0);
    endpoint.meanwhile = undefined;
    later(30_000);
    await deliver(webhook.id);
    expect(endpoint.posts).toHaveLength(1);
    later(31_000);
    await deliver(webhook.id);
    expect(endpoint.posts).toHaveLength(2);
    expect((await attempts(webhook.id)).map(({ number, fault }) => [number, fault])).toEqual([
      [1, 'CUT_OFF'],
      [2, null],
    ]);
  });

  it('get one event at a time, and those of one firm three, so that slow ones hold up nobody else', async () => {
    post.backend = 'NONE';
    const webhooks = [await addWebhook(), await addWebhook(), await addWebhook(), await addWebhook()];
    const other = await addWebhook({ organisationId: (await anotherFirm()).id });
    await tell();
    await tell();
    await tell({ organisationId: other.organisationId });
    await handOn();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    endpoint.meanwhile = () => held;
    const jobs = [...webhooks, ...webhooks, other].map(({ id }) => deliver(id));
    await eventually(() => endpoint.posts.length >= 4);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(endpoint.posts).toHaveLength(4);
    release();
    await Promise.all(jobs);
    // Those three went on with the second event; the fourth was not even begun, and the sweep knows of it.
    expect(endpoint.posts).toHaveLength(7);
    await store.sql('truncate sent_job');
    await sweep();
    expect(await sentJobs()).toEqual(['deliver-webhook']);
  });

  it('that are deleted while an event is on its way leave nothing behind', async () => {
    const webhook = await addWebhook();
    await tell();
    await handOn();
    endpoint.meanwhile = () => store.work.run((tx) => tx.webhooks.remove(webhook.id));
    await deliver(webhook.id);
    expect(await store.sql('select 1 from webhook_delivery')).toEqual([]);
  });

  it('can be tried out, one event at a time, and given an event again by hand', async () => {
    const webhook = await addWebhook({ kinds: ['TENDER_CANCELLED'] });
    const test = new SendTestWebhook(store.work, store.clock, chance);
    expect(await test.execute(viewerOf(person), webhook.id)).toMatchObject({ ok: true });
    expect(await test.execute(viewerOf(person), webhook.id)).toMatchObject({ refusals: [{ code: 'BUSY' }] });
    await deliver(webhook.id);
    const [sent] = await deliveries(webhook.id);
    expect(JSON.parse(endpoint.posts[0]?.body ?? '')).toMatchObject({ type: 'webhook.test', id: sent?.eventId });
    const again = new RedeliverWebhook(store.work, store.clock);
    expect(await again.execute(viewerOf(person), String(sent?.id))).toMatchObject({ value: { state: 'PENDING' } });
    await deliver(webhook.id);
    expect(endpoint.posts.map(({ eventId }) => eventId)).toEqual([sent?.eventId, sent?.eventId]);
    expect(new Set(endpoint.posts.map(({ body }) => body)).size).toBe(1);
    const stranger = { ...viewerOf(person), organisationId: 'another' };
    expect(await again.execute(stranger, String(sent?.id))).toMatchObject({ refusals: [{ code: 'NOT_FOUND' }] });
  });
});

it('forgets after thirty days what was delivered, sent or given up, and keeps what is still to be done', async () => {
  const webhook = await addWebhook();
  await tell();
  await handOn();
  await sendMails();
  await deliver(webhook.id);
  later(29 * 24 * 60 * MINUTE_MS);
  await sweep();
  expect([await store.sql('select 1 from mail'), await deliveries(webhook.id)].map((left) => left.length)).toEqual([
    1, 1,
  ]);
  later(2 * 24 * 60 * MINUTE_MS);
  await tell();
  await handOn();
  await sweep();
  expect(await store.sql('select 1 from mail')).toEqual([]);
  expect((await deliveries(webhook.id)).map(({ state }) => state)).toEqual(['PENDING']);
});

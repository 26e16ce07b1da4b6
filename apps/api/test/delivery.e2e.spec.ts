import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@huanpei/testing';
import { RunningApi, type Data, type Person } from './running-api';

const DAY_MS = 86_400_000;

let api: RunningApi;
let supplier: Person;
let buyer: Person;
let moderator: Person;
let receiver: Server;
let hook: string;
let received: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
/** What the receiver answers. */
let status: number;

beforeAll(async () => {
  api = await RunningApi.start({ demo: true, data: false });
  supplier = await api.person('SUPPLIER', 'OWNER');
  buyer = await api.person('BUYER', 'OWNER');
  moderator = await api.person('OPERATOR', 'MODERATOR');
  received = [];
  status = 200;
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status).end(status === 200 ? 'thanks' : 'not now');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  await api.stop();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

/** As docs/api-guide.md says that a receiver verifies. */
function verified(secret: string, { headers, body }: (typeof received)[number]): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const [id, timestamp] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
  const right = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const fresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  return (
    fresh &&
    String(headers['webhook-signature'])
      .split(' ')
      .map((signature) => Buffer.from(signature.replace('v1,', ''), 'base64'))
      .some((given) => given.length === right.length && timingSafeEqual(given, right))
  );
}

const page = async (url: string, language = 'zh-CN') =>
  api.app.inject({ method: 'GET', url, headers: { 'accept-language': language } });
const pathOf = (url: string): string => url.replace(/^https?:\/\/[^/]+/, '');
const asked = (text: string): string => text.replaceAll('&amp;', '&');

const WEBHOOK = `__typename ... on WebhookWithSecret { secret webhook { id url state kinds version } }
  ... on Refusal { code field message facts: reasons { facts { name value } } }`;
const CREATE = `mutation m($webhook: WebhookInput!) { createWebhook(webhook: $webhook) { ${WEBHOOK} } }`;
const DELIVERIES = `query q($id: ID!) { webhookDeliveries(webhookId: $id, first: 10) { totalCount edges { node {
  id eventId type state attempts nextTryAt notification { id kind } log { number fault statusCode durationMs answer } } } } }`;
const deliveriesTo = async (id: string): Promise<Data[]> => {
  const { webhookDeliveries } = await api.ask(DELIVERIES, { id }, { as: supplier.token });
  return webhookDeliveries.edges.map(({ node }: { node: Data }) => node);
};

let webhook: Data;
let secret: string;
let mail: string;

describe('a tender is published', () => {
  beforeAll(async () => {
    ({ webhook, secret } = await api.do(
      CREATE,
      { webhook: { url: hook, kinds: ['TENDER_MATCHES'], description: '接收' } },
      { as: supplier.token },
    ));
    const facts = [
      { metric: 'capacity', op: 'EQ', value: 10_000, unit: 'm3/d', basis: 'TESTED' },
      { metric: 'inlet', parameter: 'cod', op: 'LE', value: 500, unit: 'mg/L', basis: 'TESTED' },
      { metric: 'outlet', parameter: 'cod', op: 'LE', value: 60, unit: 'mg/L', basis: 'TESTED' },
    ];
    const content = {
      name: { zh: '膜生物反应器 <MBR>' },
      domain: 'water',
      technologies: ['water.mun.mbr'],
      modular: true,
      facts,
    };
    const { id } = await api.do(
      'mutation m($content: ListingContentInput!) { createListing(content: $content) { ... on Listing { id } } }',
      { content },
      { as: supplier.token },
    );
    await api.do('mutation m($id: ID!) { submitListing(id: $id) { __typename } }', { id }, { as: supplier.token });
    await api.do(
      'mutation m($id: ID!) { reviewListing(id: $id, revision: 1, decision: APPROVE) { __typename } }',
      { id },
      { as: moderator.token },
    );
    const tender = await api.do(
      `mutation m($content: TenderContentInput!) { createTender(content: $content) { ... on Tender { id }
        ... on Refusal { reasons { field message } } } }`,
      {
        content: {
          title: { zh: '提标改造 <b>二期</b>' },
          deadline: new Date(Date.now() + 40 * DAY_MS).toISOString(),
          lots: [
            {
              id: '1',
              title: { zh: '膜' },
              need: {
                domain: 'water',
                duty: [
                  { metric: 'capacity', value: 50_000, unit: 'm3/d' },
                  { metric: 'inlet', parameter: 'cod', value: 120, unit: 'mg/L' },
                ],
                requirements: [
                  { id: 'r', mandatory: true, metric: 'outlet', parameter: 'cod', op: 'LE', value: 50, unit: 'mg/L' },
                ],
              },
            },
          ],
        },
      },
      { as: buyer.token },
    );
    await api.do(
      'mutation m($id: ID!) { publishTender(id: $id) { __typename } }',
      { id: tender['id'] },
      { as: buyer.token },
    );
  });

  it("is in the supplier's mailbox with the reason, and a newcomer can read it there", async () => {
    let list = '';
    await eventually(async () => (list = (await page('/mailbox')).payload).includes('环配：招标“提标改造'), 15_000);
    expect(list).toContain(supplier.email);
    expect(list).not.toContain('<b>二期');
    const address = /href="(\/mailbox\/[^"]+)">环配：招标“提标改造/.exec(list)?.[1] ?? '';
    const shown = await page(address);
    expect(shown.statusCode).toBe(200);
    // The reason: one figure too high.
    expect(shown.payload).toContain('贵方 1 件有一项不满足');
    expect(shown.payload).toMatch(/60 mg\/L/);
    expect(shown.payload).toContain('sandbox=');
    const html = await page(`${address}/html`);
    expect(html.headers['content-security-policy']).toMatch(/^sandbox .*default-src 'none'/);
    expect(html.payload).toContain('&lt;b&gt;二期&lt;/b&gt;');
    expect((await page('/mailbox', 'en')).payload).toContain('whoever reaches this demonstration');
    expect((await page('/mailbox/nothing')).statusCode).toBe(404);
    mail = asked(shown.payload);
  });

  it('is posted to the webhook, signed, with facts and codes', async () => {
    await eventually(() => received.length > 0, 15_000);
    const [{ headers, body }] = received as [(typeof received)[number]];
    expect(verified(secret, received[0]!)).toBe(true);
    expect(verified(`whsec_${Buffer.alloc(32).toString('base64')}`, received[0]!)).toBe(false);
    const event = JSON.parse(body) as Data;
    expect(event).toMatchObject({
      id: headers['webhook-id'],
      type: 'notification.tender_matches',
      apiVersion: '1',
      data: {
        organisationId: supplier.organisationId,
        kind: 'TENDER_MATCHES',
        matchCount: 1,
        matches: [{ lotId: '1', closeness: 'NEAR_MISS', obstacle: { verdict: 'FAIL' } }],
      },
    });
    await eventually(async () => (await deliveriesTo(webhook['id']))[0]?.['state'] === 'DELIVERED');
    expect(await deliveriesTo(webhook['id'])).toMatchObject([
      {
        eventId: event['id'],
        type: 'notification.tender_matches',
        attempts: 1,
        notification: { id: event['id'], kind: 'TENDER_MATCHES' },
        log: [{ number: 1, fault: null, statusCode: 200, answer: 'thanks' }],
      },
    ]);
  });

  it('can be unsubscribed from by the link of the mail alone, and only by posting to it', async () => {
    const link = pathOf(/http[^\s"<]*\/unsubscribe\?token=[\w.-]+/.exec(mail)?.[0] ?? '');
    const preferences = async () =>
      (
        await api.ask(
          '{ deliveryPreferences { address mailIsSent groups { group email } } }',
          {},
          { as: supplier.token },
        )
      )['deliveryPreferences'];
    const isMailed = async (group: string): Promise<boolean> =>
      (await preferences()).groups.find((one: Data) => one['group'] === group).email;
    const opened = await page(link);
    expect([opened.statusCode, opened.payload.includes('<form method="post"')]).toEqual([200, true]);
    expect(opened.headers['referrer-policy']).toBe('no-referrer');
    expect(await preferences()).toMatchObject({ address: supplier.email, mailIsSent: true });
    expect(await isMailed('MATCHES')).toBe(true);
    // As a mail program does it (RFC 8058).
    const posted = await api.app.inject({
      method: 'POST',
      url: link,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect([posted.statusCode, posted.payload.includes('Unsubscribed')]).toEqual([200, true]);
    expect([await isMailed('MATCHES'), await isMailed('TENDERS')]).toEqual([false, true]);
    for (const wrong of [
      `${link.slice(0, -3)}AAA`,
      '/unsubscribe',
      '/unsubscribe?token=',
      '/unsubscribe?token=a&token=b',
    ]) {
      expect((await page(wrong)).statusCode).toBe(400);
      expect((await api.app.inject({ method: 'POST', url: wrong })).statusCode).toBe(400);
    }
  });
});

describe('delivery preferences', () => {
  const UPDATE = `mutation m($preferences: DeliveryPreferencesInput!) { updateDeliveryPreferences(preferences: $preferences) {
    __typename ... on DeliveryPreferences { language digestHour quietHours { from to } groups { group email frequency kinds } }
    ... on Refusal { reasons { field message } } } }`;

  it("are one's own, and say what is at fault", async () => {
    const changed = await api.do(
      UPDATE,
      {
        preferences: {
          language: 'en',
          digestHour: 18,
          quietHours: { from: '21:30', to: '06:00' },
          groups: [{ group: 'LISTINGS', frequency: 'WEEKLY' }],
        },
      },
      { as: buyer.token },
    );
    expect(changed).toMatchObject({ language: 'en', digestHour: 18, quietHours: { from: '21:30', to: '06:00' } });
    expect(changed['groups']).toContainEqual(
      expect.objectContaining({ group: 'LISTINGS', email: true, frequency: 'WEEKLY' }),
    );
    const read = '{ deliveryPreferences { digestHour } }';
    expect((await api.ask(read, {}, { as: moderator.token }))['deliveryPreferences']).toEqual({ digestHour: 8 });
    const refused = await api.do(
      UPDATE,
      { preferences: { digestHour: 99, quietHours: { from: '9', to: '10:00' } } },
      { as: buyer.token, headers: { 'accept-language': 'zh' } },
    );
    expect(refused['reasons']).toEqual([
      { field: 'digestHour', message: '“99”无法识别，应为：0–23。' },
      { field: 'quietHours.from', message: '“9”无法识别，应为：HH:MM (00:00–23:59)。' },
    ]);
  });
});

describe('webhooks', () => {
  const on = (name: string, rest: string) => `mutation m($id: ID!) { ${name}(id: $id) { ${rest} } }`;
  const TEST = on('sendTestWebhook', '__typename ... on WebhookDelivery { id state } ... on Refusal { code }');

  it('are tried out, signed with both secrets while they rotate, and show no secret afterwards', async () => {
    const before = received.length;
    const rotated = await api.do(on('rotateWebhookSecret', WEBHOOK), { id: webhook['id'] }, { as: supplier.token });
    expect(rotated['secret']).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(await api.do(TEST, { id: webhook['id'] }, { as: supplier.token })).toMatchObject({ state: 'PENDING' });
    await eventually(() => received.length > before, 15_000);
    const event = received.at(-1)!;
    expect(JSON.parse(event.body)).toMatchObject({ type: 'webhook.test' });
    expect([verified(rotated['secret'], event), verified(secret, event)]).toEqual([true, true]);
    const listed = await api.send(
      '{ webhooks { id url description kinds state failures previousSecretUntil } }',
      {},
      { as: supplier.token },
    );
    expect(listed.data?.['webhooks']).toMatchObject([{ id: webhook['id'], url: hook, state: 'ACTIVE', failures: 0 }]);
    expect(listed.text).not.toMatch(/whsec|sealed/);
  });

  it('that fail are shown with what was answered, and are given the event again by hand', async () => {
    status = 503;
    const before = received.length;
    const { id } = await api.do(TEST, { id: webhook['id'] }, { as: supplier.token });
    const delivery = async () => (await deliveriesTo(webhook['id'])).find((one) => one['id'] === id);
    await eventually(async () => (await delivery())?.['log'].length === 1, 15_000);
    expect(await delivery()).toMatchObject({
      state: 'PENDING',
      attempts: 1,
      nextTryAt: expect.any(String) as string,
      log: [{ fault: 'STATUS', statusCode: 503, answer: 'not now' }],
    });
    status = 200;
    const again = on('redeliverWebhook', '__typename ... on WebhookDelivery { id } ... on Refusal { code }');
    await api.do(again, { id }, { as: supplier.token });
    await eventually(async () => (await delivery())?.['state'] === 'DELIVERED', 15_000);
    const [first, second] = received.slice(before);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
  });

  it.each([
    ['http://example.com/', 'The address must begin with https://.'],
    ['https://169.254.169.254/latest/meta-data', 'Only addresses of the public internet are posted to.'],
    ['https://[::ffff:10.0.0.1]/', 'Only addresses of the public internet are posted to.'],
    ['https://metadata.google.internal/', 'Only addresses of the public internet are posted to.'],
    ['https://a:b@example.com/', 'The address may hold no user name or password.'],
    ['nonsense', 'The address cannot be read; give a whole one, https://….'],
  ])('are refused at %s', async (url, message) => {
    const refused = await api.do(CREATE, { webhook: { url } }, { as: supplier.token });
    expect(refused).toMatchObject({ __typename: 'Refusal', code: 'ADDRESS_REFUSED', field: 'url', message });
    const update = `mutation m($id: ID!, $changes: WebhookChanges!) { updateWebhook(id: $id, changes: $changes) {
      __typename ... on Refusal { code } } }`;
    const changed = await api.do(update, { id: webhook['id'], changes: { url } }, { as: supplier.token });
    expect(changed['code']).toBe('ADDRESS_REFUSED');
  });

  it('are at most ten, are written down, and go with their deliveries', async () => {
    const firm = await api.person('SUPPLIER', 'OWNER');
    const create = () => api.do(CREATE, { webhook: { url: 'https://hooks.example.com/?token=t' } }, { as: firm.token });
    const made = await Promise.all(Array.from({ length: 12 }, create));
    expect(made.filter(({ __typename }) => __typename === 'WebhookWithSecret')).toHaveLength(10);
    expect(made.find(({ code }) => code)?.['code']).toBe('LIMIT_REACHED');
    const { id } = made.find(({ webhook }) => webhook)?.['webhook'] as Data;
    const gone = on('deleteWebhook', '__typename ... on DeletedWebhook { id } ... on Refusal { code }');
    expect(await api.do(gone, { id }, { as: supplier.token })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await api.do(gone, { id }, { as: firm.token })).toEqual({ __typename: 'DeletedWebhook', id });
    const trail = await api.ask(
      'query q($id: ID!) { auditTrail(subjectId: $id) { edges { node { action actor data } } } }',
      { id },
      { as: moderator.token },
    );
    expect(trail['auditTrail'].edges.map(({ node }: { node: Data }) => node)).toEqual([
      { action: 'WEBHOOK_DELETED', actor: firm.memberId, data: '{"host":"hooks.example.com","state":"ACTIVE"}' },
      { action: 'WEBHOOK_CREATED', actor: firm.memberId, data: '{"host":"hooks.example.com","state":"ACTIVE"}' },
    ]);
  });
});

it('shows no mailbox in production, takes no address of its own machine there, and says that no mail is sent', async () => {
  const production = await RunningApi.start({ roles: [] });
  try {
    const { statusCode, payload } = await production.app.inject({ method: 'GET', url: '/mailbox' });
    expect(statusCode).not.toBe(200);
    expect(payload).not.toContain('<table>');
    const owner = await production.person('SUPPLIER', 'OWNER');
    const refused = await production.do(CREATE, { webhook: { url: hook } }, { as: owner.token });
    expect(refused['code']).toBe('ADDRESS_REFUSED');
    const asking = '{ deliveryPreferences { mailIsSent quietHours { from to } } }';
    expect((await production.ask(asking, {}, { as: owner.token }))['deliveryPreferences']).toEqual({
      mailIsSent: false,
      quietHours: { from: '22:00', to: '07:00' },
    });
    const health = await production.app.inject({ method: 'GET', url: '/health/ready' });
    expect(JSON.parse(health.payload).parts.mail).toMatchObject({ ok: true, detail: { backend: 'NONE' } });
  } finally {
    await production.stop();
  }
});

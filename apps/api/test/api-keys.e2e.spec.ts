import { randomUUID } from 'node:crypto';
import { Digest, RemindApiKeys, Work } from '@huanpei/app';
import { apiKeyText, parseApiKey, type Notification } from '@huanpei/domain';
import { RunningApi, type Data, type Person } from './running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await RunningApi.start({ roles: [], settings: { ratePerKey: 30, ratePerAddress: 40 } });
});
afterAll(async () => {
  await api.stop();
});

const DAY_MS = 86_400_000;
const CREATE = `mutation c($key: ApiKeyInput!) { createApiKey(key: $key) {
  ... on IssuedApiKey { secret key { id prefix kind state scopes addresses expiresAt createdAt maker { id } } }
  ... on Refusal { code reasons { code field message } } } }`;
const ROTATE = `mutation r($id: ID!, $hours: Int!) { rotateApiKey(id: $id, overlapHours: $hours) {
  ... on IssuedApiKey { secret key { id name scopes maker { id } } } ... on Refusal { code field } } }`;
const REVOKE = `mutation r($id: ID!) { revokeApiKey(id: $id) { ... on ApiKey { id state } ... on Refusal { code } } }`;
const LIST = `{ apiKeys { totalCount edges { node { id name state replacedBy revokedAt lastUsedAt lastUsedFrom maker { id } } } } }`;
const MINE = '{ myListings { totalCount } }';
const DRAFT = `mutation d($content: ListingContentInput!) { createListing(content: $content) { ... on Listing { id } ... on Refusal { code } } }`;
const CONTENT = {
  domain: 'water',
  name: { zh: '设备' },
  technologies: ['water.mun.mbr'],
  facts: [{ metric: 'outlet', parameter: 'cod', op: 'LE', value: 30, unit: 'mg/L' }],
};

const supplier = (): Promise<Person> => api.person('SUPPLIER', 'OWNER');
const create = async (owner: Person, more: object = {}): Promise<Data> =>
  api.do(CREATE, { key: { name: 'ERP', scopes: ['LISTINGS_READ', 'LISTINGS_WRITE'], ...more } }, { as: owner.token });
const faultOf = async (secret: string, query = MINE): Promise<unknown> => {
  const { status, errors } = await api.send(query, {}, { as: secret });
  return { status, ...errors[0]?.extensions };
};

it('acts for the organisation within its scopes, and the audit chain names it', async () => {
  const owner = await supplier();
  const { secret, key } = await create(owner);
  expect(secret).toMatch(/^hp_live_[0-9a-f]{32}_[\w-]{43}_[0-9a-f]{8}$/);
  expect(secret.startsWith(`${key.prefix}_`)).toBe(true);
  expect(key).toMatchObject({ state: 'ACTIVE', kind: 'LIVE', maker: { id: owner.memberId } });
  expect(Date.parse(key.expiresAt) - Date.parse(key.createdAt)).toBe(365 * DAY_MS);

  const { id } = await api.do(DRAFT, { content: CONTENT }, { as: secret });
  expect(await api.ask(MINE, {}, { as: secret })).toEqual({ myListings: { totalCount: 1 } });
  expect(await faultOf(secret, '{ tenders { totalCount } }')).toMatchObject({
    status: 200,
    code: 'FORBIDDEN',
    scope: 'TENDERS_READ',
  });
  const operator = await api.personFor('OPERATOR_ADMINISTRATOR');
  const trail = `query t($id: ID!) { auditTrail(subjectId: $id) { edges { node { actor action organisationId data } } } }`;
  const actorOf = async (subject: string) =>
    (await api.ask(trail, { id: subject }, { as: operator.token }))['auditTrail'].edges.map(
      (edge: Data) => edge['node'],
    );
  expect(await actorOf(id)).toMatchObject([{ actor: `API_KEY:${key.id}`, action: 'LISTING_DRAFTED' }]);
  const [made] = await actorOf(key.id);
  expect(made).toMatchObject({ actor: owner.memberId, action: 'API_KEY_CREATED' });
  expect(JSON.parse(made.data)).toMatchObject({ name: 'ERP', scopes: 'LISTINGS_READ LISTINGS_WRITE' });

  const [listed] = (await api.ask(LIST, {}, { as: owner.token }))['apiKeys'].edges;
  expect(listed.node).toMatchObject({ name: 'ERP', lastUsedFrom: '127.0.0.1' });
  expect(Date.now() - Date.parse(listed.node.lastUsedAt)).toBeLessThan(60_000);
});

it('keeps the secret nowhere, and shows it once', async () => {
  const { secret } = await create(await supplier());
  // What is drawn may have `_` in it too.
  const hidden = /^hp_live_[0-9a-f]{32}_([\w-]{43})_[0-9a-f]{8}$/.exec(secret)?.[1];
  if (hidden === undefined) throw new Error('the secret is of another form');
  const rows = await api.app.get(Work).run(async (tx) => JSON.stringify(await tx.apiKeys.find(idIn(secret))));
  expect(rows).toContain('secretHash');
  expect(rows).not.toContain(hidden);
  expect(api.logged.join('\n')).not.toContain(hidden);
});
const idIn = (secret: string): string =>
  (secret.split('_')[2] ?? '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

it('says why a key is not accepted to who has its secret, and nothing to anyone else', async () => {
  const owner = await supplier();
  const { secret, key } = await create(owner);
  const { secret: other } = await create(owner);
  const unknown = { status: 401, code: 'UNAUTHENTICATED', reason: 'UNKNOWN' };
  // A text that looks like a key, and one with a wrong checksum.
  expect(await faultOf('hp_live_x')).toEqual(unknown);
  // Copied with a sign too many: a blank in front is let pass, but it is never a visitor's.
  expect(await faultOf(` ${secret}`)).toEqual({ status: 200 });
  for (const text of [`${secret},`, `${secret} x`]) expect(await faultOf(text)).toEqual(unknown);
  expect(await faultOf(`${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`)).toEqual(unknown);
  // Well-formed ones: the id of a real key with the secret of another, under another kind, and an id of none.
  const sha256 = (text: string): string => api.app.get(Digest).sha256(text);
  const parts = (text: string) => parseApiKey(text, sha256)!;
  const forged = [
    apiKeyText('LIVE', key.id, parts(other).secret, sha256),
    apiKeyText('DEMO', key.id, parts(secret).secret, sha256),
    apiKeyText('LIVE', randomUUID(), parts(secret).secret, sha256),
  ];
  for (const text of forged) expect(await faultOf(text)).toEqual(unknown);
  // Public things neither: a program should hear that its key does not hold.
  expect(await faultOf('hp_live_x', '{ about { listings } }')).toEqual(unknown);

  expect(await api.do(REVOKE, { id: key.id }, { as: owner.token })).toEqual({ id: key.id, state: 'REVOKED' });
  expect(await faultOf(secret)).toMatchObject({ status: 401, reason: 'REVOKED' });
  expect(await api.do(REVOKE, { id: key.id }, { as: owner.token })).toEqual({ code: 'WRONG_STATE' });
  expect(api.hasLogged('context failed')).toBe(false);
});

it('is rotated with an overlap, and whoever rotates it answers for it', async () => {
  const owner = await supplier();
  const { secret, key } = await create(owner);
  const second = await api.person('SUPPLIER', 'OWNER', { organisationId: owner.organisationId });
  const rotated = await api.do(ROTATE, { id: key.id, hours: 2 }, { as: second.token });
  expect(rotated).toMatchObject({ key: { name: 'ERP', scopes: key.scopes, maker: { id: second.memberId } } });
  for (const one of [secret, rotated.secret]) expect((await api.send(MINE, {}, { as: one })).errors).toEqual([]);
  expect(await api.do(ROTATE, { id: key.id, hours: 2 }, { as: owner.token })).toEqual({
    code: 'WRONG_STATE',
    field: 'id',
  });
  expect(await api.do(ROTATE, { id: rotated.key.id, hours: 721 }, { as: owner.token })).toEqual({
    code: 'INVALID',
    field: 'overlapHours',
  });
  const again = await api.do(ROTATE, { id: rotated.key.id, hours: 0 }, { as: owner.token });
  expect(await faultOf(rotated.secret)).toMatchObject({ reason: 'REVOKED' });
  expect((await api.send(MINE, {}, { as: again.secret })).errors).toEqual([]);
});

it('shrinks and stops with its maker, and stops with its organisation', async () => {
  const owner = await supplier();
  const maker = await api.person('SUPPLIER', 'OWNER', { organisationId: owner.organisationId });
  const { secret, key } = await create(maker);
  const role = 'mutation r($id: ID!, $role: Role!) { changeMemberRole(id: $id, role: $role) { __typename } }';
  await api.do(role, { id: maker.memberId, role: 'EDITOR' }, { as: owner.token });
  expect(await api.do(DRAFT, { content: CONTENT }, { as: secret })).toHaveProperty('id');
  await api.do(role, { id: maker.memberId, role: 'VIEWER' }, { as: owner.token });
  expect((await api.send(DRAFT, { content: CONTENT }, { as: secret })).errors[0]?.extensions).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect((await api.send(MINE, {}, { as: secret })).errors).toEqual([]);

  await api.do(
    'mutation d($id: ID!) { deactivateMember(id: $id) { __typename } }',
    { id: maker.memberId },
    { as: owner.token },
  );
  expect(await faultOf(secret)).toMatchObject({ status: 401, reason: 'MAKER_LEFT' });
  const taken = await api.do(ROTATE, { id: key.id, hours: 0 }, { as: owner.token });
  expect((await api.send(MINE, {}, { as: taken.secret })).errors).toEqual([]);

  const operator = await api.personFor('OPERATOR_MODERATOR');
  const decide = `mutation d($id: ID!) { decideOrganisation(id: $id, decision: SUSPEND, reason: "x") { __typename } }`;
  await api.do(decide, { id: owner.organisationId }, { as: operator.token });
  expect(await faultOf(taken.secret)).toMatchObject({ status: 401, reason: 'ORGANISATION_NOT_ACTIVE' });
});

it('holds from the addresses it is for, and for as long as was said', async () => {
  const owner = await supplier();
  const elsewhere = await create(owner, { addresses: ['192.0.2.0/24'] });
  expect(await faultOf(elsewhere.secret)).toMatchObject({ status: 401, reason: 'ADDRESS_NOT_ALLOWED' });
  const here = await create(owner, { addresses: ['192.0.2.0/24', '127.0.0.0/8'], validDays: 1 });
  expect((await api.send(MINE, {}, { as: here.secret })).errors).toEqual([]);
  api.clock.advance(DAY_MS);
  expect(await faultOf(here.secret)).toMatchObject({ status: 401, reason: 'EXPIRED' });
});

it('refuses what cannot be a key, all of it at once', async () => {
  const owner = await supplier();
  const answer = await create(owner, {
    name: ' ',
    scopes: ['LISTINGS_READ', 'TENDERS_WRITE'],
    validDays: 731,
    addresses: ['10.0.0.0/8', 'example.org'],
  });
  expect(answer.reasons.map(({ code, field }: Data) => `${code} ${field}`)).toEqual([
    'REQUIRED key.name',
    'INVALID key.validDays',
    'INVALID key.scopes[1]',
    'INVALID key.addresses[1]',
  ]);
});

it('outlasts sign-out and a new password, and ends on an open subscription at once when revoked', async () => {
  const owner = await supplier();
  const { secret, key } = await create(owner, { scopes: ['NOTIFICATIONS_READ'] });
  const notify = (): Promise<unknown> =>
    api.app.get(Work).run((tx) => tx.notifications.add([message(owner.organisationId)]));
  await api.app.get(Work).run((tx) => tx.sessions.revokeAllOf(owner.memberId, new Date()));
  const { heard } = await api.subscribe('subscription { notificationReceived { kind } }', { as: secret });
  await notify();
  await eventually(() => heard.length === 1);
  const second = await api.person('SUPPLIER', 'OWNER', { organisationId: owner.organisationId });
  expect(await api.do(REVOKE, { id: key.id }, { as: second.token })).toMatchObject({ state: 'REVOKED' });
  await notify();
  // Told after the first was heard: a second one would have come in the same way.
  const other = await api.subscribe('subscription { notificationReceived { kind } }', { as: second.token });
  await notify();
  await eventually(() => other.heard.length === 1);
  expect(heard.length).toBe(1);
  const refused = await api.subscribe('subscription { notificationReceived { kind } }', { as: secret });
  expect(refused.heard[0]?.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
});

it('shows and marks what its organisation was told, and not what its maker alone was', async () => {
  const owner = await supplier();
  const { secret } = await create(owner, { scopes: ['NOTIFICATIONS_READ'] });
  const { heard } = await api.subscribe('subscription { notificationReceived { id } }', { as: secret });
  const own = { ...message(owner.organisationId), memberId: owner.memberId };
  const shared = message(owner.organisationId);
  await api.app.get(Work).run((tx) => tx.notifications.add([own]));
  await api.app.get(Work).run((tx) => tx.notifications.add([shared]));
  await eventually(() => heard.length > 0);
  expect(heard).toMatchObject([{ data: { notificationReceived: { id: shared.id } } }]);
  const idsFor = async (token: string): Promise<string[]> =>
    (await api.ask('{ notifications(unreadOnly: true) { edges { node { id } } } }', {}, { as: token }))[
      'notifications'
    ].edges.map((edge: Data) => edge['node'].id);
  expect(await idsFor(secret)).toEqual([shared.id]);
  expect(await api.do('mutation { markNotificationsRead }', {}, { as: secret })).toBe(1);
  expect(await idsFor(owner.token)).toEqual([own.id]);
});

async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(holds()).toBe(true);
}

let messages = 0;
const message = (organisationId: string): Notification => ({
  id: `test-${(messages += 1)}`,
  organisationId,
  kind: 'ORGANISATION_VERIFIED',
  tenderId: null,
  listingId: null,
  revision: messages,
  matches: [],
  reason: null,
  createdAt: new Date(),
  readAt: null,
});

it('reminds the organisation 30 and 7 days before the end, once each, and not of what was rotated', async () => {
  const owner = await supplier();
  await create(owner, { name: '留用' });
  const rotated = await create(owner, { name: '轮换' });
  await api.do(ROTATE, { id: rotated.key.id, hours: 720 }, { as: owner.token });
  const told = async (): Promise<string[]> => {
    await api.app.get(RemindApiKeys).handle();
    await api.app.get(RemindApiKeys).handle();
    const { notifications } = await api.ask(
      '{ notifications { edges { node { says } } } }',
      {},
      { as: await tokenOf(owner) },
    );
    return notifications.edges.map((edge: Data) => edge['node'].says);
  };
  expect(await told()).toEqual([]);
  api.clock.advance(336 * DAY_MS);
  const first = await told();
  expect(first.filter((says) => says.includes('留用')).length).toBe(1);
  expect(first[0]).toMatch(/^The API key ".+" ends on \d{4}-\d\d-\d\d, in \d+ days; rotate it with rotateApiKey\.$/);
  api.clock.advance(23 * DAY_MS);
  const second = await told();
  expect(second.filter((says) => says.includes('留用')).length).toBe(2);
  // Its successor is told of, the one that was rotated is not.
  expect(second.filter((says) => says.includes('轮换')).length).toBe(2);
});

/** A year on, the session of the sign-in has ended. */
async function tokenOf({ organisationId }: Person): Promise<string> {
  const someone = await api.person('SUPPLIER', 'VIEWER', { organisationId });
  return someone.token;
}

it('is told when it asks too often, and when to ask again', async () => {
  const { secret } = await create(await supplier());
  const statuses: number[] = [];
  let last;
  for (let sent = 0; sent < 40; sent += 1) {
    last = await api.send('{ listings { totalCount } }', {}, { as: secret });
    statuses.push(last.status);
    if (last.status === 429) break;
  }
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(30);
  expect(last).toMatchObject({ status: 429, errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  expect(Number(last?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
});

it('is told so sooner where it asks for more, and the wait is for as much', async () => {
  const { secret } = await create(await supplier());
  const rows = (name: string) =>
    `${name}: listings(first: 100) { edges { node { id supplier { id name { zh en } } content { facts { says metric { code } } technologies { code } } } } }`;
  // Of cost 21,700 or so: eight of the thirty requests that this key may send a minute.
  const query = `{ ${['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(rows).join(' ')} }`;
  const from = performance.now();
  const statuses: number[] = [];
  let last;
  for (let sent = 0; sent < 4; sent += 1) {
    last = await api.send(query, {}, { as: secret });
    statuses.push(last.status);
  }
  expect({ statuses, errors: last?.errors }).toMatchObject({
    statuses: [200, 200, 200, 429],
    errors: [{ extensions: { code: 'RATE_LIMITED' } }],
  });
  const after = Number(last?.headers['retry-after']);
  // Of thirty, six were left, and one of them was taken: three more, of one in two seconds, less what came meanwhile.
  expect(after).toBeLessThanOrEqual(6);
  expect(after).toBeGreaterThanOrEqual(6 - (performance.now() - from) / 1_000);
});

it('guesses of keys count against the address they come from', async () => {
  const answers: string[] = [];
  for (let sent = 0; sent < 60; sent += 1) {
    const { errors } = await api.send('{ __typename }', {}, { as: `hp_live_${sent}` });
    answers.push(String(errors[0]?.extensions?.['code']));
    if (answers.at(-1) === 'RATE_LIMITED') break;
  }
  expect(answers.at(-1)).toBe('RATE_LIMITED');
  expect((await api.send('{ about { listings } }')).errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED' });
});

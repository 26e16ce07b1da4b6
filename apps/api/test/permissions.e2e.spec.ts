import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  ApiKeySecrets,
  Chance,
  Clock,
  Digest,
  matchLots,
  NO_COUNTS,
  runOf,
  Work,
  type SheetImport,
} from '@huanpei/app';
import {
  API_SCOPES,
  ASKERS,
  draftListing,
  draftTender,
  saveSearch,
  mayCall,
  parseApiKey,
  roleOfKey,
  type ApiScope,
  type Listing,
  type ListingContent,
  type Operation,
  type TenderContent,
  type Viewer,
} from '@huanpei/domain';
import { matchingReference } from '@huanpei/reference';
import { buildApiSchema } from '../src/schema-text';
import { leastVariables, rootOperations, type RootOperation } from './operations';
import { RunningApi, type Answer, type Person } from './running-api';
import { ASKER_OF, BY_KEY, KEY_COLUMNS, permissionsPage, WHO_MAY, type Column } from './who-may';

let api: RunningApi;
let operations: readonly RootOperation[];
/** How many answers were compared with the table. */
let cells = 0;
/** On a machine that is busy. */
const REFUSED_WITHIN_MS = 20_000;

beforeAll(async () => {
  // Without workers, so that nothing changes while it is looked at.
  api = await RunningApi.start({ roles: [] });
  operations = rootOperations(await buildApiSchema());
});
afterAll(async () => {
  await api.stop();
});

const COLUMNS = Object.keys(ASKER_OF) as Column[];

/** What the way in said, before the operation began. */
function permissionIn({ errors, text }: Pick<Answer, 'errors' | 'text'>): string {
  const codes = errors.map(({ extensions }) => String(extensions?.['code']));
  const denied = codes.find((code) => /^(UNAUTHENTICATED|FORBIDDEN|NOT_VERIFIED)$/.test(code));
  if (denied !== undefined) return denied;
  if (codes.length > 0) throw new Error(`unexpected answer: ${text.slice(0, 500)}`);
  return 'ALLOWED';
}

/** @param expected a refusal is waited for, since a subscription that is taken says nothing */
async function permissionOf(operation: RootOperation, as: string | undefined, expected: string): Promise<string> {
  cells += 1;
  if (operation.kind !== 'Subscription')
    return permissionIn(await api.send(operation.document, leastVariables(operation.field), { as }));
  const { heard, ended } = await api.subscribe(operation.document, { as });
  if (expected !== 'ALLOWED') await Promise.race([ended, setTimeout(REFUSED_WITHIN_MS, undefined, { ref: false })]);
  // Nothing is sent to anyone, so all that is heard is a refusal.
  expect(heard.flatMap(({ data }) => data ?? [])).toEqual([]);
  return permissionIn({ errors: heard.flatMap(({ errors }) => errors ?? []), text: JSON.stringify(heard) });
}

it('knows everyone who can ask, and every operation of the schema', () => {
  expect(Object.values(ASKER_OF)).toEqual(ASKERS);
  expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(WHO_MAY).sort());
});

it.each(['VERIFIED', 'PENDING', 'SUSPENDED'] as const)(
  'every operation × everyone, organisations %s',
  async (state) => {
    const people = new Map<Column, Person | undefined>();
    for (const column of COLUMNS) {
      const asker = ASKER_OF[column];
      people.set(column, asker === 'VISITOR' ? undefined : await api.personFor(asker, state));
    }
    const [is, shouldBe]: [string[], string[]] = [[], []];
    for (const operation of operations) {
      const { who, verified } = WHO_MAY[operation.name] ?? { who: [] };
      for (const column of COLUMNS) {
        const denied = column === 'V' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
        const allowed = verified && state !== 'VERIFIED' ? 'NOT_VERIFIED' : 'ALLOWED';
        const expected = who.includes(column) ? allowed : denied;
        shouldBe.push(`${operation.name} ${column}: ${expected}`);
        is.push(`${operation.name} ${column}: ${await permissionOf(operation, people.get(column)?.token, expected)}`);
      }
    }
    expect(is).toEqual(shouldBe);
    expect(is.length).toBe(operations.length * 9);
  },
  // Hundreds of calls, on a machine that may be busy.
  90_000,
);

it('has one scope for every operation, or says that no key is for it', () => {
  expect(Object.values(BY_KEY).flat().sort()).toEqual(operations.map(({ name }) => name).sort());
  expect(Object.keys(BY_KEY)).toEqual([...API_SCOPES, 'never']);
});

describe('a key', () => {
  /** The kind of organisation that has most to open with the scope. */
  const KIND_FOR: Readonly<Record<ApiScope, keyof typeof KEY_COLUMNS>> = {
    REFERENCE_READ: 'SUPPLIER',
    LISTINGS_READ: 'SUPPLIER',
    LISTINGS_WRITE: 'SUPPLIER',
    TENDERS_READ: 'BUYER',
    TENDERS_WRITE: 'BUYER',
    NOTIFICATIONS_READ: 'BUYER',
    IMPORTS: 'SUPPLIER',
    OPERATIONS_READ: 'OPERATOR',
  };
  const mayByTable = (scope: ApiScope, name: string, column: Column): boolean =>
    BY_KEY[scope].includes(name) && WHO_MAY[name]!.who.includes(column);

  it.each(API_SCOPES)('with %s × every operation', async (scope) => {
    const kind = KIND_FOR[scope];
    const maker = await api.personFor(kind === 'OPERATOR' ? 'OPERATOR_ADMINISTRATOR' : `${kind}_OWNER`);
    const secret = await keyOf(maker, [scope]);
    const [is, shouldBe]: [string[], string[]] = [[], []];
    for (const operation of operations) {
      const { name } = operation;
      const expected = mayByTable(scope, name, KEY_COLUMNS[kind]) ? 'ALLOWED' : 'FORBIDDEN';
      shouldBe.push(`${name}: ${expected}`);
      is.push(`${name}: ${await permissionOf(operation, secret, expected)}`);
    }
    expect(is).toEqual(shouldBe);
    expect(is.filter((line) => line.endsWith('ALLOWED')).length).toBeGreaterThan(0);
  });

  it('of every kind of organisation × every scope × every operation, as the rules say it', () => {
    const [is, shouldBe]: [string[], string[]] = [[], []];
    for (const [kind, column] of Object.entries(KEY_COLUMNS))
      for (const scope of API_SCOPES)
        for (const { name } of operations) {
          const viewer: Viewer = {
            memberId: 'm',
            organisationId: 'o',
            kind: kind as keyof typeof KEY_COLUMNS,
            organisationState: 'VERIFIED',
            role: roleOfKey(kind as keyof typeof KEY_COLUMNS, kind === 'OPERATOR' ? 'ADMINISTRATOR' : 'OWNER'),
            apiKey: { id: 'k', scopes: [scope] },
          };
          shouldBe.push(`${kind} ${scope} ${name}: ${mayByTable(scope, name, column)}`);
          is.push(`${kind} ${scope} ${name}: ${mayCall(name as Operation, viewer) === 'ALLOWED'}`);
        }
    expect(is).toEqual(shouldBe);
  });
});

/** A key of this maker, kept without asking the API for it. */
async function keyOf({ organisationId, memberId }: Person, scopes: readonly ApiScope[]): Promise<string> {
  const { key, secret } = api.app.get(ApiKeySecrets).issue({
    organisationId,
    makerId: memberId,
    name: '密钥',
    kind: 'LIVE',
    scopes,
    addresses: [],
    createdAt: new Date(),
    expiresAt: new Date(Date.now() + 86_400_000),
  });
  await api.app.get(Work).run((tx) => tx.apiKeys.add(key));
  return secret;
}

describe('things', () => {
  const CONTENT: ListingContent = {
    kind: 'EQUIPMENT',
    domain: 'water',
    name: { zh: '设备' },
    technologies: ['water.mun.mbr'],
    facts: [{ metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L' }],
  };
  const LISTING_INPUT = { ...CONTENT, facts: [{ ...CONTENT.facts[0], op: 'LE' }] };
  const DEADLINE = new Date(Date.now() + 40 * 86_400_000).toISOString();
  const TENDER: TenderContent = {
    title: { zh: '招标' },
    track: 'PRIVATE',
    method: 'OPEN',
    region: null,
    budget: null,
    documentsUntil: null,
    deadline: DEADLINE,
    lots: [
      {
        id: '1',
        title: { zh: '一' },
        need: {
          domain: 'water',
          requirements: [
            { id: 'r', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=', value: 50, unit: 'mg/L' },
          ],
        },
      },
    ],
  };
  const LOTS_INPUT = [
    {
      ...TENDER.lots[0],
      need: { domain: 'water', requirements: [{ ...TENDER.lots[0]?.need.requirements?.[0], op: 'LE' }] },
    },
  ];
  const TENDER_INPUT = { title: TENDER.title, track: 'PRIVATE', deadline: DEADLINE, lots: LOTS_INPUT };

  const made = <T>(make: (tx: Parameters<Parameters<Work['run']>[0]>[0]) => Promise<T>): Promise<T> =>
    api.app.get(Work).run(make);

  async function listing(supplierId: string, state: 'DRAFT' | 'SUBMITTED' | 'PUBLISHED'): Promise<string> {
    const draft = draftListing(randomUUID(), supplierId, CONTENT, new Date());
    const staged = { ...draft.staged!, state: 'SUBMITTED' as const };
    const listings: Record<typeof state, Listing> = {
      DRAFT: draft,
      SUBMITTED: { ...draft, state: 'SUBMITTED', staged },
      PUBLISHED: { ...draft, state: 'PUBLISHED', revision: 1, content: CONTENT, staged: null, publishedAt: new Date() },
    };
    await made((tx) => tx.listings.add(listings[state]));
    return draft.id;
  }

  async function tender(buyerId: string, state: 'DRAFT' | 'PUBLISHED' | 'CANCELLED'): Promise<string> {
    const draft = draftTender(randomUUID(), buyerId, TENDER, new Date());
    const published = { ...draft, state: 'PUBLISHED' as const, revision: 1, publishedAt: new Date() };
    // A draft that is cancelled was never public.
    const tenders = { DRAFT: draft, PUBLISHED: published, CANCELLED: { ...draft, state: 'CANCELLED' as const } };
    await made(async (tx) => {
      await tx.tenders.add(tenders[state]);
      if (state === 'PUBLISHED') await tx.tenders.keepRevision(draft.id, 1, TENDER, new Date());
    });
    return draft.id;
  }

  async function run(buyerId: string): Promise<string> {
    const id = await tender(buyerId, 'PUBLISHED');
    const [result] = matchLots({ id, content: TENDER }, new Map(), matchingReference(), '2026-01-01');
    const stamp = {
      id: api.app.get(Chance).id(),
      asOf: '2026-01-01',
      computedAt: api.app.get(Clock).now(),
      referenceEdition: 'x',
      notified: [],
    };
    const current = { ...draftTender(id, buyerId, TENDER, new Date()), revision: 1 };
    await made((tx) => tx.matchRuns.add(runOf(result!, current, stamp, (text) => api.app.get(Digest).sha256(text))));
    return stamp.id;
  }

  async function search(owner: Person, shared: boolean): Promise<string> {
    const query = { kind: 'THINGS', words: { text: 'MBR' }, need: null, closeness: [] } as const;
    const content = { name: 'x', query, delivery: { every: 'NONE' }, paused: false, shared } as const;
    const saved = saveSearch(
      randomUUID(),
      { ...owner, kind: 'SUPPLIER', organisationState: 'VERIFIED', role: 'OWNER' },
      content,
      new Date(),
    );
    await made((tx) => tx.savedSearches.add(saved));
    return saved.id;
  }
  /** A public listing, for what takes two. */
  let companion = '';
  beforeAll(async () => {
    companion = await listing((await api.person('SUPPLIER', 'OWNER')).organisationId, 'PUBLISHED');
  });
  async function imported({ organisationId, memberId }: Person): Promise<string> {
    const record: SheetImport = {
      id: randomUUID(),
      organisationId,
      memberId,
      role: 'OWNER',
      kind: 'LISTINGS',
      format: 'CSV',
      fileName: 'x.csv',
      size: 1,
      language: 'zh',
      withoutKey: false,
      submit: false,
      state: 'UPLOADED',
      fault: null,
      sheets: [],
      columns: {},
      encoding: null,
      counts: NO_COUNTS,
      position: 0,
      run: 0,
      createdAt: new Date(),
      checkedAt: null,
      startedAt: null,
      endedAt: null,
      version: 1,
    };
    await made((tx) => tx.imports.add(record));
    return record.id;
  }

  /** The variables of a call on a thing that changes nothing, or that may change this very thing. */
  const VARIABLES: Readonly<Record<string, (id: string) => Record<string, unknown>>> = {
    'Mutation.updateListing': (id) => ({ id, content: LISTING_INPUT, expectedVersion: 99 }),
    'Query.previewAnswer': (id) => ({ id, answer: { leadDays: 30 } }),
    'Query.previewListing': (id) => ({ id, content: LISTING_INPUT }),
    'Mutation.answerUnknown': (id) => ({ id, answer: { leadDays: 30 }, expectedVersion: 99 }),
    'Mutation.reviewListing': (id) => ({ id, revision: 99, decision: 'APPROVE' }),
    'Mutation.suspendListing': (id) => ({ id, reason: ' ' }),
    'Mutation.updateTender': (id) => ({ id, content: TENDER_INPUT, expectedVersion: 99 }),
    'Mutation.amendTender': (id) => ({ id, content: TENDER_INPUT, reason: 'x', expectedVersion: 99 }),
    'Mutation.cancelTender': (id) => ({ id, reason: 'x' }),
    'Query.lotTrains': (id) => ({ tenderId: id, lotId: '1' }),
    'Mutation.closeTailoringWarning': (id) => ({ tenderId: id, lotId: '1', revision: 1, reason: ' ' }),
    'Mutation.decideOrganisation': (id) => ({ id, decision: 'REINSTATE' }),
    'Mutation.recordHonours': (id) => ({ id, honours: [] }),
    'Mutation.updateSavedSearch': (id) => ({ id, changes: {} }),
    'Mutation.startImport': (id) => ({ id, submit: false }),
    'Mutation.changeMemberRole': (id) => ({ id, role: 'MODERATOR' }),
    'Query.webhookDeliveries': (id) => ({ webhookId: id }),
    'Mutation.updateWebhook': (id) => ({ id, changes: { description: 'x' } }),
    'Query.compareListings': (id) => ({ ids: [id, companion] }),
    'Query.exportComparison': (id) => ({ ids: [companion, id], format: 'CSV' }),
    'Mutation.rotateApiKey': (id) => ({ id, overlapHours: 1 }),
  };

  /** Each kind of thing a column can meet: how it is made for the asker or for another, and who may reach it. */
  type Make = (own: Person | undefined, other: Person) => Promise<string>;
  interface Thing {
    readonly name: string;
    readonly owned: boolean;
    readonly isPublic: boolean;
    /** Operators see it although it is not public. */
    readonly waits: boolean;
    readonly make: Make;
  }
  const thing = (name: string, owned: boolean, isPublic: boolean, waits: boolean, make: Make): Thing => ({
    name,
    owned,
    isPublic,
    waits,
    make,
  });

  const LISTINGS: readonly Thing[] = (['DRAFT', 'SUBMITTED', 'PUBLISHED'] as const).flatMap((state) => [
    thing(`own ${state}`, true, state === 'PUBLISHED', state === 'SUBMITTED', (own) =>
      listing(own!.organisationId, state),
    ),
    thing(`other's ${state}`, false, state === 'PUBLISHED', state === 'SUBMITTED', (_own, { organisationId }) =>
      listing(organisationId, state),
    ),
  ]);
  const TENDERS: readonly Thing[] = (['DRAFT', 'PUBLISHED', 'CANCELLED'] as const).flatMap((state) => [
    thing(`own ${state}`, true, state === 'PUBLISHED', false, (own) => tender(own!.organisationId, state)),
    thing(`other's ${state}`, false, state === 'PUBLISHED', false, (_own, { organisationId }) =>
      tender(organisationId, state),
    ),
  ]);
  const RUNS: readonly Thing[] = [
    thing('run of a public tender', false, true, false, (_own, other) => run(other.organisationId)),
  ];
  const ORGANISATIONS: readonly Thing[] = [
    thing('own', true, false, true, async (own) => own!.organisationId),
    ...(['VERIFIED', 'PENDING', 'REJECTED', 'SUSPENDED'] as const).map((state) =>
      thing(
        `other's ${state}`,
        false,
        state === 'VERIFIED',
        true,
        async () => (await api.person('SUPPLIER', 'OWNER', { state })).organisationId,
      ),
    ),
  ];
  const IMPORTS: readonly Thing[] = [
    thing('own', true, false, false, (own) => imported(own!)),
    thing("other's", false, false, false, (_own, other) => imported(other)),
  ];
  const MEMBERS: readonly Thing[] = [
    thing('own colleague', true, false, false, async (own) => {
      const { organisationId } = own!;
      return (await api.person('SUPPLIER', 'VIEWER', { organisationId })).memberId;
    }),
    thing("other's", false, false, false, async (_own, { memberId }) => memberId),
  ];
  const SEARCHES: readonly Thing[] = [
    thing('own', true, false, false, (own) => search(own!, false)),
    thing("colleague's", false, false, false, async (own) => {
      const colleague = await api.person('SUPPLIER', 'OWNER', { organisationId: own!.organisationId });
      return search(colleague, false);
    }),
    thing("other's", false, false, false, (_own, other) => search(other, true)),
  ];

  async function webhook(organisationId: string): Promise<string> {
    const id = randomUUID();
    const health = { state: 'ACTIVE', failures: 0, failingSince: null, pausedUntil: null } as const;
    const secrets = { secret: 'sealed', previousSecret: null, previousSecretUntil: null };
    const rest = { url: 'https://hooks.example.com/', description: null, kinds: [], createdAt: new Date(), version: 1 };
    await made((tx) => tx.webhooks.add({ id, organisationId, ...health, ...secrets, ...rest }));
    return id;
  }

  async function webhookDelivery(organisationId: string): Promise<string> {
    const now = new Date();
    const id = randomUUID();
    const webhookId = await webhook(organisationId);
    const done = { state: 'FAILED', attempts: 1, tries: 1, nextTryAt: null, leaseUntil: null, doneAt: now } as const;
    const delivery = { id, webhookId, eventId: id, notificationId: null, giveUpAt: now, createdAt: now, ...done };
    await made((tx) => tx.webhooks.addDeliveries([delivery]));
    return id;
  }

  const owned = (make: (organisationId: string) => Promise<string>): readonly Thing[] => [
    thing('own', true, false, false, (own) => make(own!.organisationId)),
    thing("other's", false, false, false, (_own, { organisationId }) => make(organisationId)),
  ];
  const WEBHOOKS = owned(webhook);
  const DELIVERIES = owned(webhookDelivery);

  const key = async (maker: Person): Promise<string> => {
    const secret = await keyOf(maker, ['REFERENCE_READ']);
    return parseApiKey(secret, (text) => api.app.get(Digest).sha256(text))!.id;
  };
  const KEYS: readonly Thing[] = [
    thing('own', true, false, false, (own) => key(own!)),
    thing("other's", false, false, false, (_own, other) => key(other)),
  ];

  const REACHED: Readonly<Record<string, readonly Thing[]>> = {
    'Query.listing': LISTINGS,
    'Query.compareListings': LISTINGS,
    'Query.exportComparison': LISTINGS,
    'Mutation.updateListing': LISTINGS,
    'Mutation.submitListing': LISTINGS,
    'Mutation.recallListing': LISTINGS,
    'Mutation.archiveListing': LISTINGS,
    'Mutation.confirmListing': LISTINGS,
    'Query.previewAnswer': LISTINGS,
    'Query.previewListing': LISTINGS,
    'Mutation.answerUnknown': LISTINGS,
    'Mutation.reviewListing': LISTINGS,
    'Mutation.suspendListing': LISTINGS,
    'Mutation.reinstateListing': LISTINGS,
    'Query.tender': TENDERS,
    'Mutation.updateTender': TENDERS,
    'Mutation.publishTender': TENDERS,
    'Mutation.amendTender': TENDERS,
    'Mutation.cancelTender': TENDERS,
    'Query.lotTrains': TENDERS,
    'Mutation.closeTailoringWarning': TENDERS,
    'Query.reproduceMatchRun': RUNS,
    'Query.organisation': ORGANISATIONS,
    'Mutation.decideOrganisation': ORGANISATIONS,
    'Mutation.recordHonours': ORGANISATIONS,
    'Query.import': IMPORTS,
    'Mutation.startImport': IMPORTS,
    'Mutation.retryImport': IMPORTS,
    'Mutation.cancelImport': IMPORTS,
    'Mutation.changeMemberRole': MEMBERS,
    'Mutation.deactivateMember': MEMBERS,
    'Query.webhookDeliveries': WEBHOOKS,
    'Mutation.updateWebhook': WEBHOOKS,
    'Mutation.rotateWebhookSecret': WEBHOOKS,
    'Mutation.deleteWebhook': WEBHOOKS,
    'Mutation.sendTestWebhook': WEBHOOKS,
    'Mutation.redeliverWebhook': DELIVERIES,
    'Query.savedSearch': SEARCHES,
    'Query.savedSearchHits': SEARCHES,
    'Mutation.updateSavedSearch': SEARCHES,
    'Mutation.deleteSavedSearch': SEARCHES,
    'Mutation.rotateApiKey': KEYS,
    'Mutation.revokeApiKey': KEYS,
  };

  it('are named by every operation that reaches some', () => {
    const reaching = Object.entries(WHO_MAY).flatMap(([name, { reach }]) => (reach === undefined ? [] : [name]));
    expect(Object.keys(REACHED).sort()).toEqual(reaching.sort());
    // Whoever takes an id and is not here takes one that is public, or names no thing of an organisation.
    const others = operations.filter(
      ({ name, field }) => !(name in REACHED) && field.args.some(({ name: id }) => /^id$|Id$/.test(id)),
    );
    expect(others.map(({ name }) => name).sort()).toEqual([
      'Mutation.createTenderFromDemand',
      'Mutation.retryDeadJob',
      'Query.archivedDemand',
      'Query.auditTrail',
      'Query.staleListings',
      'Query.suspendedListings',
    ]);
  });

  it.each(Object.keys(REACHED))('%s reaches what it may and nothing else', async (name) => {
    const operation = operations.find((one) => one.name === name)!;
    const { who, reach } = WHO_MAY[name]!;
    const [is, shouldBe]: [string[], string[]] = [[], []];
    for (const column of who) {
      const asker = ASKER_OF[column];
      for (const { name: what, owned, isPublic, waits, make } of REACHED[name]!) {
        const own = asker === 'VISITOR' ? undefined : await api.personFor(asker);
        // A firm has what its kind can have.
        if (
          owned &&
          (!own ||
            (REACHED[name] === LISTINGS && column[0] !== 'S') ||
            (REACHED[name] === TENDERS && column[0] !== 'B'))
        )
          continue;
        const other = await api.person(REACHED[name] === TENDERS ? 'BUYER' : 'SUPPLIER', 'OWNER');
        const id = await make(own, other);
        const isOperator = column === 'M' || column === 'A';
        const reached = reach === 'all' || owned || (reach !== 'your own' && (isPublic || (waits && isOperator)));
        const variables = VARIABLES[name]?.(id) ?? { id };
        const answer = await api.ask(operation.document, variables, { as: own?.token });
        const value = Object.values(answer)[0];
        const found = value !== null && value.code !== 'NOT_FOUND';
        shouldBe.push(`${column} ${what}: ${reached ? 'found' : 'not found'}`);
        is.push(`${column} ${what}: ${found ? 'found' : 'not found'}`);
        cells += 1;
      }
    }
    expect(is).toEqual(shouldBe);
    expect(is.length).toBeGreaterThan(0);
  });

  it('answers what may not be reached exactly as what does not exist', async () => {
    const [{ token }, other] = [await api.person('SUPPLIER', 'OWNER'), await api.person('SUPPLIER', 'OWNER')];
    const submit = operations.find(({ name }) => name === 'Mutation.submitListing')!.document;
    const hidden = await api.send(submit, { id: await listing(other.organisationId, 'DRAFT') }, { as: token });
    const nothing = await api.send(submit, { id: randomUUID() }, { as: token });
    expect(hidden.data).toEqual(nothing.data);
  });

  it('shows of a listing in revision and of a firm only what the asker may know', async () => {
    const supplier = await api.person('SUPPLIER', 'OWNER');
    const id = await listing(supplier.organisationId, 'PUBLISHED');
    const stage = `mutation m($id: ID!, $content: ListingContentInput!) { updateListing(id: $id, content: $content, expectedVersion: 1) { __typename } }`;
    const staged = { ...LISTING_INPUT, name: { zh: '尚未公开的名称' } };
    expect(await api.do(stage, { id, content: staged }, { as: supplier.token })).toEqual({ __typename: 'Listing' });
    const read =
      'query q($id: ID!) { listing(id: $id) { name { zh } reason staged { state content { name { zh } } } supplier { reason creditCodeCheck } } }';
    const moderator = await api.personFor('OPERATOR_MODERATOR');
    const buyer = await api.personFor('BUYER_OWNER');
    for (const as of [undefined, buyer.token, moderator.token]) {
      const answer = await api.send(read, { id }, { as });
      expect(answer.data?.['listing']).toMatchObject({ name: { zh: '设备' }, staged: null });
      expect(answer.text).not.toContain('尚未公开的名称');
    }
    expect((await api.ask(read, { id }, { as: supplier.token }))['listing'].staged.state).toBe('DRAFT');
    expect((await api.ask(read, { id }, { as: buyer.token }))['listing'].supplier).toEqual({
      reason: null,
      creditCodeCheck: null,
    });
    expect((await api.ask(read, { id }, { as: moderator.token }))['listing'].supplier.creditCodeCheck).toBe('ABSENT');
  });
});

it('is what docs/permissions.md says', () => {
  const path = join(__dirname, '../../../docs/permissions.md');
  if (process.env['WRITE_DOCS'] === '1') writeFileSync(path, permissionsPage());
  if (readFileSync(path, 'utf8') !== permissionsPage())
    throw new Error('docs/permissions.md is old; run: WRITE_DOCS=1 npx jest apps/api/test/permissions');
});

it('has compared every cell', () => {
  const [kindsOfState, askers] = [3, COLUMNS.length];
  expect(cells).toBeGreaterThan(operations.length * askers * kindsOfState + 150);
});

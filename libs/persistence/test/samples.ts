import type {
  ArchivedDemand,
  Decision,
  Listing,
  ListingContent,
  MatchRun,
  Member,
  Notification,
  Organisation,
  Session,
  Tender,
  TenderContent,
} from '@huanpei/domain';
import type { Domain, Offer } from '@huanpei/matching';

export const NOON = new Date('2025-06-01T12:00:00.000Z');

/** So many minutes after noon. */
export const minutes = (count: number): Date => new Date(NOON.getTime() + count * 60_000);

let made = 0;

/** Never the same twice in a spec file, and rising. */
export const nextId = (kind = 'id'): string => `${kind}-${String((made += 1)).padStart(6, '0')}`;

export function organisation(given: Partial<Organisation> = {}): Organisation {
  return {
    id: nextId('organisation'),
    kind: 'SUPPLIER',
    state: 'VERIFIED',
    name: { zh: '环保设备厂', en: 'Equipment Works' },
    creditCode: null,
    creditCodeCheck: 'ABSENT',
    region: 'CN-32',
    honours: [{ code: 'green-factory', checked: true, validUntil: '2027-12-31' }],
    demo: false,
    reason: null,
    createdAt: NOON,
    decidedAt: null,
    version: 1,
    ...given,
  };
}

export function member(organisationId: string, given: Partial<Member> = {}): Member {
  const id = nextId('member');
  return {
    id,
    organisationId,
    email: `${id}@example.org`,
    name: '王工',
    role: 'OWNER',
    language: 'zh',
    active: true,
    createdAt: NOON,
    version: 1,
    ...given,
  };
}

export function session(memberId: string, given: Partial<Session> = {}): Session {
  const id = nextId('session');
  return {
    id,
    family: id,
    memberId,
    tokenHash: `hash-of-${id}`,
    createdAt: NOON,
    expiresAt: minutes(60),
    replacedAt: null,
    revokedAt: null,
    ...given,
  };
}

export function listingContent(given: Partial<ListingContent> = {}): ListingContent {
  return {
    kind: 'EQUIPMENT',
    name: { zh: '反渗透装置', en: 'Reverse osmosis unit' },
    domain: 'water',
    technologies: ['water.salt.ro'],
    facts: [{ metric: 'capacity', op: '=', value: 500, unit: 'm3/d', note: '样本第 3 页' }],
    leadDays: 45,
    ...given,
  };
}

export function listing(supplierId: string, given: Partial<Listing> = {}): Listing {
  return {
    id: nextId('listing'),
    supplierId,
    state: 'PUBLISHED',
    revision: 1,
    content: listingContent(),
    staged: null,
    origin: 'SUPPLIER',
    reason: null,
    createdAt: NOON,
    publishedAt: NOON,
    confirmedOn: '2025-06-01',
    version: 1,
    ...given,
  };
}

export function tenderContent(given: Partial<TenderContent> = {}): TenderContent {
  return {
    title: { zh: '污水厂提标改造', en: 'Sewage works upgrade' },
    track: 'GOVERNMENT_PROCUREMENT',
    method: 'OPEN',
    region: 'CN-32',
    budget: null,
    documentsUntil: null,
    deadline: minutes(600).toISOString(),
    lots: [{ id: '1', title: { zh: '一标段' }, need: { domain: 'water', requirements: [] } }],
    ...given,
  };
}

export function tender(buyerId: string, given: Partial<Tender> = {}): Tender {
  return {
    id: nextId('tender'),
    buyerId,
    state: 'PUBLISHED',
    revision: 1,
    content: tenderContent(),
    deadline: minutes(600),
    origin: 'BUYER',
    fromDemandId: null,
    workingCopy: null,
    createdAt: NOON,
    publishedAt: NOON,
    reason: null,
    version: 1,
    ...given,
  };
}

export function matchRun(tenderId: string, given: Partial<MatchRun> = {}): MatchRun {
  return {
    id: nextId('run'),
    tenderId,
    lotId: '1',
    tenderRevision: 1,
    engine: '1.0.0',
    referenceEdition: 'abc',
    asOf: '2025-06-01',
    marketPosition: 1,
    compared: 3,
    fits: 1,
    needsData: 1,
    ruledOut: 1,
    matches: [],
    nearMisses: [],
    relaxations: [],
    listingRevisions: { 'listing-1': 2 },
    notified: ['supplier-1'],
    digest: 'd'.repeat(64),
    computedAt: NOON,
    ...given,
  };
}

export function notification(organisationId: string, given: Partial<Notification> = {}): Notification {
  return {
    id: nextId('notification'),
    organisationId,
    memberId: null,
    kind: 'TENDER_MATCHES',
    tenderId: null,
    listingId: nextId('subject'),
    revision: 1,
    matches: [{ listingId: 'listing-1', lotId: '1', closeness: 'FITS', score: 0.75 }],
    reason: null,
    expiry: null,
    savedSearch: null,
    createdAt: NOON,
    readAt: null,
    ...given,
  };
}

export function demand(given: Partial<ArchivedDemand> = {}): ArchivedDemand {
  const id = nextId('demand');
  return {
    id,
    title: { zh: '中水回用采购' },
    buyer: '某市水务局',
    country: 'CN',
    regionText: '江苏',
    region: 'CN-32',
    domain: 'water',
    technologies: ['water.salt.ro'],
    stage: 'TENDER',
    publishedOn: '2024-03-01',
    deadline: null,
    budget: { amountMinor: 123456, currency: 'CNY' },
    need: { id, name: { zh: '中水回用' }, domain: 'water', requirements: [] },
    lacks: ['leadDays'],
    sources: [{ title: '公告', url: 'https://example.org/1' }],
    ...given,
  };
}

export function decision(given: Partial<Decision> = {}): Decision {
  return {
    actor: 'SYSTEM',
    organisationId: null,
    action: 'TENDER_MATCHED',
    subjectKind: 'TENDER',
    subjectId: nextId('subject'),
    revision: 1,
    reason: null,
    data: { name: '中文', fits: 0.1, gone: true, before: null },
    ...given,
  };
}

/** An offer as the engine reads it; `leadDays` tells states of one listing apart. */
export function offer(id: string, domain: Domain = 'water', leadDays = 1): Offer {
  return {
    id,
    supplier: 'supplier-1',
    name: { zh: '设备' },
    domain,
    technologies: ['water.salt.ro'],
    facts: [],
    leadDays,
  };
}

import { Injectable } from '@nestjs/common';
import {
  normaliseEmail,
  offerOf,
  shanghaiDay,
  type Listing,
  type Language,
  type Member,
  type Organisation,
  type Role,
  type Tender,
} from '@huanpei/domain';
import { demo, demoListingContent, demoTenderContent, type DemoOrganisation } from '@huanpei/reference';
import { decidedBySystem } from '../decisions';
import { indexSupplier } from '../listing/market-change';
import { Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { PasswordHasher } from '../ports/security';
import { Work, type Tx } from '../ports/work';

/** Known to everyone who reads the start-up message; exists only where the demo profile was chosen. */
export const DEMO_PASSWORD = 'huanpei-demo-2026';

export interface DemoAccount {
  readonly email: string;
  readonly role: Role;
  readonly organisation: string;
  readonly name: { readonly zh: string; readonly en: string };
}

const OPERATOR = 'demo-operator';
const DOMAIN = 'demo.huanpei.example';

/** The accounts a newcomer is shown, one for each thing to try; every other demo firm has one of the same form. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    email: `operator@${DOMAIN}`,
    role: 'ADMINISTRATOR',
    organisation: OPERATOR,
    name: { zh: '平台运营（管理员）', en: 'Platform operator (administrator)' },
  },
  {
    email: `moderator@${DOMAIN}`,
    role: 'MODERATOR',
    organisation: OPERATOR,
    name: { zh: '平台运营（审核员）', en: 'Platform operator (moderator)' },
  },
  {
    email: `buyer@${DOMAIN}`,
    role: 'OWNER',
    organisation: 'demo-buyer-water',
    name: { zh: '采购方·示例市水务局', en: 'Buyer, Example City Water Bureau' },
  },
  {
    email: `supplier@${DOMAIN}`,
    role: 'OWNER',
    organisation: 'demo-example-water',
    name: { zh: '供应商·示例·水处理', en: 'Supplier, example, water' },
  },
];

/** Fills an empty marketplace with the demonstration data; does nothing when they are there already. */
@Injectable()
export class LoadDemo {
  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
    private readonly clock: Clock,
    private readonly passwords: PasswordHasher,
  ) {}

  /** Whether anything was loaded. */
  async execute(): Promise<boolean> {
    if (await this.reads.organisation(OPERATOR)) return false;
    // One hash for all: the password is no secret.
    const passwordHash = await this.passwords.hash(DEMO_PASSWORD);
    const now = this.clock.now();
    try {
      await this.fill(passwordHash, now);
    } catch (fault) {
      // Two first starts on one database: the second was refused the rows the first has just committed.
      if (await this.reads.organisation(OPERATOR)) return false;
      throw fault;
    }
    return true;
  }

  private async fill(passwordHash: string, now: Date): Promise<void> {
    await this.work.run(async (tx) => {
      const firms = [OPERATOR_FIRM, ...demo().organisations.map((one) => organisationOf(one, now))].map((firm) => ({
        ...firm,
        createdAt: now,
        decidedAt: now,
      }));
      for (const firm of firms) await tx.organisations.add(firm);
      for (const member of membersOf(firms, now)) {
        await tx.members.add(member);
        await tx.members.saveCredential({ memberId: member.id, passwordHash });
      }
      await addListings(tx, new Map(firms.map((firm) => [firm.id, firm])), now);
      for (const firm of firms) if (firm.kind === 'SUPPLIER') await indexSupplier(tx, firm);
      for (const demand of demo().demands) await tx.demands.add(demand);
      await addTenders(tx, now);
      await tx.audit(
        decidedBySystem(
          'DEMO_DATA_LOADED',
          { subjectKind: 'SYSTEM', subjectId: 'demo' },
          {
            data: { listings: demo().listings.length, tenders: demo().tenders.length, demands: demo().demands.length },
          },
        ),
      );
    });
  }
}

const OPERATOR_FIRM: Organisation = {
  id: OPERATOR,
  kind: 'OPERATOR',
  state: 'VERIFIED',
  name: { zh: '环配平台（演示）', en: 'Huanpei platform (demo)' },
  creditCode: null,
  creditCodeCheck: 'ABSENT',
  region: 'CN',
  honours: [],
  demo: true,
  reason: null,
  createdAt: new Date(0),
  decidedAt: new Date(0),
  version: 1,
};

function organisationOf({ key, kind, name, region }: DemoOrganisation, now: Date): Organisation {
  return { ...OPERATOR_FIRM, id: key, kind, name, region, createdAt: now, decidedAt: now };
}

/** The accounts that are announced, and one owner for every other firm. */
function accountsOf(firms: readonly Pick<Organisation, 'id' | 'name'>[]): readonly DemoAccount[] {
  const announced = new Set(DEMO_ACCOUNTS.map(({ organisation }) => organisation));
  return [
    ...DEMO_ACCOUNTS,
    ...firms
      .filter(({ id }) => !announced.has(id))
      .map(({ id, name }): DemoAccount => ({
        email: `${id.replace(/^demo-/, '')}@${DOMAIN}`,
        role: 'OWNER',
        organisation: id,
        name: { zh: name.zh ?? id, en: name.en ?? id },
      })),
  ];
}

const memberId = ({ organisation, role }: Pick<DemoAccount, 'organisation' | 'role'>): string =>
  `${organisation}/${role.toLowerCase()}`;

let names: ReadonlyMap<string, DemoAccount['name']> | undefined;

/** The name of a member in the reader's language: people have one, and those of the demonstration one in each. */
export function memberName({ id, name }: Pick<Member, 'id' | 'name'>, language: Language): string {
  if (language === 'zh') return name;
  names ??= new Map(
    accountsOf(demo().organisations.map(({ key, name: firm }) => ({ id: key, name: firm }))).map(
      (account) => [memberId(account), account.name] as const,
    ),
  );
  const known = names.get(id);
  return known?.zh === name ? known.en : name;
}

function membersOf(firms: readonly Organisation[], now: Date): readonly Member[] {
  return accountsOf(firms).map(({ email, role, organisation, name }) => ({
    id: memberId({ organisation, role }),
    organisationId: organisation,
    email: normaliseEmail(email) ?? email,
    name: name.zh,
    role,
    language: 'zh',
    active: true,
    createdAt: now,
    version: 1,
  }));
}

/** They are on the market at once; tenders are matched after all of them are there. */
async function addListings(tx: Tx, firms: ReadonlyMap<string, Organisation>, now: Date): Promise<void> {
  for (const item of demo().listings) {
    const supplier = firms.get(item.supplier);
    if (!supplier) throw new Error(`demo listing ${item.id} has no supplier`);
    const content = demoListingContent(item, now);
    const listing: Listing = {
      id: item.id,
      supplierId: supplier.id,
      state: 'PUBLISHED',
      revision: 1,
      content,
      staged: null,
      origin: item.origin,
      reason: null,
      createdAt: now,
      publishedAt: now,
      // Nobody has confirmed a public record.
      confirmedOn: item.origin === 'REAL_RECORD' ? null : shanghaiDay(now),
      version: 1,
    };
    await tx.listings.add(listing);
    await tx.listings.keepRevision(listing.id, 1, content, now);
    await tx.change({
      kind: 'LISTING',
      id: listing.id,
      revision: 1,
      offer: offerOf(listing.id, content, supplier, shanghaiDay(now), listing.confirmedOn),
    });
    await tx.watchedThings.addUnseen({ kind: 'LISTING', id: listing.id });
    await tx.enqueue('index-listing', { listingId: listing.id, revision: 1 });
  }
}

async function addTenders(tx: Tx, now: Date): Promise<void> {
  for (const item of demo().tenders) {
    const content = demoTenderContent(item, now);
    const tender: Tender = {
      id: item.id,
      buyerId: item.buyer,
      state: 'PUBLISHED',
      revision: 1,
      content,
      deadline: content.deadline === null ? null : new Date(content.deadline),
      origin: item.origin,
      fromDemandId: null,
      workingCopy: null,
      createdAt: now,
      publishedAt: now,
      reason: null,
      version: 1,
    };
    await tx.tenders.add(tender);
    await tx.tenders.keepRevision(tender.id, 1, content, now);
    await tx.change({ kind: 'TENDER', id: tender.id, revision: 1 });
    await tx.enqueue('match-tender', { tenderId: tender.id, revision: 1 });
    await tx.watchedThings.addUnseen({ kind: 'TENDER', id: tender.id });
    await tx.enqueue('index-tender', { tenderId: tender.id, revision: 1 });
  }
}

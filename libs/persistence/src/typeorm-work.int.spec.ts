import { AlreadyTaken, StaleRow, type Tx } from '@huanpei/app';
import { NO_ATTEMPTS } from '@huanpei/domain';
import { eventually } from '@huanpei/testing';
import {
  decision,
  demand,
  listing,
  listingContent,
  member,
  minutes,
  NOON,
  nextId,
  notification,
  offer,
  organisation,
  session,
  tender,
  tenderContent,
} from '../test/samples';
import { storeUnderTest, type StoreUnderTest } from '../test/store-under-test';

let store: StoreUnderTest;

beforeAll(async () => {
  store = await storeUnderTest();
});
afterAll(() => store.close());

const run = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => store.work.run(body);

/** A firm and a member of it, committed. */
async function firm() {
  const supplier = organisation();
  const owner = member(supplier.id);
  await run(async (tx) => {
    await tx.organisations.add(supplier);
    await tx.members.add(owner);
  });
  return { supplier, owner };
}

/** A promise that somebody else settles. */
function gate() {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

describe('stores', () => {
  it('give back what was added, in every field', async () => {
    const supplier = organisation({
      creditCode: nextId('code'),
      creditCodeCheck: 'OK',
      reason: '核验',
      decidedAt: minutes(3),
    });
    const owner = member(supplier.id, { active: false, language: 'en', role: 'EDITOR' });
    const published = listing(supplier.id, {
      staged: {
        number: 2,
        content: listingContent({ modular: true }),
        state: 'SUBMITTED',
        submittedAt: NOON.toISOString(),
        reason: null,
      },
    });
    const draft = listing(supplier.id, { state: 'DRAFT', revision: 0, content: null, publishedAt: null });
    const open = tender(supplier.id, { fromDemandId: 'demand-1', reason: '更正' });
    const undated = tender(supplier.id, {
      state: 'DRAFT',
      deadline: null,
      publishedAt: null,
      content: tenderContent({ deadline: null }),
    });
    const past = demand();
    await run(async (tx) => {
      await tx.organisations.add(supplier);
      await tx.members.add(owner);
      for (const row of [published, draft]) await tx.listings.add(row);
      for (const row of [open, undated]) await tx.tenders.add(row);
      await tx.demands.add(past);
    });
    await run(async (tx) => {
      for (const way of ['find', 'take'] as const) {
        expect(await tx.organisations[way](supplier.id)).toEqual(supplier);
        expect(await tx.members[way](owner.id)).toEqual(owner);
        expect(await tx.listings[way](published.id)).toEqual(published);
        expect(await tx.listings[way](draft.id)).toEqual(draft);
        expect(await tx.tenders[way](open.id)).toEqual(open);
        expect(await tx.tenders[way](undated.id)).toEqual(undated);
      }
      expect(await tx.members.byEmail(owner.email)).toEqual(owner);
      expect(await tx.demands.find(past.id)).toEqual(past);
    });
    expect(await store.reads.organisation(supplier.id)).toEqual(supplier);
    expect(await store.reads.member(owner.id)).toEqual(owner);
    expect(await store.reads.listing(published.id)).toEqual(published);
    expect(await store.reads.listing(draft.id)).toEqual(draft);
    expect(await store.reads.tender(open.id)).toEqual(open);
    expect(await store.reads.tender(undated.id)).toEqual(undated);
    expect(await store.reads.demand(past.id)).toEqual(past);
  });

  it('find nothing under an unknown id', async () => {
    await run(async (tx) => {
      for (const rows of [tx.organisations, tx.members, tx.listings, tx.tenders]) {
        expect(await rows.find('nobody')).toBeUndefined();
        expect(await rows.take('nobody')).toBeUndefined();
      }
      expect(await tx.demands.find('nobody')).toBeUndefined();
      expect(await tx.members.byEmail('nobody@example.org')).toBeUndefined();
      expect(await tx.members.credential('nobody')).toBeUndefined();
      expect(await tx.sessions.takeByTokenHash('nobody')).toBeUndefined();
    });
  });

  it('save the next version, and nothing over a row that moved on', async () => {
    const { supplier, owner } = await firm();
    const offered = listing(supplier.id);
    const asked = tender(supplier.id);
    await run(async (tx) => {
      await tx.listings.add(offered);
      await tx.tenders.add(asked);
    });
    const saves: readonly ((tx: Tx, version: number) => Promise<void>)[] = [
      (tx, version) => tx.organisations.save({ ...supplier, reason: `r${version}`, version }),
      (tx, version) => tx.members.save({ ...owner, name: `n${version}`, version }),
      (tx, version) => tx.listings.save({ ...offered, content: null, reason: `r${version}`, version }),
      (tx, version) => tx.tenders.save({ ...asked, reason: `r${version}`, version }),
    ];
    for (const save of saves) {
      await run((tx) => save(tx, 2));
      for (const stale of [1, 2, 4]) await expect(run((tx) => save(tx, stale))).rejects.toThrow(StaleRow);
    }
    expect(await store.reads.organisation(supplier.id)).toEqual({ ...supplier, reason: 'r2', version: 2 });
    expect(await store.reads.member(owner.id)).toEqual({ ...owner, name: 'n2', version: 2 });
    expect(await store.reads.listing(offered.id)).toEqual({ ...offered, content: null, reason: 'r2', version: 2 });
    expect(await store.reads.tender(asked.id)).toEqual({ ...asked, reason: 'r2', version: 2 });
  });

  it('save nothing under an id that is not there', async () => {
    await expect(run((tx) => tx.organisations.save(organisation({ version: 2 })))).rejects.toThrow(StaleRow);
    await expect(run((tx) => tx.sessions.save(session('nobody')))).rejects.toThrow(StaleRow);
  });

  it('let two who take one row follow each other, and none of their work get lost', async () => {
    const { supplier } = await firm();
    const saving = Array.from({ length: 6 }, () =>
      run(async (tx) => {
        const row = await tx.organisations.take(supplier.id);
        if (row) await tx.organisations.save({ ...row, region: `${row.region}+`, version: row.version + 1 });
      }),
    );
    await Promise.all(saving);
    expect(await store.reads.organisation(supplier.id)).toMatchObject({ region: 'CN-32++++++', version: 7 });
  });

  it('let a taken row be referred to without waiting', async () => {
    const { supplier } = await firm();
    const { open, passed } = gate();
    const holding = run(async (tx) => {
      await tx.organisations.take(supplier.id);
      await passed;
    });
    const offered = listing(supplier.id);
    await run((tx) => tx.listings.add(offered));
    open();
    await holding;
    expect(await store.reads.listing(offered.id)).toEqual(offered);
  });
});

describe('what is unique over the marketplace', () => {
  it('is refused by name: the e-mail address', async () => {
    const { supplier, owner } = await firm();
    const second = member(supplier.id, { email: owner.email });
    await expect(run((tx) => tx.members.add(second))).rejects.toMatchObject({
      constructor: AlreadyTaken,
      what: 'EMAIL',
    });
    const other = member(supplier.id);
    await run((tx) => tx.members.add(other));
    await expect(run((tx) => tx.members.save({ ...other, email: owner.email, version: 2 }))).rejects.toThrow(
      AlreadyTaken,
    );
  });

  it('is refused by name: the credit code; firms without one do not meet', async () => {
    const code = nextId('code');
    await run((tx) => tx.organisations.add(organisation({ creditCode: code })));
    await run(async (tx) => {
      await tx.organisations.add(organisation());
      await tx.organisations.add(organisation());
      expect(await tx.organisations.creditCodeTaken(code)).toBe(true);
      expect(await tx.organisations.creditCodeTaken(nextId('code'))).toBe(false);
    });
    const taken = run((tx) => tx.organisations.add(organisation({ creditCode: code })));
    await expect(taken).rejects.toMatchObject({ constructor: AlreadyTaken, what: 'CREDIT_CODE' });
  });

  it('goes to exactly one of many who ask at once', async () => {
    const { supplier } = await firm();
    const email = `${nextId('race')}@example.org`;
    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, () => run((tx) => tx.members.add(member(supplier.id, { email })))),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of asked) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(AlreadyTaken);
  });

  it('is another matter than an id used twice, which is a fault', async () => {
    const { supplier } = await firm();
    const again = run((tx) => tx.organisations.add(supplier));
    await expect(again).rejects.toThrow('organisation_pkey');
    await expect(again).rejects.not.toThrow(AlreadyTaken);
  });
});

describe('members', () => {
  it('counts the other active heads of the firm', async () => {
    const { supplier, owner } = await firm();
    const elsewhere = await firm();
    await run(async (tx) => {
      await tx.members.add(member(supplier.id, { role: 'EDITOR' }));
      await tx.members.add(member(supplier.id, { role: 'OWNER', active: false }));
      expect(await tx.members.otherHeads(supplier.id, owner.id)).toBe(0);
      await tx.members.add(member(supplier.id, { role: 'ADMINISTRATOR' }));
      expect(await tx.members.otherHeads(supplier.id, owner.id)).toBe(1);
      expect(await tx.members.otherHeads(supplier.id, elsewhere.owner.id)).toBe(2);
    });
  });

  it('does not let two owners step down at once', async () => {
    const { supplier, owner } = await firm();
    const second = member(supplier.id);
    await run((tx) => tx.members.add(second));
    const stepDown = (who: typeof owner) =>
      run(async (tx) => {
        const mine = await tx.members.take(who.id);
        if (!mine || (await tx.members.otherHeads(supplier.id, who.id)) === 0) return false;
        await tx.members.save({ ...mine, role: 'EDITOR', version: mine.version + 1 });
        return true;
      });
    const stepped = await Promise.all([stepDown(owner), stepDown(second)]);
    expect(stepped.filter(Boolean)).toHaveLength(1);
  });

  it('keeps one credential per member', async () => {
    const { owner } = await firm();
    for (const passwordHash of ['$argon2id$1', '$argon2id$2'])
      await run((tx) => tx.members.saveCredential({ memberId: owner.id, passwordHash }));
    expect(await run((tx) => tx.members.credential(owner.id))).toEqual({
      memberId: owner.id,
      passwordHash: '$argon2id$2',
    });
  });
});

describe('attempts', () => {
  it('at one thing are counted one after the other, also the first ones', async () => {
    await Promise.all(
      Array.from({ length: 5 }, () =>
        run(async (tx) => {
          const { failures } = await tx.attempts.take('one', NOON);
          const record = { failures: failures + 1, lastFailureAt: NOON, lockedUntil: minutes(15), succeededAt: null };
          await tx.attempts.save('one', record, minutes(30));
        }),
      ),
    );
    expect(await run((tx) => tx.attempts.take('one', NOON))).toEqual({
      failures: 5,
      lastFailureAt: NOON,
      lockedUntil: minutes(15),
      succeededAt: null,
    });
    expect(await run((tx) => tx.attempts.take('other', NOON))).toEqual(NO_ATTEMPTS);
  });

  it('that say nothing any more are forgotten, the oldest first and so many at once', async () => {
    await run((tx) => tx.attempts.forget(NOON, 10));
    for (const [key, until] of [
      ['a', 2],
      ['b', 1],
      ['c', 3],
      ['d', 60],
    ] as const)
      await run(async (tx) => {
        const record = { ...(await tx.attempts.take(key, NOON)), failures: 1 };
        await tx.attempts.save(key, record, minutes(until));
      });
    // What somebody is counting at is left alone, and waited for by nobody.
    await run(async (tx) => {
      await tx.attempts.take('b', NOON);
      await run((other) => other.attempts.forget(minutes(3), 1));
    });
    const left = async () =>
      (await store.database.source.query(
        `select key from attempt where key in ('a', 'b', 'c', 'd') order by key`,
      )) as unknown;
    expect(await left()).toEqual(['b', 'c', 'd'].map((key) => ({ key })));
    await run((tx) => tx.attempts.forget(minutes(3), 10));
    expect(await left()).toEqual([{ key: 'd' }]);
  });
});

describe('sessions', () => {
  it('are found by the hash of their token and saved when it is replaced', async () => {
    const { owner } = await firm();
    const first = session(owner.id);
    await run((tx) => tx.sessions.add(first));
    await run(async (tx) => {
      expect(await tx.sessions.takeByTokenHash(first.tokenHash)).toEqual(first);
      await tx.sessions.save({ ...first, replacedAt: minutes(1) });
    });
    expect(await run((tx) => tx.sessions.takeByTokenHash(first.tokenHash))).toEqual({
      ...first,
      replacedAt: minutes(1),
    });
  });

  it('let one of two who hold one token use it', async () => {
    const { owner } = await firm();
    const held = session(owner.id);
    await run((tx) => tx.sessions.add(held));
    const use = () =>
      run(async (tx) => {
        const found = await tx.sessions.takeByTokenHash(held.tokenHash);
        if (!found || found.replacedAt !== null) return false;
        await tx.sessions.save({ ...found, replacedAt: minutes(1) });
        return true;
      });
    expect((await Promise.all([use(), use(), use()])).filter(Boolean)).toHaveLength(1);
  });

  it.each(['member', 'family'] as const)(
    'end by %s with the link that a refresh under way adds meanwhile',
    async (by) => {
      const { owner } = await firm();
      const held = session(owner.id);
      const next = session(owner.id, { family: held.family });
      await run((tx) => tx.sessions.add(held));
      let ending: Promise<void> | undefined;
      await run(async (tx) => {
        const found = await tx.sessions.takeByTokenHash(held.tokenHash);
        ending = run((other) =>
          by === 'member'
            ? other.sessions.revokeAllOf(owner.id, minutes(2))
            : other.sessions.revokeFamily(held.family, minutes(2)),
        );
        // So that it waits for the link that is taken here.
        await new Promise((resolve) => setTimeout(resolve, 200));
        await tx.sessions.save({ ...found!, replacedAt: minutes(1) });
        await tx.sessions.add(next);
      });
      await ending;
      expect((await run((tx) => tx.sessions.takeByTokenHash(next.tokenHash)))?.revokedAt).toEqual(minutes(2));
    },
  );

  it('end by family and by member, and keep the time of their first end', async () => {
    const { owner } = await firm();
    const { owner: other } = await firm();
    const family = nextId('family');
    const [a, b, c, d] = [
      session(owner.id, { family }),
      session(owner.id, { family }),
      session(owner.id),
      session(other.id),
    ] as const;
    await run(async (tx) => {
      for (const row of [a, b, c, d]) await tx.sessions.add(row);
    });
    await run((tx) => tx.sessions.revokeFamily(family, minutes(1)));
    await run((tx) => tx.sessions.revokeAllOf(owner.id, minutes(2)));
    await run((tx) => tx.sessions.revokeFamily(family, minutes(3)));
    const ends = await run(async (tx) => {
      const found = [];
      for (const { tokenHash } of [a, b, c, d]) found.push((await tx.sessions.takeByTokenHash(tokenHash))?.revokedAt);
      return found;
    });
    expect(ends).toEqual([minutes(1), minutes(1), minutes(2), null]);
  });
});

describe('listings and tenders', () => {
  it('keeps each revision for ever: the same again is nothing, another content is a fault', async () => {
    const { supplier } = await firm();
    const offered = listing(supplier.id);
    const asked = tender(supplier.id);
    const first = listingContent({ leadDays: 1 });
    await run(async (tx) => {
      await tx.listings.add(offered);
      await tx.tenders.add(asked);
      await tx.listings.keepRevision(offered.id, 1, first, NOON);
      await tx.listings.keepRevision(offered.id, 1, { ...first }, minutes(9));
      await tx.tenders.keepRevision(asked.id, 1, asked.content, NOON);
    });
    await expect(
      run((tx) => tx.listings.keepRevision(offered.id, 1, listingContent({ leadDays: 2 }), NOON)),
    ).rejects.toThrow('another content under revision 1');
    await run((tx) => tx.tenders.keepRevision(asked.id, 2, tenderContent({ region: 'CN-11' }), NOON));
    expect(await store.sql('select content, at from listing_revision where listing_id = $1', [offered.id])).toEqual([
      { content: first, at: NOON },
    ]);
    expect(await store.reads.tenderRevision(asked.id, 1)).toEqual(asked.content);
    expect(await store.reads.tenderRevision(asked.id, 2)).toEqual(tenderContent({ region: 'CN-11' }));
    expect(await store.reads.tenderRevision(asked.id, 3)).toBeUndefined();
    await run((tx) => tx.tenders.keepRevision(asked.id, 3, tenderContent({ region: 'CN-12' }), minutes(1)));
    const [second, third] = [tenderContent({ region: 'CN-11' }), tenderContent({ region: 'CN-12' })];
    expect(await store.reads.tenderAmendments(asked.id, 10)).toEqual([
      { revision: 3, at: minutes(1), reason: null, before: second, after: third },
      { revision: 2, at: NOON, reason: null, before: asked.content, after: second },
    ]);
    expect(await store.reads.tenderAmendments(asked.id, 1)).toHaveLength(1);
    expect(await store.reads.tenderAmendments('no such', 10)).toEqual([]);
  });

  it('refuses to change or take out a kept revision', async () => {
    const { supplier } = await firm();
    const offered = listing(supplier.id);
    const asked = tender(supplier.id);
    await run(async (tx) => {
      await tx.listings.add(offered);
      await tx.tenders.add(asked);
      await tx.listings.keepRevision(offered.id, 1, listingContent(), NOON);
      await tx.tenders.keepRevision(asked.id, 1, asked.content, NOON);
    });
    for (const table of ['listing_revision', 'tender_revision']) {
      await expect(store.sql(`update ${table} set content = '{}'`)).rejects.toThrow('append-only');
      await expect(store.sql(`delete from ${table}`)).rejects.toThrow('append-only');
      await expect(store.sql(`truncate ${table}`)).rejects.toThrow('append-only');
    }
  });

  it('names the listings of a supplier that are on the market', async () => {
    const { supplier } = await firm();
    const { supplier: other } = await firm();
    const rows = [
      listing(supplier.id),
      listing(supplier.id, { state: 'SUSPENDED' }),
      listing(supplier.id, { state: 'DRAFT', content: null }),
      listing(other.id),
      listing(supplier.id),
    ];
    const published = await run(async (tx) => {
      for (const row of rows) await tx.listings.add(row);
      return tx.listings.publishedOf(supplier.id);
    });
    expect(published).toEqual([rows[0]?.id, rows[4]?.id]);
  });

  it('names published tenders whose deadline has come, the oldest deadline first', async () => {
    const { supplier } = await firm();
    const now = new Date('2001-01-01T00:00:00.000Z');
    const at = (ms: number) => new Date(now.getTime() + ms);
    const [later, exactly, earlier] = [
      tender(supplier.id, { deadline: at(1) }),
      tender(supplier.id, { deadline: now }),
      tender(supplier.id, { deadline: at(-1) }),
    ] as const;
    const closed = tender(supplier.id, { state: 'CLOSED', deadline: at(-5) });
    const draft = tender(supplier.id, { state: 'DRAFT', deadline: at(-5) });
    const undated = tender(supplier.id, { deadline: null });
    await run(async (tx) => {
      for (const row of [later, exactly, earlier, closed, draft, undated]) await tx.tenders.add(row);
      expect(await tx.tenders.due(now, 10)).toEqual([earlier.id, exactly.id]);
      expect(await tx.tenders.due(now, 1)).toEqual([earlier.id]);
      expect(await tx.tenders.due(at(-2), 10)).toEqual([]);
    });
  });
});

describe('a transaction', () => {
  it('leaves nothing when its body throws, of no table', async () => {
    const { supplier } = await firm();
    const counts = () =>
      store.sql(
        `select (select count(*) from organisation) as organisations, (select count(*) from listing) as listings,
                (select count(*) from audit_entry) as audit, (select count(*) from change) as changes,
                (select count(*) from notification) as notifications, (select count(*) from sent_job) as jobs`,
      );
    const before = await counts();
    const body = async (tx: Tx) => {
      await tx.organisations.add(organisation());
      const offered = listing(supplier.id);
      await tx.listings.add(offered);
      await tx.notifications.add([notification(supplier.id)]);
      await tx.enqueue('match-listing', { listingId: offered.id, revision: 1 });
      await tx.audit(decision());
      await tx.change({ kind: 'LISTING', id: offered.id, revision: 1, offer: offer(offered.id) });
    };
    await expect(
      run(async (tx) => {
        await body(tx);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await counts()).toEqual(before);
    await run(body);
    expect(await counts()).not.toEqual(before);
  });

  it('sends its jobs with the commit and not before', async () => {
    const tenderId = nextId('tender');
    const sent = () => store.sql('select job, payload from sent_job where payload ->> $1 = $2', ['tenderId', tenderId]);
    await run(async (tx) => {
      await tx.enqueue('match-tender', { tenderId, revision: 3 });
      expect(await sent()).toEqual([]);
    });
    expect(await sent()).toEqual([{ job: 'match-tender', payload: { tenderId, revision: 3 } }]);
  });

  it('gives back what the body returned', async () => {
    expect(await run(async () => 'value')).toBe('value');
  });

  it('is run again when it met another in a ring of locks', async () => {
    const [a, b] = [(await firm()).supplier, (await firm()).supplier];
    const both = [gate(), gate()] as const;
    let bodies = 0;
    const inOrder = (first: string, second: string, mine: 0 | 1) =>
      run(async (tx) => {
        bodies += 1;
        const row = await tx.organisations.take(first);
        both[mine].open();
        // Each holds its first before either asks for its second.
        await both[mine === 0 ? 1 : 0].passed;
        await tx.organisations.take(second);
        if (row) await tx.organisations.save({ ...row, region: 'CN-11', version: row.version + 1 });
      });
    await Promise.all([inOrder(a.id, b.id, 0), inOrder(b.id, a.id, 1)]);
    expect(bodies).toBe(3);
    for (const { id } of [a, b])
      expect(await store.reads.organisation(id)).toMatchObject({ region: 'CN-11', version: 2 });
  });

  it('refuses a decision or a change that comes after its end', async () => {
    let kept: Tx | undefined;
    await run(async (tx) => void (kept = tx));
    await expect(kept?.audit(decision())).rejects.toThrow('over');
    await expect(kept?.change({ kind: 'TENDER', id: 'x', revision: 1 })).rejects.toThrow('over');
  });

  it('fails when the server drops its connection, and the next one works', async () => {
    const { supplier } = await firm();
    const dropped = run(async (tx) => {
      await tx.organisations.take(supplier.id);
      await store.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()`,
      );
      await tx.organisations.save({ ...supplier, region: 'CN-11', version: 2 });
    });
    await expect(dropped).rejects.toThrow();
    await eventually(() =>
      run((tx) => tx.organisations.save({ ...supplier, region: 'CN-12', version: 2 })).then(() => true),
    );
    expect(await store.reads.organisation(supplier.id)).toMatchObject({ region: 'CN-12', version: 2 });
  });
});

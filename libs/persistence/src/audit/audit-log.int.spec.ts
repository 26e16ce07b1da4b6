import { firstBrokenLink, type AuditEntry, type Decision } from '@huanpei/domain';
import { decision, minutes, nextId, NOON } from '../../test/samples';
import { storeUnderTest, type StoreUnderTest } from '../../test/store-under-test';

describe('the audit chain', () => {
  let store: StoreUnderTest;

  beforeAll(async () => {
    store = await storeUnderTest();
  });
  afterAll(() => store.close());

  const append = (...decisions: readonly Decision[]) =>
    store.work.run(async (tx) => {
      for (const each of decisions) await tx.audit(each);
    });
  const head = async () => (await store.reads.auditEntries(0, 100_000)).at(-1)?.position ?? 0;
  const broken = (entries: readonly AuditEntry[], previous: AuditEntry | null = null) =>
    firstBrokenLink(entries, previous, (text) => store.digest.sha256(text));

  it('gives each decision its place, time and hash, in the order in which they were said', async () => {
    const before = await head();
    store.clock.set(minutes(5));
    const said = [decision({ reason: '补正' }), decision({ revision: null, organisationId: 'firm-1' })];
    await append(...said);
    const entries = await store.reads.auditEntries(before, 10);
    expect(entries.map(({ hash, previousHash, ...entry }) => [entry, hash.length, previousHash.length])).toEqual(
      said.map((each, index) => [{ ...each, position: before + 1 + index, at: minutes(5) }, 64, 64]),
    );
    expect(broken(await store.reads.auditEntries(0, 1_000))).toBeUndefined();
    store.clock.set(NOON);
  });

  it('stays without a gap under eight writers at once, some of whom fail', async () => {
    const before = await head();
    const writer = async (number: number) => {
      for (let turn = 0; turn < 8; turn += 1) {
        const fails = (number + turn) % 4 === 0;
        const writing = store.work.run(async (tx) => {
          await tx.audit(decision({ subjectId: `w${number}`, data: { failures: turn } }));
          await tx.audit(decision({ subjectId: `w${number}`, data: { failures: turn, gone: true } }));
          if (fails) throw new Error('failed on purpose');
        });
        await (fails ? expect(writing).rejects.toThrow('failed on purpose') : writing);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, number) => writer(number)));
    const all = await store.reads.auditEntries(0, 10_000);
    expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => index + 1));
    expect(all.length - before).toBe(8 * 6 * 2);
    expect(broken(all)).toBeUndefined();
    // The two of one transaction lie side by side.
    const told = all.slice(before);
    for (let index = 0; index < told.length; index += 2) {
      expect([told[index]?.subjectId, told[index]?.data['failures']]).toEqual([
        told[index + 1]?.subjectId,
        told[index + 1]?.data['failures'],
      ]);
    }
  });

  it('is proven piece by piece', async () => {
    await append(...Array.from({ length: 7 }, () => decision()));
    const all = await store.reads.auditEntries(0, 1_000);
    let previous: AuditEntry | null = null;
    let read = 0;
    for (;;) {
      const piece: readonly AuditEntry[] = await store.reads.auditEntries(previous?.position ?? 0, 3);
      if (piece.length === 0) break;
      expect(broken(piece, previous)).toBeUndefined();
      read += piece.length;
      previous = piece.at(-1) ?? null;
    }
    expect(read).toBe(all.length);
  });

  it('verifies whatever figures and texts a decision carried', async () => {
    const before = await head();
    const data: Decision['data'] & Readonly<Record<string, string | number>> = {
      'key\0': 'value\uDC00',
      tiny: 5e-324,
      huge: 1.7976931348623157e308,
      tenth: 0.1 + 0.2,
      minus: -0,
      emoji: '🏭',
      b: 1,
      a: 2,
    };
    const odd = decision({
      reason: 'NUL \0 and a lone \uD800',
      data,
    });
    await append(odd);
    const [entry] = await store.reads.auditEntries(before, 1);
    expect(entry).toMatchObject({
      reason: 'NUL \uFFFD and a lone \uFFFD',
      data: { huge: 1.7976931348623157e308, tiny: 5e-324, 'key\uFFFD': 'value\uFFFD' },
    });
    expect(broken(await store.reads.auditEntries(0, 1_000))).toBeUndefined();
  });

  it('refuses every change, and shows one that was forced', async () => {
    const subjectId = nextId('tender');
    await append(decision({ subjectId, reason: 'true' }), decision());
    await expect(
      store.sql(`update audit_entry set reason = 'false' where subject_id = $1`, [subjectId]),
    ).rejects.toThrow('append-only');
    await expect(store.sql('delete from audit_entry where subject_id = $1', [subjectId])).rejects.toThrow(
      'append-only',
    );
    await expect(store.sql('truncate audit_entry')).rejects.toThrow('append-only');

    const [forged] = await store.sql<{ position: string }>('select position from audit_entry where subject_id = $1', [
      subjectId,
    ]);
    // On one connection, so that no other statement runs without the trigger.
    await store.database.source.transaction(async (manager) => {
      await manager.query(`set local session_replication_role = replica`);
      await manager.query(`update audit_entry set reason = 'false' where subject_id = $1`, [subjectId]);
    });
    expect(broken(await store.reads.auditEntries(0, 1_000))).toEqual({
      position: Number(forged?.position),
      fault: 'HASH',
    });
  });
});

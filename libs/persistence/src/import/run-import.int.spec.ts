import {
  CheckImport,
  CancelImport,
  RetryImport,
  RunImport,
  StartImport,
  UploadImport,
  Work,
  type SheetImport,
  type Tx,
} from '@huanpei/app';
import type { Viewer } from '@huanpei/domain';
import { writeXlsx, type RawRow } from '@huanpei/exchange';
import { InlineThreads } from '@huanpei/testing';
import { member, NOON, organisation } from '../../test/samples';
import { CountingChance, storeUnderTest, type StoreUnderTest } from '../../test/store-under-test';
import { PgImportReads } from './pg-import-reads';

let store: StoreUnderTest;
let imports: PgImportReads;
let viewer: Viewer;
beforeAll(async () => {
  store = await storeUnderTest();
  imports = new PgImportReads(store.database);
});
afterAll(() => store.close());
beforeEach(async () => {
  const firm = organisation({ kind: 'SUPPLIER', state: 'VERIFIED' });
  const editor = member(firm.id, { role: 'EDITOR' });
  await store.work.run(async (tx) => {
    await tx.organisations.add(firm);
    await tx.members.add(editor);
  });
  viewer = {
    memberId: editor.id,
    organisationId: firm.id,
    kind: 'SUPPLIER',
    organisationState: 'VERIFIED',
    role: 'EDITOR',
  };
});

const chance = new CountingChance();
const row = (...cells: readonly (string | number)[]): RawRow => cells.map((value) => ({ value }));
const file = (count: number) =>
  writeXlsx([
    {
      sheet: '装备',
      rows: [
        row('外部编号', '领域', '名称', '技术分类'),
        ...Array.from({ length: count }, (_, at) => row(`K-${at}`, '水', `设备 ${at}`, 'water.mun.mbr')),
      ],
    },
  ]);

async function uploaded(bytes: Uint8Array): Promise<SheetImport> {
  const outcome = await new UploadImport(store.work, store.clock, chance).execute(viewer, {
    kind: 'LISTINGS',
    format: 'XLSX',
    fileName: 'x.xlsx',
    language: 'zh',
    withoutKey: false,
    bytes,
  });
  if (!outcome.ok) throw new Error(outcome.refusals[0]?.code);
  return outcome.value;
}

const checking = (threads = new InlineThreads()) =>
  new CheckImport(store.work, store.reads, imports, threads, store.clock);
const recordOf = async (id: string) => (await imports.record(id))!;

async function running(count: number): Promise<SheetImport> {
  const { id } = await uploaded(file(count));
  await checking().handle({ importId: id });
  expect(await new StartImport(store.work, store.clock).execute(viewer, id, false)).toMatchObject({ ok: true });
  return recordOf(id);
}

const listings = () => store.reads.listings({ supplierId: viewer.organisationId }, { first: 1_000, after: null });

/** A process that is killed when it has begun so many transactions: in the midst of the last one. */
class DyingWork extends Work {
  private begun = 0;

  constructor(private readonly dieIn: number) {
    super();
  }

  run<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
    this.begun += 1;
    const dies = this.begun === this.dieIn;
    return store.work.run(async (tx) => {
      const result = await body(tx);
      if (dies) throw new Error('killed');
      return result;
    });
  }
}

it('goes on where it was killed, with no row left out and none done twice', async () => {
  const record = await running(230);
  for (const dieIn of [1, 3, 2]) {
    const dying = new RunImport(new DyingWork(dieIn), store.clock, chance);
    await expect(dying.handle({ importId: record.id, run: 1 })).rejects.toThrow('killed');
    const { counts, position, state } = await recordOf(record.id);
    expect(state).toBe('RUNNING');
    // What is counted is there, and nothing else.
    expect((await listings()).totalCount).toBe(counts.created);
    expect(position).toBe(counts.created);
  }
  expect((await recordOf(record.id)).position).toBe(150);
  // Two workers at once, as after a lock that was lost: they follow each other.
  const run = () => new RunImport(store.work, store.clock, chance).handle({ importId: record.id, run: 1 });
  await Promise.all([run(), run()]);
  expect(await recordOf(record.id)).toMatchObject({
    state: 'DONE',
    counts: { created: 230, failed: 0 },
    position: 230,
  });
  const { items, totalCount } = await listings();
  expect(totalCount).toBe(230);
  expect(new Set(items.map(({ node }) => node.staged?.content.name.zh)).size).toBe(230);
  const [{ count }] = (await store.sql<{ count: number }>(
    'select count(distinct subject_id)::int as count from external_key where organisation_id = $1',
    [viewer.organisationId],
  )) as [{ count: number }];
  expect(count).toBe(230);
  // A job of an earlier run, delivered late, does nothing.
  await run();
  expect((await listings()).totalCount).toBe(230);
});

it('lets others have their turn after 500 things, and goes on where it was', async () => {
  const record = await running(520);
  const run = new RunImport(store.work, store.clock, chance);
  const queued = async () =>
    (await store.sql("select 1 from sent_job where job = 'run-import' and payload ->> 'importId' = $1", [record.id]))
      .length;
  const before = await queued();
  await run.handle({ importId: record.id, run: 1, after: 0 });
  expect(await recordOf(record.id)).toMatchObject({ state: 'RUNNING', position: 500 });
  expect(await queued()).toBe(before + 1);
  await run.handle({ importId: record.id, run: 1, after: 500 });
  expect(await recordOf(record.id)).toMatchObject({ state: 'DONE', position: 520 });
  expect(await queued()).toBe(before + 1);
});

it('is one chain of turns, also when a worker is killed between two of them', async () => {
  const record = await running(1_120);
  type Turn = { readonly importId: string; readonly run: number; readonly after: number };
  const sent = async () =>
    (
      await store.sql<{ payload: Turn }>(
        "select payload from sent_job where job = 'run-import' and payload ->> 'importId' = $1 order by payload ->> 'after'",
        [record.id],
      )
    ).map(({ payload }) => payload);
  const positionAfter = async (turn: Turn, work: Work = store.work) => {
    await new RunImport(work, store.clock, chance)
      .handle(turn)
      .catch((fault: Error) => expect(fault.message).toBe('killed'));
    return (await recordOf(record.id)).position;
  };
  const [first] = (await sent()) as [Turn];
  expect(first).toEqual({ importId: record.id, run: 1, after: 0 });
  // Killed within its turn: it is delivered again, and goes on as far as the turn goes.
  expect(await positionAfter(first, new DyingWork(4))).toBe(150);
  expect(await positionAfter(first)).toBe(500);
  const second = { ...first, after: 500 };
  expect(await sent()).toEqual([first, second]);
  // Killed behind the batch that sent the next turn, before it could say that it is done: it is delivered once more.
  expect(await positionAfter(first)).toBe(500);
  expect(await sent()).toEqual([first, second]);
  // The same beside the turn that follows, in whatever order their batches come.
  await Promise.all([positionAfter(second), positionAfter(first)]);
  expect((await recordOf(record.id)).position).toBe(1_000);
  await Promise.all([positionAfter(second), positionAfter({ ...first, after: 1_000 }), positionAfter(first)]);
  expect(await sent()).toEqual([first, { ...first, after: 1_000 }, second]);
  expect(await recordOf(record.id)).toMatchObject({ state: 'DONE', counts: { created: 1_120, failed: 0 } });
  expect((await listings()).totalCount).toBe(1_120);
});

it('of which an older release has sent the next turn goes on to the end', async () => {
  const record = await running(620);
  await new RunImport(store.work, store.clock, chance).handle({ importId: record.id, run: 1 });
  expect(await recordOf(record.id)).toMatchObject({ state: 'DONE', counts: { created: 620 } });
});

it('checks anew when the check was killed, and keeps each thing once', async () => {
  const { id } = await uploaded(file(450));
  const dying = new CheckImport(new DyingWork(3), store.reads, imports, new InlineThreads(), store.clock);
  await expect(dying.handle({ importId: id })).rejects.toThrow('killed');
  expect(await recordOf(id)).toMatchObject({ state: 'UPLOADED' });
  await checking().handle({ importId: id });
  expect(await recordOf(id)).toMatchObject({ state: 'CHECKED', counts: { items: 450, create: 450 } });
  expect((await imports.items(id, {}, { first: 1, after: null })).totalCount).toBe(450);
  expect(await imports.file(id)).toBeUndefined();
});

it('does not try again what takes the thread with it', async () => {
  const { id } = await uploaded(file(1));
  const lost = new InlineThreads();
  lost.crash();
  await checking(lost).handle({ importId: id });
  expect(await recordOf(id)).toMatchObject({ state: 'UNREADABLE', fault: { code: 'TOO_COSTLY' } });
  expect(await imports.file(id)).toBeUndefined();
});

it('begins no batch once it is cancelled, and does again only what failed', async () => {
  const record = await running(120);
  await expect(
    new RunImport(new DyingWork(2), store.clock, chance).handle({ importId: record.id, run: 1 }),
  ).rejects.toThrow('killed');
  expect(await new CancelImport(store.work, store.clock).execute(viewer, record.id)).toMatchObject({ ok: true });
  await new RunImport(store.work, store.clock, chance).handle({ importId: record.id, run: 1 });
  expect(await recordOf(record.id)).toMatchObject({ state: 'CANCELLED', counts: { created: 50 } });
  expect((await listings()).totalCount).toBe(50);

  // The same rows again: what is there is found unchanged, and nothing has failed that could be tried again.
  const other = await running(60);
  await new RunImport(store.work, store.clock, chance).handle({ importId: other.id, run: 1 });
  expect(await recordOf(other.id)).toMatchObject({ state: 'DONE', counts: { created: 10, kept: 50, failed: 0 } });
  expect(await new RetryImport(store.work, store.clock).execute(viewer, other.id)).toMatchObject({ ok: false });
});

it('stops when whoever started it may not go on', async () => {
  const record = await running(60);
  await store.sql('update organisation set kind = $2 where id = $1', [viewer.organisationId, 'BUYER']);
  await new RunImport(store.work, store.clock, chance).handle({ importId: record.id, run: 1 });
  expect(await recordOf(record.id)).toMatchObject({ state: 'STOPPED', position: 0 });
  expect((await listings()).totalCount).toBe(0);
  await store.sql('update organisation set kind = $2 where id = $1', [viewer.organisationId, 'SUPPLIER']);
  expect(await new RetryImport(store.work, store.clock).execute(viewer, record.id)).toMatchObject({ ok: true });
  await new RunImport(store.work, store.clock, chance).handle({ importId: record.id, run: 2 });
  expect(await recordOf(record.id)).toMatchObject({ state: 'DONE', counts: { created: 60 } });
});

it('keeps few files of one organisation', async () => {
  const bytes = file(1);
  const [first] = [
    await uploaded(bytes),
    await uploaded(bytes),
    await uploaded(bytes),
    await uploaded(bytes),
    await uploaded(bytes),
  ];
  await expect(uploaded(bytes)).rejects.toThrow('TOO_MANY_IMPORTS');
  await new CancelImport(store.work, store.clock).execute(viewer, first.id);
  await uploaded(bytes);
  await store.work.run((tx) => tx.imports.prune(viewer.organisationId, 3));
  // The one that has ended made room; those that wait are kept.
  expect((await imports.records(viewer.organisationId, { first: 10, after: null })).totalCount).toBe(5);
  expect(await imports.record(first.id)).toBeUndefined();
});

/** A key of the firm, made by the editor, which holds for a year. */
async function viewerWithKey(): Promise<Viewer> {
  const id = chance.id();
  await store.work.run((tx) =>
    tx.apiKeys.add({
      id,
      organisationId: viewer.organisationId,
      makerId: viewer.memberId,
      name: 'ERP',
      kind: 'LIVE',
      scopes: ['IMPORTS'],
      addresses: [],
      secretHash: id,
      createdAt: NOON,
      expiresAt: new Date(store.clock.now().getTime() + 365 * 86_400_000),
      revokedAt: null,
      replacedBy: null,
      lastUsedAt: null,
      lastUsedFrom: null,
      remindedOn: null,
      version: 1,
    }),
  );
  return { ...viewer, apiKey: { id, scopes: ['IMPORTS'] } };
}

it('that a key started is told of the key, and stops with it', async () => {
  viewer = await viewerWithKey();
  const keyId = String(viewer.apiKey?.id);
  const record = await running(120);
  const run = (work: Work = store.work) =>
    new RunImport(work, store.clock, chance).handle({ importId: record.id, run: 1 });
  await expect(run(new DyingWork(2))).rejects.toThrow('killed');
  const actors = await store.sql('select distinct actor from audit_entry where organisation_id = $1', [
    viewer.organisationId,
  ]);
  expect(actors).toEqual([{ actor: `API_KEY:${keyId}` }]);
  await store.sql('update api_key set revoked_at = $2 where id = $1', [keyId, NOON]);
  await run();
  expect(await recordOf(record.id)).toMatchObject({ state: 'STOPPED', counts: { created: 50 } });
});

it('stops when the member who started it has left', async () => {
  const record = await running(10);
  await store.sql('update member set active = false where id = $1', [viewer.memberId]);
  await new RunImport(store.work, store.clock, chance).handle({ importId: record.id, run: 1 });
  expect(await recordOf(record.id)).toMatchObject({ state: 'STOPPED', position: 0 });
});

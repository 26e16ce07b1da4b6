import type { MatchRun } from '@huanpei/domain';
import { matchRun, minutes, nextId, organisation, tender } from '../../test/samples';
import { storeUnderTest, type StoreUnderTest } from '../../test/store-under-test';

describe('match runs', () => {
  let store: StoreUnderTest;
  let tenderId: string;

  beforeAll(async () => {
    store = await storeUnderTest();
  });
  beforeEach(async () => {
    const buyer = organisation({ kind: 'BUYER' });
    const asked = tender(buyer.id);
    tenderId = asked.id;
    await store.work.run(async (tx) => {
      await tx.organisations.add(buyer);
      await tx.tenders.add(asked);
    });
  });
  afterAll(() => store.close());

  const add = (run: MatchRun) => store.work.run((tx) => tx.matchRuns.add(run));
  const kept = async (revision = 1) =>
    (
      await store.sql<{ id: string }>(
        'select id from match_run where tender_id = $1 and tender_revision = $2 order by sequence',
        [tenderId, revision],
      )
    ).map(({ id }) => id);

  it('come back in every field', async () => {
    const run = matchRun(tenderId, {
      marketPosition: 2 ** 40,
      matches: [{ offerId: 'listing-1', outcome: 'FITS', score: 0.1 + 0.2, units: 3, findings: [] }],
      nearMisses: [{ offerId: 'listing-2', outcome: 'RULED_OUT', score: 0, findings: [] }],
      relaxations: [{ requirement: 'r1', from: 10, to: 12.5, unit: 'mg/L', fits: 2 }],
      computedAt: minutes(7),
    });
    expect(await add(run)).toBe(true);
    expect(await store.reads.matchRun(run.id)).toEqual(run);
    expect(await store.reads.matchRuns(tenderId, 1)).toEqual([run]);
    expect(await store.reads.matchRun('nobody')).toBeUndefined();
  });

  it('keep every run that told somebody, and the same answer of the same market once', async () => {
    const of = (marketPosition: number, notified: readonly string[], digest: string) =>
      matchRun(tenderId, { marketPosition, notified, digest });
    const [first, telling, quiet, last] = [of(1, [], 'a'), of(2, ['s'], 'b'), of(3, [], 'c'), of(4, [], 'd')];
    for (const run of [first, telling, quiet, last]) expect(await add(run)).toBe(true);
    expect(await kept()).toEqual([first.id, telling.id, last.id]);
    expect(await add(of(4, [], 'd'))).toBe(false);
    expect(await kept()).toEqual([first.id, telling.id, last.id]);
  });

  it('keep the first and the latest; an earlier market is not added', async () => {
    const [first, second, third, late, again] = [5, 7, 9, 8, 9].map((marketPosition) =>
      matchRun(tenderId, { marketPosition, notified: [], digest: nextId('digest') }),
    ) as [MatchRun, MatchRun, MatchRun, MatchRun, MatchRun];
    expect(await add(first)).toBe(true);
    expect(await kept()).toEqual([first.id]);
    expect(await add(second)).toBe(true);
    expect(await kept()).toEqual([first.id, second.id]);
    expect(await add(third)).toBe(true);
    expect(await kept()).toEqual([first.id, third.id]);
    expect(await add(late)).toBe(false);
    expect(await kept()).toEqual([first.id, third.id]);
    expect(await add(again)).toBe(true);
    expect(await kept()).toEqual([first.id, again.id]);
    expect(await store.reads.matchRuns(tenderId, 1)).toEqual([again]);
    expect(await store.reads.matchRun(first.id)).toEqual(first);
  });

  it('are kept apart by lot and revision, and listed in the order of lots', async () => {
    const runs = ['10', '2', '1'].map((lotId) => matchRun(tenderId, { lotId, marketPosition: 9 }));
    for (const run of runs) await add(run);
    const amended = matchRun(tenderId, { tenderRevision: 2, marketPosition: 3 });
    expect(await add(amended)).toBe(true);
    expect((await store.reads.matchRuns(tenderId, 1)).map(({ lotId }) => lotId)).toEqual(['1', '2', '10']);
    // The amended lot has its new run; the others show their earlier one until theirs is computed.
    const revisions = async (revision: number) =>
      (await store.reads.matchRuns(tenderId, revision)).map((run) => [run.lotId, run.tenderRevision]);
    expect(await revisions(2)).toEqual([
      ['1', 2],
      ['2', 1],
      ['10', 1],
    ]);
    expect(await revisions(3)).toEqual(await revisions(2));
    expect(await store.reads.matchRuns(tenderId, 0)).toEqual([]);
  });

  it.each([
    ['the latest first', (a: number, b: number) => b - a],
    ['the latest last', (a: number, b: number) => a - b],
  ])('end with the latest market when many add theirs at once, %s', async (_order, by) => {
    // None of them told anybody: a run that did is kept, however many there are.
    const positions = Array.from({ length: 8 }, (_, index) => index + 1).sort(by);
    const runs = positions.map((marketPosition) =>
      matchRun(tenderId, { marketPosition, notified: [], id: nextId('run') }),
    );
    await Promise.all(runs.map(add));
    const [latest] = await store.reads.matchRuns(tenderId, 1);
    expect(latest?.marketPosition).toBe(8);
    expect((await kept()).length).toBeLessThanOrEqual(2);
  });
});

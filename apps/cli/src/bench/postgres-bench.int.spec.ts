import { matchingReference } from '@huanpei/reference';
import { freshDatabase, type FreshDatabase } from '@huanpei/testing';
import { BENCH_DAY, generator } from './generator';
import { ALL_PLANS } from './measure-postgres';
import { agree, scan } from './naive';
import { LAYOUTS, planName, PostgresBench } from './postgres-bench';
import { forSql } from './postgres-terms';

const OPTIONS = { top: 20, today: BENCH_DAY };

describe('Postgres, asked the same', () => {
  const reference = matchingReference();
  const made = generator(11);
  const offers = Array.from({ length: 800 }, (_, number) => made.offer(number));
  const needs = Array.from({ length: 30 }, (_, number) => forSql(made.need(number), reference, BENCH_DAY));
  let database: FreshDatabase;
  let bench: PostgresBench;

  beforeAll(async () => {
    database = await freshDatabase(async () => undefined, 'bench');
    bench = await PostgresBench.load(database.url, offers, LAYOUTS, reference);
  }, 60_000);

  afterAll(async () => {
    await bench.close();
    await database.drop();
  });

  const expected = needs.map((need) => scan(need, offers, reference, OPTIONS));

  it.each(ALL_PLANS.map((plan) => [planName(plan), plan] as const))(
    'answers by %s as the engine does: counts, order and scores',
    async (_, plan) => {
      await bench.prepare(plan);
      const differing: string[] = [];
      for (const [at, need] of needs.entries()) {
        const answer = await bench.answer(need, plan, OPTIONS);
        if (!agree(answer, expected[at]!, false)) differing.push(need.id);
      }
      expect(differing).toEqual([]);
    },
    60_000,
  );
});

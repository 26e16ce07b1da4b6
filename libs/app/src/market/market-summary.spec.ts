import type { OpenLot } from '@huanpei/domain';
import { fixedClock } from '@huanpei/testing';
import type { Reads } from '../ports/reads';
import { SummariseMarket } from './market-summary';

const lot = (tenderId: string, domain: OpenLot['domain'], fits: number): OpenLot => ({
  tenderId,
  lotId: '1',
  domain,
  check: { compared: 4, fits, needsData: 0, ruledOut: 4 - fits, at: new Date('2026-01-01T00:00:00Z') },
});

function reading() {
  const asked = { times: 0, since: new Date(0), fails: false };
  const reads = {
    openLots: async () => {
      asked.times += 1;
      if (asked.fails) throw new Error('the database is away');
      return [lot('a', 'water', 1), lot('b', 'water', 0), lot('b', 'air', 0)];
    },
    listedByDomain: async () => new Map([['water', 7]]),
    tendersPublishedSince: async (since: Date) => {
      asked.since = since;
      return 3;
    },
    verifiedSuppliers: async () => 2,
    demandCount: async () => 51,
  };
  return { asked, reads: reads as unknown as Reads };
}

const clock = fixedClock('2026-02-01T00:00:00Z');

it('puts demand, offer and gaps together by medium, each medium once', async () => {
  const { reads, asked } = reading();
  const summary = await new SummariseMarket(reads, clock).execute();
  expect(summary).toMatchObject({
    asOf: clock.now(),
    openTenders: 2,
    archivedDemands: 51,
    listings: 7,
    suppliers: 2,
    publishedLately: 3,
  });
  expect(asked.since).toEqual(new Date('2026-01-02T00:00:00Z'));
  const of = Object.fromEntries(summary.domains.map((one) => [one.domain, one]));
  expect(Object.keys(of)).toEqual(['air', 'water', 'soil', 'waste', 'monitoring', 'x']);
  expect(of['water']).toMatchObject({ openTenders: 2, openLots: 2, gaps: 1, checkedLots: 2, listings: 7 });
  expect(of['air']).toMatchObject({ openTenders: 1, gaps: 1, listings: 0 });
});

it('is read once for all who ask within some seconds, and again after them', async () => {
  const { reads, asked } = reading();
  const summarise = new SummariseMarket(reads, clock);
  await Promise.all(Array.from({ length: 20 }, () => summarise.execute()));
  clock.advance(4_999);
  await summarise.execute();
  expect(asked.times).toBe(1);
  clock.advance(1);
  await summarise.execute();
  expect(asked.times).toBe(2);
});

it('does not keep a failure', async () => {
  const { reads, asked } = reading();
  const summarise = new SummariseMarket(reads, clock);
  asked.fails = true;
  await expect(summarise.execute()).rejects.toThrow('away');
  asked.fails = false;
  expect((await summarise.execute()).listings).toBe(7);
});

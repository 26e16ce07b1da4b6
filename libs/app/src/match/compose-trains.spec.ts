import type { Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { fixedClock, InlineThreads } from '@huanpei/testing';
import { HeldMarket } from '../market/held-market';
import { MarketMoved, type MarketIndex } from '../ports/market-index';
import { ComposeTrains } from './compose-trains';

const offer = (id: string, cod: number): Offer => ({
  id,
  supplier: `firm ${id}`,
  name: { zh: id },
  domain: 'water',
  facts: [
    { metric: 'capacity', op: '=', value: 5_000, unit: 'm3/d' },
    { metric: 'outlet', parameter: 'cod', op: '<=', value: cod, unit: 'mg/L' },
    { metric: 'inlet', parameter: 'cod', op: '<=', value: 500, unit: 'mg/L' },
  ],
});
const NEED = {
  id: 'n',
  name: { zh: '需求' },
  domain: 'water' as const,
  duty: [
    { metric: 'capacity', op: '=' as const, value: 3_000, unit: 'm3/d' },
    { metric: 'inlet', parameter: 'cod', op: '=' as const, value: 300, unit: 'mg/L' },
  ],
  requirements: [
    { id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=' as const, value: 50, unit: 'mg/L' },
  ],
};
const WISHES = { objective: 'STAGES' as const, top: 1, maxStages: 2 };

/** A market that moves on, one offer more each time, whenever others are answered, so many times. */
function moving(times: number) {
  const market = new HeldMarket(matchingReference());
  for (let at = 0; at < 450; at += 1) market.put({ offer: offer(`o${at}`, 60 + at), revision: 1 });
  market.put({ offer: offer('fits', 40), revision: 1 });
  let [position, left] = [1, times];
  const index = {
    caughtUp: async () => true,
    view: () => {
      const at = position;
      return market.view('water', at, () => {
        if (at !== position) throw new MarketMoved();
      });
    },
  } as unknown as MarketIndex;
  const threads = new (class extends InlineThreads {
    override run: InlineThreads['run'] = async (thread, task, input, options) => {
      const pieces: unknown[] = [];
      // As a thread is sent them: others are answered after each.
      for (const piece of options.pieces ?? []) {
        pieces.push(structuredClone(piece));
        await new Promise((resolve) => setImmediate(resolve));
        if (left === 0) continue;
        left -= 1;
        position += 1;
        market.put({ offer: offer(`later ${position}`, 900), revision: 1 });
      }
      return super.run(thread, task, input, { ...options, pieces: pieces as never });
    };
  })();
  const rules = { confirmation: { months: 12, remindDays: [] }, trainSeconds: 10, reviewHours: 48 };
  const compose = new ComposeTrains(index, threads, rules, fixedClock('2026-06-30T00:00:00Z'));
  return compose.execute({ organisationId: 'b' }, NEED, WISHES);
}

describe('the offers that trains are composed of', () => {
  it.each([
    ['stands', 0, 1, 451],
    ['moves on once, and is read again', 1, 2, 452],
    ['moves on all the time, and is read at once in the end', 1_000, 4, 454],
  ])('are all of one position of a market that %s', async (_what, times, position, compared) => {
    const found = await moving(times);
    expect(found).toMatchObject({ ok: true, value: { marketPosition: position, compared } });
    expect(found.ok && found.value.search.trains[0]).toMatchObject({ outcome: 'FITS' });
  });
});

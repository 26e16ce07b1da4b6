import { HeldMarket, ThreadFault, type WrittenOffer } from '@huanpei/app';
import { evaluate, failures, NeedIndex, type Need, type Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { NodeThreads } from './node-threads';

const LIMIT = { limitMs: 30_000 };
const TODAY = '2026-06-30';

let threads: NodeThreads;
let crashes: string[];
beforeEach(() => {
  crashes = [];
  threads = new NodeThreads((fault) => crashes.push(fault.message));
});
afterEach(() => threads.close());

const offers: readonly Offer[] = Array.from({ length: 300 }, (_, at) => ({
  id: `o${at}`,
  supplier: `供应商 ${at % 7}`,
  name: { zh: `设备 ${at}` },
  domain: at % 3 === 0 ? 'air' : 'water',
  technologies: [at % 2 === 0 ? 'water.salt.ro' : 'water.bio.mbr'],
  facts: [{ metric: 'outlet', parameter: 'cod', op: '<=', value: at, unit: 'mg/L', note: `第 ${at} 页` } as never],
}));
const written: readonly WrittenOffer[] = offers.map((offer, at) => ({
  id: offer.id,
  revision: at + 1,
  offer: JSON.stringify(offer),
}));
const need = (id: string, value: number): Need => ({
  id,
  name: {},
  domain: 'water',
  requirements: [
    { id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=', value, unit: 'mg/L' },
    { id: 'days', mandatory: true, leadDays: 30 },
  ],
});

describe('the thread that builds the market', () => {
  it('hands over, as bytes, the market that is built of the same offers here', async () => {
    await threads.run('market', 'begin', { build: 1 }, LIMIT);
    for (let at = 0; at < written.length; at += 100)
      await threads.run('market', 'add', { build: 1, offers: written.slice(at, at + 100) }, LIMIT);
    const bytes = await threads.run('market', 'finish', { build: 1 }, LIMIT);
    const [built, here] = [HeldMarket.restore(matchingReference(), bytes), new HeldMarket(matchingReference())];
    offers.forEach((offer, at) => here.put({ offer, revision: at + 1 }));
    expect(built.size).toBe(300);
    for (const { id } of offers) expect(built.offer(id)).toEqual(here.offer(id));
    const query = { top: 20, today: TODAY, relaxations: true };
    expect(built.query(need('n', 40), query)).toEqual(here.query(need('n', 40), query));
    // It lives on: what is put now is held too.
    built.put({ offer: { ...offers[1]!, leadDays: 10 }, revision: 900 });
    expect(built.offer('o1')).toMatchObject({ revision: 900, offer: { leadDays: 10 } });
    // Nothing is left of it in the thread.
    await expect(threads.run('market', 'add', { build: 1, offers: [] }, LIMIT)).rejects.toThrow('no longer holds');
  });

  it('adds nothing to a market that was begun later', async () => {
    await threads.run('market', 'begin', { build: 1 }, LIMIT);
    await threads.run('market', 'begin', { build: 2 }, LIMIT);
    const late = threads.run('market', 'add', { build: 1, offers: written }, LIMIT);
    await expect(late).rejects.toThrow('no longer holds the market of build 1');
    expect(
      HeldMarket.restore(matchingReference(), await threads.run('market', 'finish', { build: 2 }, LIMIT)).size,
    ).toBe(0);
  });
});

describe('the thread that holds the needs', () => {
  it('says which needs an offer reaches, and that it has lost them when it is a new one', async () => {
    const needs = Array.from({ length: 100 }, (_, at) => need(`n${at}`, at));
    expect(await threads.run('needs', 'step', { from: 0, to: 1, put: needs, remove: [] }, LIMIT)).toEqual([]);
    expect(await threads.run('needs', 'step', { from: 1, to: 2, put: [], remove: ['n99'] }, LIMIT)).toEqual([]);
    const index = new NeedIndex(matchingReference());
    for (const one of needs.slice(0, 99)) index.put(one);
    const asked = offers.filter(({ domain }) => domain === 'water').slice(0, 20);
    const found = await threads.run('needs', 'reach', { at: 2, offers: asked, today: TODAY }, LIMIT);
    asked.forEach((offer, at) => {
      const { fitting, nearly } = index.match(offer, { today: TODAY });
      const missed = needs.slice(0, 99).filter((one) => {
        const match = evaluate(one, offer, matchingReference(), { today: TODAY });
        return match !== undefined && failures(match) === 1;
      });
      const expected = new Set([...fitting, ...nearly.map(({ needId }) => needId), ...missed.map(({ id }) => id)]);
      expect([...(found as readonly (readonly string[])[])[at]!].sort()).toEqual([...expected].sort());
    });
    expect(await threads.run('needs', 'reach', { at: 1, offers: asked, today: TODAY }, LIMIT)).toBe('LOST');
    await threads.close();
    await expect(threads.run('needs', 'reach', { at: 2, offers: asked, today: TODAY }, LIMIT)).rejects.toThrow(
      ThreadFault,
    );
    threads = new NodeThreads((fault) => crashes.push(fault.message));
    expect(await threads.run('needs', 'reach', { at: 2, offers: asked, today: TODAY }, LIMIT)).toBe('LOST');
    expect(crashes).toEqual([]);
  });
});

import type { Tender } from '@huanpei/domain';
import type { Offer } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { HeldMarket } from '../market/held-market';
import { matchLots } from './match-lots';

const AS_OF = '2026-06-30';

function offer(id: string, more: Partial<Offer> = {}): Offer {
  const cod = { metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L' } as const;
  return { id, name: { en: id }, domain: 'water', facts: [cod], ...more };
}

const tender = {
  id: 't',
  content: {
    lots: [
      {
        id: '1',
        title: { en: 'Lot' },
        need: {
          domain: 'water',
          requirements: [
            { id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=', value: 50, unit: 'mg/L' },
          ],
        },
      },
    ],
  },
} as unknown as Tender;

describe('a lot checked against the market', () => {
  it('counts the record of the firm and how lately the listing was confirmed', () => {
    const offers = [offer('a'), offer('b', { record: 5 }), offer('c', { record: 5, confirmedOn: AS_OF })];
    const market = new HeldMarket(matchingReference());
    for (const one of offers) market.put({ offer: one, revision: 1 });
    const [result] = matchLots(tender, new Map([['water', market.view('water', 1)]]), matchingReference(), AS_OF);
    expect(result?.kept.matches.map(({ offerId, outcome }) => [offerId, outcome])).toEqual([
      ['c', 'FITS'],
      ['b', 'FITS'],
      ['a', 'FITS'],
    ]);
    const [c, b, a] = result?.kept.matches.map(({ score }) => score) ?? [];
    expect(c).toBeGreaterThan(b ?? 1);
    expect(b).toBeGreaterThan(a ?? 1);
  });
});

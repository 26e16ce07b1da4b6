import { needsOf } from '@huanpei/domain';
import { offerOf, type Organisation } from '@huanpei/domain';
import { matchNeed, type NeedResult } from '@huanpei/matching';
import { demo, demoListingContent, demoTenderContent, matchingReference } from '@huanpei/reference';
import { listingFaults } from '../listing/listing-faults';
import { needFaults, tenderFaults } from '../tender/tender-faults';

const FIRST_START = new Date('2026-11-26T02:00:00Z');
const TODAY = '2026-11-26';
const supplier = (id: string): Organisation => ({
  id,
  kind: 'SUPPLIER',
  state: 'VERIFIED',
  name: { zh: id },
  creditCode: null,
  creditCodeCheck: 'ABSENT',
  region: null,
  honours: [],
  demo: true,
  reason: null,
  createdAt: FIRST_START,
  decidedAt: FIRST_START,
  version: 1,
});
const market = demo().listings.map((listing) =>
  offerOf(listing.id, demoListingContent(listing, FIRST_START), supplier(listing.supplier), TODAY),
);
const results = new Map<string, NeedResult>(
  demo().tenders.flatMap((tender) =>
    needsOf({ id: tender.id, content: demoTenderContent(tender, FIRST_START) }, TODAY).map((need) => [
      need.id,
      matchNeed(
        need,
        market.filter(({ domain }) => domain === need.domain),
        matchingReference(),
        { top: 300, today: TODAY },
      ),
    ]),
  ),
);
const outcomeOf = (needId: string, offerId: string) => {
  const result = results.get(needId);
  return [...(result?.matches ?? []), ...(result?.nearMisses ?? [])].find((match) => match.offerId === offerId);
};

describe('the demonstration', () => {
  it('has at least one listing that fits every lot', () => {
    expect([...results].filter(([, { fits }]) => fits === 0).map(([id]) => id)).toEqual([]);
  });

  it('answers the upgrade of the 50,000 m3/d plant as worked out by hand', () => {
    const lot = 'ill-sewage-50000/1';
    expect(results.get(lot)?.fits).toBe(2);
    expect(outcomeOf(lot, 'ill-mbr-10000')?.outcome).toBe('FITS');
    expect(outcomeOf(lot, 'ill-mbr-5000')).toMatchObject({ outcome: 'FITS', units: 10 });
    const filter = outcomeOf(lot, 'ill-aao-filter');
    expect(filter?.outcome).toBe('RULED_OUT');
    expect(filter?.findings.filter(({ verdict }) => verdict === 'FAIL').map(({ id }) => id)).toEqual([
      'GB 18918-2002/1A/tn',
    ]);
    expect(results.get(lot)?.relaxations).toEqual([
      { requirement: 'GB 18918-2002/1A/tn', from: 15, to: 18, unit: 'mg/L', fits: 3 },
    ]);
    const mbbr = outcomeOf(lot, 'ill-mbbr');
    expect(mbbr?.findings.filter(({ verdict }) => verdict !== 'PASS').map(({ id }) => id)).toEqual([
      'GB 18918-2002/1A/tp',
    ]);
  });

  it('shows every outcome, a near miss and a relaxation somewhere', () => {
    const all = [...results.values()];
    for (const count of ['fits', 'needsData', 'ruledOut'] as const)
      expect(all.some((result) => result[count] > 0)).toBe(true);
    expect(all.some(({ nearMisses }) => nearMisses.length > 0)).toBe(true);
    expect(all.some(({ relaxations }) => relaxations.length > 0)).toBe(true);
  });

  it('has illustrations and tenders that a member could have entered', () => {
    const illustrations = demo().listings.filter(({ origin }) => origin === 'ILLUSTRATION');
    expect(
      illustrations.flatMap((one) =>
        listingFaults(demoListingContent(one, FIRST_START)).map((fault) => [one.id, fault]),
      ),
    ).toEqual([]);
    expect(
      demo().tenders.flatMap((one) =>
        tenderFaults(demoTenderContent(one, FIRST_START)).map((fault) => [one.id, fault]),
      ),
    ).toEqual([]);
  });

  it('has archived demands that can be saved as drafts', () => {
    expect(demo().demands.flatMap((one) => needFaults(one.need, 'need').map((fault) => [one.id, fault]))).toEqual([]);
  });
});

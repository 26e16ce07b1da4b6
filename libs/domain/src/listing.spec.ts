import fc from 'fast-check';
import {
  draftListing,
  editListing,
  moveListing,
  offerOf,
  onMarket,
  recallListing,
  reviewListing,
  submitListing,
  type Listing,
  type ListingContent,
} from './listing';
import type { Organisation } from './organisation';
import type { Outcome } from './outcome';

const now = new Date('2026-03-01T00:00:00Z');
const content = (name: string): ListingContent => ({
  kind: 'EQUIPMENT',
  name: { zh: name },
  domain: 'water',
  technologies: ['water.mun.mbr'],
  facts: [],
});

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}

const submitted = () => must(submitListing(draftListing('l', 's', content('甲'), now), now));
const published = () => must(reviewListing(submitted(), 'APPROVE', null, now));

const admitted = { state: 'VERIFIED' } as const;

describe('listing', () => {
  it('is published with the content that was reviewed', () => {
    expect(published()).toMatchObject({
      state: 'PUBLISHED',
      revision: 1,
      staged: null,
      content: { name: { zh: '甲' } },
    });
  });

  it('stays up unchanged while a revision is staged, reviewed and sent back', () => {
    const edited = must(editListing(published(), content('乙')));
    const back = must(reviewListing(must(submitListing(edited, now)), 'REQUEST_CHANGES', '请补充检测报告', now));
    expect(back).toMatchObject({
      state: 'PUBLISHED',
      revision: 1,
      content: { name: { zh: '甲' } },
      staged: { number: 2, state: 'CHANGES_REQUESTED', reason: '请补充检测报告' },
    });
    const again = must(
      reviewListing(must(submitListing(must(editListing(back, content('丙'))), now)), 'APPROVE', null, now),
    );
    expect(again).toMatchObject({ revision: 2, content: { name: { zh: '丙' } } });
  });

  it('keeps what was sent back, and the answer to it, until it is sent back again or published', () => {
    const back = must(reviewListing(submitted(), 'REQUEST_CHANGES', '请补充检测报告', now));
    expect(back.staged?.sentBack).toEqual({ content: content('甲'), at: now.toISOString() });
    const again = must(submitListing(must(editListing(back, content('乙'))), now, ' 已补充 '));
    expect(again.staged).toMatchObject({ sentBack: { content: { name: { zh: '甲' } } }, answer: '已补充' });
    // Taken back, it is still an answer to that reason; handed in without one, there is none.
    expect(must(recallListing(again)).staged?.answer).toBe('已补充');
    expect(must(submitListing(must(recallListing(again)), now)).staged).not.toHaveProperty('answer');
    const secondTime = must(reviewListing(again, 'REJECT', '证明与装备不符', now));
    expect(secondTime.staged).toMatchObject({
      sentBack: { content: { name: { zh: '乙' } } },
      reason: '证明与装备不符',
    });
    expect(secondTime.staged).not.toHaveProperty('answer');
    expect(must(reviewListing(again, 'APPROVE', null, now)).staged).toBeNull();
  });

  it('takes no answer where nothing was asked', () =>
    expect(submitListing(draftListing('l', 's', content('甲'), now), now, '已补充')).toMatchObject({
      ok: false,
      refusals: [{ code: 'INVALID', field: 'answer' }],
    }));

  it.each(['REQUEST_CHANGES', 'REJECT'] as const)('needs a reason for %s', (decision) => {
    expect(reviewListing(submitted(), decision, '  ', now)).toMatchObject({
      ok: false,
      refusals: [{ code: 'REASON_REQUIRED' }],
    });
  });

  it('cannot be changed while an operator reads it, but can be taken back', () => {
    expect(editListing(submitted(), content('乙')).ok).toBe(false);
    expect(must(recallListing(submitted())).state).toBe('DRAFT');
  });

  it('leaves the market when suspended, and an approved revision does not lift the suspension', () => {
    const down = must(moveListing(published(), 'SUSPEND', '投诉'));
    expect(onMarket(down, admitted)).toBe(false);
    const approved = must(
      reviewListing(must(submitListing(must(editListing(down, content('乙'))), now)), 'APPROVE', null, now),
    );
    expect(approved.state).toBe('SUSPENDED');
    expect(onMarket(must(moveListing(approved, 'REINSTATE', null)), admitted)).toBe(true);
    expect(onMarket(approved, { state: 'SUSPENDED' })).toBe(false);
  });

  it('keeps its invariants under every sequence of moves', () => {
    const move = fc.constantFrom<(listing: Listing) => Outcome<Listing>>(
      (l) => editListing(l, content('x')),
      (l) => submitListing(l, now),
      recallListing,
      (l) => reviewListing(l, 'APPROVE', null, now),
      (l) => reviewListing(l, 'REQUEST_CHANGES', 'r', now),
      (l) => reviewListing(l, 'REJECT', 'r', now),
      (l) => moveListing(l, 'SUSPEND', 'r'),
      (l) => moveListing(l, 'REINSTATE', null),
      (l) => moveListing(l, 'ARCHIVE', null),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        let listing = draftListing('l', 's', content('甲'), now);
        for (const step of moves) {
          const next = step(listing);
          if (!next.ok) continue;
          // Nothing is public that no operator approved.
          if (next.value.revision > listing.revision) expect(listing.staged?.state).toBe('SUBMITTED');
          expect(next.value.version).toBe(listing.version + 1);
          expect(next.value.revision).toBeGreaterThanOrEqual(listing.revision);
          if (onMarket(next.value, admitted)) expect(next.value.content).not.toBeNull();
          if (listing.state === 'ARCHIVED') throw new Error('an archived listing moved');
          listing = next.value;
        }
        expect((listing.content === null) === (listing.revision === 0)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('is offered with the honours of its firm and an exact price', () => {
    const honours = [
      { code: 'h1', checked: true },
      { code: 'unchecked', checked: false },
      { code: 'ended', checked: true, validUntil: '2025-12-31' },
    ];
    const supplier = { id: 's', honours } as unknown as Organisation;
    const offer = offerOf(
      'l',
      { ...content('甲'), price: { amountMinor: 260_050, currency: 'CNY', per: 'm3/d' }, certificates: [] },
      supplier,
      '2026-01-01',
    );
    expect(offer).toMatchObject({
      honours: ['h1'],
      price: { amount: 2600.5, currency: 'CNY', per: 'm3/d' },
      certificates: [],
    });
    expect('services' in offer).toBe(false);
  });
});

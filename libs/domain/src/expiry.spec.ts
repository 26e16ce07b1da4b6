import fc from 'fast-check';
import { addDays, addMonths, daysBetween } from './calendar-day';
import {
  basisOn,
  confirmedUntil,
  DEFAULT_CONFIRMATION,
  expiriesOf,
  freshSince,
  isStale,
  lapsedBetween,
  nextExpiryDay,
  toRemindBetween,
  type Expiry,
} from './expiry';
import { confirmListing, draftListing, offerOf, reviewListing, submitListing, type ListingContent } from './listing';
import type { Organisation } from './organisation';
import type { Outcome } from './outcome';

const day = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2024-01-01', days));
const rule = fc.record({
  months: fc.integer({ min: 1, max: 60 }),
  remindDays: fc.constantFrom<readonly number[]>([30, 7], [10], []),
});
const expiries = fc.array(
  day.map((lastDay): Expiry => ({ kind: 'CERTIFICATE', subject: 'c', title: null, lastDay })),
  { maxLength: 6 },
);

const content = (given: Partial<ListingContent> = {}): ListingContent => ({
  kind: 'EQUIPMENT',
  name: { zh: '甲' },
  domain: 'water',
  technologies: ['water.mun.mbr'],
  facts: [],
  ...given,
});

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}

describe('calendar days', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-27', 12, '2027-11-27'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-12-31', 2, '2027-02-28'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it('counts days across months and years', () => {
    expect([addDays('2026-12-31', 1), addDays('2028-03-01', -1), daysBetween('2026-12-01', '2027-01-01')]).toEqual([
      '2027-01-01',
      '2028-02-29',
      31,
    ]);
  });
});

describe('confirmation', () => {
  it('holds to the same day a year later, that day included', () => {
    const listing = { confirmedOn: '2026-03-01' };
    expect(confirmedUntil(listing, DEFAULT_CONFIRMATION)).toBe('2027-03-01');
    expect(isStale(listing, DEFAULT_CONFIRMATION, '2027-03-01')).toBe(false);
    expect(isStale(listing, DEFAULT_CONFIRMATION, '2027-03-02')).toBe(true);
  });

  it('does not call a public record stale that nobody ever confirmed', () => {
    expect(isStale({ confirmedOn: null }, DEFAULT_CONFIRMATION, '2099-01-01')).toBe(false);
  });

  it('is stale exactly when it was confirmed before the day that is still fresh', () => {
    fc.assert(
      fc.property(day, day, rule, (confirmedOn, today, period) => {
        expect(confirmedOn < freshSince(today, period)).toBe(isStale({ confirmedOn }, period, today));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is given on handing in, however long the review takes, and again by the supplier', () => {
    const draft = draftListing('l', 's', content(), new Date('2026-01-01T00:00:00Z'));
    expect(draft.confirmedOn).toBeNull();
    // Eight in the evening, UTC, is the next day in Shanghai.
    const submitted = must(submitListing(draft, new Date('2026-03-01T20:00:00Z')));
    const published = must(reviewListing(submitted, 'APPROVE', null, new Date('2026-05-01T00:00:00Z')));
    expect(published.confirmedOn).toBe('2026-03-02');
    const confirmed = must(confirmListing(published, '2026-06-01'));
    expect(confirmed).toMatchObject({ confirmedOn: '2026-06-01', revision: 1, version: published.version + 1 });
    expect(must(confirmListing(confirmed, '2026-06-01'))).toBe(confirmed);
    expect(confirmListing(draft, '2026-06-01')).toMatchObject({ ok: false, refusals: [{ code: 'WRONG_STATE' }] });
  });

  it('is not set back by an edit that was handed in before it', () => {
    const first = must(submitListing(draftListing('l', 's', content(), new Date(0)), new Date('2026-01-01T00:00:00Z')));
    const published = must(reviewListing(first, 'APPROVE', null, new Date('2026-01-02T00:00:00Z')));
    const staged = { ...published, staged: { ...first.staged!, number: 2 } };
    const confirmed = must(confirmListing(staged, '2026-02-01'));
    const approved = must(reviewListing(confirmed, 'APPROVE', null, new Date('2026-03-01T00:00:00Z')));
    expect(approved.confirmedOn).toBe('2026-02-01');
  });
});

describe('evidence', () => {
  const attachments = [
    { id: 'r', kind: 'TEST_REPORT' as const, title: '检测报告', validUntil: '2026-06-30' },
    { id: 'open', kind: 'TEST_REPORT' as const, title: '无期限' },
  ];

  it.each([
    ['TESTED', 'r', '2026-06-30', 'TESTED'],
    ['TESTED', 'r', '2026-07-01', 'GUARANTEED'],
    ['VERIFIED', 'r', '2026-07-01', 'GUARANTEED'],
    ['TYPICAL', 'r', '2026-07-01', 'TYPICAL'],
    ['TESTED', 'open', '2099-01-01', 'TESTED'],
    ['TESTED', undefined, '2099-01-01', 'TESTED'],
    [undefined, 'r', '2026-07-01', undefined],
  ] as const)('%s on attachment %s counts on %s as %s', (basis, attachmentId, today, counts) => {
    const fact = { ...(basis ? { basis } : {}), ...(attachmentId ? { attachmentId } : {}) };
    expect(basisOn(fact, attachments, today)).toBe(counts);
  });

  it('reaches the engine as what is left of it, with the day of confirmation', () => {
    const supplier = { id: 's', honours: [] } as unknown as Organisation;
    const facts = [
      {
        metric: 'outlet',
        parameter: 'cod',
        op: '<=' as const,
        value: 30,
        unit: 'mg/L',
        basis: 'TESTED' as const,
        attachmentId: 'r',
      },
    ];
    const at = (today: string) => offerOf('l', content({ facts, attachments }), supplier, today, '2026-01-01');
    expect(at('2026-06-30').facts[0]?.basis).toBe('TESTED');
    expect(at('2026-07-01')).toMatchObject({ confirmedOn: '2026-01-01', facts: [{ basis: 'GUARANTEED', value: 30 }] });
    expect('confirmedOn' in offerOf('l', content(), supplier, '2026-07-01')).toBe(false);
  });
});

describe('what ends by itself', () => {
  it('is the confirmation, each certificate, each report that proves something, each honour', () => {
    const listing = {
      confirmedOn: '2026-01-01',
      content: content({
        certificates: [
          { scheme: 'twice', validUntil: '2026-02-01' },
          { scheme: 'twice', validUntil: '2026-08-01' },
          { scheme: 'endless', validUntil: '2026-02-01' },
          { scheme: 'endless' },
        ],
        attachments: [
          { id: 'proof', kind: 'TEST_REPORT', title: '报告', validUntil: '2026-05-01' },
          { id: 'brochure', kind: 'BROCHURE', title: '样本', validUntil: '2026-05-01' },
        ],
        facts: [
          { metric: 'capacity', op: '=', value: 1, unit: 'm3/d', basis: 'TESTED', attachmentId: 'proof' },
          { metric: 'capacity', op: '=', value: 1, unit: 'm3/d', basis: 'TYPICAL', attachmentId: 'brochure' },
        ],
      }),
    };
    const honours = [
      { code: 'h', checked: true, validUntil: '2026-09-01' },
      { code: 'unchecked', checked: false, validUntil: '2026-09-01' },
    ];
    const found = expiriesOf(listing, honours, DEFAULT_CONFIRMATION);
    expect(found.map(({ kind, subject, lastDay }) => [kind, subject, lastDay])).toEqual([
      ['CONFIRMATION', null, '2027-01-01'],
      ['CERTIFICATE', 'twice', '2026-08-01'],
      ['REPORT', 'proof', '2026-05-01'],
      ['HONOUR', 'h', '2026-09-01'],
    ]);
    expect(expiriesOf({ ...listing, content: null }, honours, DEFAULT_CONFIRMATION)).toEqual([]);
  });

  it('is noticed exactly once, on whatever days one looks', () => {
    fc.assert(
      fc.property(expiries, fc.uniqueArray(day, { minLength: 2, maxLength: 12 }), (all, days) => {
        const looks = [...days].sort();
        const [first = '', last = ''] = [looks[0], looks.at(-1)];
        const noticed = looks.slice(1).flatMap((today, index) => lapsedBetween(all, looks[index] ?? '', today));
        expect(noticed).toHaveLength(lapsedBetween(all, first, last).length);
        expect(noticed.length).toBe(all.filter(({ lastDay }) => first <= lastDay && lastDay < last).length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is looked for on no day but those on which something happens', () => {
    fc.assert(
      fc.property(expiries, day, rule, (all, today, period) => {
        const next = nextExpiryDay(all, today, period);
        const happens = (from: string, to: string) =>
          lapsedBetween(all, from, to).length + toRemindBetween(all, from, to, period).length;
        // Up to the day before, nothing; on the day itself, something.
        expect(happens(today, next === null ? '2099-01-01' : addDays(next, -1))).toBe(0);
        if (next !== null) expect(happens(today, next)).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is reminded of before, once for a reminder that was missed, and not after it has lapsed', () => {
    const one: Expiry = { kind: 'CONFIRMATION', subject: null, title: null, lastDay: '2026-12-31' };
    const remind = (lookedOn: string, today: string) =>
      toRemindBetween([one], lookedOn, today, DEFAULT_CONFIRMATION).length;
    expect(remind('2026-11-30', '2026-12-01')).toBe(1);
    expect(remind('2026-12-01', '2026-12-23')).toBe(0);
    expect(remind('2026-12-23', '2026-12-24')).toBe(1);
    expect(remind('2026-11-01', '2026-12-28')).toBe(1);
    expect(remind('2026-11-01', '2027-01-01')).toBe(0);
  });
});

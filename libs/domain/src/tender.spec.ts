import fc from 'fast-check';
import { earliestEnd, shanghaiDay, type MinimumPeriods } from './legal-periods';
import type { Outcome } from './outcome';
import {
  amendTender,
  cancelTender,
  draftTender,
  editTender,
  elapse,
  publishTender,
  type Tender,
  type TenderContent,
} from './tender';

const DAY = 24 * 60 * 60_000;
const now = new Date('2026-03-02T01:00:00Z');
const after = (days: number) => new Date(now.getTime() + days * DAY);
const CALENDAR = { weekend: [0, 6], holidays: ['2026-10-01'] };
/** 政府采购法 art. 35 (20 days), 实施条例 art. 31 (5 working days on offer; changes 15 days before). */
const OPEN: MinimumPeriods = {
  toDeadline: { clockId: 'gp.open.deadline', amount: 20, unit: 'DAYS' },
  documentsOnOffer: { clockId: 'gp.documents', amount: 5, unit: 'WORKING_DAYS' },
  changeToDeadline: { clockId: 'gp.change', amount: 15, unit: 'DAYS' },
  calendar: CALENDAR,
};
const NONE: MinimumPeriods = { toDeadline: null, documentsOnOffer: null, changeToDeadline: null, calendar: CALENDAR };

const content = (deadline: Date | null, limit = 5): TenderContent => ({
  title: { zh: '提标改造' },
  track: 'GOVERNMENT_PROCUREMENT',
  method: 'OPEN',
  region: 'CN-GD',
  budget: null,
  documentsUntil: null,
  deadline: deadline?.toISOString() ?? null,
  lots: [
    {
      id: '1',
      title: { zh: '一标段' },
      need: {
        domain: 'water',
        requirements: [
          { id: 'nh3n', mandatory: true, metric: 'outlet', parameter: 'nh3n', op: '<=', value: limit, unit: 'mg/L' },
        ],
      },
    },
  ],
});

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((refusal) => refusal.code));
const published = (deadline = after(30)): Tender =>
  must(publishTender(draftTender('t', 'b', content(deadline), now), OPEN, now));

describe('what an editor keeps beside a draft', () => {
  const draft = draftTender('t', 'b', content(after(30)), now, { workingCopy: 'half a line' });

  it('belongs to the content it was saved with', () => {
    expect(draft.workingCopy).toBe('half a line');
    expect(must(editTender(draft, content(after(31)), 'another')).workingCopy).toBe('another');
    expect(must(editTender(draft, content(after(31)))).workingCopy).toBeNull();
  });

  it('ends with the publication', () => {
    expect(must(publishTender(draft, OPEN, now)).workingCopy).toBeNull();
  });
});

describe('publishing a tender', () => {
  it('takes exactly the legal minimum and names the earliest lawful deadline for less', () => {
    expect(publishTender(draftTender('t', 'b', content(after(20)), now), OPEN, now).ok).toBe(true);
    const early = publishTender(draftTender('t', 'b', content(new Date(after(20).getTime() - 1)), now), OPEN, now);
    expect(early).toMatchObject({
      refusals: [
        {
          code: 'DEADLINE_TOO_SOON',
          facts: {
            earliest: after(20).toISOString(),
            suggested: '2026-03-22T02:00:00.000Z',
            clockId: 'gp.open.deadline',
          },
        },
      ],
    });
  });

  it('names a deadline that is lawful now, not a minute sooner, and one that is lawful when it is sent later', () => {
    const at = new Date('2026-03-02T01:02:03.456Z');
    const minute = 60_000;
    const early = publishTender(draftTender('t', 'b', content(after(5)), at), OPEN, at);
    const facts = early.ok ? {} : early.refusals[0]?.facts;
    const [earliest, suggested] = [facts?.['earliest'], facts?.['suggested']].map((text) => new Date(String(text)));
    if (!earliest || !suggested) throw new Error('nothing offered');
    const lawful = (deadline: Date, later = 0) => {
      const then = new Date(at.getTime() + later);
      return publishTender(draftTender('t', 'b', content(deadline), then), OPEN, then).ok;
    };
    expect([lawful(earliest), lawful(new Date(earliest.getTime() - minute))]).toEqual([true, false]);
    expect([lawful(earliest, minute), lawful(suggested, 10 * minute)]).toEqual([false, true]);
  });

  it('names every fault at once', () => {
    const bad = { ...content(null), title: {}, lots: [] };
    expect(codes(publishTender(draftTender('t', 'b', bad, now), OPEN, now))).toEqual([
      'REQUIRED',
      'REQUIRED',
      'DEADLINE_MISSING',
    ]);
  });

  it('does not publish a lot that demands nothing', () => {
    const bare = {
      ...content(after(30)),
      lots: [{ id: '1', title: { zh: '空' }, need: { domain: 'water' as const } }],
    };
    expect(codes(publishTender(draftTender('t', 'b', bare, now), OPEN, now))).toContain('NOTHING_DEMANDED');
  });

  it('keeps documents on offer long enough', () => {
    const short = { ...content(after(30)), documentsUntil: after(4).toISOString() };
    expect(codes(publishTender(draftTender('t', 'b', short, now), OPEN, now))).toEqual(['DOCUMENTS_PERIOD_TOO_SHORT']);
  });

  it('is by a method of its law', () => {
    const inquiry = (track: TenderContent['track']) =>
      draftTender('t', 'b', { ...content(after(30)), track, method: 'INQUIRY' }, now);
    const none = { ...OPEN, toDeadline: null, documentsOnOffer: null };
    expect(codes(publishTender(inquiry('TENDERING_LAW'), none, now))).toEqual(['METHOD_NOT_OF_LAW']);
    expect(publishTender(inquiry('GOVERNMENT_PROCUREMENT'), none, now).ok).toBe(true);
    expect(publishTender(inquiry('PRIVATE'), none, now).ok).toBe(true);
  });

  it('happens once', () => expect(codes(publishTender(published(), OPEN, now))).toEqual(['WRONG_STATE']));
});

describe('the change clock', () => {
  const late = after(20);
  /** As the database gives it back: the same words, the keys in another order. */
  const reordered = (tender: Tender): Tender => ({
    ...tender,
    content: { ...tender.content, lots: tender.content.lots.map(({ id, title, need }) => ({ need, title, id })) },
  });

  it('does not run for more time alone', () => {
    expect(amendTender(reordered(published()), content(after(33)), '延期', OPEN, late).ok).toBe(true);
  });

  it('runs for everything else: demands, budget, place, less time', () => {
    const changes: readonly TenderContent[] = [
      content(after(30), 1.5),
      { ...content(after(30)), budget: { amountMinor: 1, currency: 'CNY' } },
      { ...content(after(30)), region: 'CN-JS' },
      content(after(29)),
    ];
    for (const changed of changes) {
      expect(codes(amendTender(published(), changed, '更正', OPEN, late))).toEqual(['DEADLINE_TOO_SOON']);
    }
  });
});

describe('amending a tender', () => {
  it('raises the revision, and needs a reason', () => {
    const tender = published();
    expect(must(amendTender(tender, content(after(30), 1.5), '收紧氨氮', OPEN, after(1)))).toMatchObject({
      revision: 2,
      state: 'PUBLISHED',
    });
    expect(codes(amendTender(tender, content(after(30), 1.5), ' ', OPEN, after(1)))).toEqual(['REASON_REQUIRED']);
  });

  it('moves the deadline when a change that affects bids comes late', () => {
    const tender = published();
    expect(codes(amendTender(tender, content(after(30), 1.5), '收紧', OPEN, after(16)))).toEqual(['DEADLINE_TOO_SOON']);
    expect(amendTender(tender, content(after(31), 1.5), '收紧', OPEN, after(16)).ok).toBe(true);
    // Nothing that bids depend on has changed.
    expect(amendTender(tender, { ...content(after(30)), title: { zh: '更名' } }, '更正标题', OPEN, after(16)).ok).toBe(
      true,
    );
  });

  it('is too late at the deadline, whether or not the timer has run', () => {
    const tender = published();
    expect(codes(amendTender(tender, content(after(60)), '延期', OPEN, after(30)))).toEqual(['DEADLINE_PASSED']);
  });
});

describe('time', () => {
  it('closes at the deadline, and twice is once', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40 * DAY, max: 40 * DAY }), (offset) => {
        const instant = new Date(after(30).getTime() + offset);
        const once = elapse(published(), instant);
        expect(once.state).toBe(offset >= 0 ? 'CLOSED' : 'PUBLISHED');
        expect(elapse(once, instant)).toBe(once);
        // A plain state change makes no match stale.
        expect(once.revision).toBe(1);
      }),
    );
  });

  it('never ends a period early: whole days have passed, and working days skip the weekend', () => {
    const working = (from: string, amount: number) =>
      earliestEnd(new Date(from), { clockId: '', amount, unit: 'WORKING_DAYS' }, CALENDAR).toISOString();
    // The day of issue does not count; the period ends with the last working day in Asia/Shanghai.
    expect(working('2026-03-06T02:00:00Z', 1)).toBe('2026-03-09T16:00:00.000Z');
    expect(working('2026-03-07T02:00:00Z', 5)).toBe('2026-03-13T16:00:00.000Z');
    expect(working('2026-09-30T02:00:00Z', 1)).toBe('2026-10-02T16:00:00.000Z');
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
        fc.integer({ min: 1, max: 60 }),
        (from, amount) => {
          const days = earliestEnd(from, { clockId: '', amount, unit: 'DAYS' }, CALENDAR);
          const end = earliestEnd(from, { clockId: '', amount, unit: 'WORKING_DAYS' }, CALENDAR);
          expect(days.getTime() - from.getTime()).toBe(amount * DAY);
          expect(end.getTime()).toBeGreaterThan(days.getTime());
          const last = shanghaiDay(new Date(end.getTime() - 1));
          expect([0, 6]).not.toContain(new Date(`${last}T00:00:00Z`).getUTCDay());
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is the day of Shanghai', () => expect(shanghaiDay(new Date('2026-03-01T16:00:00Z'))).toBe('2026-03-02'));
});

describe('cancelling', () => {
  it('needs a reason and cannot be done twice', () => {
    expect(codes(cancelTender(published(), ''))).toEqual(['REASON_REQUIRED']);
    const gone = must(cancelTender(published(), '规划调整'));
    expect(codes(cancelTender(gone, '再次'))).toEqual(['WRONG_STATE']);
  });

  it('leaves a private demand free of the clocks', () => {
    const soon = { ...content(after(1)), track: 'PRIVATE' as const };
    expect(publishTender(draftTender('t', 'b', soon, now), NONE, now).ok).toBe(true);
  });
});

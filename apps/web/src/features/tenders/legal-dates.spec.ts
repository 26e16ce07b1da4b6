import { daysBetween, legalEvents, placeOf, type Clock } from './legal-dates';

const clock = (step: string, amount: number, unit = 'DAYS'): Clock => ({
  id: step.toLowerCase(),
  step,
  label: step,
  direction: 'MINIMUM',
  amount,
  unit,
  from: '',
  citation: '',
  decides: true,
});
const OPEN_TENDERING = [
  clock('TO_DEADLINE', 20),
  clock('DOCUMENTS_ON_OFFER', 5),
  clock('CHANGE_TO_DEADLINE', 15),
  clock('BID_BOND', 2, 'PERCENT'),
  clock('OPENING', 0),
  clock('CONTRACT', 30),
  clock('CANDIDATES_SHOWN_FOR', 3),
  clock('OBJECTION_TO_DOCUMENT', 10),
];
const TENDER = {
  state: 'PUBLISHED',
  publishedAt: '2026-11-01T02:00:00.000Z',
  documentsUntil: '2026-11-08T02:00:00.000Z',
  deadline: '2026-11-30T02:00:00.000Z',
};
const at = (day: string) => Date.parse(`${day}T03:00:00.000Z`);
const keysOf = (events: readonly { readonly key: string; readonly standing: string }[]) =>
  events.map(({ key, standing }) => `${key} ${standing}`);

describe('the dates of a tender', () => {
  it('stand in order, counted back from the deadline where the law counts days, then what comes later', () => {
    const events = legalEvents(TENDER, OPEN_TENDERING, at('2026-11-10'));
    expect(keysOf(events)).toEqual([
      'published PAST',
      'documents PAST',
      'change NEXT',
      'objection COMING',
      'deadline COMING',
      'opening COMING',
      'candidates_shown_for COMING',
      'contract COMING',
    ]);
    expect(events.find(({ key }) => key === 'change')?.at).toBe(Date.parse('2026-11-15T02:00:00.000Z'));
    expect(events.at(-1)?.at).toBeNull();
  });

  it('leave out what the law counts in working days before the deadline, which needs a calendar', () => {
    const clocks = [clock('CHANGE_TO_DEADLINE', 3, 'WORKING_DAYS'), clock('TO_DEADLINE', 3, 'WORKING_DAYS')];
    const events = legalEvents(TENDER, clocks, at('2026-11-10'));
    expect(events.map(({ key }) => key)).toEqual(['published', 'documents', 'deadline']);
    expect(events.at(-1)?.clock?.unit).toBe('WORKING_DAYS');
  });

  it('have no next one, and nothing to come, once a tender is cancelled', () => {
    const events = legalEvents({ ...TENDER, state: 'CANCELLED' }, OPEN_TENDERING, at('2026-11-10'));
    expect(new Set(events.map(({ standing }) => standing))).toEqual(new Set(['PAST', 'VOID']));
  });

  it('go on after the deadline with what the law sets next', () => {
    const events = legalEvents({ ...TENDER, state: 'CLOSED' }, OPEN_TENDERING, at('2026-12-02'));
    expect(events.find(({ standing }) => standing === 'NEXT')?.key).toBe('candidates_shown_for');
  });

  it('need neither a law nor a deadline', () => {
    expect(keysOf(legalEvents({ state: 'PUBLISHED', publishedAt: TENDER.publishedAt }, [], at('2026-11-10')))).toEqual([
      'published PAST',
    ]);
  });
});

describe('distances', () => {
  it('lie whole days apart', () => {
    expect(daysBetween(Date.parse(TENDER.publishedAt), Date.parse(TENDER.deadline))).toBe(29);
  });

  it('are drawn within the line', () => {
    expect([placeOf(5, 0, 10), placeOf(-5, 0, 10), placeOf(50, 0, 10), placeOf(1, 3, 3)]).toEqual([
      '50.0%',
      '0.0%',
      '100.0%',
      '100.0%',
    ]);
  });
});

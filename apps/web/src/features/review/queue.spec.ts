import { afterDecision, neighboursOf, queueOf, USUAL_SORT, type Waiting } from './queue';

const NOW = Date.parse('2026-11-10T00:00:00Z');
const row = (id: string, day: string, more: Partial<Waiting> = {}): Waiting => ({
  id,
  origin: 'SUPPLIER',
  domain: 'water',
  revision: 0,
  name: { zh: id },
  staged: { number: 1, submittedAt: `2026-11-${day}T00:00:00Z`, completeness: { share: 0.5 } },
  supplier: { id: 's', demo: false, state: 'VERIFIED', name: { zh: '甲' } },
  ...more,
});
const ROWS = [row('b', '03'), row('a', '01', { revision: 1 }), row('c', '02', { origin: 'ILLUSTRATION' })];
const ids = (address: string, sort = USUAL_SORT) =>
  queueOf(ROWS, new URLSearchParams(address), sort, 'zh', NOW).map(({ id }) => id);

describe('the queue of listings', () => {
  it('begins with what has waited longest, or the other way round', () => {
    expect(ids('')).toEqual(['a', 'c', 'b']);
    expect(ids('', { key: 'age', descending: false })).toEqual(['b', 'c', 'a']);
  });

  it('keeps new listings and revisions apart, and demonstration from real', () => {
    expect(ids('kind=NEW')).toEqual(['c', 'b']);
    expect(ids('kind=REVISION')).toEqual(['a']);
    expect(ids('data=DEMO')).toEqual(['c']);
    expect(ids('data=REAL')).toEqual(['a', 'b']);
    expect(ids('domain=air')).toEqual([]);
  });

  it('knows what stands before and after, and where to go after a decision', () => {
    const queue = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    expect(neighboursOf(queue, 'b')).toEqual({ previous: 'a', next: 'c', place: 2 });
    expect(neighboursOf(queue, 'gone')).toEqual({ previous: undefined, next: 'a', place: 0 });
    expect(afterDecision(queue, 'a')).toBe('b');
    expect(afterDecision(queue, 'c')).toBe('a');
    expect(afterDecision([{ id: 'c' }], 'c')).toBeUndefined();
    expect(afterDecision(queue, 'gone')).toBe('a');
  });
});

import { byUrgency, countsByState } from './by-state';

const row = (state: 'DRAFT' | 'PUBLISHED' | 'CANCELLED', createdAt: string, deadline: string | null = null) => ({
  state,
  createdAt,
  deadline,
});

it('puts drafts first, then what closes soonest, then the rest', () => {
  const [old, young] = [row('DRAFT', '2026-01-01'), row('DRAFT', '2026-02-01')];
  const [late, soon] = [row('PUBLISHED', '2026-01-01', '2026-09-01'), row('PUBLISHED', '2026-01-02', '2026-08-01')];
  const gone = row('CANCELLED', '2026-03-01');
  expect(byUrgency([gone, late, old, soon, young])).toEqual([young, old, soon, late, gone]);
});

it('counts the states there are, in the order of a life', () => {
  expect(countsByState([row('CANCELLED', ''), row('DRAFT', ''), row('DRAFT', '')])).toEqual([
    { state: 'DRAFT', count: 2 },
    { state: 'CANCELLED', count: 1 },
  ]);
});

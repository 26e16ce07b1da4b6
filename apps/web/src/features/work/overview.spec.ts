import { countClose, nearest, waitingListings } from './overview';

describe('what waits on the first page of a workspace', () => {
  it('counts a published listing by its new revision, and none that is off the market', () => {
    expect(
      waitingListings([
        { state: 'PUBLISHED', stale: true, staged: { state: 'CHANGES_REQUESTED' } },
        { state: 'CHANGES_REQUESTED', stale: false },
        { state: 'PUBLISHED', stale: false, staged: null },
        { state: 'DRAFT', stale: true, staged: { state: 'DRAFT' } },
        { state: 'ARCHIVED', stale: true, staged: { state: 'DRAFT' } },
      ]),
    ).toEqual([
      { key: 'changes', count: 2 },
      { key: 'stale', count: 1 },
      { key: 'drafts', count: 1 },
    ]);
  });

  it('counts a tender once, however many listings fit it', () => {
    const rows = [
      { matches: [{ closeness: 'FITS' }, { closeness: 'FITS' }] },
      { matches: [{ closeness: 'NEAR_MISS' }] },
    ] as const;
    expect(countClose(rows, 'FITS')).toBe(1);
    expect(countClose(rows, 'ONE_FIGURE_MISSING')).toBe(0);
  });

  it('gives the nearest deadlines first, and none that has passed or is not set', () => {
    const [past, soon, later] = ['2026-01-01', '2026-01-03', '2026-01-09'].map((day) => ({
      deadline: `${day}T00:00:00Z`,
    }));
    const now = Date.parse('2026-01-02T00:00:00Z');
    expect(nearest([later!, { deadline: null }, past!, soon!], now)).toEqual([soon, later]);
    expect(nearest([later!, soon!], now, 1)).toEqual([soon]);
  });
});

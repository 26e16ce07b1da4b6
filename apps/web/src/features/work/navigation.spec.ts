import { closedTo, PLACES, placesOf } from './navigation';

describe('the places of the workspace', () => {
  it('are open to whom they are shown', () => {
    for (const kind of ['SUPPLIER', 'BUYER', 'OPERATOR'] as const)
      for (const role of ['OWNER', 'EDITOR', 'VIEWER', 'ADMINISTRATOR', 'MODERATOR'] as const) {
        const shown = placesOf(kind, role);
        for (const place of PLACES) expect(closedTo(place.path, kind, role) === undefined).toBe(shown.includes(place));
      }
  });

  it.each([
    ['/work/tenders/t1/edit', 'SUPPLIER', 'OWNER', 'KIND'],
    ['/work/review/l1', 'BUYER', 'OWNER', 'KIND'],
    ['/work/operations', 'OPERATOR', 'MODERATOR', 'ROLE'],
    ['/work/listings/new', 'SUPPLIER', 'VIEWER', 'LOOKING'],
    ['/work/listings/l1/edit', 'SUPPLIER', 'VIEWER', 'LOOKING'],
    ['/work/tenders/t1/trains', 'BUYER', 'VIEWER', undefined],
    ['/work/listings/l1/edit', 'SUPPLIER', 'EDITOR', undefined],
  ] as const)('are closed to others by a deep link too: %s for %s, %s', (path, kind, role, why) =>
    expect(closedTo(path, kind, role)).toBe(why),
  );
});

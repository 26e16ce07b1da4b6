import { newSince } from './new-since';

const ROWS = [{ id: 'c' }, { id: 'b' }, { id: 'a' }];

describe('messages that came since the newest one known', () => {
  it('are told in the order in which they came, and none twice', () => {
    expect(newSince(ROWS, 'a')).toEqual([{ id: 'b' }, { id: 'c' }]);
    expect(newSince(ROWS, 'c')).toEqual([]);
  });

  it('are none as long as nothing is known, and all where there were none or more than are read', () => {
    expect(newSince(ROWS, undefined)).toEqual([]);
    expect(newSince(ROWS, null)).toHaveLength(3);
    expect(newSince(ROWS, 'long ago')).toHaveLength(3);
  });
});

import { readPicked } from './picked';

describe('what was picked on another page', () => {
  it('is read back as it was written', () => {
    expect(readPicked(JSON.stringify(['a', 'b']))).toEqual(['a', 'b']);
  });

  it('is nothing when it cannot be read', () => {
    for (const text of [null, '', 'a,b', '{"a":1}', '[1,2]', '[["a"]]']) expect(readPicked(text)).toEqual([]);
  });

  it('is never more than may stand side by side', () => {
    expect(readPicked(JSON.stringify(['a', 'b', 'c', 'd', 'e', 'f', 'g']))).toHaveLength(6);
  });
});

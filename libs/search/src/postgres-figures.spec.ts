import { isLessToLookUp } from './postgres-figures';

describe('which figures are looked up one by one', () => {
  it('is those of a few, and of more where reading all figures of the key would be more', () => {
    expect(isLessToLookUp(512, 512)).toBe(true);
    expect(isLessToLookUp(3_000, 3_000)).toBe(false);
    expect(isLessToLookUp(3_000, 74_640)).toBe(true);
    expect(isLessToLookUp(3_000, 74_638)).toBe(false);
  });
});

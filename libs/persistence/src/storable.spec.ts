import fc from 'fast-check';
import { storable } from './storable';

describe('storable', () => {
  it('mends what Postgres cannot hold, in keys and values, however deep', () => {
    expect(storable('a\0b')).toBe('a\uFFFDb');
    expect(storable({ 'k\0': ['\uD83C', { inner: '\uDFED!' }], fine: 1 })).toEqual({
      'k\uFFFD': ['\uFFFD', { inner: '\uFFFD!' }],
      fine: 1,
    });
  });

  it('gives back the very same value when there is nothing to mend', () => {
    const value = { text: '污水 🏭', at: new Date(0), list: ['', { n: null, u: undefined }], flag: false };
    expect(storable(value)).toBe(value);
  });

  it('makes any text one that UTF-8 can carry, and changes nothing twice', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
        (a, b) => {
          for (const text of [a, b]) {
            const kept = storable(text);
            expect(Buffer.from(kept, 'utf8').toString('utf8')).toBe(kept);
            expect(kept).not.toContain('\0');
            expect(kept).toHaveLength(text.length);
            expect(storable(kept)).toBe(kept);
          }
        },
      ),
    );
  });
});

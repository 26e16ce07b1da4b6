import fc from 'fast-check';
import { checkCreditCode, creditCodeCheckCharacter, normaliseCreditCode } from './credit-code';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const first17 = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 })
  .map((places) => places.join(''));

describe('unified social credit code', () => {
  it('accepts the vectors of the standard', () => {
    expect(checkCreditCode('914403001922038216')).toBe('OK');
    expect(checkCreditCode('9144030071526726XG')).toBe('OK');
  });

  it('only warns about legal codes of the pilot years, and knows what they should have been', () => {
    expect(checkCreditCode('91350100M0001TGQXM')).toBe('CHECK_FAILED');
    expect(creditCodeCheckCharacter('91350100M0001TGQX')).toBe('1');
    expect(checkCreditCode('91350211M0000XUF46')).toBe('CHECK_FAILED');
    expect(creditCodeCheckCharacter('91350211M0000XUF4')).toBe('R');
  });

  it.each(['', '91440300192203821', '91440300192203821I', '914403001922038216 7', '９14403001922038216'])(
    'refuses the form of %p',
    (code) => {
      expect(checkCreditCode(code)).toBe('MALFORMED');
    },
  );

  it('takes exactly one check character for every stem', () => {
    fc.assert(
      fc.property(first17, (stem) => {
        const right = ALPHABET.filter((character) => checkCreditCode(stem + character) === 'OK');
        expect(right).toEqual([creditCodeCheckCharacter(stem)]);
      }),
      { numRuns: 1000 },
    );
  });

  it('notices every single wrong character', () => {
    fc.assert(
      fc.property(first17, fc.nat(16), fc.constantFrom(...ALPHABET), (stem, place, other) => {
        fc.pre(stem[place] !== other);
        const code = stem + creditCodeCheckCharacter(stem);
        expect(checkCreditCode(code.slice(0, place) + other + code.slice(place + 1))).toBe('CHECK_FAILED');
      }),
      { numRuns: 1000 },
    );
  });

  it('reads what people paste', () => {
    expect(normaliseCreditCode(' 91440300 7152 6726xg ')).toBe('9144030071526726XG');
    expect(checkCreditCode(normaliseCreditCode('9144030071526726xg\n'))).toBe('OK');
  });
});

/** Unified social credit code of a Chinese organisation (GB 32100-2015). */

/** The 31 characters of the code; I, O, S, V and Z are left out because they are misread. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** `CHECK_FAILED` is a warning an operator may override: some legal codes of the pilot years fail the check. */
export type CreditCodeCheck = 'OK' | 'CHECK_FAILED' | 'MALFORMED';

/** Upper case without the blanks people paste along. */
export function normaliseCreditCode(text: string): string {
  return text.replace(/\s+/gu, '').toUpperCase();
}

/** The check character for the first 17 places: c18 = (31 - Σ value·3^(i-1) mod 31) mod 31. */
export function creditCodeCheckCharacter(first17: string): string | undefined {
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(first17[index] ?? '?');
    if (value < 0) return undefined;
    sum += value * weight;
  }
  return ALPHABET[(31 - (sum % 31)) % 31];
}

/** Checks form and check character of a normalised code. */
export function checkCreditCode(code: string): CreditCodeCheck {
  if (code.length !== 18) return 'MALFORMED';
  const expected = creditCodeCheckCharacter(code.slice(0, 17));
  if (expected === undefined || !ALPHABET.includes(code[17] ?? '?')) return 'MALFORMED';
  return code[17] === expected ? 'OK' : 'CHECK_FAILED';
}

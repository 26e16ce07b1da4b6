/**
 * A text as people write it, reduced to what tells it from others: full-width and subscript forms folded, case, blanks
 * and dashes dropped. Commas, points and primes stay, since `1,1-二氯乙烷` and `1,1,1-三氯乙烷` differ by them alone.
 */
export function textKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-‐-―−]/gu, '');
}

const SEPARATORS = String.raw`[\s_\-‐-―−()〔〕[\]{}《》「」"'“”‘’、,，。.;；:：·/]+`;
const BETWEEN_DIGITS = new RegExp(`(?<=\\d)${SEPARATORS}(?=\\d)`, 'gu');
const ELSEWHERE = new RegExp(SEPARATORS, 'gu');

/**
 * The same for the codes and classes of standards, where brackets and punctuation tell nothing either. Between two
 * figures they leave a `|`, so that the class 2 after the year 2008 is not read as the year 20082.
 */
export function standardKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(BETWEEN_DIGITS, '|').replace(ELSEWHERE, '');
}

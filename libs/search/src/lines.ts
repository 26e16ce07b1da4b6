/** Lexemes as they are kept of a document. */
export const byLines = (lexemes: string): readonly string[] => (lexemes === '' ? [] : lexemes.split('\n'));

/** What lies between the lines that two texts have in common at their beginnings and ends, and maybe some of these. */
export function differing(one: string, other: string): readonly [string, string] {
  const shorter = Math.min(one.length, other.length);
  let alike = 0;
  while (alike < shorter && one.charCodeAt(alike) === other.charCodeAt(alike)) alike += 1;
  const from = alike === 0 ? 0 : one.lastIndexOf('\n', alike - 1) + 1;
  let end = 0;
  while (end < shorter - from && one.charCodeAt(one.length - 1 - end) === other.charCodeAt(other.length - 1 - end))
    end += 1;
  const to = one.indexOf('\n', one.length - end);
  return to < 0 ? [one.slice(from), other.slice(from)] : [one.slice(from, to), other.slice(from, to - one.length)];
}

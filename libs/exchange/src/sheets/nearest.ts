/** Texts longer than this are compared by their beginning. */
const LONGEST = 40;

/** The text most like another, if one is like it at all: at least a third of their pairs of letters are the same. */
export function nearestOf(text: string, among: readonly string[]): string | undefined {
  const own = pairsOf(text);
  let best: { readonly text: string; readonly likeness: number } | undefined;
  for (const one of among) {
    const other = pairsOf(one);
    let shared = 0;
    for (const pair of own) if (other.has(pair)) shared += 1;
    const likeness = (2 * shared) / Math.max(own.size + other.size, 1);
    if (likeness > (best?.likeness ?? 0.33)) best = { text: one, likeness };
  }
  return best?.text;
}

const PAIRS = new Map<string, ReadonlySet<string>>();

/** Letters one by one, and in pairs: short Chinese words share single signs only. */
function pairsOf(text: string): ReadonlySet<string> {
  const known = PAIRS.get(text);
  if (known) return known;
  const signs = [...text.toLowerCase().slice(0, LONGEST)];
  const pairs = new Set<string>();
  signs.forEach((sign, index) => {
    if (/\p{Script=Han}/u.test(sign)) pairs.add(sign);
    pairs.add(`${sign}${signs[index + 1] ?? ''}`);
  });
  // What is written in files could fill the memory; what it is compared with repeats.
  if (PAIRS.size < 20_000) PAIRS.set(text, pairs);
  return pairs;
}

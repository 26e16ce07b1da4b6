const REPLACEMENT = '\uFFFD';

/** In Unicode mode a surrogate that has its partner is no surrogate. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/**
 * The value with every text in it made one that Postgres can hold: U+0000 and lone surrogates, which neither `text` nor
 * `jsonb` takes, become U+FFFD. What is asked for goes through the same door, so a hostile id finds nothing instead of
 * failing. A value that needs no change is returned as it is.
 */
export function storable<T>(value: T): T {
  return mended(value) as T;
}

function mended(value: unknown): unknown {
  if (typeof value === 'string') return mendedText(value);
  if (Array.isArray(value)) return mendedList(value);
  if (value !== null && typeof value === 'object' && !(value instanceof Date))
    return mendedObject(value as Record<string, unknown>);
  return value;
}

function mendedText(text: string): string {
  return text.replace(UNSTORABLE, REPLACEMENT);
}

function mendedList(list: readonly unknown[]): readonly unknown[] {
  const mendedItems = list.map(mended);
  return mendedItems.some((item, index) => item !== list[index]) ? mendedItems : list;
}

function mendedObject(object: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(object);
  const mendedEntries = entries.map(([key, inner]) => [mendedText(key), mended(inner)] as const);
  const same = mendedEntries.every(
    ([key, inner], index) => key === entries[index]?.[0] && inner === entries[index]?.[1],
  );
  return same ? object : Object.fromEntries(mendedEntries);
}

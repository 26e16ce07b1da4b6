import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside `src` and `dist` alike. */
const DIRECTORY = join(__dirname, '..', 'data');

/** The text of a data file, the same on every platform. Throws when the file is missing. */
export function dataText(name: string): string {
  return readFileSync(join(DIRECTORY, name), 'utf8').replaceAll('\r\n', '\n');
}

/** A data file that is read when first asked for, kept, and frozen to its leaves. */
export function dataFile<T>(name: string): () => T {
  return once(() => JSON.parse(dataText(name)) as T);
}

/** Computes a value when first asked for and keeps it, frozen to its leaves. */
export function once<T>(compute: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: freeze(compute()) }).value;
}

/** Maps and functions are left alone: they are handed out as `ReadonlyMap` or not at all. */
function freeze<T>(value: T): T {
  if (
    typeof value !== 'object' ||
    value === null ||
    Object.isFrozen(value) ||
    value instanceof Map ||
    value instanceof Set
  )
    return value;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
  return value;
}

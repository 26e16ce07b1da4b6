/** An id that any store can hold, reversibly: U+0000 and lone surrogates are spelt out, and the backslash with them. */
export function storableId(id: string): string {
  return id.replace(/[\0\\]|\p{Surrogate}/gu, (unit) => `\\${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The id that `storableId` was given. */
export function idOf(stored: string): string {
  return stored.replace(/\\([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

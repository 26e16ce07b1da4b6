/** An answer of Meilisearch that says no: HTTP status, error code and type as in its published list of errors. */
export class Fault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message = code,
    readonly type: 'invalid_request' | 'auth' | 'internal' = 'invalid_request',
  ) {
    super(message);
  }
}

export type Row = Readonly<Record<string, unknown>>;

/** Refuses what the published API does not know: Meilisearch answers an unknown field or parameter with `bad_request`. */
export function only(given: object, known: readonly string[], what = 'field'): void {
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other !== undefined) {
    throw new Fault(400, 'bad_request', `Unknown ${what} \`${other}\`: expected one of ${known.join(', ')}`);
  }
}

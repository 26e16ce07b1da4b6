/** Without what was not given: GraphQL clients send null for it, the domain leaves it out. */
export function stated<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], null | undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], null | undefined>;
  };
}

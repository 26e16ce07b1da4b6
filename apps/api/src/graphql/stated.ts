import { conditions } from '@huanpei/reference';

/** Without what was not given: GraphQL clients send null for it, the domain leaves it out. */
export function stated<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], null | undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], null | undefined>;
  };
}

/** The same statement with its condition in the form that the engine decides by; one that no duty decides stays as it is. */
export function withReadCondition<T extends { readonly condition?: string }>(statement: T): T {
  const { condition } = statement;
  return condition === undefined ? statement : { ...statement, condition: conditions().kept(condition) };
}

import type { QueryConfig } from 'pg';

const names = new Map<string, string>();

/**
 * A statement that each connection parses once and plans a few times, for those that come with every search: to read and to
 * plan one of them takes Postgres as long as to answer it. There must be few texts, since a connection keeps them all.
 */
export function planned(text: string, values: unknown[]): QueryConfig {
  let name = names.get(text);
  if (name === undefined) {
    name = `search ${names.size + 1}`;
    names.set(text, name);
  }
  return { name, text, values };
}

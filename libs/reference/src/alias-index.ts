import type { Bilingual } from './source';
import { textKey } from './text-key';

/** A thing with everything that people call it. */
export interface Named extends Bilingual {
  readonly code: string;
  readonly aliases: readonly string[];
}

/** What each alias can mean: as written (forms folded, case kept), and reduced by `textKey`. */
export interface AliasIndex {
  readonly exact: ReadonlyMap<string, readonly string[]>;
  readonly folded: ReadonlyMap<string, readonly string[]>;
}

/** Reads no file, so that pages read names as the server does. */
export function aliasIndex(list: readonly Named[]): AliasIndex {
  const exact = new Map<string, string[]>();
  const folded = new Map<string, string[]>();
  for (const named of list) {
    for (const text of [named.code, named.zh, named.en, ...named.aliases]) {
      add(exact, text.normalize('NFKC').trim(), named.code);
      add(folded, textKey(text), named.code);
    }
  }
  return { exact, folded };
}

function add(index: Map<string, string[]>, key: string, code: string): void {
  const codes = index.get(key);
  if (!codes) index.set(key, [code]);
  else if (!codes.includes(code)) codes.push(code);
}

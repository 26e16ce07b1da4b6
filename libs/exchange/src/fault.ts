/** One thing wrong with a file: where, and what, in both languages. */
export interface Fault {
  /** As in `needs[0].duty[1].value`; empty for the file as a whole. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

export const fault = (path: string, zh: string, en: string): Fault => ({ path, zh, en });

/** `a.b[2].c` from the parts of a path. */
export function pathOf(parts: readonly (string | number)[]): string {
  return parts.reduce<string>((path, part) => {
    if (typeof part === 'number') return `${path}[${part}]`;
    return path === '' ? part : `${path}.${part}`;
  }, '');
}

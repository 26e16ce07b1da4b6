import type { SearchDocument } from '@huanpei/app';

/** The highest revision of each document, the later one where two are equal: one statement can write a row only once. */
export function newest(documents: readonly SearchDocument[]): readonly SearchDocument[] {
  const kept = new Map<string, SearchDocument>();
  for (const document of documents) {
    const key = `${document.kind} ${document.id}`;
    const other = kept.get(key);
    if (other === undefined || other.revision <= document.revision) kept.set(key, document);
  }
  return [...kept.values()];
}

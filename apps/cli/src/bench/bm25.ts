/** What a keyword search reads of one document. */
export interface WordedDocument {
  readonly id: string;
  readonly words: readonly string[];
}

/** Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, with the usual constants. */
const K1 = 1.2;
const B = 0.75;

export interface Hit {
  readonly id: string;
  readonly score: number;
}

export type Bm25 = (question: readonly string[], among?: (id: string) => boolean) => readonly Hit[];

/**
 * Okapi BM25 over documents: answers those that hold at least one word of the question, best first, equal ones
 * by id. `among` filters before ranking; word frequencies stay those of the whole collection. The weight of a word is
 * ln(1 + (N − n + 0.5)/(n + 0.5)), which is never negative; a word asked twice counts twice.
 */
export function bm25(documents: readonly WordedDocument[]): Bm25 {
  const lengths = documents.map(({ words }) => words.length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length);
  const postings = new Map<string, Map<number, number>>();
  documents.forEach(({ words }, index) => {
    for (const word of words) {
      const of = postings.get(word) ?? new Map<number, number>();
      of.set(index, (of.get(index) ?? 0) + 1);
      postings.set(word, of);
    }
  });
  return (question, among = () => true) => {
    const scores = new Map<number, number>();
    for (const word of question) {
      const of = postings.get(word);
      if (!of) continue;
      const weight = Math.log(1 + (documents.length - of.size + 0.5) / (of.size + 0.5));
      for (const [index, times] of of) {
        const length = 1 - B + (B * (lengths[index] ?? 0)) / mean;
        scores.set(index, (scores.get(index) ?? 0) + (weight * times * (K1 + 1)) / (times + K1 * length));
      }
    }
    return [...scores]
      .flatMap(([index, score]) => {
        const id = documents[index]?.id;
        return id !== undefined && among(id) ? [{ id, score }] : [];
      })
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  };
}

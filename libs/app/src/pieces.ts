/** A list in pieces of at most so many, so that something else may happen between two of them. */
export function* inPieces<T>(list: readonly T[], most: number): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += most) yield list.slice(from, from + most);
}

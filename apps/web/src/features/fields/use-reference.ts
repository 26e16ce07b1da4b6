import { useQuery, type CombinedError } from 'urql';
import { EditorReferenceDocument, type EditorReferenceQuery } from '../../generated/fields';
import { referenceOf, type Reference } from './reference';

/** One index for each answer, whoever asks. */
const KEPT = new WeakMap<EditorReferenceQuery, Reference>();

export type ReferenceState =
  | { readonly is: 'LOADING' }
  | { readonly is: 'FAILED'; readonly error: CombinedError; readonly retry: () => void }
  | { readonly is: 'THERE'; readonly reference: Reference };

/** The reference data of editors, asked for once. */
export function useReference(): ReferenceState {
  const [{ data, error }, again] = useQuery({ query: EditorReferenceDocument });
  if (data) {
    const reference = KEPT.get(data) ?? referenceOf(data);
    KEPT.set(data, reference);
    return { is: 'THERE', reference };
  }
  if (error) return { is: 'FAILED', error, retry: () => again({ requestPolicy: 'network-only' }) };
  return { is: 'LOADING' };
}

import type { Importance, LegalClock } from '@huanpei/reference';

/** Literals of the reference data that the API shows. */
export interface PartOfReference {
  readonly track: LegalClock['track'];
  readonly method: LegalClock['method'];
  readonly importance: Importance;
}

import type { Reference } from '../fields/reference';
import type { Draft, DraftLot } from './draft';
import type { Edit } from './draft-state';

/** What each step of the editor works on. */
export interface StepProps {
  readonly draft: Draft;
  readonly lot: DraftLot;
  readonly reference: Reference;
  readonly edit: (edit: Edit) => void;
}

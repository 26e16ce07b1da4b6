import type { Domain } from '../../generated/schema';
import { unitsFor } from '../fields/figure';
import type { Reference } from '../fields/reference';
import type { DraftDuty } from './draft';

/** A line of the duty for what comes in of a parameter, in its usual unit and without a figure. */
export const blankInlet = (reference: Reference, domain: Domain, parameter: string): DraftDuty => ({
  key: '',
  metric: 'inlet',
  parameter,
  figure: { op: 'EQ', unit: unitsFor(reference, { metric: 'inlet', parameter, domain }).usual[0] ?? '' },
});

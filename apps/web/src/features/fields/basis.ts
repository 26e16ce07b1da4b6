import type { Basis } from '../../generated/schema';

/** From the surest to the least sure. */
export const BASES: readonly Basis[] = ['VERIFIED', 'TESTED', 'GUARANTEED', 'TYPICAL', 'PLANNING'];

/** Verified and tested figures rest on a document of somebody else. */
export const needsEvidence = (basis: Basis): boolean => basis === 'VERIFIED' || basis === 'TESTED';

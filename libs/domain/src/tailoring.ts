/** Signs that a set of requirements was written for one supplier. They prove nothing; somebody has to look. */

export const TAILORING_KINDS = ['ONE_SUPPLIER_FITS', 'ONE_SUPPLIER_MAY_FIT'] as const;
/** `ONE_SUPPLIER_MAY_FIT`: nothing fits, and what one missing figure keeps from fitting is all of one supplier. */
export type TailoringKind = (typeof TAILORING_KINDS)[number];

export interface Tailoring {
  readonly kind: TailoringKind;
  readonly supplierId: string;
  /** How many listings of this supplier fit, or may fit. */
  readonly listings: number;
  /** How many other suppliers are one missing figure away from fitting; null when that was not looked at. */
  readonly oneFigureAway: number | null;
  /** How many suppliers were compared in all. */
  readonly suppliersCompared: number;
}

/**
 * Whether what fits, or failing that what one missing figure keeps from fitting, is all of one supplier while others
 * were compared too. Where nobody else offers anything of the kind the market is thin, and no requirement is to blame.
 *
 * @param fitting the supplier of each listing that fits
 * @param oneFigureAway the supplier of each listing that one missing figure keeps from fitting; null when not looked at
 * @param suppliersCompared asked only where it matters
 */
export function tailoringOf(
  fitting: readonly (string | undefined)[],
  oneFigureAway: readonly (string | undefined)[] | null,
  suppliersCompared: () => number,
): Tailoring | null {
  const kind = fitting.length > 0 ? 'ONE_SUPPLIER_FITS' : 'ONE_SUPPLIER_MAY_FIT';
  const listings = fitting.length > 0 ? fitting : (oneFigureAway ?? []);
  const [supplierId, ...others] = new Set(listings);
  if (supplierId === undefined || others.length > 0) return null;
  const compared = suppliersCompared();
  if (compared < 2) return null;
  const away = oneFigureAway && new Set(oneFigureAway.filter((id) => id !== supplierId)).size;
  return { kind, supplierId, listings: listings.length, oneFigureAway: away, suppliersCompared: compared };
}

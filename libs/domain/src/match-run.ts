import type { FindingCode, Match, Relaxation } from '@huanpei/matching';

/** How many of the best matches, and of the near misses, are kept with a run; the rest is computed on demand. */
export const KEPT_MATCHES = 50;

/**
 * One lot checked against the whole market. With the revisions, the market position, the reference edition, `asOf` and
 * the engine version it can be computed again byte for byte; `digest` proves that it came out the same.
 */
export interface MatchRun {
  readonly id: string;
  readonly tenderId: string;
  readonly lotId: string;
  readonly tenderRevision: number;
  readonly engine: string;
  readonly referenceEdition: string;
  /** The day on which certificates had to hold, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Position in the change log up to which the market was read. */
  readonly marketPosition: number;
  readonly compared: number;
  readonly fits: number;
  readonly needsData: number;
  readonly ruledOut: number;
  readonly matches: readonly Match[];
  readonly nearMisses: readonly Match[];
  readonly relaxations: readonly Relaxation[];
  /** Revision of each listing named in `matches` and `nearMisses`. */
  readonly listingRevisions: Readonly<Record<string, number>>;
  /** Suppliers who were told because of this run. */
  readonly notified: readonly string[];
  /** SHA-256 over the canonical JSON of the engine's result. */
  readonly digest: string;
  readonly computedAt: Date;
}

/** Which of a lot's matches its supplier should hear of: it fits, or one finding stands in the way. */
export type Closeness = 'FITS' | 'ONE_FIGURE_MISSING' | 'NEAR_MISS';

const BEYOND_THE_SUPPLIER: readonly FindingCode[] = ['INLET_NOT_STATED', 'LIMIT_UNCONFIRMED', 'STANDARD_UNKNOWN'];

/** How close a match is, and the finding that stands in the way; undefined when it is not worth a message. */
export function closeness(
  match: Match,
): { readonly closeness: Closeness; readonly obstacle?: Match['findings'][number] } | undefined {
  if (match.outcome === 'FITS') return { closeness: 'FITS' };
  const blocking = match.findings.filter(
    (finding) =>
      finding.mandatory &&
      finding.group === undefined &&
      finding.verdict === (match.outcome === 'RULED_OUT' ? 'FAIL' : 'UNKNOWN'),
  );
  const [obstacle] = blocking;
  if (blocking.length !== 1 || obstacle === undefined) return undefined;
  // What only the buyer or the platform can settle is no news to the supplier.
  if (BEYOND_THE_SUPPLIER.includes(obstacle.code)) return undefined;
  // Something must speak for it: an offer of which nothing at all is known is not "nearly fitting".
  if (!match.findings.some((finding) => finding.verdict === 'PASS')) return undefined;
  return { closeness: match.outcome === 'RULED_OUT' ? 'NEAR_MISS' : 'ONE_FIGURE_MISSING', obstacle };
}

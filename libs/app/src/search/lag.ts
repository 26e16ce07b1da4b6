import type { SearchLag } from '../ports/search-states';

/** So many changes are remembered. */
const REMEMBERED = 1_000;

/** The last times from commit to searchable, in milliseconds. */
export class Lag {
  private readonly times: number[] = [];
  private next = 0;

  add(ms: number): void {
    this.times[this.next] = Math.max(0, ms);
    this.next = (this.next + 1) % REMEMBERED;
  }

  /** Nearest-rank percentiles; null before the first. */
  figures(): SearchLag | null {
    if (this.times.length === 0) return null;
    const sorted = [...this.times].sort((a, b) => a - b);
    const rank = (share: number): number => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
    return { p50Ms: rank(0.5), p95Ms: rank(0.95), maxMs: rank(1), changes: sorted.length };
  }
}

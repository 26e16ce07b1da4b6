import type { Viewer } from '@huanpei/domain';

/** How many requests a minute one caller may send; 0 for as many as it likes. */
export interface Rates {
  /** With one key. */
  readonly perKey: number;
  /** From one address by visitors, or by one member who has signed in. */
  readonly perAddress: number;
}

interface Caller {
  readonly who: string;
  readonly perMinute: number;
}

interface Bucket {
  tokens: number;
  filledMs: number;
}

/** Callers that are remembered at most. The one that has been silent for longest is forgotten, and so begins anew. */
const MOST_CALLERS = 20_000;

/**
 * A bucket of tokens for each caller: it holds one minute's requests, each request takes one, and as many
 * more as its cost is worth; they come back evenly.
 * Buckets live in this process: n processes behind a balancer admit up to n times as many.
 */
export class RateLimits {
  private readonly buckets = new Map<string, Bucket>();

  /** @param nowMs a clock that does not go back */
  constructor(
    private readonly rates: Rates,
    private readonly nowMs: () => number,
    private readonly mostCallers: number = MOST_CALLERS,
  ) {}

  /** How many callers are remembered. */
  get callers(): number {
    return this.buckets.size;
  }

  /**
   * Counts one request.
   *
   * @param viewer who asks, once that is known; a visitor, or whoever sent a key that was not accepted, when null
   * @returns 0 when it is admitted, else the whole seconds after which one will be
   */
  take(viewer: Viewer | null, address: string | undefined): number {
    return this.takeOf(this.callerOf(viewer, address), 1, 1);
  }

  /**
   * Counts one request that was counted once as so many. None counts as more than a minute's.
   *
   * @returns 0 when it is admitted, else the whole seconds after which one that counts as much will be
   */
  takeMore(viewer: Viewer | null, address: string | undefined, requests: number): number {
    const caller = this.callerOf(viewer, address);
    const all = Math.min(requests, caller.perMinute);
    return all > 1 ? this.takeOf(caller, all - 1, all) : 0;
  }

  private callerOf(viewer: Viewer | null, address: string | undefined): Caller {
    if (viewer?.apiKey) return { who: `key ${viewer.apiKey.id}`, perMinute: this.rates.perKey };
    const who = viewer ? `member ${viewer.memberId}` : `address ${networkOf(address)}`;
    return { who, perMinute: this.rates.perAddress };
  }

  /** @param again what the same request will need when it is sent again */
  private takeOf({ who, perMinute }: Caller, tokens: number, again: number): number {
    if (perMinute <= 0) return 0;
    const nowMs = this.nowMs();
    const perMs = perMinute / 60_000;
    const known = this.buckets.get(who);
    const bucket = known ?? { tokens: perMinute, filledMs: nowMs };
    bucket.tokens = Math.min(perMinute, bucket.tokens + (nowMs - bucket.filledMs) * perMs);
    bucket.filledMs = nowMs;
    // Put in again, so that the first of the map is the one that was silent for longest.
    this.buckets.delete(who);
    this.buckets.set(who, bucket);
    if (this.buckets.size > this.mostCallers) {
      const [silent] = this.buckets.keys();
      if (silent !== undefined) this.buckets.delete(silent);
    }
    if (bucket.tokens < tokens) return Math.max(1, Math.ceil((again - bucket.tokens) / perMs / 1_000));
    bucket.tokens -= tokens;
    return 0;
  }
}

/** What counts as one address: for IPv6 the network of 64 bits, of which one subscriber has all. */
export function networkOf(address: string | undefined): string {
  if (address === undefined || !address.includes(':')) return address ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [before = '', after] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const [head, tail] = [before, after ?? ''].map((part) => (part === '' ? [] : part.split(':'))) as [
    string[],
    string[],
  ];
  const missing = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

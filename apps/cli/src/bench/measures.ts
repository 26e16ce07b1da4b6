/** A grade of relevance, 0 (of no use) to 3 (what an engineer would choose). */
export type Grade = 0 | 1 | 2 | 3;

/** An estimate with the interval in which 95 % of the means of resampled needs lie. */
export interface Estimate {
  readonly mean: number;
  readonly ci95: readonly [low: number, high: number];
}

/** Discounted cumulative gain of the first `depth` grades: Σ (2^grade − 1) / log2(place + 1), places from 1. */
export function dcg(grades: readonly number[], depth: number): number {
  return grades.slice(0, depth).reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}

/**
 * The gain of a ranking as a share of the best that the judged listings allow (Järvelin and Kekäläinen 2002). Unjudged
 * listings count as grade 0. Undefined when no judged listing has a grade above 0, because then every order is as good.
 */
export function ndcg(
  ranking: readonly string[],
  grades: ReadonlyMap<string, number>,
  depth: number,
): number | undefined {
  const ideal = dcg(
    [...grades.values()].sort((a, b) => b - a),
    depth,
  );
  return ideal === 0
    ? undefined
    : dcg(
        ranking.map((id) => grades.get(id) ?? 0),
        depth,
      ) / ideal;
}

/** What `ndcg` is on average when equals stand in random order. `tiers` are the groups of equals, best first. */
export function expectedNdcg(
  tiers: readonly (readonly string[])[],
  grades: ReadonlyMap<string, number>,
  depth: number,
): number | undefined {
  const ideal = dcg(
    [...grades.values()].sort((a, b) => b - a),
    depth,
  );
  // Each place of a tier holds the tier's mean gain.
  const gains = tiers.flatMap((tier) => {
    const mean = meanOf(tier.map((id) => 2 ** (grades.get(id) ?? 0) - 1));
    return tier.map(() => mean);
  });
  const gained = gains.slice(0, depth).reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
  return ideal === 0 ? undefined : gained / ideal;
}

/** The ranking with unjudged listings left out (Sakai 2007), so that nobody is punished for what no one judged. */
export function condensed(ranking: readonly string[], grades: ReadonlyMap<string, number>): readonly string[] {
  return ranking.filter((id) => grades.has(id));
}

/** How likely a random order of `total` listings puts at least one of `relevant` among the first `depth`. */
export function chanceOfHit(total: number, relevant: number, depth: number): number {
  let miss = 1;
  for (let place = 0; place < Math.min(depth, total); place += 1) {
    miss *= Math.max(0, total - relevant - place) / (total - place);
  }
  return 1 - miss;
}

/**
 * How likely at least one of `relevant` is among the first `depth` when equals stand in random order. `tiers` are the
 * groups of equals, best first.
 */
export function expectedHit(
  tiers: readonly (readonly string[])[],
  relevant: ReadonlySet<string>,
  depth: number,
): number {
  let room = depth;
  for (const tier of tiers) {
    const of = tier.filter((id) => relevant.has(id)).length;
    if (room <= 0) return 0;
    if (of > 0) return chanceOfHit(tier.length, of, room);
    room -= tier.length;
  }
  return 0;
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean with a percentile bootstrap interval: `rounds` resamples drawn with a seeded generator. */
export function estimate(values: readonly number[], seed: number, rounds = 10_000): Estimate {
  const chance = seeded(seed);
  const means = Array.from({ length: rounds }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < values.length; drawn += 1) sum += values[Math.floor(chance() * values.length)] ?? 0;
    return values.length === 0 ? 0 : sum / values.length;
  }).sort((a, b) => a - b);
  const at = (share: number) => means[Math.min(rounds - 1, Math.max(0, Math.ceil(share * rounds) - 1))] ?? 0;
  return { mean: meanOf(values), ci95: [at(0.025), at(0.975)] };
}

/** How often the first of two paired figures is above, equal to and below the second. */
export function compared(pairs: readonly (readonly [mine: number, other: number])[]): {
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
} {
  const differences = pairs.map(([mine, other]) => (Math.abs(mine - other) < 1e-9 ? 0 : mine - other));
  return {
    wins: differences.filter((difference) => difference > 0).length,
    ties: differences.filter((difference) => difference === 0).length,
    losses: differences.filter((difference) => difference < 0).length,
  };
}

/** Mulberry32: small, seeded and the same everywhere; good enough to resample, not to keep secrets. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

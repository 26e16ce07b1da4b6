import { parseArgs } from 'node:util';
import { feedbackOn, HeldMarket, type MarketView } from '@huanpei/app';
import { needsOf, offerOf } from '@huanpei/domain';
import { prepareNeed, type Fact, type Need, type Offer } from '@huanpei/matching';
import { demo, demoListingContent, demoTenderContent, matchingReference } from '@huanpei/reference';

const USAGE = '用法 usage: npm run -s bench:drafting -- [--listings 10000] [--json]';
const NOW = new Date('2026-11-26T02:00:00Z');
const TODAY = '2026-11-26';
const SEED = 20261126;
/** How many listings a supplier has. */
const PER_SUPPLIER = 10;
/** A buyer tries one figure after the other: the lots of the demonstration, with their limits as they are and changed. */
const FACTORS = [1, 0.5, 0.8, 1.5] as const;

/**
 * How long feedback on a draft takes on a market in memory: counts, every requirement set aside once, relaxations and
 * the sign of tailoring. The listings are those of the demonstration, each many times with other figures and with some
 * of its facts left out.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { listings: { type: 'string', default: '10000' }, json: { type: 'boolean', default: false } },
  });
  const count = /^\d{1,7}$/.test(values.listings) ? Number(values.listings) : 0;
  if (count < 1) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const market = new HeldMarket(matchingReference());
  const from = performance.now();
  for (const offer of listings(count)) market.put({ offer, revision: 1 });
  const buildMs = performance.now() - from;
  const drafts = draftNeeds();
  const view = (need: Need): MarketView => market.view(need.domain, 1);
  // Once around, so that compiled code is measured.
  for (const need of drafts) feedbackOn(need, view(need), TODAY);
  const runs = drafts.map((need) => {
    const times = [1, 2, 3].map(() => timed(() => feedbackOn(need, view(need), TODAY)));
    const { result, tailoring } = feedbackOn(need, view(need), TODAY);
    return {
      ms: percentile(times, 0.5),
      queryMs: timed(() => view(need).query(need, { top: 1, today: TODAY })),
      relaxMs: timed(() => view(need).query(need, { top: 1, today: TODAY, relaxations: true })),
      compared: result.compared,
      demands: prepareNeed(need, matchingReference(), TODAY).demands.length,
      tailored: tailoring !== null,
    };
  });
  const of = (pick: (run: (typeof runs)[number]) => number, share: number) => percentile(runs.map(pick), share);
  const result = {
    listings: count,
    drafts: runs.length,
    compared: { p50: of((run) => run.compared, 0.5), max: of((run) => run.compared, 1) },
    demands: { p50: of((run) => run.demands, 0.5), max: of((run) => run.demands, 1) },
    warned: runs.filter(({ tailored }) => tailored).length,
    feedback: { p50_ms: of((run) => run.ms, 0.5), p95_ms: of((run) => run.ms, 0.95) },
    counts: { p50_ms: of((run) => run.queryMs, 0.5), p95_ms: of((run) => run.queryMs, 0.95) },
    with_relaxations: { p50_ms: of((run) => run.relaxMs, 0.5), p95_ms: of((run) => run.relaxMs, 0.95) },
    build_s: Math.round(buildMs) / 1000,
  };
  process.stdout.write(
    values.json
      ? `${JSON.stringify(result)}\n`
      : `起草反馈 feedback on a draft: ${count} 件 listings, ${runs.length} 份 drafts, p50 ${result.feedback.p50_ms} ms, p95 ${result.feedback.p95_ms} ms\n`,
  );
  return 0;
}

function timed(run: () => unknown): number {
  const from = performance.now();
  run();
  return performance.now() - from;
}

function* listings(count: number): Generator<Offer> {
  const random = randomNumbers(SEED);
  const originals = demo().listings.map((listing) =>
    offerOf(
      listing.id,
      demoListingContent(listing, NOW),
      // Of a firm only its id and its honours become part of an offer.
      { id: listing.supplier, honours: [] } as unknown as Parameters<typeof offerOf>[2],
      TODAY,
    ),
  );
  const suppliers = Math.max(2, Math.round(count / PER_SUPPLIER));
  for (let made = 0; made < count; made += 1) {
    const original = originals[made % originals.length] as Offer;
    const factor = 0.5 + random();
    yield {
      ...original,
      id: `listing-${made}`,
      supplier: `supplier-${Math.floor(random() * suppliers)}`,
      facts: original.facts.filter(() => random() > 0.25).map((fact) => scaled(fact, factor)),
    };
  }
}

function scaled(fact: Fact, factor: number): Fact {
  const { value, valueMax, unit } = fact;
  // A share stays a share.
  if (value === undefined || unit === '%') return fact;
  return { ...fact, value: value * factor, ...(valueMax === undefined ? {} : { valueMax: valueMax * factor }) };
}

function draftNeeds(): readonly Need[] {
  const needs = demo().tenders.flatMap((tender) =>
    needsOf({ id: tender.id, content: demoTenderContent(tender, NOW) }, TODAY),
  );
  return needs.flatMap((need) =>
    FACTORS.map((factor) => ({
      ...need,
      requirements: (need.requirements ?? []).map((one) =>
        'metric' in one && one.value !== undefined && one.op === '<=' ? { ...one, value: one.value * factor } : one,
      ),
    })),
  );
}

/** The same numbers in [0, 1) for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The nearest-rank percentile, to a tenth. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return Math.round(value * 10) / 10;
}

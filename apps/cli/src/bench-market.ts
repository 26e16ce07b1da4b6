import { parseArgs } from 'node:util';
import { HeldMarket } from '@huanpei/app';
import { matchingReference } from '@huanpei/reference';
import { BENCH_DAY, generator, type Generator } from './bench/generator';

const USAGE = '用法 usage: npm run -s bench:market -- [--offers 100000] [--json]';
const SEED = 20261127;
const NEEDS = 40;
/** How many listings a supplier has. */
const PER_SUPPLIER = 10;

/**
 * What the market in memory costs a process: bytes for each offer on the heap and beside it, the time to build it offer
 * by offer, to write it out and to take it up again, and to answer the first needs after that. Times are CPU time.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { offers: { type: 'string', default: '100000' }, json: { type: 'boolean', default: false } },
  });
  const count = /^\d{1,7}$/.test(values.offers) ? Number(values.offers) : 0;
  if (count < 1) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const made = generator(SEED);
  const empty = memory();
  const { it: built, ms: buildMs } = timed(() => marketOf(made, count));
  const held = memory();
  const { it: pieces, ms: snapshotMs } = timed(() => built.snapshot());
  const body = Buffer.concat(pieces);
  const before = memory();
  const { it: restored, ms: restoreMs } = timed(() => HeldMarket.restore(matchingReference(), body));
  const restoredHeap = memory().heap - before.heap;
  const needs = Array.from({ length: NEEDS }, (_, number) => made.need(number));
  const ask = (market: HeldMarket) => needs.map((need) => market.query(need, { top: 20, today: BENCH_DAY }));
  const { it: first, ms: firstMs } = timed(() => ask(restored));
  const { ms: nextMs } = timed(() => ask(restored));
  const same = JSON.stringify(first) === JSON.stringify(ask(built));
  const each = (bytes: number) => Math.round(bytes / count);
  const result = {
    offers: count,
    bytes_per_offer: {
      heap: each(held.heap - empty.heap),
      outside: each(held.outside - empty.outside),
      heap_restored: each(restoredHeap),
      told: each(built.bytes),
      snapshot: each(body.byteLength),
    },
    cpu_ms: { build: buildMs, snapshot: snapshotMs, restore: restoreMs },
    needs: { asked: NEEDS, top: 20, first_cpu_ms: firstMs / NEEDS, next_cpu_ms: nextMs / NEEDS, same },
  };
  process.stdout.write(
    values.json
      ? `${JSON.stringify(result)}\n`
      : `内存市场 market in memory: ${count} 件 offers, ${result.bytes_per_offer.heap} + ${result.bytes_per_offer.outside} 字节每件 bytes each, ` +
          `建立 built ${Math.round(buildMs)} ms, 写出 written ${Math.round(snapshotMs)} ms, 恢复 restored ${Math.round(restoreMs)} ms\n`,
  );
  return same && restored.size === built.size ? 0 : 1;
}

function marketOf(made: Generator, count: number): HeldMarket {
  const market = new HeldMarket(matchingReference());
  for (let number = 0; number < count; number += 1) {
    const offer = {
      ...made.offer(number),
      supplier: `supplier-${number % Math.max(1, Math.round(count / PER_SUPPLIER))}`,
    };
    // As it comes from the database: nothing of one offer is shared with another.
    market.put(JSON.parse(JSON.stringify({ offer, revision: 1 })) as { offer: typeof offer; revision: number });
  }
  return market;
}

function memory(): { readonly heap: number; readonly outside: number } {
  // Only with `node --expose-gc`; without it what is free and not yet collected is counted too.
  for (let time = 0; time < 2; time += 1) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed, outside: arrayBuffers };
}

function timed<T>(run: () => T): { readonly it: T; readonly ms: number } {
  const from = process.cpuUsage();
  const it = run();
  const { user, system } = process.cpuUsage(from);
  return { it, ms: (user + system) / 1000 };
}

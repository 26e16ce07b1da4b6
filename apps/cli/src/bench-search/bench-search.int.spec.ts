import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchDocument, SearchIndex } from '@huanpei/app';
import { createLogger, migrateAll, readConfig } from '@huanpei/runtime';
import { freshDatabase } from '@huanpei/testing';
import { measureAdapter } from './measure';
import { searchMarket } from './market';
import { facetedQueries, textQueries, typedBeginnings, WRITTEN } from './queries';
import { missed, QUESTIONS, type AdapterReport } from './report';
import { tellWritten, type Written } from './written';

describe('the rows of the bench', () => {
  it('are the same for a seed, in any order, and others for another', () => {
    const [one, again, other] = [searchMarket(7, 500), searchMarket(7, 500), searchMarket(8, 500)];
    expect(one.listing(321)).toEqual(again.listing(321));
    expect([one.firm(3), one.tender(3)]).toEqual([again.firm(3), again.tender(3)]);
    expect(one.listing(321)).not.toEqual(other.listing(321));
  });

  it('have names that tell them apart, real records among them, and figures that differ', () => {
    const market = searchMarket(7, 500);
    const listings = Array.from({ length: 100 }, (_, number) => market.listing(number));
    expect(new Set(listings.map(({ content }) => content?.name.zh)).size).toBeGreaterThan(95);
    const real = listings.filter(({ content }) => content?.sources !== undefined).length;
    expect(real).toBeGreaterThan(20);
    expect(real).toBeLessThan(70);
    const figures = listings.flatMap(({ content }) => content?.facts.map(({ value }) => value) ?? []);
    const numbers = figures.filter((value) => typeof value === 'number');
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(new Set(numbers).size).toBeGreaterThan(numbers.length / 4);
  });
});

describe('the questions of the bench', () => {
  it('are written in every way, and ask two figures and every facet', () => {
    const market = searchMarket(7, 500);
    const texts = textQueries(7, market, 80);
    for (const written of WRITTEN) expect(texts.filter((one) => one.written === written)).toHaveLength(10);
    expect(texts.every(({ text }) => text.trim() !== '')).toBe(true);
    const faceted = facetedQueries(7, texts);
    expect(faceted.every(({ figures, count }) => figures?.length === 2 && count?.length === 9)).toBe(true);
    const typed = typedBeginnings(7, market, 50);
    expect(typed.some((text) => /^[a-z]+$/.test(text))).toBe(true);
    expect(typed.some((text) => /\p{Script=Han}/u.test(text))).toBe(true);
  });
});

describe('the stream of the bench', () => {
  it('watches what is written without changing how: what is urgent stays so', async () => {
    const written: unknown[] = [];
    const told: Written[] = [];
    const index = {
      put: (_: unknown, options: unknown) => Promise.resolve(written.push(options)),
      remove: (_: unknown, __: unknown, options: unknown) => Promise.resolve(written.push(options)),
    } as unknown as SearchIndex;
    tellWritten(index, (one) => told.push(one));
    await index.put([{ kind: 'LISTING', id: 'l', revision: 3 } as SearchDocument], { urgent: true });
    await index.remove('LISTING', ['m'], { urgent: true });
    expect(written).toEqual([{ urgent: true }, { urgent: true }]);
    expect(told).toEqual([{ put: [{ kind: 'LISTING', id: 'l', revision: 3 }] }, { removed: ['m'], kind: 'LISTING' }]);
  });
});

describe('bench:search', () => {
  it('measures everything it promises on a few rows, and loses no change', async () => {
    const fresh = await freshDatabase((url) => migrateAll(url).then(() => undefined));
    const dataDir = mkdtempSync(join(tmpdir(), 'huanpei-bench-'));
    try {
      const env = { PROFILE: 'demo', DATA_DIR: dataDir, DATABASE_URL: fresh.url, LOG_LEVEL: 'silent' };
      const config = readConfig(env, dataDir);
      const course = { docs: 60, seed: 3, queries: 8, perSecond: 21, seconds: 1 };
      const report = await measureAdapter(config, course, createLogger(config), { write: () => true });
      expect(report).toMatchObject({
        name: 'postgres',
        docs: 60,
        held: { LISTING: 60, SUPPLIER: 6, TENDER: 1 },
        stream: { changes: 21, lost: 0 },
      } satisfies Partial<{ [K in keyof AdapterReport]: unknown }>);
      for (const figure of [report.index_per_s, report.rebuild_s, report.lag_p95_ms]) expect(figure).toBeGreaterThan(0);
      for (const question of QUESTIONS) {
        for (const times of [report.queries[question], report.queries_in_stream[question]]) {
          expect(times.p95_ms).toBeGreaterThan(0);
          expect(times.p50_ms).toBeLessThanOrEqual(times.p95_ms);
          expect(times.count).toBeGreaterThan(0);
        }
        expect(report.ratio[question].p95).toBeGreaterThan(0);
      }
      // Many changes, fewer writes: that of the listings, and that of their firms.
      expect(report.stream.writes).toBeLessThan(2 * 21);
      // Each text question was put and counted.
      expect(Object.values(report.written).map(({ count }) => count)).toEqual(WRITTEN.map(() => 1));
      expect(missed({ ...report, rebuild_s: 500 })).toContain('postgres rebuild_s: 500 s, must be ≤ 120 s');
    } finally {
      await fresh.drop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});

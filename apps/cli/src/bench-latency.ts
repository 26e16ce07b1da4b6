import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import {
  CreateListing,
  CreateSavedSearch,
  CreateTender,
  LoadDemo,
  PublishTender,
  Reads,
  ReviewListing,
  Signals,
  SubmitListing,
  type JobHandler,
  type JobName,
} from '@huanpei/app';
import type { ListingContent, Notification, Outcome, TenderContent, Viewer } from '@huanpei/domain';
import { demo, demoTenderContent } from '@huanpei/reference';
import {
  CoreModule,
  createLogger,
  JOB_HANDLERS,
  openCore,
  readConfig,
  startWorkers,
  type Core,
} from '@huanpei/runtime';
import { NestFactory } from '@nestjs/core';

const USAGE = '用法 usage: npm run -s bench:latency -- [--count 100] [--json] [--limit-ms 1000]';
/** What is not told within this time is a failure, not a measurement. */
const PATIENCE_MS = 30_000;

/**
 * From the call that publishes a tender to the moment its supplier's notification is heard by the API, and from the
 * approval of a listing to the moment the owner of a saved search hears of it, on the demo data with a database of its
 * own: the whole way through outbox, queue, match and notification.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      count: { type: 'string', default: '100' },
      json: { type: 'boolean', default: false },
      'limit-ms': { type: 'string' },
    },
  });
  const count = /^\d{1,6}$/.test(values.count) ? Number(values.count) : 0;
  if (count < 1) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'huanpei-bench-'));
  chmodSync(dataDir, 0o755);
  try {
    const { tenders, searches } = await measure(dataDir, count);
    const result = {
      count,
      p50_ms: percentile(tenders, 0.5),
      p95_ms: percentile(tenders, 0.95),
      search_p50_ms: percentile(searches, 0.5),
      search_p95_ms: percentile(searches, 0.95),
    };
    process.stdout.write(
      values.json
        ? `${JSON.stringify(result)}\n`
        : `发布到通知 publication to notification: ${count} 次 times, p50 ${result.p50_ms} ms, p95 ${result.p95_ms} ms\n` +
            `批准到已存检索通知 approval to the message of a saved search: p50 ${result.search_p50_ms} ms, p95 ${result.search_p95_ms} ms\n`,
    );
    const limit = Number(values['limit-ms'] ?? Infinity);
    if (Math.max(result.p95_ms, result.search_p95_ms) <= limit) return 0;
    process.stderr.write(`p95 超过 ${limit} ms p95 is above ${limit} ms\n`);
    return 1;
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

interface Times {
  /** Of each tender published. */
  readonly tenders: readonly number[];
  /** Of each listing approved, with a saved search that finds it. */
  readonly searches: readonly number[];
}

async function measure(dataDir: string, count: number): Promise<Times> {
  const env = { PROFILE: 'demo', DATA_DIR: dataDir, REDIS_URL: process.env['REDIS_URL'], LOG_LEVEL: 'warn' };
  const config = readConfig(env, process.cwd());
  const log = createLogger(config);
  const core = await openCore(config, log, true);
  try {
    const app = await NestFactory.createApplicationContext(CoreModule.for(core), { logger: ['error', 'warn'] });
    const handlers = JOB_HANDLERS.map((handler) => app.get<JobHandler<JobName>>(handler as never));
    await startWorkers(config.roles, core.source, handlers, log);
    await app.get(LoadDemo).execute();
    await quiet(core);
    process.stderr.write(
      `演示数据已载入，开始测量 ${count} 次发布… demo data loaded, measuring ${count} publications…\n`,
    );
    const heard = hearNotifications(app.get(Signals), app.get(Reads));
    // Before tenders are added: each approval is also put to all that are open, and is waited for.
    const searches: number[] = [];
    const [write, submit, review] = [app.get(CreateListing), app.get(SubmitListing), app.get(ReviewListing)];
    accepted(
      await app.get(CreateSavedSearch).execute(BUYER, {
        name: 'MBR',
        query: { search: { text: LISTED } },
        delivery: { every: 'INSTANT' },
      }),
    );
    for (let done = 0; done < count; done += 1) {
      await quiet(core);
      const { id } = accepted(await write.execute(SUPPLIER, listed(done)));
      accepted(await submit.execute(SUPPLIER, id));
      const told = heard.first(({ savedSearch }) => savedSearch?.found.some((one) => one.id === id) === true);
      const from = performance.now();
      accepted(await review.execute(MODERATOR, id, 1, 'APPROVE', null));
      searches.push((await told) - from);
    }
    const tenders: number[] = [];
    const [create, publish] = [app.get(CreateTender), app.get(PublishTender)];
    for (let done = 0; done < count; done += 1) {
      const { id } = accepted(await create.execute(BUYER, content()));
      const told = heard.first(({ tenderId }) => tenderId === id);
      const from = performance.now();
      accepted(await publish.execute(BUYER, id));
      tenders.push((await told) - from);
    }
    heard.stop();
    await app.close();
    return { tenders, searches };
  } finally {
    await core.close();
  }
}

const BUYER: Viewer = {
  memberId: 'demo-buyer-water/owner',
  organisationId: 'demo-buyer-water',
  kind: 'BUYER',
  organisationState: 'VERIFIED',
  role: 'OWNER',
};

const SUPPLIER: Viewer = {
  memberId: 'demo-example-water/owner',
  organisationId: 'demo-example-water',
  kind: 'SUPPLIER',
  organisationState: 'VERIFIED',
  role: 'OWNER',
};

const MODERATOR: Viewer = {
  memberId: 'demo-operator/moderator',
  organisationId: 'demo-operator',
  kind: 'OPERATOR',
  organisationState: 'VERIFIED',
  role: 'MODERATOR',
};

/** What the saved search asks for; no listing of the demonstration is called so. */
const LISTED = 'Kestrel';
const listed = (number: number): ListingContent => ({
  kind: 'EQUIPMENT',
  domain: 'water',
  name: { en: `${LISTED} ${number}` },
  technologies: ['water.mun.mbr'],
  facts: [{ metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L' }],
});

/** The upgrade of a 50,000 m3/d sewage plant, which two demo listings fit. */
function content(): TenderContent {
  const tender = demo().tenders.find(({ id }) => id === 'ill-sewage-50000');
  if (!tender) throw new Error('the demo data have no ill-sewage-50000');
  return demoTenderContent(tender, new Date());
}

function accepted<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(JSON.stringify(outcome.refusals));
}

type IsIt = (notification: Notification) => boolean;

/** When the first notification of a kind was heard and read. */
function hearNotifications(signals: Signals, reads: Reads) {
  let waiting: { readonly isIt: IsIt; readonly heard: (at: number) => void } | undefined;
  const hear = async (notificationId: string): Promise<void> => {
    const notification = await reads.notification(notificationId);
    if (!notification || !waiting?.isIt(notification)) return;
    waiting.heard(performance.now());
    waiting = undefined;
  };
  const stop = signals.onNotification((id) => void hear(id));
  const first = (isIt: IsIt): Promise<number> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no notification within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
      waiting = {
        isIt,
        heard: (at) => {
          clearTimeout(timer);
          resolve(at);
        },
      };
    });
  return { first, stop };
}

/** Waits until the jobs of the demo data are done, so that they are not measured. */
async function quiet(core: Core): Promise<void> {
  for (;;) {
    const { backlog, outbox, active } = await core.source.health();
    if (backlog === 0 && outbox === 0 && active === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The nearest-rank percentile, to a tenth of a millisecond. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return Math.round(value * 10) / 10;
}

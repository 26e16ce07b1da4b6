import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { CreateTender, LoadDemo, PublishTender, Reads, Signals, type JobHandler, type JobName } from '@huanpei/app';
import type { Outcome, TenderContent, Viewer } from '@huanpei/domain';
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
/** A publication whose notification does not come within this time is a failure, not a measurement. */
const PATIENCE_MS = 30_000;

/**
 * From the call that publishes a tender to the moment its supplier's notification is heard by the API, on the demo data
 * with a database of its own: the whole way through outbox, queue, match and notification.
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
    const times = await measure(dataDir, count);
    const result = { count: times.length, p50_ms: percentile(times, 0.5), p95_ms: percentile(times, 0.95) };
    process.stdout.write(
      values.json
        ? `${JSON.stringify(result)}\n`
        : `发布到通知 publication to notification: ${result.count} 次 times, p50 ${result.p50_ms} ms, p95 ${result.p95_ms} ms\n`,
    );
    const limit = Number(values['limit-ms'] ?? Infinity);
    if (result.p95_ms <= limit) return 0;
    process.stderr.write(`p95 超过 ${limit} ms p95 is above ${limit} ms\n`);
    return 1;
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function measure(dataDir: string, count: number): Promise<readonly number[]> {
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
    const [create, publish] = [app.get(CreateTender), app.get(PublishTender)];
    const heard = hearNotifications(app.get(Signals), app.get(Reads));
    const times: number[] = [];
    for (let done = 0; done < count; done += 1) {
      const { id } = accepted(await create.execute(BUYER, content()));
      const told = heard.of(id);
      const from = performance.now();
      accepted(await publish.execute(BUYER, id));
      times.push((await told) - from);
    }
    heard.stop();
    await app.close();
    return times;
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

/** When the first notification of a tender was heard and read. */
function hearNotifications(signals: Signals, reads: Reads) {
  const waiting = new Map<string, (at: number) => void>();
  const hear = async (notificationId: string): Promise<void> => {
    const notification = await reads.notification(notificationId);
    const tenderId = notification?.tenderId ?? '';
    waiting.get(tenderId)?.(performance.now());
    waiting.delete(tenderId);
  };
  const stop = signals.onNotification((id) => void hear(id));
  const of = (tenderId: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no notification of ${tenderId} within ${PATIENCE_MS / 1000} s`)),
        PATIENCE_MS,
      );
      waiting.set(tenderId, (at) => {
        clearTimeout(timer);
        resolve(at);
      });
    });
  return { of, stop };
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

import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canReach, unprivilegedAccount } from './account';
import { heldByAnother } from './data-lock';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';
import { StartFault } from './start-fault';

const PREFIX = 'huanpei-test-';

/** What the teardown ends; Jest runs both in one process. */
export interface TestServer {
  readonly server: EmbeddedPostgres;
  readonly folder: string;
}

export const holder = globalThis as typeof globalThis & { huanpeiTestServer?: TestServer };

/**
 * One Postgres for all specs of a run, whose address every worker finds in HUANPEI_TEST_DATABASE_URL: the one that
 * TEST_DATABASE_URL names, or the built-in one in a temporary folder. Where that cannot run, specs that need none
 * still do, and the others fail with the reason.
 */
export default async function startTestServer(): Promise<void> {
  // Names the databases of this run, as several may share one server.
  process.env['HUANPEI_TEST_RUN'] = randomBytes(4).toString('hex');
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    process.env['HUANPEI_TEST_DATABASE_URL'] = given;
    return;
  }
  const usual = tmpdir();
  try {
    const place = canReach(usual, unprivilegedAccount()) ? usual : '/tmp';
    removeAbandoned(place);
    const folder = mkdtempSync(join(place, PREFIX));
    // When root runs the tests, an unprivileged account must pass through.
    chmodSync(folder, 0o755);
    try {
      const server = await startEmbeddedPostgres({ dataDir: folder, durable: false });
      holder.huanpeiTestServer = { server, folder };
      process.env['HUANPEI_TEST_DATABASE_URL'] = server.url;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  } catch (error) {
    if (!(error instanceof StartFault)) throw error;
    process.env['HUANPEI_TEST_DATABASE_FAULT'] = error.message;
    process.stderr.write(`${error.message}\n`);
  }
}

/** Removes what test runs killed more than an hour ago left behind. */
function removeAbandoned(place: string): void {
  for (const name of readdirSync(place).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(place, name);
    const stat = statSync(folder, { throwIfNoEntry: false });
    const old = stat && stat.uid === process.getuid?.() && Date.now() - stat.mtimeMs > 3_600_000;
    if (old && heldByAnother(folder) === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

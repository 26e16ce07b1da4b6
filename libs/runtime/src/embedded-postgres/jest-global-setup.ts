import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';
import { StartFault } from './start-fault';
import { removeAbandonedFolders, temporaryFolder } from './temporary-folder';

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
  try {
    removeAbandonedFolders();
    const folder = temporaryFolder();
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

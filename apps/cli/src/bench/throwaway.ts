import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type Config } from '@huanpei/runtime';

type Settings = Readonly<Record<string, string | undefined>>;

/** The settings of a fresh built-in database, which is thrown away afterwards; `settings` come on top of the demo's. */
export async function onFreshDatabase<T>(settings: Settings, body: (config: Config) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'huanpei-bench-'));
  // The built-in database may run under another account.
  chmodSync(dataDir, 0o755);
  try {
    const env = {
      PROFILE: 'demo',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      REDIS_URL: process.env['REDIS_URL'],
      ...settings,
    };
    return await body(readConfig(env, process.cwd()));
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Settings of indexes of its own on a Meilisearch, deleted afterwards: what else the server holds is not touched. */
export async function onFreshIndexes<T>(
  url: string,
  key: string | undefined,
  body: (settings: Settings) => Promise<T>,
): Promise<T> {
  const name = `huanpei_bench_${randomUUID().replaceAll('-', '')}`;
  try {
    return await body({ MEILI_URL: url, MEILI_KEY: key, MEILI_INDEX: name });
  } finally {
    const ask = async (path: string, method = 'GET'): Promise<unknown> => {
      const headers = new Headers(key === undefined ? [] : [['authorization', `Bearer ${key}`]]);
      const response = await fetch(new URL(path, url), { method, headers });
      if (!response.ok) throw new Error(`Meilisearch answered ${response.status} to ${method} ${path}`);
      return response.json();
    };
    const { results } = (await ask('/indexes?limit=1000')) as { results: readonly { uid: string }[] };
    for (const { uid } of results) if (uid.startsWith(name)) await ask(`/indexes/${uid}`, 'DELETE');
  }
}

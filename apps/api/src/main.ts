import { join } from 'node:path';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, LoadDemo } from '@huanpei/app';
import {
  BESIDE_INDEXER,
  createLogger,
  hasIndexerApart,
  IndexerProcess,
  NO_MAIL,
  openCore,
  readConfig,
  StartFault,
  stopOnSignal,
  type Config,
} from '@huanpei/runtime';
import { createServer } from './server';

const INDEXER = join(__dirname, '../../indexer/dist/main.js');

async function run(stopped: Promise<void>): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  const log = createLogger(config);
  const apart = hasIndexerApart(config);
  const migrates = config.profile === 'demo' || config.databaseUrl === null;
  const core = await openCore(config, log, migrates, apart ? BESIDE_INDEXER : {});
  try {
    if (apart) {
      const settings = { DATABASE_URL: core.databaseUrl };
      core.carryApart(new IndexerProcess({ program: INDEXER, settings, log }));
    }
    const roles = apart ? config.roles.filter((role) => role !== 'indexer') : config.roles;
    const app = await createServer(core, { ...config, roles }, log);
    try {
      if (config.profile === 'demo') await app.get(LoadDemo).execute();
      await app.listen(config.port, config.host);
      const { port } = new URL(await app.getUrl());
      core.answersAt(`http://${reachedAt(config)}:${port}`);
      if (core.mail === 'NONE') log.warn(NO_MAIL);
      announce(config, port, core.mail === 'MAILBOX');
      await stopped;
    } finally {
      await app.close();
    }
  } finally {
    await core.close();
  }
}

/** The host as a browser on this machine names it. */
function reachedAt({ host }: Pick<Config, 'host'>): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** What a person at the terminal needs to know. */
function announce(config: Config, port: string, mailbox: boolean): void {
  const { profile } = config;
  const origin = `http://${reachedAt(config)}:${port}`;
  const lines = [`环配已启动 Huanpei is ready: ${origin}/`];
  if (mailbox) lines.push(`邮件不外发，可在此查看 mails are not sent but shown at: ${origin}/mailbox`);
  if (profile === 'demo') {
    lines.push(`演示账户，密码 demo accounts, password ${DEMO_PASSWORD}: ${origin}/sign-in`);
    for (const { email, name } of DEMO_ACCOUNTS) lines.push(`  ${email.padEnd(36)} ${name.zh} ${name.en}`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

const codeOf = (fault: unknown): unknown => (fault as { code?: unknown } | null)?.code;

function told(fault: unknown): string {
  if (fault instanceof StartFault) return fault.message;
  if (codeOf(fault) === 'EADDRINUSE')
    return '端口已被占用，请用 PORT 换一个端口。\nThe port is in use; choose another one with PORT.';
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EACCES'].includes(String(codeOf(fault))))
    return '无法监听 HOST 和 PORT 指定的地址，请检查这两项设置。\nThe address of HOST and PORT cannot be listened on; check the two settings.';
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}

run(stopOnSignal()).catch((fault: unknown) => {
  process.stderr.write(`${told(fault)}\n`);
  process.exitCode = 1;
});

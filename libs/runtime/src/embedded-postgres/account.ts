import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StartFault } from './start-fault';

/** Postgres refuses to run as root, so root runs it as one of these, which exist already; no account is ever made. */
const ACCOUNTS = ['postgres', 'nobody'];

/** Who runs Postgres; nothing when it runs as ourselves. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The unprivileged account to run Postgres as; undefined when we are not root. */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ACCOUNTS) {
    const row = rows.find(([name]) => name === wanted);
    const uid = Number(row?.[2]);
    const gid = Number(row?.[3]);
    // macOS gives `nobody` the number -2.
    if (row && Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0)
      return { name: wanted, uid: uid >>> 0, gid: gid >>> 0 };
  }
  throw new StartFault(
    '以 root 身份运行时，内置数据库需要系统账户 postgres 或 nobody，但两者都不存在。请改用普通用户启动，或用 DATABASE_URL 指定数据库。',
    'Run as root, the built-in database needs the system account postgres or nobody, and neither exists. Start as an ordinary user, or name a database in DATABASE_URL.',
  );
}

/** Whether the account may pass through every existing folder on the way to a path, judged by owner, group and mode. */
export function canReach(path: string, account: Account | undefined): boolean {
  if (!account) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat) {
      const shift = stat.uid === account.uid ? 6 : stat.gid === account.gid ? 3 : 0;
      if (!((stat.mode >> shift) & 1)) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

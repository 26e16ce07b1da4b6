import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { canReach, type Account } from './account';
import { StartFault } from './start-fault';

/** Where root keeps what an unprivileged account must be able to reach, best first. */
const PLACES = ['/var/lib/huanpei', '/opt/huanpei', '/var/tmp/huanpei'];

/**
 * A folder only root can change and everyone can pass through. One that somebody else made, as anyone can under
 * /var/tmp, is passed over: what lies in it will be run.
 */
export function placeForRoot(account: Account): string {
  for (const place of PLACES) {
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 });
      const stat = lstatSync(place);
      if (!stat.isDirectory() || stat.uid !== 0) continue;
      chmodSync(place, 0o755);
      if (canReach(place, account)) return place;
    } catch (error) {
      if (!isDenied(error)) throw error;
    }
  }
  throw new StartFault(
    `账户 ${account.name} 无法进入数据目录，也没有可用的替代位置（试过 ${PLACES.join('、')}）。请把 DATA_DIR 设到该账户可进入的目录，或改用普通用户启动。`,
    `The account ${account.name} cannot pass through to the data folder, and no other place could be used (tried ${PLACES.join(', ')}). Set DATA_DIR to a folder it can pass through, or start as an ordinary user.`,
  );
}

export function isDenied(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST';
}

import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canReach, unprivilegedAccount } from './account';
import { heldByAnother } from './data-lock';

const PREFIX = 'huanpei-test-';

/** A new folder for a test database, which the account that runs Postgres can reach even when root runs the tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(reachableTmp(), PREFIX));
  chmodSync(folder, 0o755);
  return folder;
}

/** Removes what test runs killed more than an hour ago left behind. */
export function removeAbandonedFolders(): void {
  const place = reachableTmp();
  for (const name of readdirSync(place).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(place, name);
    const stat = statSync(folder, { throwIfNoEntry: false });
    const old = stat && stat.uid === process.getuid?.() && Date.now() - stat.mtimeMs > 3_600_000;
    if (old && heldByAnother(folder) === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function reachableTmp(): string {
  const usual = tmpdir();
  return canReach(usual, unprivilegedAccount()) ? usual : '/tmp';
}

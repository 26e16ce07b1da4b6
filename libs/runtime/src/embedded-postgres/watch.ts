import { spawn } from 'node:child_process';
import type { Account } from './account';
import { runAs } from './cluster';

/**
 * Waits for a line; at the end of its input without one, which is how it learns that we were killed, ends Postgres. The
 * folder can be removed once Postgres has removed its socket; asking for the process would find a zombie for ever
 * where nobody collects them.
 */
const SCRIPT = `
read -r line && exit 0
kill -INT "$1" 2>/dev/null || exit 0
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  [ -d "$2" ] || exit 0
  rmdir "$2" 2>/dev/null || sleep 0.2
done
`;

/**
 * Sees to it that Postgres ends when this process does, even by kill -9: a shell holds the other end of a pipe, in a
 * session of its own so that Ctrl-C passes it by. Should the shell be killed too, the next start ends Postgres.
 */
export function endWithUs(pid: number, socketFolder: string, account: Account | undefined): { cancel(): void } {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'sh', String(pid), socketFolder], {
    ...runAs(account),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without it Postgres still runs and still ends by stop(); nothing else depends on it.
  shell.on('error', (error) => process.emitWarning(error));
  shell.stdin.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.emitWarning(error);
  });
  shell.unref();
  // The pipe must not keep an otherwise finished process alive; Node types it more widely than it is.
  (shell.stdin as unknown as { unref?(): void }).unref?.();
  return { cancel: () => void shell.stdin.end('done\n') };
}

import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Rebuilding } from './rebuilding';

/** As built, since a process compiles nothing. */
const PROGRAM = join(__dirname, '../../dist/bench-search/rebuilding.js');
const CLOSE_MS = 30_000;

/** Rebuilds the index in a process of its own. Seconds by the clock and of the processor, without the database's. */
export async function measuredRebuild(
  settings: Readonly<Record<string, string | undefined>>,
  onProgress: (position: Extract<Rebuilding, { step: unknown }>) => void,
): Promise<{ readonly seconds: number; readonly cpuS: number }> {
  const child = fork(PROGRAM, [], {
    env: { ...process.env, ...settings },
    execArgv: [],
    // Standard output is for results of this process.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  let took: { readonly seconds: number; readonly cpuS: number } | undefined;
  child.on('message', (message: Rebuilding) => {
    if ('step' in message) onProgress(message);
    else {
      took = message;
      // What it has to let go of is not what is measured.
      setTimeout(() => child.kill('SIGKILL'), CLOSE_MS).unref();
    }
  });
  const why = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  if (took === undefined) throw new Error(`the rebuild ended: ${why}`);
  return took;
}

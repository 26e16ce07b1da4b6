import type { PoolClient } from 'pg';

/** What Postgres answers to all that follows a statement which failed. */
const AFTER_A_FAULT = '25P02';

/**
 * Asks things that do not depend on one another. A connection that may be sent the next question before it has answered the
 * last (`pipeline`) is sent all of them: while the machine is busy, each wait for an answer costs more than the answer.
 */
export async function together<const T extends readonly (() => Promise<unknown>)[]>(
  client: PoolClient,
  ask: T,
): Promise<{ readonly [K in keyof T]: Awaited<ReturnType<T[K]>> }> {
  const answers: unknown[] = [];
  if (client.pipeline) answers.push(...(await all(sentAtOnce(client, ask))));
  else for (const one of ask) answers.push(await one());
  return answers as { readonly [K in keyof T]: Awaited<ReturnType<T[K]>> };
}

/** In one piece: each write to the connection is a call of the system, and may hand the core to the database meanwhile. */
function sentAtOnce(
  { connection: { stream } }: PoolClient,
  ask: readonly (() => Promise<unknown>)[],
): readonly Promise<unknown>[] {
  stream.cork();
  try {
    return ask.map((one) => one());
  } finally {
    stream.uncork();
  }
}

/** Waits for all of them, so that the fault that is thrown is the one that the others failed for. */
async function all(answers: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  const settled = await Promise.allSettled(answers);
  const faults = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (faults.length > 0) throw faults.find((fault) => codeOf(fault) !== AFTER_A_FAULT) ?? faults[0];
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined));
}

const codeOf = (fault: unknown): unknown => (fault instanceof Error && 'code' in fault ? fault.code : undefined);

import type { PoolClient } from 'pg';

/**
 * Asks things that do not depend on one another. A connection that may be sent the next question before it has answered the
 * last (`pipeline`) is sent all of them: while the machine is busy, each wait for an answer costs more than the answer.
 */
export async function together<const T extends readonly (() => Promise<unknown>)[]>(
  client: PoolClient,
  ask: T,
): Promise<{ readonly [K in keyof T]: Awaited<ReturnType<T[K]>> }> {
  const answers: unknown[] = [];
  if (client.pipeline) answers.push(...(await Promise.all(ask.map((one) => one()))));
  else for (const one of ask) answers.push(await one());
  return answers as { readonly [K in keyof T]: Awaited<ReturnType<T[K]>> };
}

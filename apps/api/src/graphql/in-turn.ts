import { setImmediate as others } from 'node:timers/promises';
import type { ApiContext } from './context';

/** What is worked out for each request at the moment. */
const underWay = new WeakMap<ApiContext, Promise<unknown>>();

/**
 * What one request asks of the market is answered one after the other, with others answered in between, so that fifty lots
 * weigh no more on them than one; what nobody waits for any more is not begun.
 */
export function inTurn<T>(context: ApiContext, give: () => Promise<T>): Promise<T> {
  const given = (underWay.get(context) ?? Promise.resolve()).then(async () => {
    await others();
    context.abandoned.throwIfAborted();
    return give();
  });
  // Whoever is next does not fail with this one.
  underWay.set(
    context,
    given.catch(() => undefined),
  );
  return given;
}

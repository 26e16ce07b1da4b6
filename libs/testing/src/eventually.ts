/**
 * Asks again until the check neither throws nor answers false, and gives its answer. For what happens soon without
 * saying when; when the time is up, fails with the last reason.
 */
export async function eventually<T>(check: () => T | Promise<T>, timeoutMs = 5_000, everyMs = 20): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    let reason: unknown;
    try {
      const answer = await check();
      if (answer !== false) return answer;
      reason = new Error(`Still not so after ${timeoutMs} ms`);
    } catch (error) {
      reason = error;
    }
    if (performance.now() >= end) throw reason;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

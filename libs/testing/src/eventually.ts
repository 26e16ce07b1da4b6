/**
 * Asks again until the check neither throws nor answers false, and gives its answer. For what happens soon without
 * saying when; when the time is up, fails with the last reason. Patient, so that a machine which stalls for seconds is not
 * taken for a fault, and less than a test may take, so that the reason is told.
 */
export async function eventually<T>(check: () => T | Promise<T>, timeoutMs = 20_000, everyMs = 20): Promise<T> {
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

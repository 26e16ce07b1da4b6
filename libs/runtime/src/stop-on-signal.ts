/**
 * Resolves when this process is asked to end: by Ctrl-C, by SIGTERM, or because the launcher that started it is gone.
 * Must be called before the first await of a process, or an early signal ends it half opened.
 */
export function stopOnSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve());
    if (process.env['HUANPEI_LAUNCHED'] === '1') {
      process.once('disconnect', () => resolve());
      // Listening on it must not keep a process alive that has nothing more to do.
      process.channel?.unref();
    }
  });
}

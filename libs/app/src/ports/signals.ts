/** Hears what other processes committed: ids of new notifications. A missed signal loses nothing; the rows stay. */
export abstract class Signals {
  /** Calls back for each notification committed from now on; returns the way to stop. */
  abstract onNotification(hear: (notificationId: string) => void): () => void;
}

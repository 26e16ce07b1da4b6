/**
 * Hears what other processes committed: ids of new notifications, and that the market has changed. A missed signal
 * loses nothing; the rows stay.
 */
export abstract class Signals {
  /** Calls back for each notification committed from now on; returns the way to stop. */
  abstract onNotification(hear: (notificationId: string) => void): () => void;
  /**
   * Calls back when changes of the market were committed, and after each time that the database was out of reach:
   * what was committed meanwhile was not heard. Returns the way to stop.
   */
  abstract onMarketChange(hear: (why: 'CHANGED' | 'RECONNECTED') => void): () => void;
}

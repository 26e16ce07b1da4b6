import { isWatched, type SavedSearch } from '@huanpei/domain';
import type { ChangeFeed } from '../ports/change-feed';
import type { Reads } from '../ports/reads';

/**
 * Every saved search of which something is to be told, kept in memory and up with the change log as they are saved,
 * changed and deleted: what comes to the market is put to all of them.
 */
export class WatchedSearches {
  private readonly held = new Map<string, SavedSearch>();
  /** Up to where the log was looked at, and its fingerprint there; undefined before anything was read. */
  private seen: { readonly position: number; readonly fingerprint: string } | undefined;
  /** One after the other: each step builds on the one before. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly feed: Pick<ChangeFeed, 'head' | 'ownersAfter' | 'fingerprint'>,
    private readonly reads: Pick<Reads, 'watchedSearches' | 'savedSearchesByIds'>,
  ) {}

  /** As of everything committed before the call. */
  all(): Promise<readonly SavedSearch[]> {
    const done = this.turn.then(async () => {
      await this.catchUp();
      return [...this.held.values()];
    });
    // Whoever is next does not fail with this one.
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async catchUp(): Promise<void> {
    const { seen } = this;
    if (!seen || (await this.feed.fingerprint(seen.position)) !== seen.fingerprint) return this.load();
    const { head, searches: ids } = await this.feed.ownersAfter(seen.position);
    if (head < seen.position) return this.load();
    // Read after the log was: what they are now is what the log said, or newer.
    const changed = ids.length === 0 ? new Map<string, SavedSearch>() : await this.reads.savedSearchesByIds(ids);
    for (const id of ids) {
      const search = changed.get(id);
      if (search && isWatched(search)) this.held.set(id, search);
      else this.held.delete(id);
    }
    await this.see(head);
  }

  /** Everything, from the database. */
  private async load(): Promise<void> {
    this.seen = undefined;
    // Before they are read: what changes meanwhile is read again.
    const head = await this.feed.head();
    const watched = await this.reads.watchedSearches();
    this.held.clear();
    for (const search of watched) this.held.set(search.id, search);
    await this.see(head);
  }

  private async see(position: number): Promise<void> {
    if (this.seen?.position === position) return;
    this.seen = { position, fingerprint: await this.feed.fingerprint(position) };
  }
}

import { randomBytes } from 'node:crypto';
import type { EnqueuedTask, IndexObject } from 'meilisearch';
import { RebuildOvertaken } from '@huanpei/app';
import { codeOf, type MeilisearchServer } from './server';
import { PRIMARY_KEY, settings, version } from './settings';

/** How the index that answers was made. */
export interface LiveIndex {
  /** Which settings it has; null when it has none of ours. */
  readonly version: string | null;
  /** The rebuild that filled it; null when it was made empty and has only what was put since. */
  readonly filledBy: string | null;
}

interface Rebuild {
  readonly uid: string;
  readonly createdAt: string;
}

const VERSION_MARK = 'version_';
const FILLED_MARK = 'filled_by_';

/**
 * Which index answers, and those that are being built beside it.
 *
 * `huanpei` answers. A rebuild fills an index of its own, `huanpei-v<settings>-<when>`, and is then swapped with it, which
 * Meilisearch does in one step. An index says of itself which settings it has and which rebuild filled it, by two names
 * among its `displayedAttributes` that no document has: settings go with the index in a swap, so that this is true at any
 * moment, and changing it makes the server index nothing again.
 */
export class Versions {
  private made: Promise<void> | undefined;

  constructor(private readonly server: MeilisearchServer) {}

  /** Makes the index that answers when there is none. After a failure the next call tries again. */
  ready(): Promise<void> {
    this.made ??= this.make().catch((error: unknown) => {
      this.made = undefined;
      throw error;
    });
    return this.made;
  }

  /** The index that answers, as it is now; undefined when there is none. */
  async live(): Promise<LiveIndex | undefined> {
    const client = await this.server.client();
    try {
      const names = await client.index(this.server.index).getDisplayedAttributes();
      const mark = (begin: string) => names.find((name) => name.startsWith(begin))?.slice(begin.length) ?? null;
      return { version: mark(VERSION_MARK), filledBy: mark(FILLED_MARK) };
    } catch (error) {
      if (codeOf(error) !== 'index_not_found') throw error;
      this.made = undefined;
      return undefined;
    }
  }

  /**
   * Every index that must be written to, the one that answers last. In that order nothing is missed when a swap comes
   * between two writes: whatever was written to the other name by then, the last write goes to the index that answers.
   */
  async targets(): Promise<readonly string[]> {
    await this.ready();
    const { index } = this.server;
    const found = await this.server.indexes();
    // Writing to an index that somebody has deleted would make one without settings.
    if (!found.some(({ uid }) => uid === index)) {
      this.made = undefined;
      await this.ready();
    }
    return [...this.rebuildsAmong(found).map(({ uid }) => uid), index];
  }

  /** Indexes being built, the oldest first, of this and of any other version. */
  async rebuilds(): Promise<readonly Rebuild[]> {
    return this.rebuildsAmong(await this.server.indexes());
  }

  private rebuildsAmong(found: readonly IndexObject[]): readonly Rebuild[] {
    return found
      .filter(({ uid, primaryKey }) => uid !== this.server.index && primaryKey === PRIMARY_KEY)
      .map(({ uid, createdAt }) => ({ uid, createdAt: new Date(createdAt).toISOString() }))
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  }

  async begin(): Promise<string> {
    const rebuild = `${this.server.index}-v${version()}-${Date.now().toString(36)}${randomBytes(3).toString('hex')}`;
    await this.create(rebuild, rebuild);
    return rebuild;
  }

  async finish(rebuild: string): Promise<void> {
    await this.ready();
    const { index } = this.server;
    const client = await this.server.client();
    const all = await this.rebuilds();
    const own = all.find(({ uid }) => uid === rebuild);
    const overtaken = own === undefined ? [] : all.filter(({ createdAt }) => createdAt < own.createdAt);
    if ((await this.live())?.filledBy !== rebuild) {
      if (own === undefined) throw new RebuildOvertaken(`The rebuild ${rebuild} is not under way.`);
      await this.server.done([client.swapIndexes([{ indexes: [index, rebuild] } as never])]);
    }
    // By that name it is now the index that answered before. Whatever else is left over was abandoned, or came into being by a
    // write that was late for an index already deleted.
    const strays = (await this.server.indexes()).filter(
      ({ uid, primaryKey }) => uid !== index && primaryKey !== PRIMARY_KEY,
    );
    await this.drop([rebuild, ...overtaken.map(({ uid }) => uid), ...strays.map(({ uid }) => uid)]);
  }

  async abandon(rebuild: string): Promise<void> {
    if (!rebuild.startsWith(`${this.server.index}-v`)) return;
    // Under the name of a rebuild that is over lies, at most, what answered before it.
    await this.drop([rebuild]);
  }

  private async drop(uids: readonly string[]): Promise<void> {
    const client = await this.server.client();
    await this.server.done(
      uids.map((uid) => client.deleteIndex(uid)),
      'index_not_found',
    );
  }

  private async make(): Promise<void> {
    const live = await this.live();
    if (live === undefined) {
      await this.create(this.server.index, null);
    } else if (live.version === null) {
      // One that was made a moment ago by a process that has not told its settings yet; or that of an earlier release,
      // which has documents and is left as it is until it is rebuilt.
      const client = await this.server.client();
      const { total } = await client.index(this.server.index).getDocuments({ limit: 1 });
      if (total === 0) await this.create(this.server.index, null);
    }
  }

  private async create(uid: string, filledBy: string | null): Promise<void> {
    const client = await this.server.client();
    const marks = [`${VERSION_MARK}${version()}`, ...(filledBy === null ? [] : [`${FILLED_MARK}${filledBy}`])];
    const own = settings();
    const marked = { ...own, displayedAttributes: [...(own.displayedAttributes ?? []), ...marks] };
    const tasks: Promise<EnqueuedTask>[] = [client.createIndex(uid, { primaryKey: PRIMARY_KEY })];
    await tasks[0];
    tasks.push(client.index(uid).updateSettings(marked));
    await this.server.done(tasks, 'index_already_exists');
  }
}

import { createHash } from 'node:crypto';
import {
  type EnqueuedTask,
  type IndexObject,
  Meilisearch,
  MeilisearchApiError,
  type MultiSearchParams,
  type MultiSearchResult,
  type SearchResponse,
} from 'meilisearch';

export interface MeilisearchOptions {
  readonly url: string;
  /** The master key or one that may manage keys, from which a narrower one is made; or that narrower one itself. */
  readonly key?: string;
  /** The uid of the index that answers, and the beginning of the names of all others; `huanpei` when not given. */
  readonly index?: string;
  /** The most milliseconds that a search may take, 2,000 when not given. Writes have ten seconds a request. */
  readonly searchMs?: number;
  /** How long a write or a look at the server's state may take; ten seconds when not given. */
  readonly writeMs?: number;
}

/**
 * All that the product does with Meilisearch. Nothing of keys, dumps, the network or the experimental switches is among
 * it, and none of other indexes.
 */
export const KEY_ACTIONS: readonly string[] = [
  'search',
  'documents.add',
  'documents.get',
  'documents.delete',
  'indexes.create',
  'indexes.get',
  'indexes.delete',
  'indexes.swap',
  'settings.get',
  'settings.update',
  'tasks.get',
];

const WRITE_MS = 10_000;
const SEARCH_MS = 2_000;
const TASK_MS = 120_000;
const TASKS_AT_ONCE = 500;
const INDEXES = 1_000;

/** A task was accepted and then failed. */
export class MeilisearchTaskFault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'MeilisearchTaskFault';
  }
}

/** One Meilisearch server as this product uses it: with a key of its own, tasks waited for together. */
export class MeilisearchServer {
  readonly index: string;
  private clients: Promise<{ readonly write: Meilisearch; readonly search: Meilisearch }> | undefined;

  constructor(private readonly options: MeilisearchOptions) {
    this.index = options.index ?? 'huanpei';
  }

  /** For everything but searches. */
  async client(): Promise<Meilisearch> {
    return (await this.opened()).write;
  }

  /** Throws when the server does not answer, or says that it is not available. Asks for no key. */
  async ping(): Promise<void> {
    const client = new Meilisearch({ host: this.options.url, timeout: this.options.searchMs ?? SEARCH_MS });
    const { status } = await client.health();
    if (status !== 'available') throw new Error(`Meilisearch is ${status}.`);
  }

  /** Several searches in one request. */
  async searches<T extends Record<string, unknown>>(
    queries: MultiSearchParams['queries'],
  ): Promise<readonly SearchResponse<T>[]> {
    const { search } = await this.opened();
    const { results } = await search.multiSearch<MultiSearchParams, T>({ queries });
    return results as MultiSearchResult<T>[] as unknown as readonly SearchResponse<T>[];
  }

  /** The index that answers, if it is there, and every other that belongs to this product. */
  async indexes(): Promise<readonly IndexObject[]> {
    const client = await this.client();
    const { results } = await client.getRawIndexes({ limit: INDEXES });
    return results.filter(({ uid }) => uid === this.index || uid.startsWith(`${this.index}-v`));
  }

  /**
   * Waits until all of them are done: accepting a task promises nothing. They are asked for together. Throws
   * `MeilisearchTaskFault` for the first that failed, unless its error code is one of those allowed.
   */
  async done(tasks: readonly Promise<EnqueuedTask>[], ...allowed: readonly string[]): Promise<void> {
    const open = new Set((await Promise.all(tasks)).map(({ taskUid }) => taskUid));
    const client = await this.client();
    const giveUpAt = Date.now() + TASK_MS;
    for (let wait = 5; open.size > 0; wait = Math.min(250, wait * 1.5)) {
      const uids = [...open].slice(0, TASKS_AT_ONCE);
      const { results } = await client.tasks.getTasks({
        uids,
        limit: uids.length,
        statuses: ['succeeded', 'failed', 'canceled'],
      });
      for (const { uid, type, status, error } of results) {
        open.delete(uid);
        if (status === 'succeeded' || (error && allowed.includes(error.code))) continue;
        throw new MeilisearchTaskFault(
          error?.code ?? status,
          `Meilisearch task ${uid} (${type}) ${status}: ${error?.message ?? 'no reason given'}`,
        );
      }
      if (open.size === 0) return;
      if (Date.now() > giveUpAt) {
        throw new MeilisearchTaskFault(
          'timeout',
          `Meilisearch did not do ${open.size} tasks within ${TASK_MS / 1000} s.`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** Tasks of these indexes that wait or are being done, and since when the oldest of them waits. */
  async waiting(uids: readonly string[]): Promise<{ readonly tasks: number; readonly oldestMs: number }> {
    const client = await this.client();
    const { results, total } = await client.tasks.getTasks({
      indexUids: [...uids],
      statuses: ['enqueued', 'processing'],
      reverse: true,
      limit: 1,
    });
    const oldest = results[0];
    return { tasks: total, oldestMs: oldest ? Math.max(0, Date.now() - Date.parse(oldest.enqueuedAt)) : 0 };
  }

  private opened(): Promise<{ readonly write: Meilisearch; readonly search: Meilisearch }> {
    this.clients ??= this.open().catch((error: unknown) => {
      this.clients = undefined;
      throw error;
    });
    return this.clients;
  }

  private async open(): Promise<{ readonly write: Meilisearch; readonly search: Meilisearch }> {
    const { url, searchMs = SEARCH_MS, writeMs = WRITE_MS } = this.options;
    const key = (await restrictedKey(this.options)) ?? this.options.key;
    const of = (timeout: number) =>
      new Meilisearch({ host: url, timeout, ...(key === undefined ? {} : { apiKey: key }) });
    return { write: of(writeMs), search: of(searchMs) };
  }
}

/**
 * The key that is restricted to the indexes and actions of this product, made once from a key that may manage keys and
 * found again later: its uid follows from what it allows, and the server derives its value from that. Null when the
 * key given may not manage keys (it is then used as it is), or when the server wants none.
 */
export async function restrictedKey({ url, key, index = 'huanpei' }: MeilisearchOptions): Promise<string | null> {
  if (key === undefined) return null;
  const client = new Meilisearch({ host: url, apiKey: key, timeout: WRITE_MS });
  const indexes = [index, `${index}-v*`];
  const uid = uuidOf(JSON.stringify([indexes, KEY_ACTIONS]));
  try {
    const made = await client.createKey({
      uid,
      name: `${index} search index`,
      description: 'Made by Huanpei from the key in MEILI_KEY. Deleting it locks out the processes that use it.',
      actions: [...KEY_ACTIONS],
      indexes,
      expiresAt: null,
    });
    return made.key;
  } catch (error) {
    switch (codeOf(error)) {
      case 'api_key_already_exists':
        return (await client.getKey(uid)).key;
      // It may not manage keys; whether it may do the rest shows at the first request.
      case 'invalid_api_key':
      case 'missing_master_key':
        return null;
      default:
        throw error;
    }
  }
}

/** The error code of an answer of Meilisearch; undefined for any other fault. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof MeilisearchApiError
    ? error.cause?.code
    : error instanceof MeilisearchTaskFault
      ? error.code
      : undefined;
}

/** A UUID of the form of version 4 that always is the same for the same text. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

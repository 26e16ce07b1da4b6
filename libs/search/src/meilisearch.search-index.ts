import { createHash } from 'node:crypto';
import { type EnqueuedTaskPromise, type Index, Meilisearch, type MultiSearchParams, type Settings } from 'meilisearch';
import {
  type SearchAnswer,
  type PageRequest,
  type SearchDocument,
  SearchIndex,
  type SearchRequest,
  type Suggestion,
} from '@huanpei/app';
import { readCursor, writeCursor } from './cursor';
import { newest } from './newest';
import { idOf, storableId } from './storable-id';
import { plainField, plainQuery, runsOf } from './words';

const NOTHING: SearchAnswer = { items: [], hasNextPage: false, totalCount: 0, facets: [], kinds: [], correction: null };
const BATCH = 200;
const FETCH = 1_000;
const REQUEST_MS = 10_000;
const TASK = { timeout: 120_000, interval: 20 };
/** Meilisearch neither counts nor lists hits past this. */
const MAX_HITS = 10_000;

const SETTINGS: Settings = {
  searchableAttributes: ['title_zh', 'title_en', 'technologies', 'words_zh', 'words_en'],
  filterableAttributes: ['subject', 'kind', 'domain'],
  // While a lower revision is being cleared away, the subject still shows only once.
  distinctAttribute: 'subject',
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness', 'since:desc'],
  localizedAttributes: [{ attributePatterns: ['title_zh', 'words_zh'], locales: ['cmn'] }],
  pagination: { maxTotalHits: MAX_HITS },
};

/** One revision of a listing or tender. `since` orders by first arrival, and stays when the document changes. */
type Stored = {
  readonly key: string;
  readonly subject: string;
  readonly kind: SearchDocument['kind'];
  readonly id: string;
  readonly revision: number;
  readonly since: number;
  readonly domain: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly technologies: readonly string[];
  readonly words_zh: string;
  readonly words_en: string;
};
type Known = Pick<Stored, 'key' | 'subject' | 'revision' | 'since'>;

export interface MeilisearchOptions {
  readonly url: string;
  /** Must allow documents, settings, tasks, search and the creation of the index. */
  readonly key?: string;
  /** The uid of the index, `huanpei` when not given. */
  readonly index?: string;
}

/**
 * The search index on Meilisearch. It has no conditional write, so each revision is a document of its own, and whoever
 * writes one then removes all but the highest: of two writers at once, the one that ends later sees both. A put that has
 * returned has left no lower revision beside a higher one; before that, both may be there for a moment.
 */
export class MeilisearchSearchIndex extends SearchIndex {
  readonly name = 'meilisearch';
  private readonly client: Meilisearch;
  private readonly index: Index<Stored>;
  private readiness: Promise<void> | undefined;
  private lastSince = 0;
  private heldIds: { readonly kind: SearchDocument['kind']; readonly ids: readonly string[] } | undefined;

  constructor({ url, key, index = 'huanpei' }: MeilisearchOptions) {
    super();
    this.client = new Meilisearch({ host: url, timeout: REQUEST_MS, ...(key === undefined ? {} : { apiKey: key }) });
    this.index = this.client.index<Stored>(index);
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    await this.ready();
    const latest = newest(documents);
    for (let at = 0; at < latest.length; at += BATCH) await this.putBatch(latest.slice(at, at + BATCH));
  }

  private async putBatch(documents: readonly SearchDocument[]): Promise<void> {
    const before = bySubject(await this.known(documents.map(subjectOf)));
    const fresh = documents.filter((document) => (before.get(subjectOf(document))?.revision ?? 0) <= document.revision);
    if (fresh.length === 0) return;
    await done(
      this.index.addDocuments(fresh.map((document) => this.stored(document, before.get(subjectOf(document))?.since))),
    );

    const after = await this.known(fresh.map(subjectOf));
    const highest = bySubject(after);
    const lower = after.filter(({ subject, revision }) => revision < (highest.get(subject)?.revision ?? 0));
    if (lower.length > 0) await done(this.index.deleteDocuments(lower.map(({ key }) => key)));
  }

  async remove(kind: SearchDocument['kind'], ids: readonly string[]): Promise<void> {
    await this.ready();
    for (let at = 0; at < ids.length; at += BATCH) {
      const subjects = ids.slice(at, at + BATCH).map((id) => subjectOf({ kind, id }));
      await done(this.index.deleteDocuments({ filter: anyOf(subjects) }));
    }
  }

  async search(request: SearchRequest, { first, after }: PageRequest): Promise<SearchAnswer> {
    const [offset = 0] = after === null ? [] : readCursor(this.name, request, after, 1);
    const text = plainQuery(request.text);
    if (text !== '' && runsOf(text).length === 0) return NOTHING;
    await this.ready();

    const domain = request.facets?.find(({ facet }) => facet === 'domain')?.anyOf[0];
    const kind = request.kinds?.[0];
    const wanted = Math.max(0, Math.trunc(first));
    const question = {
      indexUid: this.index.uid,
      q: withoutOperators(text),
      filter: [
        ...(kind === undefined ? [] : [`kind = "${kind}"`]),
        ...(domain === undefined ? [] : [`domain = "${filterable(domain)}"`]),
      ],
      attributesToRetrieve: ['kind', 'id'],
      ...(/\p{Script=Han}/u.test(text) ? { locales: ['cmn'] } : {}),
    };
    // Only the numbered kind of paging counts exactly, and only the other kind starts anywhere: so one request asks both.
    const { results } = await this.client.multiSearch<MultiSearchParams, Stored>({
      queries: [
        { ...question, offset, limit: wanted + 1, showRankingScore: true },
        { ...question, page: 1, hitsPerPage: 1 },
      ],
    });
    const hits = results[0]?.hits ?? [];
    const totalCount = results[1]?.totalHits;
    if (totalCount === undefined) throw new Error('Meilisearch did not say how many hits there are.');
    return {
      items: hits.slice(0, wanted).map((hit, at) => ({
        cursor: writeCursor(this.name, request, [offset + at + 1]),
        node: { kind: hit.kind, id: idOf(hit.id), score: text === '' ? 0 : (hit._rankingScore ?? 0) },
      })),
      hasNextPage: hits.length > wanted,
      totalCount,
      facets: [],
      kinds: [],
      correction: null,
    };
  }

  suggest(): Promise<readonly Suggestion[]> {
    throw new Error('not yet');
  }

  async idsHeld(kind: SearchDocument['kind'], after: string | null, limit: number): Promise<readonly string[]> {
    // Documents can be read on from a number only, which means another document once one before it has gone: so all ids
    // are read at the first call, and the later ones read on in that list.
    if (after === null || this.heldIds?.kind !== kind) this.heldIds = { kind, ids: await this.allIds(kind) };
    const { ids } = this.heldIds;
    return (after === null ? ids : ids.filter((id) => id > after)).slice(0, limit);
  }

  private async allIds(kind: SearchDocument['kind']): Promise<readonly string[]> {
    await this.ready();
    const ids = new Set<string>();
    for (let offset = 0; ; offset += FETCH) {
      const { results } = await this.index.getDocuments<Stored>({
        filter: `kind = "${kind}"`,
        fields: ['id'],
        offset,
        limit: FETCH,
      });
      for (const { id } of results) ids.add(idOf(id));
      if (results.length < FETCH) return [...ids].sort();
    }
  }

  async ping(): Promise<void> {
    const { status } = await this.client.health();
    if (status !== 'available') throw new Error(`Meilisearch is ${status}.`);
  }

  /** Makes the index with its settings, once per process; after a failure the next call tries again. */
  private ready(): Promise<void> {
    this.readiness ??= this.prepare().catch((error: unknown) => {
      this.readiness = undefined;
      throw error;
    });
    return this.readiness;
  }

  private async prepare(): Promise<void> {
    await done(this.client.createIndex(this.index.uid, { primaryKey: 'key' }), 'index_already_exists');
    await done(this.index.updateSettings(SETTINGS));
  }

  private async known(subjects: readonly string[]): Promise<readonly Known[]> {
    const found: Known[] = [];
    for (;;) {
      const { results, total } = await this.index.getDocuments<Stored>({
        filter: anyOf(subjects),
        fields: ['key', 'subject', 'revision', 'since'],
        offset: found.length,
        limit: FETCH,
      });
      found.push(...results);
      if (results.length === 0 || found.length >= total) return found;
    }
  }

  private stored(document: SearchDocument, since: number | undefined): Stored {
    const { kind, id, revision, facets, title, words, technologies } = document;
    const subject = subjectOf(document);
    return {
      key: `${subject}_${revision}`,
      subject,
      kind,
      id: storableId(id),
      revision,
      since: since ?? this.nextSince(),
      domain: filterable(facets.domain?.[0] ?? 'x'),
      title_zh: plainField(title.zh),
      title_en: plainField(title.en),
      technologies: technologies.map(plainField),
      words_zh: plainField(words.zh),
      words_en: plainField(words.en),
    };
  }

  /** Microseconds, moved on by one where the clock did not. */
  private nextSince(): number {
    this.lastSince = Math.max(this.lastSince + 1, Date.now() * 1_000);
    return this.lastSince;
  }
}

/** Waits until Meilisearch has done it: accepting a task promises nothing. */
async function done(task: EnqueuedTaskPromise, allowed?: string): Promise<void> {
  const { uid, type, status, error } = await task.waitTask(TASK);
  if (status === 'succeeded' || (allowed !== undefined && error?.code === allowed)) return;
  throw new Error(`Meilisearch task ${uid} (${type}) ${status}: ${error?.message ?? 'no reason given'}`);
}

function bySubject(known: readonly Known[]): ReadonlyMap<string, Known> {
  const highest = new Map<string, Known>();
  for (const one of known) {
    if (one.revision >= (highest.get(one.subject)?.revision ?? 0)) highest.set(one.subject, one);
  }
  return highest;
}

/** Meilisearch takes only ASCII letters, digits, `-` and `_` in a key; an id with anything else goes by its hash. */
function subjectOf({ kind, id }: Pick<SearchDocument, 'kind' | 'id'>): string {
  if (/^[A-Za-z0-9-]{1,100}$/.test(id)) return `${kind}-${id}`;
  return `${kind}_${createHash('sha256').update(storableId(id)).digest('base64url')}`;
}

function anyOf(subjects: readonly string[]): string {
  return `subject IN [${subjects.map((subject) => `"${subject}"`).join(', ')}]`;
}

/** A value that needs no escape within the quotes of a filter. */
function filterable(value: string): string {
  return encodeURIComponent(storableId(value));
}

/** Quotes ask for a phrase and a leading minus forbids a word; here they are just typed text. */
function withoutOperators(text: string): string {
  return text
    .replace(/"/g, ' ')
    .replace(/(^|\s)-+/g, ' ')
    .trim();
}

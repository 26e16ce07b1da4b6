import type { EnqueuedTask, MultiSearchQuery } from 'meilisearch';
import {
  type Facet,
  type PageRequest,
  SEARCH_KINDS,
  type SearchAnswer,
  type SearchDetour,
  type SearchDocument,
  SearchIndex,
  type SearchKind,
  type SearchOrder,
  type SearchRequest,
  type SearchStatus,
  type Suggestion,
  type SuggestRequest,
} from '@huanpei/app';
import { readCursor, writeCursor } from './cursor';
import {
  facetAttribute,
  facetFilter,
  figureFilter,
  figureName,
  type Known,
  type Stored,
  storedOf,
  subjectOf,
  subjectsFilter,
  valueOf,
  within,
} from './meilisearch/document';
import { type Question, questionOf } from './meilisearch/question';
import { codeOf, type MeilisearchOptions, MeilisearchServer } from './meilisearch/server';
import { version } from './meilisearch/settings';
import { suggestionsOf } from './meilisearch/suggestions';
import { Versions } from './meilisearch/versions';
import { holdsAll } from './holds-all';
import { newest } from './newest';
import { idOf } from './storable-id';
import { plainQuery } from './words';

export type { MeilisearchOptions } from './meilisearch/server';

const BATCH = 500;
/** A request to Meilisearch may have 100 MB. */
const BATCH_BYTES = 20_000_000;
const FETCH = 1_000;

/** The server as it stands: what speaks against asking it, and how far behind it is. */
export interface MeilisearchState {
  readonly unfit: Extract<SearchDetour, 'NO_INDEX' | 'OTHER_SETTINGS' | 'NEVER_FILLED'> | null;
  readonly backlog: number;
  readonly lagMs: number;
  readonly rebuilds: number;
}

/**
 * The search index on Meilisearch.
 *
 * **Revisions.** It has no conditional write, so each revision is a document of its own, and whoever writes one then
 * removes all but the highest: of two writers at once, the one that ends later sees both. A put that has returned has left
 * no lower revision beside a higher one; before that, both may be there for a moment, and `distinctAttribute` shows and
 * counts the subject once, by one of them.
 *
 * **Counts.** `totalHits` and `facetDistribution` are exhaustive where a question is paged by `page` and `hitsPerPage`
 * (Meilisearch's documentation of the search route), so everything that is counted here is asked in that way, up to
 * `pagination.maxTotalHits` and `faceting.maxValuesPerFacet`, which are set beyond what a market holds. `estimatedTotalHits`
 * is what its name says and is not used. An open report (meilisearch#4634) has facet counts of questions with words rise
 * under a filter in releases up to 1.9 at least, where the question was not paged in that way.
 *
 * **Words.** See `meilisearch/tokens.ts` and `question.ts`. A hit holds all the words of a question; where no document
 * does, words are left out from the end, and a hit holds at least the first.
 */
export class MeilisearchSearchIndex extends SearchIndex {
  readonly name = 'meilisearch';
  private readonly server: MeilisearchServer;
  private readonly versions: Versions;
  private lastSince = 0;
  private sameVersion = false;
  private held: { readonly kind: SearchKind; readonly ids: readonly string[] } | undefined;

  constructor(options: MeilisearchOptions) {
    super();
    this.server = new MeilisearchServer(options);
    this.versions = new Versions(this.server);
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length === 0) return this.versions.ready();
    const latest = newest(documents);
    const targets = await this.versions.targets();
    const live = bySubject(await this.known(this.server.index, latest.map(subjectOf)));
    for (const target of targets) {
      const before = target === this.server.index ? live : bySubject(await this.known(target, latest.map(subjectOf)));
      await this.putInto(target, latest, before, live);
    }
  }

  private async putInto(
    target: string,
    documents: readonly SearchDocument[],
    before: ReadonlyMap<string, Known>,
    arrived: ReadonlyMap<string, Known>,
  ): Promise<void> {
    const fresh = documents.filter((document) => (before.get(subjectOf(document))?.revision ?? 0) <= document.revision);
    const stored = fresh.map((document) => {
      const subject = subjectOf(document);
      return storedOf(document, before.get(subject)?.since ?? arrived.get(subject)?.since ?? this.nextSince());
    });
    const index = (await this.server.client()).index<Stored>(target);
    await this.written(
      target,
      batches(stored).map((batch) => () => index.addDocuments(batch as Stored[])),
    );

    const after = await this.known(target, fresh.map(subjectOf));
    const highest = bySubject(after);
    const lower = after.filter(({ subject, revision }) => revision < (highest.get(subject)?.revision ?? 0));
    if (lower.length > 0) await this.written(target, [() => index.deleteDocuments(lower.map(({ key }) => key))]);
  }

  async remove(kind: SearchKind, ids: readonly string[]): Promise<void> {
    const subjects = [...new Set(ids.map((id) => subjectOf({ kind, id })))];
    for (const target of await this.versions.targets()) {
      const index = (await this.server.client()).index<Stored>(target);
      await this.written(
        target,
        chunks(subjects).map((some) => () => index.deleteDocuments({ filter: subjectsFilter(some) })),
      );
    }
  }

  async search(request: SearchRequest, { first, after }: PageRequest): Promise<SearchAnswer> {
    const [offset = 0] = after === null ? [] : readCursor(this.name, request, after, 1);
    await this.usable();
    const text = plainQuery(request.text);
    const question = text === '' ? EVERYTHING : await questionOf(this.server, request.text.slice(0, MAX_TEXT));
    if (question === undefined) return nothing(request);

    const wanted = Math.max(0, Math.trunc(first));
    let found = await this.answered(request, question, offset, wanted);
    if (found.totalCount === 0 && question.q.trim().includes(' ') && !(await this.someHoldAll(request, question))) {
      found = await this.answered(request, { ...question, matchingStrategy: 'last' }, offset, wanted);
    }
    const { page, countsOf, totalCount } = found;
    const { order } = request;
    const hits = page?.hits ?? [];
    const kinds = countsOf('kind');
    return {
      items: hits.slice(0, wanted).map((hit, at) => ({
        cursor: writeCursor(this.name, request, [offset + at + 1]),
        node: {
          kind: hit.kind,
          id: idOf(hit.id),
          score: text === '' ? 0 : (hit._rankingScore ?? 0),
          ...(order ? { figure: hit.figures[figureName(order.key)]?.[order.by] ?? null } : {}),
        },
      })),
      hasNextPage: hits.length > wanted,
      totalCount,
      facets: (request.count ?? []).map((facet) => ({
        facet,
        values: [...countsOf(facetAttribute(facet))]
          .map(([value, count]) => ({ value: valueOf(value), count }))
          .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
      })),
      kinds: SEARCH_KINDS.map((kind) => ({ kind, count: kinds.get(kind) ?? 0 })).filter(({ count }) => count > 0),
      correction: totalCount > 0 ? question.correction : null,
    };
  }

  /** One page and all counts, in one request. */
  private async answered(request: SearchRequest, question: Question, offset: number, wanted: number) {
    const { queries, counted } = queriesOf(this.server.index, request, question);
    const [page, ...counts] = await this.server.searches<Stored>([
      {
        ...plainly({ ...question, indexUid: this.server.index }),
        filter: filtersOf(request),
        ...orderOf(request.order),
        offset,
        limit: wanted + 1,
        showRankingScore: true,
      },
      ...queries,
    ]);
    const totalCount = counts[0]?.totalHits;
    if (totalCount === undefined) throw new Error('Meilisearch did not say how many hits there are.');
    const countsOf = (attribute: string): ReadonlyMap<string, number> => {
      const answer = counts[counted.get(attribute) ?? 0];
      return new Map(Object.entries(answer?.facetDistribution?.[attribute] ?? {}));
    };
    return { page, countsOf, totalCount };
  }

  /** Whether any document holds all the words, whatever filters keep out: then nothing is found by fewer words either. */
  private async someHoldAll(
    { kinds = [], facets = [], figures = [] }: SearchRequest,
    question: Question,
  ): Promise<boolean> {
    if (kinds.length + facets.length + figures.length === 0) return false;
    const asked = { ...plainly({ ...question, indexUid: this.server.index }), attributesToRetrieve: ['key'], limit: 1 };
    const [answer] = await this.server.searches<Stored>([asked]);
    return (answer?.hits.length ?? 0) > 0;
  }

  async suggest(request: SuggestRequest): Promise<readonly Suggestion[]> {
    await this.usable();
    return suggestionsOf(this.server, request, async (text) => {
      const { totalCount } = await this.search({ text }, { first: 0, after: null });
      return totalCount > 0;
    });
  }

  finds(documents: readonly SearchDocument[], texts: readonly string[]): Promise<readonly (readonly boolean[])[]> {
    return Promise.resolve(holdsAll(documents, texts));
  }

  async ping(): Promise<void> {
    await this.server.ping();
  }

  override beginRebuild(): Promise<string> {
    return this.versions.begin();
  }

  override finishRebuild(rebuild: string): Promise<void> {
    return this.versions.finish(rebuild);
  }

  override abandonRebuild(rebuild: string): Promise<void> {
    return this.versions.abandon(rebuild);
  }

  override async status(): Promise<SearchStatus> {
    const { unfit, backlog, lagMs, rebuilds } = await this.state();
    return { answering: this.name, because: unfit, backlog, lagMs, owed: 0, rebuilds };
  }

  /** Asks the server, in four small requests, where it stands. */
  async state(): Promise<MeilisearchState> {
    await this.server.ping();
    const [live, rebuilds] = [await this.versions.live(), await this.versions.rebuilds()];
    this.sameVersion = live?.version === version();
    const { tasks, oldestMs } = await this.server.waiting([this.server.index, ...rebuilds.map(({ uid }) => uid)]);
    const unfit =
      live === undefined
        ? 'NO_INDEX'
        : !this.sameVersion
          ? 'OTHER_SETTINGS'
          : live.filledBy === null
            ? 'NEVER_FILLED'
            : null;
    return { unfit, backlog: tasks, lagMs: oldestMs, rebuilds: rebuilds.length };
  }

  /**
   * Ids held of a kind, in the order of their code units, at most `limit` after `after`. All are read at the first call,
   * since the server reads on from a number only, which means another document once one before it has gone.
   */
  async idsHeld(kind: SearchKind, after: string | null, limit: number): Promise<readonly string[]> {
    if (after === null || this.held?.kind !== kind) this.held = { kind, ids: await this.allIds(kind) };
    const { ids } = this.held;
    return ids.filter((id) => after === null || id > after).slice(0, limit);
  }

  private async allIds(kind: SearchKind): Promise<readonly string[]> {
    await this.versions.ready();
    const index = (await this.server.client()).index<Stored>(this.server.index);
    const ids = new Set<string>();
    for (let offset = 0; ; offset += FETCH) {
      const filter = within('kind', [kind]);
      const { results } = await index.getDocuments({ filter, fields: ['id'], offset, limit: FETCH });
      for (const { id } of results) ids.add(idOf(id));
      if (results.length < FETCH) return [...ids].sort();
    }
  }

  private async usable(): Promise<void> {
    await this.versions.ready();
    if (this.sameVersion) return;
    this.sameVersion = (await this.versions.live())?.version === version();
    if (!this.sameVersion) {
      throw new Error(
        `The Meilisearch index ${this.server.index} has other settings than this release; rebuild it (npm run search:rebuild).`,
      );
    }
  }

  /** Sends them one after the other, and waits for all together. To an index that a swap has just ended, nothing need be written. */
  private async written(target: string, sends: readonly (() => Promise<EnqueuedTask>)[]): Promise<void> {
    if (sends.length === 0) return;
    const tasks: Promise<EnqueuedTask>[] = [];
    for (const send of sends) {
      const task = send();
      tasks.push(task);
      await task;
    }
    await this.server.done(tasks, ...(target === this.server.index ? [] : ['index_not_found']));
  }

  private async known(target: string, subjects: readonly string[]): Promise<readonly Known[]> {
    const index = (await this.server.client()).index<Stored>(target);
    const found: Known[] = [];
    for (const some of chunks(subjects)) {
      for (let offset = 0; ; offset += FETCH) {
        const page = await index
          .getDocuments({
            filter: subjectsFilter(some),
            fields: ['key', 'subject', 'revision', 'since'],
            offset,
            limit: FETCH,
          })
          .catch((error: unknown) => {
            if (target !== this.server.index && codeOf(error) === 'index_not_found') return undefined;
            throw error;
          });
        if (page === undefined) return found;
        found.push(...page.results);
        if (offset + page.results.length >= page.total || page.results.length === 0) break;
      }
    }
    return found;
  }

  /** Microseconds, moved on by one where the clock did not. */
  private nextSince(): number {
    this.lastSince = Math.max(this.lastSince + 1, Date.now() * 1_000);
    return this.lastSince;
  }
}

const MAX_TEXT = 400;

const EVERYTHING: Question = { q: '', attributesToSearchOn: ['*'], matchingStrategy: 'last', correction: null };

function plainly({ q, attributesToSearchOn, matchingStrategy, indexUid }: Question & { readonly indexUid: string }) {
  return { indexUid, q, attributesToSearchOn: [...attributesToSearchOn], matchingStrategy };
}

/** What comes first, and what of a hit is told; the server puts what does not state it last. */
function orderOf(order: SearchOrder | undefined): Pick<MultiSearchQuery, 'sort' | 'attributesToRetrieve'> {
  if (order === undefined) return { attributesToRetrieve: ['kind', 'id'] };
  const figure = `figures.${figureName(order.key)}.${order.by}`;
  return {
    sort: [`${figure}:${order.descending ? 'desc' : 'asc'}`, 'since:desc'],
    attributesToRetrieve: ['kind', 'id', 'figures'],
  };
}

/** Every filter of a request, but for the one that is left out, so that what it would keep out is counted too. */
function filtersOf({ kinds = [], facets = [], figures = [] }: SearchRequest, without?: Facet | 'kind'): string[] {
  return [
    ...(kinds.length === 0 || without === 'kind' ? [] : [within('kind', kinds)]),
    ...facets.filter(({ facet }) => facet !== without).map(facetFilter),
    ...figures.map(figureFilter),
  ];
}

/**
 * The questions that count, the total first, each page empty. What no filter of its own narrows is counted together with the
 * total; each facet that has one, and the kinds where some were asked for, need a question of their own without it.
 */
function queriesOf(
  indexUid: string,
  request: SearchRequest,
  question: Question,
): { readonly queries: readonly MultiSearchQuery[]; readonly counted: ReadonlyMap<string, number> } {
  const narrowed = new Set((request.facets ?? []).map(({ facet }) => facet));
  const counted = new Map<string, number>();
  const queries: MultiSearchQuery[] = [];
  const ask = (attributes: readonly string[], without?: Facet | 'kind'): void => {
    for (const attribute of attributes) counted.set(attribute, queries.length);
    queries.push({
      ...plainly({ ...question, indexUid }),
      filter: filtersOf(request, without),
      facets: [...attributes],
      page: 1,
      hitsPerPage: 0,
    });
  };
  const count = [...new Set(request.count ?? [])];
  const kindNarrowed = (request.kinds ?? []).length > 0;
  ask([...count.filter((facet) => !narrowed.has(facet)).map(facetAttribute), ...(kindNarrowed ? [] : ['kind'])]);
  for (const facet of count.filter((one) => narrowed.has(one))) ask([facetAttribute(facet)], facet);
  if (kindNarrowed) ask(['kind'], 'kind');
  return { queries, counted };
}

function nothing({ count = [] }: SearchRequest): SearchAnswer {
  const facets = count.map((facet) => ({ facet, values: [] }));
  return { items: [], hasNextPage: false, totalCount: 0, facets, kinds: [], correction: null };
}

function bySubject(known: readonly Known[]): ReadonlyMap<string, Known> {
  const highest = new Map<string, Known>();
  for (const one of known) {
    if (one.revision >= (highest.get(one.subject)?.revision ?? 0)) highest.set(one.subject, one);
  }
  return highest;
}

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, at) => all.slice(at * BATCH, at * BATCH + BATCH));
}

function batches(documents: readonly Stored[]): readonly (readonly Stored[])[] {
  const found: Stored[][] = [];
  let bytes = Infinity;
  for (const document of documents) {
    const size = Buffer.byteLength(JSON.stringify(document));
    const batch = found.at(-1);
    if (batch === undefined || batch.length >= BATCH || bytes + size > BATCH_BYTES) {
      found.push([document]);
      bytes = size;
    } else {
      batch.push(document);
      bytes += size;
    }
  }
  return found;
}

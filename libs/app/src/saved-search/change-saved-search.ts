import { Injectable } from '@nestjs/common';
import {
  accepted,
  canonicalJson,
  changeSavedSearch,
  isWatched,
  refused,
  SAVED_SEARCH_LIMITS,
  saveSearch,
  USUAL_DIGEST,
  type Outcome,
  type Refusal,
  type SavedSearch,
  type SavedSearchContent,
  type Viewer,
} from '@huanpei/domain';
import { Chance, Clock } from '../ports/platform';
import { Work, type Tx } from '../ports/work';
import { tooLong } from '../text-faults';
import { savedQuery, watchDelivery, type AskedDelivery, type AskedQuery } from './saved-search-query';

/** A search to be saved. What is not given is as usual: told nothing, not paused, not shared. */
export interface AskedSavedSearch {
  readonly name: string;
  readonly query: AskedQuery;
  readonly delivery?: Partial<AskedDelivery>;
  readonly paused?: boolean;
  readonly shared?: boolean;
}

/** A member saves a search. It is a matter of the member's own, so the chain of decisions does not name it. */
@Injectable()
export class CreateSavedSearch {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  async execute(viewer: Viewer, asked: AskedSavedSearch): Promise<Outcome<SavedSearch>> {
    const { name, query, delivery = {}, paused = false, shared = false } = asked;
    const decided = contentOf(viewer, name, savedQuery(query, viewer), {
      every: 'NONE',
      ...USUAL_DIGEST,
      ...delivery,
    });
    if (!decided.ok) return decided;
    const search = saveSearch(this.chance.id(), viewer, { ...decided.value, paused, shared }, this.clock.now());
    return this.work.run(async (tx) => {
      // Under the lock of the organisation, so that nobody saves more by saving at once.
      await tx.organisations.take(viewer.organisationId);
      const { member, organisation } = await tx.savedSearches.count(viewer);
      if (member >= SAVED_SEARCH_LIMITS.perMember)
        return refused({ code: 'LIMIT_REACHED', facts: { most: SAVED_SEARCH_LIMITS.perMember } });
      if (organisation >= SAVED_SEARCH_LIMITS.perOrganisation)
        return refused({ code: 'LIMIT_REACHED', facts: { most: SAVED_SEARCH_LIMITS.perOrganisation } });
      await tx.savedSearches.add(search);
      await follow(tx, undefined, search);
      return accepted(search);
    });
  }
}

/** Changes to a saved search; what is not given stays. A query takes the place of the whole one before. */
export type SavedSearchChanges = Partial<AskedSavedSearch>;

/** Its owner renames, changes, pauses, shares or turns off a saved search. */
@Injectable()
export class UpdateSavedSearch {
  constructor(private readonly work: Work) {}

  execute(viewer: Viewer, id: string, asked: SavedSearchChanges): Promise<Outcome<SavedSearch>> {
    const query = asked.query && savedQuery(asked.query, viewer);
    return this.work.run(async (tx) => {
      const before = await tx.savedSearches.take(id);
      if (before?.memberId !== viewer.memberId) return refused({ code: 'NOT_FOUND', field: 'id' });
      const { delivery, ...rest } = before;
      // Whoever only renames it is not asked again whether anything may be told.
      const decidesToBeTold =
        asked.delivery !== undefined || asked.query !== undefined || (before.paused && asked.paused === false);
      const kept: AskedDelivery = { ...USUAL_DIGEST, ...delivery };
      const decided = decidesToBeTold
        ? contentOf(viewer, asked.name ?? before.name, query ?? accepted(before.query), { ...kept, ...asked.delivery })
        : named(asked.name ?? before.name, before);
      if (!decided.ok) return decided;
      const after = changeSavedSearch(
        { ...rest, delivery },
        { ...decided.value, paused: asked.paused ?? before.paused, shared: asked.shared ?? before.shared },
      );
      await tx.savedSearches.save(after);
      await follow(tx, before, after);
      return accepted(after);
    });
  }
}

/** Its owner deletes a saved search with all that waits to be told. */
@Injectable()
export class DeleteSavedSearch {
  constructor(private readonly work: Work) {}

  execute(viewer: Viewer, id: string): Promise<Outcome<SavedSearch>> {
    return this.work.run(async (tx) => {
      const search = await tx.savedSearches.take(id);
      if (search?.memberId !== viewer.memberId) return refused({ code: 'NOT_FOUND', field: 'id' });
      await tx.savedSearches.remove(id);
      await follow(tx, search, undefined);
      return accepted(search);
    });
  }
}

type Decided = Pick<SavedSearchContent, 'name' | 'query' | 'delivery'>;

function named(name: string, { query, delivery }: Pick<SavedSearch, 'query' | 'delivery'>): Outcome<Decided> {
  const faults = nameFaults(name);
  return faults.length > 0 ? refused(...faults) : accepted({ name: name.trim(), query, delivery });
}

function contentOf(
  viewer: Viewer,
  name: string,
  query: Outcome<SavedSearch['query']>,
  asked: AskedDelivery,
): Outcome<Decided> {
  const delivery = query.ok ? watchDelivery(asked, query.value, viewer) : undefined;
  const faults = [
    ...nameFaults(name),
    ...(query.ok ? [] : query.refusals),
    ...(delivery && !delivery.ok ? delivery.refusals : []),
  ];
  if (faults.length > 0 || !query.ok || !delivery?.ok) return refused(...faults);
  return accepted({ name: name.trim(), query: query.value, delivery: delivery.value });
}

function nameFaults(name: string): readonly Refusal[] {
  if (name.trim() === '') return [{ code: 'REQUIRED', field: 'name' }];
  return tooLong(name, SAVED_SEARCH_LIMITS.name, 'name');
}

/**
 * Tells those who hold all searches in memory, and drops what waits where nothing is to be told of it any more: another
 * question, or none.
 */
async function follow(tx: Tx, before: SavedSearch | undefined, after: SavedSearch | undefined): Promise<void> {
  const [was, is] = [before && watchedAs(before), after && watchedAs(after)];
  if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return;
  if (before && after) await tx.savedSearches.takeWaiting(before.id);
  const { id, revision } = after ?? before ?? { id: '', revision: 0 };
  await tx.change({ kind: 'SAVED_SEARCH', id, revision });
}

const watchedAs = (search: SavedSearch): SavedSearch['query'] | null => (isWatched(search) ? search.query : null);

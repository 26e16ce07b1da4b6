import {
  CreateSavedSearch,
  DeleteSavedSearch,
  Reads,
  RunSavedSearch,
  UpdateSavedSearch,
  type FoundNow,
  type Page,
} from '@huanpei/app';
import {
  accepted,
  isPublic,
  maySeeSearch,
  type Language,
  type Outcome,
  type SavedSearch,
  type Viewer,
} from '@huanpei/domain';
import type { Name } from '@huanpei/matching';
import { parameters, standards } from '@huanpei/reference';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { connected, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Loading, Signed, Speaking } from '../graphql/context';
import type { Loaders } from '../graphql/loaders';
import { reply, resultOf } from '../graphql/refusal';
import { contentOf } from '../listing/listing.content';
import { visibleListing } from '../listing/visible-listing';
import { changesOf, SavedSearchChangesInput, SavedSearchInput, savedSearchOf } from './saved-search.inputs';
import {
  SavedSearchConnection,
  SavedSearchHitConnection,
  SavedSearchObject,
  type SavedSearchHitObject,
} from './saved-search.objects';
import { savedMatchView, savedSearchView } from './saved-search.views';

const SavedSearchResult = resultOf('SavedSearch', SavedSearchObject);
const SavedSearchHitsResult = resultOf('SavedSearchHits', SavedSearchHitConnection);

@Resolver()
export class SavedSearchResolver {
  constructor(
    private readonly reads: Reads,
    private readonly create: CreateSavedSearch,
    private readonly update: UpdateSavedSearch,
    private readonly remove: DeleteSavedSearch,
    private readonly run: RunSavedSearch,
  ) {}

  @Query(() => SavedSearchConnection, {
    description: 'The searches you have saved, and those that colleagues share, newest first.',
  })
  savedSearches(
    @Args() page: PageArgs,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ): Promise<Connection<SavedSearchObject>> {
    const reading = this.reads.savedSearches(viewer, pageOf(page));
    return connected(reading.then((found) => mapped(found, (search) => savedSearchView(search, viewer, language))));
  }

  @Query(() => SavedSearchObject, { nullable: true, description: 'One of yours, or one that a colleague shares.' })
  async savedSearch(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ): Promise<SavedSearchObject | null> {
    const search = await this.reads.savedSearch(id);
    return search && maySeeSearch(search, viewer) ? savedSearchView(search, viewer, language) : null;
  }

  @Query(() => SavedSearchHitsResult, {
    description:
      'What a saved search finds now: by words as `search`, by need as the matching engine, the closest first. Nothing is kept, nobody is told.',
  })
  async savedSearchHits(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args() page: PageArgs,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
    @Loading() loaders: Loaders,
  ) {
    const running = this.run.execute(viewer, id, pageOf(page));
    const connection = await connected(running.then((found) => (found.ok ? found.value : NO_PAGE)));
    const outcome = await running;
    if (!outcome.ok) return reply(outcome, language);
    // The index may lag behind; what has left the market since is not shown.
    const rows = await Promise.all(
      connection.edges.map(async ({ cursor, node }) => {
        const title = await titleOf(node, loaders);
        return title ? [{ cursor, node: hitView(node, title, language) }] : [];
      }),
    );
    return reply(accepted({ ...connection, edges: rows.flat() }), language);
  }

  @Mutation(() => SavedSearchResult, {
    description: 'Saves a search: at most 50 of one member. Nobody else sees it unless you share it.',
  })
  async createSavedSearch(
    @Args('input', { description: 'The search.' }) input: SavedSearchInput,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    const outcome = await this.create.execute(viewer, savedSearchOf(input));
    return reply(viewed(outcome, viewer, language), language);
  }

  @Mutation(() => SavedSearchResult, {
    description: 'Renames, changes, pauses or shares a search of yours, or ends its messages (`delivery: NONE`).',
  })
  async updateSavedSearch(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('changes', { description: 'What changes.' }) changes: SavedSearchChangesInput,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    const outcome = await this.update.execute(viewer, id, changesOf(changes));
    return reply(viewed(outcome, viewer, language), language);
  }

  @Mutation(() => SavedSearchResult, {
    description: 'Deletes a search of yours, with what waits to be told of it. Answers what was deleted.',
  })
  async deleteSavedSearch(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(viewed(await this.remove.execute(viewer, id), viewer, language), language);
  }
}

const NO_PAGE: Page<FoundNow> = { items: [], hasNextPage: false, totalCount: 0 };

function mapped<T, U>({ items, ...rest }: Page<T>, view: (node: T) => U): Page<U> {
  return { ...rest, items: items.map(({ cursor, node }) => ({ cursor, node: view(node) })) };
}

const viewed = (outcome: Outcome<SavedSearch>, viewer: Viewer, language: Language): Outcome<SavedSearchObject> =>
  outcome.ok ? accepted(savedSearchView(outcome.value, viewer, language)) : outcome;

function hitView({ kind, id, score, match }: FoundNow, title: Name, language: Language): SavedSearchHitObject {
  const name = title[language] ?? title.zh ?? title.en ?? '';
  return { kind, id, score, title: name, match: savedMatchView(match, language) };
}

/** What it is called, when everybody may see it; otherwise as if it had not been found. */
async function titleOf({ kind, id }: FoundNow, loaders: Loaders): Promise<Name | undefined> {
  switch (kind) {
    case 'LISTING': {
      const listing = await visibleListing(id, { viewer: null, loaders });
      return listing && contentOf(listing).name;
    }
    case 'TENDER': {
      const tender = await loaders.tender.load(id);
      return tender && isPublic(tender) ? tender.content.title : undefined;
    }
    case 'SUPPLIER': {
      const firm = await loaders.organisation.load(id);
      return firm?.kind === 'SUPPLIER' && firm.state === 'VERIFIED' ? firm.name : undefined;
    }
    case 'STANDARD':
      return standards().byCode(id);
    case 'PARAMETER':
      return parameters().byCode(id);
  }
}

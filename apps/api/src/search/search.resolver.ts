import {
  Clock,
  figuresAsked,
  ownershipOfOrganisation,
  reachable,
  searchAnew,
  SearchIndex,
  searchRequest,
  type Facet,
  type SearchHit,
  type SearchKind,
} from '@huanpei/app';
import { isPublic, shanghaiDay, type Language, type Outcome } from '@huanpei/domain';
import { isMetric, labels, parameters, standards } from '@huanpei/reference';
import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { badInput, connected, PageArgs, pageOf } from '../graphql/connection';
import { Loading, Speaking } from '../graphql/context';
import { SearchFacetEnum, SearchKindEnum } from '../graphql/enums';
import type { Loaders } from '../graphql/loaders';
import { messageOf } from '../graphql/refusal-messages';
import { visibleListing } from '../listing/visible-listing';
import type { ParameterObject } from '../reference/reference.objects';
import { standardView } from '../reference/reference.views';
import { filterOf, SearchFilterInput, SearchSortInput, sortOf } from './search.inputs';
import {
  AskedFigureObject,
  SearchAnswerObject,
  SearchFacetCountObject,
  SearchFacetValueObject,
  SearchSuggestionObject,
  type Found,
} from './search.objects';
import { facetsView, statedOf } from './search.views';

const MOST_SUGGESTIONS = 20;
const LONGEST_TEXT = 500;

/** Asking the one box. */
@Resolver()
export class SearchResolver {
  constructor(
    private readonly index: SearchIndex,
    private readonly clock: Clock,
  ) {}

  @Query(() => SearchAnswerObject, {
    description:
      'Listings, tenders, suppliers, standards and parameters by words in Chinese or English, codes, facets and figures. Search suggests; it decides no match.',
  })
  async search(
    @Args() page: PageArgs,
    @Loading() loaders: Loaders,
    @Speaking() language: Language,
    @Args('text', {
      defaultValue: '',
      description: 'Words or codes; of none, everything, newest first. The first 500 characters count.',
    })
    text: string,
    @Args('kinds', { nullable: true, type: () => [SearchKindEnum], description: 'Only these; all when not given.' })
    kinds?: SearchKind[] | null,
    @Args('filter', { nullable: true, type: () => SearchFilterInput, description: 'What to keep.' })
    filter?: SearchFilterInput | null,
    @Args('facets', { nullable: true, type: () => [SearchFacetEnum], description: 'Facets to count beside the hits.' })
    facets?: Facet[] | null,
    @Args('sort', {
      nullable: true,
      type: () => SearchSortInput,
      description: 'In which order; by relevance when not given.',
    })
    sort?: SearchSortInput | null,
  ): Promise<SearchAnswerObject> {
    const asked = filterOf(filter);
    const order = sortOf(sort);
    const request = known(
      searchRequest({
        text,
        kinds: kinds ?? [],
        filter: asked,
        ...(order ? { sort: order } : {}),
        count: facets ?? [],
      }),
      language,
    );
    const answer = searchAnew(this.index, request, pageOf(page));
    const found = await connected(answer);
    // The index may lag behind; what has left the market since is not shown.
    const things = await Promise.all(found.edges.map(({ node }) => thingOf(node, loaders, language)));
    const today = shanghaiDay(this.clock.now());
    const edges = found.edges.flatMap(({ cursor, node }, at) => {
      const thing = things[at];
      if (!thing) return [];
      const stated = 'supplierId' in thing ? statedOf(thing, asked, order, today, language) : [];
      const sorted = node.figure === undefined ? null : node.figure !== null;
      return [{ cursor, node: { ...node, found: thing, sorted, stated } }];
    });
    const { facets: counted, kinds: perKind, correction } = await answer;
    return { ...found, edges, facets: facetsView({ facets: counted }), kinds: perKind, correction, text: request.text };
  }

  @Query(() => [SearchSuggestionObject], {
    description: 'How what is being typed may go on: names, titles and codes that begin so, also by pinyin.',
  })
  async searchSuggestions(
    @Args('text', { description: 'What was typed; the first 500 characters count.' }) text: string,
    @Loading() loaders: Loaders,
    @Speaking() language: Language,
    @Args('kinds', { nullable: true, type: () => [SearchKindEnum], description: 'Only these; all when not given.' })
    kinds?: SearchKind[] | null,
    @Args('first', {
      type: () => Int,
      defaultValue: 8,
      description: `How many to give, at most ${MOST_SUGGESTIONS}.`,
    })
    first = 8,
  ): Promise<readonly SearchSuggestionObject[]> {
    if (first < 1) throw badInput('first', 'first 应不小于 1 first must be at least 1');
    if (text.trim() === '') return [];
    const suggestions = await this.index.suggest({
      text: text.slice(0, LONGEST_TEXT),
      language,
      ...(kinds && kinds.length > 0 ? { kinds: [...new Set(kinds)] } : {}),
      first: Math.min(first, MOST_SUGGESTIONS),
    });
    const things = await Promise.all(
      suggestions.map(({ thing }) => (thing ? thingOf({ ...thing, score: 0 }, loaders, language) : undefined)),
    );
    // A name is not told of what may not be seen any more.
    return suggestions
      .filter(({ thing }, at) => thing === null || things[at] !== undefined)
      .map((suggestion) => ({
        text: suggestion.text,
        kind: suggestion.thing?.kind ?? null,
        id: suggestion.thing?.id ?? null,
      }));
  }
}

@Resolver(() => SearchAnswerObject)
export class SearchAnswerResolver {
  @ResolveField(() => [AskedFigureObject], {
    description:
      'Figures in the words (`5000 m3/d`, `日处理5万吨`, `COD 50 mg/L`) that filters hold against what is stated.',
  })
  askedFigures(@Parent() { text }: SearchAnswerObject): readonly AskedFigureObject[] {
    return figuresAsked(text).map(({ parameter, ...asked }) => ({
      ...asked,
      parameter: parameter === undefined ? null : (parameterView(parameter) ?? null),
    }));
  }
}

@Resolver(() => SearchFacetCountObject)
export class SearchFacetResolver {
  @ResolveField(() => [SearchFacetValueObject], { description: 'The most frequent values, most first.' })
  values(
    @Parent() { all }: SearchFacetCountObject,
    // Not `first`: the rows of the search, which the cost of its fields is counted by, are not those of a facet.
    @Args('most', { type: () => Int, defaultValue: 20, description: 'How many, at most 100; more is cut.' })
    most: number,
  ): readonly SearchFacetValueObject[] {
    return all.slice(0, Math.max(0, Math.min(most, 100)));
  }
}

/** A search that can be done; otherwise an error of the input that names each fault and what to do about it. */
function known<T>(outcome: Outcome<T>, language: Language): T {
  if (outcome.ok) return outcome.value;
  const reasons = outcome.refusals.map((refusal) => ({
    code: refusal.code,
    field: refusal.field ?? null,
    message: messageOf(refusal, language),
  }));
  throw new GraphQLError(
    reasons
      .map(({ field, message }) => (field === null ? message : `${field}${language === 'zh' ? '：' : ': '}${message}`))
      .join(' '),
    { extensions: { code: 'BAD_USER_INPUT', field: reasons[0]?.field ?? null, reasons } },
  );
}

/** What was found as it is now, when everybody may see it; otherwise as if it had not been found. */
async function thingOf({ kind, id }: SearchHit, loaders: Loaders, language: Language): Promise<Found | undefined> {
  switch (kind) {
    case 'LISTING':
      return visibleListing(id, { viewer: null, loaders });
    case 'TENDER': {
      const tender = await loaders.tender.load(id);
      return tender && isPublic(tender) ? tender : undefined;
    }
    case 'SUPPLIER': {
      const firm = await loaders.organisation.load(id);
      const open = reachable('Query.organisation', null, firm, ownershipOfOrganisation);
      return open?.kind === 'SUPPLIER' ? open : undefined;
    }
    case 'STANDARD': {
      const standard = standards().byCode(id);
      return standard && standardView(standard, labels(language));
    }
    case 'PARAMETER':
      return parameterView(id);
  }
}

function parameterView(code: string): ParameterObject | undefined {
  const parameter = parameters().byCode(code);
  return parameter && { ...parameter, isMetric: isMetric(parameter) };
}

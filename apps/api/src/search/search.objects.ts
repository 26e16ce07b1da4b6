import type { AskedFigureKind, Facet, SearchKind } from '@huanpei/app';
import type { Listing, Organisation, Tender } from '@huanpei/domain';
import { createUnionType, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, type Connection } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import { AskedFigureKindEnum, SearchFacetEnum, SearchKindEnum } from '../graphql/enums';
import { FactObject, ListingObject } from '../listing/listing.objects';
import { OrganisationObject } from '../organisation/organisation.objects';
import { ParameterObject, StandardObject } from '../reference/reference.objects';
import { TenderObject } from '../tender/tender.objects';

export type Found = Listing | Tender | Organisation | StandardObject | ParameterObject;

const FoundThing = createUnionType({
  name: 'Found',
  description: 'What a search finds.',
  types: () => [ListingObject, TenderObject, OrganisationObject, StandardObject, ParameterObject] as const,
  resolveType: (value: Found) => {
    if ('supplierId' in value) return ListingObject;
    if ('buyerId' in value) return TenderObject;
    if ('creditCodeCheck' in value) return OrganisationObject;
    return 'levels' in value ? StandardObject : ParameterObject;
  },
});

@ObjectType('SearchHit', { description: 'One thing that was found.' })
export class SearchHitObject {
  @Described(() => ID, 'Its id; of a standard or parameter its code.')
  readonly id!: string;

  @Described(() => SearchKindEnum, 'What it is.')
  readonly kind!: SearchKind;

  @Described(() => Float, 'How well it agrees with the words; comparable within one answer only.')
  readonly score!: number;

  @Described(() => FoundThing, 'The thing.')
  readonly found!: Found;

  @Optional(
    () => Boolean,
    'Whether it states what the hits are sorted by; null when they are sorted by `RELEVANCE`. Those that do not come last.',
  )
  readonly sorted!: boolean | null;

  @Described(
    () => [FactObject],
    'Of a listing, what it states of the figures and parameters asked for and of what is sorted by, at most ten; else three: its capacity, then outlets and removals, then the others.',
  )
  readonly stated!: readonly FactObject[];
}

@ObjectType('SearchFacetValue', { description: 'One value of a facet and how many hits have it.' })
export class SearchFacetValueObject {
  @Described(() => String, 'Code, as the filter takes it.')
  readonly code!: string;

  @Described(() => String, 'Name in Chinese.')
  readonly zh!: string;

  @Described(() => String, 'Name in English.')
  readonly en!: string;

  @Described(() => Int, 'How many hits have it, whatever of this facet is chosen.')
  readonly count!: number;
}

@ObjectType('SearchFacetCount', { description: 'The values of one facet among the hits.' })
export class SearchFacetCountObject {
  @Described(() => SearchFacetEnum, 'Which facet.')
  readonly facet!: Facet;

  @Described(() => String, 'Its name in Chinese.')
  readonly zh!: string;

  @Described(() => String, 'Its name in English; honours are said to be of the firm.')
  readonly en!: string;

  @Described(() => Int, 'How many values there are.')
  readonly valueCount!: number;

  /** All of them; the field takes the first. */
  readonly all!: readonly SearchFacetValueObject[];
}

@ObjectType('SearchKindCount', { description: 'How many hits there are of one kind.' })
export class SearchKindCountObject {
  @Described(() => SearchKindEnum, 'The kind.')
  readonly kind!: SearchKind;

  @Described(() => Int, 'How many, whatever kinds were asked for.')
  readonly count!: number;
}

@ObjectType('AskedFigure', {
  description:
    'A figure in the words of a search, read as a filter that can be chosen in its place. Nothing is narrowed by it.',
})
export class AskedFigureObject {
  @Described(() => AskedFigureKindEnum, 'Which filter.')
  readonly kind!: AskedFigureKind;

  @Described(() => String, 'As it was written.')
  readonly text!: string;

  @Described(() => String, 'The words without it, to search by beside the filter.')
  readonly rest!: string;

  @Optional(() => ParameterObject, 'Of an outlet or a removal, of what.')
  readonly parameter!: ParameterObject | null;

  @Described(() => Float, 'The figure.')
  readonly value!: number;

  @Described(() => String, 'Its unit; of a price the currency, in major units.')
  readonly unit!: string;
}

const SearchHitConnection = connectionOf('SearchHit', () => SearchHitObject);

@ObjectType('SearchConnection', { description: 'A page of what was found, with what it can be narrowed to.' })
export class SearchAnswerObject extends (SearchHitConnection as new () => Connection<SearchHitObject>) {
  @Described(() => [SearchFacetCountObject], 'The facets asked for (`facets`), in that order.')
  readonly facets!: readonly SearchFacetCountObject[];

  @Described(() => [SearchKindCountObject], 'How many hits of each kind.')
  readonly kinds!: readonly SearchKindCountObject[];

  @Optional(
    () => String,
    'What was searched for instead, where words are in no document ("did you mean"), or nothing holds that edition of a standard.',
  )
  readonly correction!: string | null;

  /** What was asked for; the figures in it are read when somebody wants them. */
  readonly text!: string;
}

@ObjectType('SearchSuggestion', { description: 'One way to go on typing.' })
export class SearchSuggestionObject {
  @Described(() => String, 'What to search for.')
  readonly text!: string;

  @Optional(() => SearchKindEnum, 'What it is, when the suggestion is one thing.')
  readonly kind!: SearchKind | null;

  @Optional(() => ID, 'Id of the thing, when the suggestion is one.')
  readonly id!: string | null;
}

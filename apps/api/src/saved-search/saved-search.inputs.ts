import type { AskedDelivery, AskedQuery, AskedSavedSearch, SavedSearchChanges, SearchKind } from '@huanpei/app';
import { USUAL_DIGEST, type Closeness, type WatchRhythm } from '@huanpei/domain';
import type { Domain } from '@huanpei/matching';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Described, Optional } from '../graphql/described';
import { ClosenessEnum, DomainEnum, SearchKindEnum, WatchRhythmEnum } from '../graphql/enums';
import { stated } from '../graphql/stated';
import { lotNeedOf, NeedInput } from '../match/need.inputs';
import { filterOf, SearchFilterInput } from '../search/search.inputs';

@InputType('SavedWordsInput', { description: 'Words with filters, as `search` takes them.' })
export class SavedWordsInput {
  @Field(() => String, {
    defaultValue: '',
    description: 'Words or codes, at most 400 characters; of none, everything.',
  })
  readonly text!: string;

  @Optional(() => [SearchKindEnum], 'Only these kinds. Only new listings and tenders are told of.')
  readonly kinds?: SearchKind[] | null;

  @Optional(() => SearchFilterInput, 'What to keep.')
  readonly filter?: SearchFilterInput | null;
}

@InputType('TendersForMeInput', {
  description: 'Open tenders that a listing of your own could serve; for suppliers. An empty list leaves all in.',
})
export class TendersForMeInput {
  @Optional(() => [DomainEnum], 'Media of the lot.')
  readonly domains?: Domain[] | null;

  @Optional(() => [String], 'Codes of the catalogue: what the lot names, or what is above it.')
  readonly scenarios?: string[] | null;

  @Optional(() => [String], 'Regions: where the tender is, or around it.')
  readonly regions?: string[] | null;
}

@InputType('SavedQueryInput', {
  description:
    'What is looked for: words with filters, or a need, or listings of which both is true; or, by itself, the tenders that could be served.',
})
export class SavedQueryInput {
  @Optional(() => SavedWordsInput, 'Words with filters.')
  readonly search?: SavedWordsInput | null;

  @Optional(() => NeedInput, 'A need, which the matching engine puts to the market; only listings meet one.')
  readonly need?: NeedInput | null;

  @Optional(() => TendersForMeInput, 'Open tenders that a listing of your own could serve.')
  readonly tendersForMe?: TendersForMeInput | null;

  @Optional(() => [ClosenessEnum], 'How close to the need, or to the tenders, counts; all when not given.')
  readonly closeness?: Closeness[] | null;
}

@InputType('SavedSearchInput', { description: 'A search to be saved.' })
export class SavedSearchInput {
  @Described(() => String, 'What you call it; at most 100 characters.')
  readonly name!: string;

  @Described(() => SavedQueryInput, 'What is looked for.')
  readonly query!: SavedQueryInput;

  @Field(() => WatchRhythmEnum, {
    defaultValue: 'NONE',
    description: 'When you are told of what comes; needs a verified organisation for all but `NONE`.',
  })
  readonly delivery!: WatchRhythm;

  @Field(() => Int, {
    defaultValue: USUAL_DIGEST.hour,
    description: 'The hour in Asia/Shanghai, 0 to 23, of a daily or weekly message.',
  })
  readonly hour!: number;

  @Field(() => Int, {
    defaultValue: USUAL_DIGEST.weekday,
    description: 'The day of a weekly message, 1 (Monday) to 7.',
  })
  readonly weekday!: number;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it tells nothing for the time being.' })
  readonly paused!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether colleagues of your organisation may see and run it; only you are told.',
  })
  readonly shared!: boolean;
}

@InputType('SavedSearchChanges', { description: 'Changes to a saved search; what is not given stays.' })
export class SavedSearchChangesInput {
  @Optional(() => String, 'What you call it.')
  readonly name?: string | null;

  @Optional(() => SavedQueryInput, 'What is looked for, in place of the whole query before.')
  readonly query?: SavedQueryInput | null;

  @Optional(() => WatchRhythmEnum, 'When you are told; `NONE` ends it.')
  readonly delivery?: WatchRhythm | null;

  @Optional(() => Int, 'The hour in Asia/Shanghai, 0 to 23.')
  readonly hour?: number | null;

  @Optional(() => Int, 'The weekday, 1 (Monday) to 7.')
  readonly weekday?: number | null;

  @Optional(() => Boolean, 'Whether it tells nothing for the time being; what comes meanwhile is not told later.')
  readonly paused?: boolean | null;

  @Optional(() => Boolean, 'Whether colleagues may see and run it.')
  readonly shared?: boolean | null;
}

function queryOf({ search, need, tendersForMe, closeness }: SavedQueryInput): AskedQuery {
  return {
    ...(search ? { search: { text: search.text, kinds: search.kinds ?? [], filter: filterOf(search.filter) } } : {}),
    ...(need ? { need: lotNeedOf(need) } : {}),
    ...(tendersForMe ? { tendersForMe: stated(tendersForMe) } : {}),
    ...(closeness ? { closeness } : {}),
  };
}

export const savedSearchOf = ({ query, delivery, hour, weekday, ...input }: SavedSearchInput): AskedSavedSearch => ({
  ...input,
  query: queryOf(query),
  delivery: { every: delivery, hour, weekday },
});

export function changesOf({ query, delivery, hour, weekday, ...input }: SavedSearchChangesInput): SavedSearchChanges {
  const asked: Partial<AskedDelivery> = stated({ every: delivery, hour, weekday });
  return {
    ...stated(input),
    ...(query ? { query: queryOf(query) } : {}),
    ...(Object.keys(asked).length > 0 ? { delivery: asked } : {}),
  };
}

import type { SearchKind } from '@huanpei/app';
import type { Closeness, FoundThing, SavedSearch, WatchedKind, WatchRhythm } from '@huanpei/domain';
import type { Domain } from '@huanpei/matching';
import { Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { CodedObject, NameObject } from '../graphql/common.objects';
import { connectionOf } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import { ClosenessEnum, DomainEnum, SearchKindEnum, WatchRhythmEnum } from '../graphql/enums';
import { CloseMatch } from '../match/match.objects';
import { LotObject } from '../tender/tender.objects';

@ObjectType('SavedFacet', { description: 'A facet that a saved search is narrowed to.' })
export class SavedFacetObject {
  @Described(() => String, 'Which facet.')
  readonly facet!: string;

  @Described(() => [String], 'Codes, of which one is enough.')
  readonly anyOf!: readonly string[];
}

@ObjectType('SavedFigure', { description: 'A figure that a saved search is narrowed to, in the unit it is kept in.' })
export class SavedFigureObject {
  @Described(() => String, 'Which figure, in which unit.')
  readonly key!: string;

  @Optional(() => Float, 'Its worse end at or below.')
  readonly atMost!: number | null;

  @Optional(() => Float, 'Its worse end at or above.')
  readonly atLeast!: number | null;

  @Optional(() => Float, 'What its range covers.')
  readonly covers!: number | null;

  @Described(() => Boolean, 'Whether what states none is kept.')
  readonly orNotStated!: boolean;
}

@ObjectType('SavedWords', { description: 'Words with filters.' })
export class SavedWordsObject {
  @Described(() => String, 'Words or codes.')
  readonly text!: string;

  @Described(() => [String], 'Only these kinds; all when empty.')
  readonly kinds!: readonly string[];

  @Described(() => [SavedFacetObject], 'Facets; all of them must hold.')
  readonly facets!: readonly SavedFacetObject[];

  @Described(() => [SavedFigureObject], 'Figures; all of them must hold.')
  readonly figures!: readonly SavedFigureObject[];

  @Described(() => [String], 'Words and filters as people read them.')
  readonly says!: readonly string[];
}

@ObjectType('SavedTendersForMe', { description: 'Open tenders that a listing of the own firm could serve.' })
export class SavedTendersForMeObject {
  @Described(() => [DomainEnum], 'Media; all when empty.')
  readonly domains!: readonly Domain[];

  @Described(() => [CodedObject], 'Scenarios or technologies; all when empty.')
  readonly scenarios!: readonly CodedObject[];

  @Described(() => [CodedObject], 'Regions; all when empty.')
  readonly regions!: readonly CodedObject[];
}

@ObjectType('SavedSearch', { description: 'What a member goes on looking for.' })
export class SavedSearchObject implements Pick<
  SavedSearch,
  'id' | 'name' | 'paused' | 'shared' | 'createdAt' | 'version'
> {
  @Described(() => ID, 'Id.')
  readonly id!: string;

  @Described(() => String, 'What its owner calls it.')
  readonly name!: string;

  @Described(() => Boolean, "Whether it is yours; another is a colleague's who shares it.")
  readonly own!: boolean;

  @Optional(() => SavedWordsObject, 'Words with filters.')
  readonly search!: SavedWordsObject | null;

  @Optional(() => LotObject, 'The need that listings must meet, as it is read in a lot.')
  readonly need!: LotObject | null;

  @Optional(() => SavedTendersForMeObject, 'Open tenders that a listing of the own firm could serve.')
  readonly tendersForMe!: SavedTendersForMeObject | null;

  @Described(() => [ClosenessEnum], 'How close counts; all when empty.')
  readonly closeness!: readonly Closeness[];

  @Described(() => WatchRhythmEnum, 'When its owner is told of what comes.')
  readonly delivery!: WatchRhythm;

  @Optional(() => Int, 'The hour in Asia/Shanghai of a daily or weekly message.')
  readonly hour!: number | null;

  @Optional(() => Int, 'The day of a weekly message, 1 (Monday) to 7.')
  readonly weekday!: number | null;

  @Described(() => Boolean, 'Whether it tells nothing for the time being.')
  readonly paused!: boolean;

  @Described(() => Boolean, 'Whether colleagues may see and run it.')
  readonly shared!: boolean;

  @Described(() => Date, 'When it was saved.')
  readonly createdAt!: Date;

  @Described(() => Int, 'Rises with every change.')
  readonly version!: number;
}

export const SavedSearchConnection = connectionOf('SavedSearch', () => SavedSearchObject as never);

@ObjectType('SavedSearchMatch', { description: 'How close a listing comes to a saved need, or to a lot of a tender.' })
export class SavedSearchMatchObject extends CloseMatch {
  @Optional(() => String, 'Id of the lot; none where the need is that of the search itself.')
  readonly lotId!: string | null;
}

@ObjectType('SavedSearchHit', { description: 'One thing that a saved search finds now.' })
export class SavedSearchHitObject {
  @Described(() => ID, 'Its id; of a standard or parameter its code.')
  readonly id!: string;

  @Described(() => SearchKindEnum, 'What it is.')
  readonly kind!: SearchKind;

  @Optional(() => Float, 'How well it agrees with the words, or fits; comparable within one answer only.')
  readonly score!: number | null;

  @Described(() => String, 'Its name or title, in the language asked for.')
  readonly title!: string;

  @Optional(() => SavedSearchMatchObject, 'How close it comes, where a need or tenders are asked for.')
  readonly match!: SavedSearchMatchObject | null;
}

export const SavedSearchHitConnection = connectionOf('SavedSearchHit', () => SavedSearchHitObject);

@ObjectType('SavedSearchFound', { description: 'One thing that a saved search has found, as it was then.' })
export class SavedSearchFoundObject implements Pick<FoundThing, 'id' | 'kind' | 'revision'> {
  @Described(() => ID, 'Its id.')
  readonly id!: string;

  @Described(() => SearchKindEnum, 'A listing or a tender.')
  readonly kind!: WatchedKind;

  @Described(() => Int, 'Its revision.')
  readonly revision!: number;

  @Described(() => NameObject, 'Its name or title.')
  readonly title!: NameObject;

  @Optional(() => SavedSearchMatchObject, 'How close it came, where a need or tenders are asked for.')
  readonly match!: SavedSearchMatchObject | null;
}

@ObjectType('SavedSearchNotice', { description: 'What a saved search has found.' })
export class SavedSearchNoticeObject {
  @Described(() => ID, 'Id of the saved search.')
  readonly searchId!: string;

  @Described(() => String, 'As it was called then.')
  readonly name!: string;

  @Described(() => [String], 'The words and filters it agreed with, as people read them.')
  readonly asked!: readonly string[];

  @Described(() => [SavedSearchFoundObject], 'What was found, the closest first; at most 20.')
  readonly found!: readonly SavedSearchFoundObject[];

  @Described(() => Int, 'How many more were found.')
  readonly further!: number;
}

import type { Attachment, Listing } from '@huanpei/domain';
import type { Basis, CellStanding, CellState, MatchOutcome, Op, RowDifference } from '@huanpei/matching';
import { Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CodedObject } from '../graphql/common.objects';
import { Described, Optional } from '../graphql/described';
import {
  BasisEnum,
  BetterEnum,
  CellStandingEnum,
  CellStateEnum,
  ComparedKindEnum,
  MatchOutcomeEnum,
  OpEnum,
  RowDifferenceEnum,
} from '../graphql/enums';
import { AttachmentObject, ListingObject } from '../listing/listing.objects';
import { FindingObject } from '../match/match.objects';

@InputType('ComparedLotInput', { description: 'A lot of a tender that you may see.' })
export class ComparedLotInput {
  @Described(() => ID, 'Id of the tender.')
  readonly tenderId!: string;

  @Described(() => ID, 'Id of the lot within the tender.')
  readonly lotId!: string;
}

@ObjectType('ComparedListing', {
  description: 'One listing of a comparison, and what the engine says of it and the need.',
})
export class ComparedListingObject {
  @Described(() => ID, 'Id of the listing.')
  readonly listingId!: string;

  @Optional(() => ListingObject, 'The listing.')
  readonly listing!: Listing | null;

  @Described(() => String, 'Its name.')
  readonly name!: string;

  @Described(() => String, 'Name of its supplier.')
  readonly supplier!: string;

  @Optional(() => MatchOutcomeEnum, 'Against the need; none without one, or when the two are not of one kind.')
  readonly outcome!: MatchOutcome | null;

  @Optional(() => Float, 'Between 0 and 1, as in every match with this need.')
  readonly score!: number | null;

  @Optional(() => Int, 'How many equal units carry the duty.')
  readonly units!: number | null;
}

@ObjectType('ComparedFigure', { description: 'One statement of a listing, in the unit of its row.' })
export class ComparedFigureObject {
  @Described(() => OpEnum, 'How the figure is stated.')
  readonly op!: Op;

  @Optional(() => Float, 'The figure, or the lower end of a range.')
  readonly value!: number | null;

  @Optional(() => Float, 'The upper end of a range.')
  readonly valueMax!: number | null;

  @Described(() => String, 'The unit it stands in here.')
  readonly unit!: string;

  @Described(() => Boolean, 'False where its unit does not convert to that of the row: it stands as it was stated.')
  readonly comparable!: boolean;

  @Optional(() => BasisEnum, 'How sure it is, as of today; none for price, delivery and units.')
  readonly basis!: Basis | null;

  @Optional(() => AttachmentObject, 'What proves it.')
  readonly evidence!: Attachment | null;

  @Described(() => String, 'As it was stated, in the unit of the supplier.')
  readonly stated!: string;

  @Described(() => String, 'As people read it, with what it rests on.')
  readonly says!: string;
}

@ObjectType('ComparedCell', { description: 'What one listing says in one row.' })
export class ComparedCellObject {
  @Described(() => ID, 'Id of the listing.')
  readonly listingId!: string;

  @Described(() => CellStateEnum, 'Whether it says anything.')
  readonly state!: CellState;

  @Described(() => [ComparedFigureObject], 'What it states, the best proven first.')
  readonly figures!: readonly ComparedFigureObject[];

  @Described(() => [CodedObject], 'What it names, in rows of lists.')
  readonly codes!: readonly CodedObject[];

  @Optional(() => String, 'Last day on which a certificate holds, `YYYY-MM-DD`.')
  readonly validUntil!: string | null;

  @Optional(() => CellStandingEnum, 'Whether it is the best of the row; only where less or more is better.')
  readonly standing!: CellStanding | null;

  @Described(() => String, 'All of it as people read it.')
  readonly says!: string;
}

@ObjectType('ComparedRow', { description: 'One thing that any of the listings states.' })
export class ComparedRowObject {
  @Described(() => ID, 'The same for the same thing, whatever is compared.')
  readonly id!: string;

  @Described(() => ComparedKindEnum, 'What kind of thing it is.')
  readonly kind!: string;

  @Described(() => String, 'What it is, with the condition under which it is stated.')
  readonly subject!: string;

  @Optional(() => CodedObject, 'The metric, of a figure.')
  readonly metric!: CodedObject | null;

  @Optional(() => CodedObject, 'The parameter, of a figure that has one.')
  readonly parameter!: CodedObject | null;

  @Optional(() => String, 'When the figures hold.')
  readonly condition!: string | null;

  @Optional(() => String, 'The unit in which the figures stand.')
  readonly unit!: string | null;

  @Described(() => Boolean, 'Whether all of them stand in that unit.')
  readonly comparable!: boolean;

  @Optional(() => BetterEnum, 'Whether less or more is better, all else being equal; none where it depends.')
  readonly better!: 'LOWER' | 'HIGHER' | null;

  @Described(() => RowDifferenceEnum, 'Whether the listings differ.')
  readonly difference!: RowDifference;

  @Described(() => [ComparedCellObject], 'One for each listing, in their order.')
  readonly cells!: readonly ComparedCellObject[];
}

@ObjectType('ComparedFinding', { description: 'What the engine found for one listing and one demand.' })
export class ComparedFindingObject {
  @Described(() => ID, 'Id of the listing.')
  readonly listingId!: string;

  @Optional(() => FindingObject, 'Verdict, margin and explanation; none where there is nothing to check.')
  readonly finding!: FindingObject | null;
}

@ObjectType('ComparedDemand', { description: 'One demand of the need, held against each listing.' })
export class ComparedDemandObject {
  @Described(() => ID, 'Id of the demand within the need.')
  readonly id!: string;

  @Described(() => String, 'What it is about.')
  readonly subject!: string;

  @Optional(() => String, 'The limit it sets.')
  readonly limit!: string | null;

  @Described(() => Boolean, '★ when true, ▲ (scored) when false.')
  readonly mandatory!: boolean;

  @Described(() => [ComparedFindingObject], 'One for each listing, in their order.')
  readonly findings!: readonly ComparedFindingObject[];
}

@ObjectType('Comparison', { description: 'Listings side by side, as they stand now. Nothing is kept.' })
export class ComparisonObject {
  @Described(() => String, 'The day on which certificates had to hold, `YYYY-MM-DD`.')
  readonly asOf!: string;

  @Described(() => String, 'Version of the matching engine.')
  readonly engine!: string;

  @Described(() => String, 'Edition of the reference data.')
  readonly referenceEdition!: string;

  @Described(() => [ComparedListingObject], 'The listings, in the order asked for.')
  readonly listings!: readonly ComparedListingObject[];

  @Described(() => [ComparedDemandObject], 'What the need demands; empty without one.')
  readonly demands!: readonly ComparedDemandObject[];

  @Described(() => [ComparedRowObject], 'What differs first, then what is the same, then what only some state.')
  readonly rows!: readonly ComparedRowObject[];
}

@ObjectType('ComparisonFile', { description: 'A comparison as a file.' })
export class ComparisonFileObject {
  @Described(() => String, 'A name for it.')
  readonly name!: string;

  @Described(() => String, 'Its media type.')
  readonly mediaType!: string;

  @Described(() => String, 'Its bytes in base64.')
  readonly base64!: string;
}

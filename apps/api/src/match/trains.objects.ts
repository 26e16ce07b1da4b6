import type { Listing, Organisation } from '@huanpei/domain';
import type { Assumption, MatchOutcome, MissingCode, MissingFact, TrainObjective, Unreached } from '@huanpei/matching';
import { Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { CodedObject, MoneyObject, NameObject } from '../graphql/common.objects';
import { Described, Optional } from '../graphql/described';
import {
  AssumptionCodeEnum,
  MatchOutcomeEnum,
  MissingCodeEnum,
  MissingFromEnum,
  TrainObjectiveEnum,
  UnreachedCodeEnum,
} from '../graphql/enums';
import { ListingObject } from '../listing/listing.objects';
import { OrganisationObject } from '../organisation/organisation.objects';
import { FindingObject, MarketAnswer } from './match.objects';

@ObjectType('TrainFigure', { description: 'A concentration, or another figure that is followed from stage to stage.' })
export class TrainFigureObject {
  @Described(() => CodedObject, 'Of what.')
  readonly parameter!: CodedObject;

  @Optional(() => Float, 'The figure; none where it is not known.')
  readonly value!: number | null;

  @Described(() => String, 'Its unit.')
  readonly unit!: string;

  @Optional(
    () => String,
    'Why the figure is no prediction: a stage states something better that could not be credited. None where it is one.',
  )
  readonly notCredited!: string | null;
}

@ObjectType({ isAbstract: true })
abstract class TrainTotals {
  @Optional(
    () => MoneyObject,
    'Price of all units, with the electricity where its price was given; none unless it is stated for all of it, in one currency.',
  )
  readonly cost!: MoneyObject | null;

  @Optional(() => Float, 'kWh for each m³ that enters; none where it is not stated.')
  readonly energy!: number | null;

  @Optional(() => Float, 'Ground of all units in m²; none where it is not stated.')
  readonly footprint!: number | null;
}

@ObjectType('TrainStage', { description: 'One listing in a train, in one or several equal units side by side.' })
export class TrainStageObject extends TrainTotals {
  @Described(() => Int, 'Its place in the train, from 1.')
  readonly stage!: number;

  @Described(() => ID, 'Id of the listing.')
  readonly listingId!: string;

  @Optional(() => ListingObject, 'The listing; none when it has left the market since.')
  readonly listing!: Listing | null;

  @Optional(() => OrganisationObject, 'Its supplier; none when it has left the market since.')
  readonly supplier!: Organisation | null;

  @Described(() => [CodedObject], 'Its technologies.')
  readonly technologies!: readonly CodedObject[];

  @Described(() => Int, 'How many equal units carry the flow.')
  readonly units!: number;

  @Optional(() => Float, 'Flow that enters; none when the need states none.')
  readonly flowIn!: number | null;

  @Optional(() => Float, 'Flow that goes on.')
  readonly flowOut!: number | null;

  @Optional(() => String, 'Unit of both flows.')
  readonly flowUnit!: string | null;

  @Described(() => [TrainFigureObject], 'What enters.')
  readonly inlet!: readonly TrainFigureObject[];

  @Described(() => [TrainFigureObject], 'What is predicted to leave.')
  readonly outlet!: readonly TrainFigureObject[];

  @Described(
    () => [CodedObject],
    'Limited parameters it states nothing of and is taken to leave as they are (`ASSUMED_UNCHANGED`).',
  )
  readonly assumedUnchanged!: readonly CodedObject[];
}

@ObjectType('TrainAssumption', { description: 'What was taken for granted of one stage.' })
export class TrainAssumptionObject {
  @Described(() => AssumptionCodeEnum, 'What.')
  readonly code!: Assumption['code'];

  @Described(() => Int, 'The stage.')
  readonly stage!: number;

  @Described(() => ID, 'Id of its listing.')
  readonly listingId!: string;
}

@ObjectType('TrainFinding', {
  description: 'One demand checked against a train, or one limit of a stage at its inlet.',
})
export class TrainFindingObject extends FindingObject {
  @Optional(() => Int, 'The stage it is of, as in the id `stage:2:capacity`; none for one of the whole train.')
  readonly stage!: number | null;

  @Optional(
    () => CodedObject,
    'The parameter whose figure behind the whole train it is on; none for one on anything else.',
  )
  readonly outletOf!: CodedObject | null;

  @Described(() => [TrainAssumptionObject], 'What was taken for granted; it keeps no train from fitting.')
  readonly assumptions!: readonly TrainAssumptionObject[];
}

@ObjectType('TrainMissing', { description: 'One thing that would have to be told for a train to be known to fit.' })
export class TrainMissingObject {
  @Described(() => MissingCodeEnum, 'Why it is wanted.')
  readonly code!: MissingCode;

  @Described(() => MissingFromEnum, 'Who could tell it.')
  readonly from!: MissingFact['from'];

  @Optional(() => Int, 'The stage it is of.')
  readonly stage!: number | null;

  @Optional(() => ID, 'Id of the listing it is of.')
  readonly listingId!: string | null;

  @Optional(() => ID, 'Id of the supplier who could tell it.')
  readonly supplierId!: string | null;

  @Described(() => [ID], 'Ids of listings of which any would do, where no supplier says anything of it.')
  readonly anyOf!: readonly string[];

  @Optional(() => CodedObject, 'The metric wanted.')
  readonly metric!: CodedObject | null;

  @Optional(() => CodedObject, 'Its parameter.')
  readonly parameter!: CodedObject | null;

  @Optional(() => String, 'Id of the demand it is wanted for.')
  readonly demand!: string | null;

  @Optional(() => String, 'The condition that could not be decided.')
  readonly condition!: string | null;

  @Described(() => String, 'All of it in one sentence.')
  readonly says!: string;
}

@ObjectType('TrainUntested', {
  description:
    'An inlet or operating temperature that a stage states and that was not tested, since the need says nothing of it.',
})
export class TrainUntestedObject {
  @Described(() => Int, 'The stage.')
  readonly stage!: number;

  @Described(() => ID, 'Id of its listing.')
  readonly listingId!: string;

  @Described(() => CodedObject, 'The metric: `inlet` or `operating_temp`.')
  readonly metric!: CodedObject;

  @Optional(() => CodedObject, 'Its parameter.')
  readonly parameter!: CodedObject | null;

  @Described(() => String, 'What is stated, in one sentence.')
  readonly says!: string;
}

@ObjectType('TreatmentTrain', {
  description:
    "An ordered set of listings that together meet a need. A screening result that needs an engineer's review.",
})
export class TreatmentTrainObject extends TrainTotals {
  @Described(() => NameObject, "What must be shown with every train: a screening result, needs an engineer's review.")
  readonly label!: NameObject;

  @Described(() => MatchOutcomeEnum, '`FITS`, or `NEEDS_DATA` with what is missing; never `RULED_OUT`.')
  readonly outcome!: MatchOutcome;

  @Described(() => [TrainStageObject], 'Its stages, in order.')
  readonly stages!: readonly TrainStageObject[];

  @Described(() => [TrainFigureObject], 'What is predicted to leave the train.')
  readonly outlet!: readonly TrainFigureObject[];

  @Described(() => [OrganisationObject], 'Who would form the consortium, each once, in the order of the stages.')
  readonly suppliers!: readonly Organisation[];

  @Described(() => [TrainFindingObject], 'Every finding with its margin: first of the whole train, then of each stage.')
  readonly findings!: readonly TrainFindingObject[];

  @Described(() => [TrainMissingObject], 'What is missing, and from whom; empty when it fits.')
  readonly missing!: readonly TrainMissingObject[];

  @Described(
    () => [TrainUntestedObject],
    'What stages state of their inlet and was not tested, as in a match; it keeps no train from fitting.',
  )
  readonly untested!: readonly TrainUntestedObject[];

  @Optional(
    () => Float,
    'What is minimised; none where a stage does not state it. In the unit that the answer names in `objectiveUnit`.',
  )
  readonly objective!: number | null;
}

@ObjectType('TrainUnreached', { description: 'One reason why no train was found that meets every limit.' })
export class TrainUnreachedObject {
  @Described(() => UnreachedCodeEnum, 'Why.')
  readonly code!: Unreached['code'];

  @Optional(() => CodedObject, 'The parameter that is out of reach.')
  readonly parameter!: CodedObject | null;

  @Optional(() => String, 'Id of the demand, where it is no limit on a concentration.')
  readonly demand!: string | null;

  @Optional(() => Float, 'The limit.')
  readonly limit!: number | null;

  @Optional(() => Float, 'The lowest figure that a train of these listings comes to, with every doubt at its best.')
  readonly best!: number | null;

  @Optional(() => String, 'Unit of both.')
  readonly unit!: string | null;

  @Described(() => [ID], 'Ids of the listings of the train that comes to `best`.')
  readonly listingIds!: readonly string[];

  @Described(() => String, 'All of it in one sentence.')
  readonly says!: string;
}

@ObjectType('TrainSearch', {
  description: 'Treatment trains for a need, best first: all that fit before all that need data. Nothing is kept.',
})
export class TrainSearchObject extends MarketAnswer {
  @Described(() => NameObject, "What must be shown with every train: a screening result, needs an engineer's review.")
  readonly label!: NameObject;

  @Described(() => TrainObjectiveEnum, 'What was minimised.')
  readonly objective!: TrainObjective;

  @Optional(
    () => String,
    'Unit of what was minimised: a currency, `kWh/m3`, `m2`, or `1` for stages; none when no train states it.',
  )
  readonly objectiveUnit!: string | null;

  @Described(
    () => Boolean,
    'Whether the search ended by itself. When not, the time limit stopped it, and a better train may exist.',
  )
  readonly complete!: boolean;

  @Optional(
    () => Float,
    'No train is better than this, in the unit of what was minimised; none when nothing bounds it.',
  )
  readonly bound!: number | null;

  @Optional(() => Float, 'Share by which the first train may be above the best there is; 0 when it is the best.')
  readonly gap!: number | null;

  @Described(
    () => Int,
    'How many of the listings compared took part; where fewer, those that seem best of each technology did.',
  )
  readonly considered!: number;

  @Described(() => [TreatmentTrainObject], 'The trains.')
  readonly trains!: readonly TreatmentTrainObject[];

  @Described(
    () => [TrainUnreachedObject],
    'Why no train was found that meets every limit; empty where one was. Then `trains` holds at most single listings that state nothing of some limit.',
  )
  readonly unreached!: readonly TrainUnreachedObject[];

  @Described(() => String, 'How far the search went, in one sentence.')
  readonly says!: string;
}

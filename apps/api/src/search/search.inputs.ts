import type { AskedSort, SearchFilter, SearchSort } from '@huanpei/app';
import type { Basis, Domain } from '@huanpei/matching';
import { Field, Float, InputType, Int } from '@nestjs/graphql';
import { Described, Optional } from '../graphql/described';
import { BasisEnum, DomainEnum, SearchSortEnum } from '../graphql/enums';
import { Long } from '../graphql/scalars';
import { stated } from '../graphql/stated';

/** What every figure filter has. */
@InputType({ isAbstract: true })
abstract class KeptInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether to keep listings that do not state it; missing data is neither a pass nor a fail.',
  })
  readonly orNotStated!: boolean;
}

@InputType('CapacityForFlowInput', {
  description:
    'Equipment whose stated capacity covers a flow: from its lower end, or nothing, to its upper end times the units of modular equipment.',
})
class CapacityForFlowInput extends KeptInput {
  @Described(() => Float, 'The flow.')
  readonly value!: number;

  @Described(() => String, 'A unit of flow: `m3/d`, `m3/h`, `万m3/d`, `Nm3/h`, `t/d`, `MW` …')
  readonly unit!: string;
}

@InputType('OutletAtMostInput', { description: 'Equipment that states an outlet at or below a figure.' })
class OutletAtMostInput extends KeptInput {
  @Described(() => String, 'Code of the parameter, or what people write: `cod`, `CODCr`, `氨氮`.')
  readonly parameter!: string;

  @Described(() => Float, 'The figure.')
  readonly value!: number;

  @Described(() => String, 'Its unit, such as `mg/L` or `mg/m3`; one in a liquid never answers for one in a gas.')
  readonly unit!: string;
}

@InputType('RemovalAtLeastInput', { description: 'Equipment that states a removal at or above a share.' })
class RemovalAtLeastInput extends KeptInput {
  @Described(() => String, 'Code of the parameter, or what people write.')
  readonly parameter!: string;

  @Described(() => Float, 'The share in percent, 0 to 100.')
  readonly percent!: number;
}

@InputType('EnergyAtMostInput', { description: 'Equipment that states an energy use at or below a figure.' })
class EnergyAtMostInput extends KeptInput {
  @Field(() => String, {
    defaultValue: 'spec_energy_water',
    description:
      'Of what: `spec_energy_water` (of water), `spec_energy_evap` (of what is evaporated), `spec_energy_soil` (of soil), `spec_energy` (of anything else).',
  })
  readonly metric!: string;

  @Described(() => Float, 'The figure.')
  readonly value!: number;

  @Described(() => String, 'Its unit, such as `kWh/m3` or `kWh/t`.')
  readonly unit!: string;
}

@InputType('PriceAtMostInput', { description: 'Equipment whose stated price is at or below an amount.' })
class PriceAtMostInput extends KeptInput {
  @Described(() => Long, 'Whole minor units (fen for CNY).')
  readonly amountMinor!: number;

  @Field(() => String, { defaultValue: 'CNY', description: 'ISO 4217 code; no currency answers for another.' })
  readonly currency!: string;

  @Field(() => String, {
    defaultValue: 'unit',
    description: 'For what: one `unit`, or a unit of flow such as `m3/d`; one never answers for the other.',
  })
  readonly per!: string;
}

@InputType('LeadDaysAtMostInput', { description: 'Equipment whose stated lead time is at or below so many days.' })
class LeadDaysAtMostInput extends KeptInput {
  @Described(() => Int, 'Days.')
  readonly days!: number;
}

@InputType('SearchFilter', {
  description:
    'What a search keeps. Of each list one value is enough, and all that is given must hold. Codes and units are checked: one that is not known is refused with its path. Figures are stated by listings alone.',
})
export class SearchFilterInput {
  @Optional(() => [DomainEnum], 'Media.')
  readonly domains?: Domain[] | null;

  @Optional(() => [String], 'Scenarios of the catalogue, also those a technology stands under.')
  readonly scenarios?: string[] | null;

  @Optional(() => [String], 'Entries of the catalogue, with what is under them.')
  readonly technologies?: string[] | null;

  @Optional(() => [String], 'What is measured or limited: codes, or what people write.')
  readonly parameters?: string[] | null;

  @Optional(() => [BasisEnum], 'How sure a fact of it is, as of today.')
  readonly bases?: Basis[] | null;

  @Optional(() => [String], 'Certificates in date.')
  readonly certificates?: string[] | null;

  @Optional(() => [String], 'Honours of the firm, checked and in date; they are never proof of a product.')
  readonly honours?: string[] | null;

  @Optional(
    () => [String],
    'Regions served at least in part, and where a tender is: a province finds who serves it, the whole country, or one of its cities. Below a province its province counts.',
  )
  readonly regions?: string[] | null;

  @Optional(() => [String], 'Official catalogues the kind of equipment or the firm is in.')
  readonly catalogues?: string[] | null;

  @Optional(() => CapacityForFlowInput, 'A flow that its stated capacity covers.')
  readonly capacityForFlow?: CapacityForFlowInput | null;

  @Optional(() => [OutletAtMostInput], 'Outlets at or below.')
  readonly outletAtMost?: OutletAtMostInput[] | null;

  @Optional(() => [RemovalAtLeastInput], 'Removals at or above.')
  readonly removalAtLeast?: RemovalAtLeastInput[] | null;

  @Optional(() => EnergyAtMostInput, 'Energy use at or below.')
  readonly energyAtMost?: EnergyAtMostInput | null;

  @Optional(() => PriceAtMostInput, 'Price at or below.')
  readonly priceAtMost?: PriceAtMostInput | null;

  @Optional(() => LeadDaysAtMostInput, 'Lead time at or below.')
  readonly leadDaysAtMost?: LeadDaysAtMostInput | null;
}

/** The filter as the search reads it; what is null was not given. */
export const filterOf = (input: SearchFilterInput | null | undefined): SearchFilter => stated(input ?? {});

@InputType('SearchSortInput', {
  description:
    'In which order hits come. Equal ones, and those that do not state what is sorted by, come newest first. Figures are compared by the end the supplier answers for: the upper of a capacity, an outlet or an energy use, the lower of a removal.',
})
export class SearchSortInput {
  @Described(() => SearchSortEnum, 'By what.')
  readonly by!: SearchSort;

  @Optional(
    () => Boolean,
    'The largest first. When not given: the newest, the most capacity and the most removal first, else the least.',
  )
  readonly descending?: boolean | null;

  @Optional(() => String, 'For `OUTLET` and `REMOVAL`: code of the parameter, or what people write.')
  readonly parameter?: string | null;

  @Optional(
    () => String,
    'For `CAPACITY` (`m3/d` when not given), `OUTLET` (the first unit of the parameter) and `ENERGY` (`kWh/m3`): what does not convert to it counts as not stated.',
  )
  readonly unit?: string | null;

  @Optional(() => String, 'For `ENERGY`, as in the filter; `spec_energy_water` when not given.')
  readonly metric?: string | null;

  @Optional(() => String, 'For `PRICE`: ISO 4217 code; `CNY` when not given.')
  readonly currency?: string | null;

  @Optional(() => String, 'For `PRICE`: one `unit`, which is meant when not given, or a unit of flow such as `m3/d`.')
  readonly per?: string | null;
}

/** The order as the search reads it. */
export const sortOf = (input: SearchSortInput | null | undefined): AskedSort | undefined =>
  input ? stated(input) : undefined;

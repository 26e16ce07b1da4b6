import type { PartOfReference } from './reference.types';
import { Float, Int, ObjectType } from '@nestjs/graphql';
import { CodedObject } from '../graphql/common.objects';
import { Described, Optional } from '../graphql/described';
import type { DataSource, GuideRule, GuideStandard } from '@huanpei/reference';
import { GuideRuleEnum, GuideStandardEnum, ImportanceEnum, ProcurementMethodEnum, TrackEnum } from '../graphql/enums';

@ObjectType('TaxonomyNode', { description: 'A domain, scenario or technology of the catalogue.' })
export class TaxonomyNodeObject {
  @Described(() => String, 'Code, such as `water.mun.mbr`.')
  readonly code!: string;

  @Optional(() => String, 'Code of what it belongs to; none for a domain.')
  readonly parent!: string | null;

  @Described(() => String, '`domain`, `cross`, `scenario` or `technology`.')
  readonly level!: string;

  @Described(() => String, 'Name in Chinese.')
  readonly zh!: string;

  @Described(() => String, 'Name in English.')
  readonly en!: string;

  @Described(() => String, 'How sure the entry is.')
  readonly confidence!: string;
}

@ObjectType('Parameter', { description: 'What is measured (COD, SO2), or what is said about it (removal, drift).' })
export class ParameterObject {
  @Described(() => String, 'Code.')
  readonly code!: string;

  @Described(() => String, 'Name in Chinese.')
  readonly zh!: string;

  @Described(() => String, 'Name in English.')
  readonly en!: string;

  @Described(() => String, 'Kind, such as `pollutant` or `performance-metric`.')
  readonly kind!: string;

  @Described(() => Boolean, 'Whether it is said about a thing rather than being the thing.')
  readonly isMetric!: boolean;

  @Described(() => [String], 'Media it occurs in.')
  readonly media!: readonly string[];

  @Described(() => [String], 'Units it is usually stated in.')
  readonly units!: readonly string[];

  @Described(() => [String], 'What people write instead.')
  readonly aliases!: readonly string[];

  @Described(() => String, 'Where it comes from.')
  readonly source!: string;

  @Described(() => String, 'How sure the entry is.')
  readonly confidence!: string;
}

@ObjectType('Unit', { description: 'A unit that occurs in the data.' })
export class UnitObject {
  @Described(() => String, 'As written in the exchange format.')
  readonly unit!: string;

  @Described(() => String, 'Name in Chinese.')
  readonly zh!: string;

  @Described(() => String, 'Name in English.')
  readonly en!: string;

  @Optional(() => String, 'Quantity within which it converts; none for a unit that equals only itself.')
  readonly quantity!: string | null;

  @Optional(() => Float, "How many of the quantity's first unit it is; none for a unit that equals only itself.")
  readonly factor!: number | null;

  @Optional(
    () => String,
    'Parts its quantity for those who choose a unit: only units of one group are stated for one another. None: the whole quantity.',
  )
  readonly group!: string | null;

  @Described(() => [String], 'Media in which figures are stated in it; empty: all of them.')
  readonly media!: readonly string[];
}

@ObjectType('Limit', { description: 'One limit row of a standard.' })
export class LimitObject {
  @Described(() => String, 'Id of the row.')
  readonly id!: string;

  @Described(() => CodedObject, 'What is limited.')
  readonly parameter!: CodedObject;

  @Described(() => String, '`<=`, `>=`, `range` …')
  readonly op!: string;

  @Optional(() => Float, 'The limit, or the lower end of a range.')
  readonly limit!: number | null;

  @Optional(() => Float, 'The upper end of a range.')
  readonly limitMax!: number | null;

  @Described(() => String, 'Unit; `% removal` demands an efficiency.')
  readonly unit!: string;

  @Described(() => String, 'The limit with its unit, as people read it: `≤ 50 mg/L`.')
  readonly figure!: string;

  @Described(() => String, 'Averaging period.')
  readonly averaging!: string;

  @Optional(() => String, 'Under which condition it holds, as in the data: what `where` and `whereNot` name.')
  readonly condition!: string | null;

  @Optional(() => String, 'The condition in the language asked for.')
  readonly conditionLabel!: string | null;

  @Optional(() => String, 'For which plants it holds, as in the data.')
  readonly scope!: string | null;

  @Optional(() => String, 'The scope in the language asked for.')
  readonly scopeLabel!: string | null;

  @Optional(() => String, 'Where it is measured.')
  readonly monitoringPoint!: string | null;

  @Described(() => String, 'How sure the row is.')
  readonly confidence!: string;

  @Described(() => Boolean, 'Whether it may decide a match; rows not yet confirmed never do.')
  readonly decides!: boolean;
}

@ObjectType('DataSource', { description: 'Where something was read.' })
export class DataSourceObject implements Pick<DataSource, 'title' | 'publisher' | 'url' | 'ref'> {
  @Described(() => String, 'Title.')
  readonly title!: string;

  @Optional(() => String, 'Publisher.')
  readonly publisher?: string;

  @Optional(() => String, 'Address.')
  readonly url?: string;

  @Optional(() => String, 'The copy that was read.')
  readonly ref?: string;
}

@ObjectType('StandardLevel', {
  description: 'A class, table or zone of a standard: what a citation names besides the standard.',
})
export class StandardLevelObject {
  @Described(() => String, 'Code, such as `1A`.')
  readonly code!: string;

  @Described(() => String, 'Name in Chinese, such as 一级A.')
  readonly zh!: string;

  @Described(() => String, 'Name in English.')
  readonly en!: string;

  // The field is resolved (reference.resolver.ts), since it can be narrowed.
  readonly limits!: readonly LimitObject[];
}

@ObjectType('Standard', { description: 'A discharge, emission or quality standard.' })
export class StandardObject {
  @Described(() => String, 'Code, such as `GB 18918-2002`.')
  readonly code!: string;

  @Described(() => String, 'Title in Chinese.')
  readonly zh!: string;

  @Described(() => String, 'Title in English.')
  readonly en!: string;

  @Described(() => String, 'Where it is in force.')
  readonly jurisdiction!: string;

  @Described(() => String, 'The same in the language asked for.')
  readonly jurisdictionLabel!: string;

  @Described(() => String, 'The medium it limits.')
  readonly medium!: string;

  @Described(() => String, 'The same in the language asked for.')
  readonly mediumLabel!: string;

  @Described(() => String, '`IN_FORCE`, `POLICY` or `REPLACED`.')
  readonly status!: string;

  @Described(() => String, 'From when it is in force.')
  readonly effective!: string;

  @Described(() => [StandardLevelObject], 'Its classes.')
  readonly levels!: readonly StandardLevelObject[];

  @Described(() => [String], 'Where its limits were read.')
  readonly sources!: readonly string[];

  @Described(() => [DataSourceObject], 'The same with publisher and address.')
  readonly sourceRecords!: readonly DataSourceObject[];

  @Described(() => String, 'Its standing in the language asked for: by what it was replaced, or what is to be checked.')
  readonly statusLabel!: string;
}

@ObjectType('TrainStep', { description: 'A step of a treatment train.' })
export class TrainStepObject {
  @Described(() => String, 'Code.')
  readonly code!: string;

  @Described(() => String, 'Its name.')
  readonly label!: string;
}

@ObjectType('GuideRule', { description: 'How a technology stands towards another step of a train.' })
export class GuideRuleObject {
  @Described(() => GuideRuleEnum, 'Before or after it, always or usually.')
  readonly kind!: GuideRule['kind'];

  @Described(() => TrainStepObject, 'The other step.')
  readonly step!: TrainStepObject;

  @Described(() => String, 'Why, in the language asked for.')
  readonly why!: string;

  @Described(() => DataSourceObject, 'Where it was read.')
  readonly source!: DataSourceObject;

  @Described(() => String, 'How sure the rule is.')
  readonly confidence!: string;
}

@ObjectType('GuideTechnology', { description: 'A technology that serves a scenario, as far as the data speak of it.' })
export class GuideTechnologyObject {
  @Described(() => CodedObject, 'The technology.')
  readonly technology!: CodedObject;

  @Described(() => String, 'How sure its entry in the catalogue is.')
  readonly confidence!: string;

  @Described(() => Int, 'Listings on the market that name it.')
  readonly listings!: number;

  @Optional(() => TrainStepObject, 'Its step in a train, where the data name one.')
  readonly step!: TrainStepObject | null;

  @Described(() => [GuideRuleObject], 'Its place towards other steps, each rule with its source.')
  readonly rules!: readonly GuideRuleObject[];

  @Described(() => [TemplateFactObject], 'What a listing of it should state, most important first, with the reason.')
  readonly expects!: readonly TemplateFactObject[];

  @Described(() => [String], 'What the expectations rest on.')
  readonly expectationSources!: readonly string[];
}

@ObjectType('GuideStandard', { description: 'A standard of a scenario.' })
export class GuideStandardObject extends CodedObject {
  @Described(
    () => GuideStandardEnum,
    'Why it is named: its title, or that of a class, speaks of the scenario, or its rows limit what technologies act on.',
  )
  readonly because!: GuideStandard['because'];

  @Described(() => String, '`IN_FORCE`, `POLICY` or `REPLACED`.')
  readonly status!: string;

  @Described(() => String, 'Its standing in the language asked for: by what it was replaced, or what is to be checked.')
  readonly statusLabel!: string;
}

@ObjectType('UsualInlet', { description: 'Something that comes in, as many technologies of a scenario ask for it.' })
export class UsualInletObject {
  @Described(() => CodedObject, 'The parameter.')
  readonly parameter!: CodedObject;

  @Described(() => [String], 'Units that are usual for it.')
  readonly units!: readonly string[];

  @Described(() => Int, 'How many technologies of the scenario ask for it.')
  readonly technologies!: number;
}

@ObjectType('TechnologyGuide', {
  description: 'The technologies of a scenario with what the reference data say of each; nothing is added to them.',
})
export class TechnologyGuideObject {
  @Described(() => CodedObject, 'The scenario.')
  readonly scenario!: CodedObject;

  @Described(() => [GuideTechnologyObject], 'Its technologies, in the order of the catalogue.')
  readonly technologies!: readonly GuideTechnologyObject[];

  @Described(() => [GuideStandardObject], 'Its standards, where the data name some.')
  readonly standards!: readonly GuideStandardObject[];

  @Described(
    () => [UsualInletObject],
    'What the duty of the scenario usually names: asked for by a third or more of its technologies that ask for anything that comes in.',
  )
  readonly usualInlets!: readonly UsualInletObject[];
}

@ObjectType('ResolvedStandard', { description: 'The standard and class meant by what somebody wrote.' })
export class ResolvedStandardObject {
  @Described(() => String, 'Code of the standard.')
  readonly code!: string;

  @Optional(() => String, 'Code of the class; none when the text names none.')
  readonly level?: string;

  @Described(() => String, 'Both as people read them.')
  readonly label!: string;
}

@ObjectType('Region', { description: 'A country, province, city or county (ISO 3166, GB/T 2260).' })
export class RegionObject {
  @Described(() => String, 'Code, such as `CN-GD-4401`.')
  readonly code!: string;

  @Optional(() => String, 'Code of the region around it.')
  readonly parent!: string | null;

  @Described(() => String, '`COUNTRY`, `PROVINCE`, `CITY` or `COUNTY`.')
  readonly level!: string;

  @Described(() => String, 'Name in Chinese.')
  readonly zh!: string;

  @Optional(() => String, 'Name in English, where there is one.')
  readonly en?: string;
}

@ObjectType('LegalClock', { description: 'A period, share or count that the law sets for a step of a procurement.' })
export class LegalClockObject {
  @Described(() => String, 'Id; a refusal names it.')
  readonly id!: string;

  @Described(() => TrackEnum, 'The law it belongs to.')
  readonly track!: PartOfReference['track'];

  @Optional(() => ProcurementMethodEnum, 'The method it holds for; all when absent.')
  readonly method!: PartOfReference['method'];

  @Described(() => String, 'The step it sets.')
  readonly step!: string;

  @Described(() => String, 'What it says, in the language asked for.')
  readonly label!: string;

  @Described(() => String, '`MINIMUM`, `MAXIMUM` or `EXACT`.')
  readonly direction!: string;

  @Described(() => Float, 'How much.')
  readonly amount!: number;

  @Described(() => String, '`DAYS`, `WORKING_DAYS`, `YEARS`, `PERCENT` or `COUNT`.')
  readonly unit!: string;

  @Described(() => String, 'What it runs from.')
  readonly from!: string;

  @Described(() => String, 'Law and article.')
  readonly citation!: string;

  @Described(() => Boolean, 'Whether its text was read in a source; others are shown and never decide.')
  readonly decides!: boolean;
}

@ObjectType('Scheme', { description: 'A certificate or an honour that requirements can name.' })
export class SchemeObject {
  @Described(() => String, 'Code.')
  readonly code!: string;

  @Described(() => String, '`CERTIFICATE` or `HONOUR`.')
  readonly kind!: string;

  @Described(() => String, 'Name in the language asked for.')
  readonly label!: string;

  @Described(() => String, 'Who gives it.')
  readonly issuer!: string;

  @Described(() => String, 'What it proves.')
  readonly proves!: string;

  @Described(() => String, 'Whether it belongs to the firm, the product or the laboratory.')
  readonly belongsTo!: string;

  @Described(() => String, 'How sure the entry is: V re-read in a source, S seen, K known only.')
  readonly confidence!: string;
}

@ObjectType('TemplateFact', { description: 'A fact that offers of a technology should state.' })
export class TemplateFactObject {
  @Described(() => CodedObject, 'The metric.')
  readonly metric!: CodedObject;

  @Described(() => [CodedObject], 'Metrics that say as much.')
  readonly or!: readonly CodedObject[];

  @Optional(() => CodedObject, 'The parameter; none when the metric stands alone or any parameter will do.')
  readonly parameter!: CodedObject | null;

  @Described(() => Boolean, 'Whether any parameter will do.')
  readonly anyParameter!: boolean;

  @Described(() => [String], 'Usual units.')
  readonly units!: readonly string[];

  @Described(() => ImportanceEnum, 'How much it is missed.')
  readonly importance!: PartOfReference['importance'];

  @Described(() => String, 'Why it is asked.')
  readonly why!: string;
}

@ObjectType('FactTemplate', { description: 'What offers of some technologies should state, most important first.' })
export class FactTemplateObject {
  @Described(() => [CodedObject], 'The technologies.')
  readonly technologies!: readonly CodedObject[];

  @Described(() => [TemplateFactObject], 'The facts.')
  readonly facts!: readonly TemplateFactObject[];
}

@ObjectType('Completeness', { description: 'How much of what its technologies should state an offer states.' })
export class CompletenessObject {
  @Described(() => Int, 'Facts stated.')
  readonly stated!: number;

  @Described(() => Int, 'Facts expected.')
  readonly expected!: number;

  @Described(() => Float, 'Between 0 and 1; an essential fact counts twice.')
  readonly share!: number;

  @Described(
    () => Boolean,
    'Whether it states so little of it, less than half, that it answers few tenders: the editor asks before it is handed in, and imports say so (`SAYS_LITTLE`).',
  )
  readonly saysLittle!: boolean;

  @Described(() => [TemplateFactObject], 'What is missing, most important first.')
  readonly missing!: readonly TemplateFactObject[];
}

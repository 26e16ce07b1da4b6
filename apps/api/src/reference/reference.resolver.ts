import { Clock, Reads } from '@huanpei/app';
import { earliestEnd, type Language, type ProcurementMethod, type Track } from '@huanpei/domain';
import { KNOWN_UNITS } from '@huanpei/matching';
import {
  heldThings,
  isMetric,
  labels,
  legalClocks,
  parameters,
  regions,
  standards,
  taxonomy,
  technologyGuide,
  templateFor,
  units,
  type Parameter,
} from '@huanpei/reference';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Speaking } from '../graphql/context';
import { ProcurementMethodEnum, TrackEnum } from '../graphql/enums';
import { stated } from '../graphql/stated';
import {
  FactTemplateObject,
  LegalClockObject,
  LimitObject,
  ParameterObject,
  RegionObject,
  ResolvedStandardObject,
  SchemeObject,
  StandardLevelObject,
  StandardObject,
  TechnologyGuideObject,
  TaxonomyNodeObject,
  UnitObject,
} from './reference.objects';
import { guideView, standardView, templateView } from './reference.views';

/** No name of a parameter or standard is longer. */
const LONGEST_NAME = 200;

const FACTORS = new Map(KNOWN_UNITS.map(({ unit, factor }) => [unit, factor]));

const parameterView = (parameter: Parameter): ParameterObject => ({ ...parameter, isMetric: isMetric(parameter) });

/** The reference data as they are: codes, names, limits, periods, each with its source and confidence. */
@Resolver()
export class ReferenceResolver {
  constructor(private readonly reads: Reads) {}

  @Query(() => [TaxonomyNodeObject], {
    description: 'The whole catalogue of domains, scenarios and technologies, parents before children.',
  })
  taxonomy(): readonly TaxonomyNodeObject[] {
    return taxonomy().list;
  }

  @Query(() => TaxonomyNodeObject, { nullable: true, description: 'One entry of the catalogue.' })
  technology(@Args('code', { description: 'Its code.' }) code: string): TaxonomyNodeObject | undefined {
    return taxonomy().byCode(code);
  }

  @Query(() => [ParameterObject], {
    description: 'Parameters and metrics; with a text, those it can mean (`氨氮`, `NH3-N`).',
  })
  parameters(
    @Args('text', { nullable: true, type: () => String, description: 'What somebody wrote.' }) text?: string | null,
  ): readonly ParameterObject[] {
    if (text === undefined || text === null) return parameters().list.map(parameterView);
    if (text.length > LONGEST_NAME) return [];
    return parameters()
      .candidates(text)
      .flatMap((code) => parameters().byCode(code) ?? [])
      .map(parameterView);
  }

  @Query(() => ParameterObject, { nullable: true, description: 'One parameter or metric.' })
  parameter(@Args('code', { description: 'Its code.' }) code: string): ParameterObject | undefined {
    const found = parameters().byCode(code);
    return found && parameterView(found);
  }

  @Query(() => [UnitObject], { description: 'Units that occur in the data, with the factors by which they convert.' })
  units(): readonly UnitObject[] {
    return units().list.map((unit) => ({
      ...unit,
      factor: FACTORS.get(unit.unit) ?? null,
      group: unit.group ?? null,
      media: unit.media ?? [],
    }));
  }

  @Query(() => [StandardObject], { description: 'Discharge, emission and quality standards.' })
  standards(
    @Speaking() language: Language,
    @Args('text', { nullable: true, type: () => String, description: 'Whose code, title or other name holds this.' })
    text?: string | null,
    @Args('medium', { nullable: true, type: () => String, description: 'That limit something in `water`, `air` …' })
    medium?: string | null,
  ): readonly StandardObject[] {
    if ((text ?? '').length > LONGEST_NAME) return [];
    return standards()
      .find(stated({ text, medium }))
      .map((standard) => standardView(standard, labels(language)));
  }

  @Query(() => TechnologyGuideObject, {
    nullable: true,
    description: 'The technologies of a scenario, with what the reference data say of each.',
  })
  async technologyGuide(
    @Args('scenario', { description: 'Code of the scenario, such as `water.municipal`.' }) scenario: string,
    @Speaking() language: Language,
  ): Promise<TechnologyGuideObject | null> {
    const guide = technologyGuide(scenario);
    if (!guide) return null;
    const listed = await this.reads.listedByTechnology(guide.technologies.map(({ node }) => node.code));
    return guideView(guide, listed, language);
  }

  @Query(() => StandardObject, { nullable: true, description: 'One standard with its classes and limits.' })
  standard(
    @Args('code', { description: 'Its code.' }) code: string,
    @Speaking() language: Language,
  ): StandardObject | undefined {
    const found = standards().byCode(code);
    return found && standardView(found, labels(language));
  }

  @Query(() => ResolvedStandardObject, {
    nullable: true,
    description: 'The standard and class meant by what somebody wrote, such as `GB18918-2002一级A标准`.',
  })
  resolveStandard(
    @Args('text', { description: 'What somebody wrote.' }) text: string,
    @Speaking() language: Language,
  ): ResolvedStandardObject | undefined {
    const found = text.length > LONGEST_NAME ? undefined : standards().resolveStandard(text);
    if (!found) return undefined;
    const label = labels(language);
    const level = found.level === undefined ? '' : ` ${label.level(found.code, found.level)}`;
    return { ...found, label: `${found.code} ${label.standard(found.code)}${level}` };
  }

  @Query(() => [RegionObject], { description: 'Regions directly inside another; without one the countries.' })
  regions(
    @Args('parent', { nullable: true, type: () => String, description: 'Code of the region around them.' })
    parent?: string | null,
  ): readonly RegionObject[] {
    return parent === undefined || parent === null ? regions().children() : regions().children(parent);
  }

  @Query(() => [LegalClockObject], { description: 'What the law sets for the steps of a procurement.' })
  legalClocks(
    @Speaking() language: Language,
    @Args('track', { nullable: true, type: () => TrackEnum, description: 'Of this law only.' }) track?: Track | null,
    @Args('method', { nullable: true, type: () => ProcurementMethodEnum, description: 'Holding for this method.' })
    method?: ProcurementMethod | null,
  ): readonly LegalClockObject[] {
    const clocks = legalClocks();
    const list = track === undefined || track === null ? clocks.list : clocks.of(track, method ?? undefined);
    return list.map((clock) => ({
      ...clock,
      label: clock.label[language],
      from: clock.fromLabel[language],
      citation: clocks.citation(clock, language),
      decides: clocks.decides(clock),
    }));
  }

  @Query(() => [SchemeObject], { description: 'Certificates and honours that requirements can name.' })
  schemes(@Speaking() language: Language): readonly SchemeObject[] {
    const { certificates, honours } = heldThings();
    return [...certificates, ...honours].map((thing) => ({
      ...thing,
      label: thing[language],
      issuer: thing.issuer[language],
      proves: thing.proves[language],
    }));
  }

  @Query(() => FactTemplateObject, {
    description: 'What offers of these technologies should state, most important first.',
  })
  factTemplate(
    @Args('technologies', { type: () => [String], description: 'Codes of the catalogue.' }) technologies: string[],
    @Speaking() language: Language,
  ): FactTemplateObject {
    return templateView(templateFor(technologies.slice(0, 20)), language, labels(language));
  }
}

@Resolver(() => LegalClockObject)
export class LegalClockResolver {
  constructor(private readonly clock: Clock) {}

  @ResolveField(() => Date, {
    nullable: true,
    description:
      'The first instant at which the period has surely run, by the same count as the check of a publication; none for years, shares and counts.',
  })
  endsAt(
    @Parent() { amount, unit }: LegalClockObject,
    @Args('from', { nullable: true, type: () => Date, description: 'When it begins; now when not given.' })
    from?: Date | null,
  ): Date | null {
    if (unit !== 'DAYS' && unit !== 'WORKING_DAYS') return null;
    return earliestEnd(from ?? this.clock.now(), { clockId: '', amount, unit }, legalClocks().calendar);
  }
}

@Resolver(() => StandardLevelObject)
export class StandardLevelResolver {
  @ResolveField(() => [LimitObject], { description: 'Its limit rows.' })
  limits(
    @Parent() level: StandardLevelObject,
    @Args('parameter', { nullable: true, type: () => String, description: 'Only of this parameter: its code.' })
    parameter?: string | null,
  ): readonly LimitObject[] {
    return parameter === undefined || parameter === null
      ? level.limits
      : level.limits.filter((limit) => limit.parameter.code === parameter);
  }
}

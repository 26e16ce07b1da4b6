import type { KindReference } from '@huanpei/matching';
import { once } from './data-file';
import { factTemplates, templateFor, type Importance } from './fact-templates';
import { parameters } from './parameters';
import { taxonomy } from './taxonomy';

/** What is said of equipment of every kind, so that asking for it tells nothing of the kind that is wanted. */
const OF_EVERY_KIND: ReadonlySet<string> = new Set([
  'capacity',
  'inlet',
  'inlet_conc',
  'operating_temp',
  'power',
  'spec_energy',
  'spec_energy_water',
  'aux_power_pct',
  'noise_level',
  'footprint',
  'operating_weight',
  'service_life',
  'availability',
  'mtbf',
  'delivery_days',
  'capex_unit',
  'opex_unit',
  // What a process adds is the price of what it is made for.
  'added',
]);

/** What is left of a thing, or taken away: all three are about the thing itself. */
const OF_THE_THING: ReadonlySet<string> = new Set(['outlet', 'outlet_conc', 'outlet_floor', 'removal_pct']);

/** What comes out as a product: asked as such, and of a certain thing. */
const OF_PRODUCTS: ReadonlySet<string> = new Set(['recovery_rate', 'purity']);

const STRENGTH: Readonly<Record<Importance, number>> = { ESSENTIAL: 1, RECOMMENDED: 0.5 };
/** A technology that may be made for any of many things is hardly made for each of them. */
const ANY_OF_ALL = 0.5;

/** The subjects of a statement, known or not: the thing that is treated or measured, else the metric. */
function named(metric: string, parameter: string | undefined): readonly string[] {
  if (OF_EVERY_KIND.has(metric)) return [];
  const of = parameter === undefined ? [] : [parameter];
  if (OF_THE_THING.has(metric)) return of;
  if (of.length > 0 && parameters().byCode(metric)?.kind === 'instrument-metric') return of;
  return OF_PRODUCTS.has(metric) ? [metric, ...of] : [metric];
}

/** What each technology is made for, with how far, from the fact templates and the tree. */
const strengths = once((): ReadonlyMap<string, ReadonlyMap<string, number>> => {
  const { list, technologiesUnder } = taxonomy();
  const ofTechnology = new Map(
    list.filter(({ level }) => level === 'technology').map(({ code }) => [code, strengthsOf(code)] as const),
  );
  return new Map(
    list.flatMap(({ code }) => {
      // A scenario or domain stands for the technologies under it: so far they are made for it on average.
      const under = technologiesUnder(code).flatMap((one) => ofTechnology.get(one) ?? []);
      const sums = new Map<string, number>();
      for (const one of under) for (const [subject, far] of one) sums.set(subject, (sums.get(subject) ?? 0) + far);
      const means = new Map([...sums].map(([subject, sum]) => [subject, sum / under.length] as const));
      return means.size === 0 ? [] : [[code, means] as const];
    }),
  );
});

/** @param any whether what is hardly meant, one of any parameters, counts too */
function strengthsOf(technology: string, any = true): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const note = (subject: string, far: number) => found.set(subject, Math.max(found.get(subject) ?? 0, far));
  for (const { metric, or = [], parameter, anyParameter, among, importance } of templateFor([technology]).facts) {
    if (anyParameter && !among && !any) continue;
    const things = anyParameter ? anyOf(technology, among) : [parameter];
    const far = STRENGTH[importance] * (anyParameter && !among ? ANY_OF_ALL : 1);
    for (const one of [metric, ...or])
      for (const thing of things) for (const subject of named(one, thing)) note(subject, far);
  }
  const templates = new Map(factTemplates().map((template) => [template.for, template]));
  for (const code of [technology, ...taxonomy().ancestors(technology)])
    for (const { parameter, group, importance } of templates.get(code)?.actsOn ?? [])
      for (const subject of group === undefined ? [parameter] : inGroups([group]))
        if (subject !== undefined) note(subject, STRENGTH[importance]);
  return found;
}

const inGroups = (groups: readonly string[]): readonly string[] =>
  parameters()
    .measured.filter(({ group }) => groups.includes(group))
    .map(({ code }) => code);

/** The parameters that "any" may mean: those of the groups named, else those met in the technology's medium. */
function anyOf(technology: string, groups: readonly string[] | undefined): readonly string[] {
  if (groups) return inGroups(groups);
  const [medium = ''] = technology.split('.');
  return parameters()
    .measured.filter(({ media }) => MEDIA[medium]?.some((one) => media.includes(one)) ?? true)
    .map(({ code }) => code);
}

/** Media by the first part of a technology's code; instruments, agents and emergency equipment serve all. */
const MEDIA: Readonly<Record<string, readonly string[]>> = {
  air: ['air'],
  water: ['water'],
  soil: ['soil', 'water'],
  waste: ['waste', 'air'],
};

/** Subjects that some technology is known for by name or group: of others nothing can be said. */
const known = once(
  (): ReadonlySet<string> =>
    new Set(
      taxonomy()
        .list.filter(({ level }) => level === 'technology')
        .flatMap(({ code }) => [...strengthsOf(code, false).keys()]),
    ),
);

/** What kinds of equipment are made for, as the matching engine reads it. */
export const kinds: KindReference = {
  subjects: (metric, parameter) => named(metric, parameter).filter((subject) => known().has(subject)),
  madeFor: (technology) => strengths().get(technology),
};

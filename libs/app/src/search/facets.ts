import type { Domain } from '@huanpei/matching';
import { parameters, regions, standards, taxonomy } from '@huanpei/reference';

/** A region that can be chosen: a country or a province. */
const isWide = (code: string): boolean => {
  const level = regions().byCode(code)?.level;
  return level === 'COUNTRY' || level === 'PROVINCE';
};

/** All of them; thousands of others are looked through once. */
let everyWide: readonly string[] | undefined;
const wide = (): readonly string[] =>
  (everyWide ??= regions()
    .list.map(({ code }) => code)
    .filter(isWide));

/** A region and those around it, as far as they can be chosen. */
export function regionsAround(code: string): readonly string[] {
  const found: string[] = [];
  for (let at: string | null = code; at !== null; at = regions().byCode(at)?.parent ?? null)
    if (isWide(at)) found.push(at);
  return found;
}

/**
 * The countries and provinces in which a supplier serves at least a part: what it states, the provinces inside that, and
 * the regions around it. So a province finds who serves the whole country, the province, or one of its cities. `*` is
 * everywhere. Whether the very place of a need is served, only the match says.
 */
export function regionsServed(stated: readonly string[]): readonly string[] {
  return [
    ...new Set(
      stated.flatMap((code) => [...regionsAround(code), ...wide().filter((one) => regions().covers(code, one))]),
    ),
  ];
}

/** The region to choose by for a place: itself, or below a province its province. Undefined when there is none. */
export const regionToChoose = (code: string): string | undefined => regionsAround(code)[0];

/** Taxonomy codes with those above them. */
export const withAncestors = (codes: readonly string[]): readonly string[] => [
  ...new Set(codes.flatMap((code) => [code, ...taxonomy().ancestors(code)])),
];

/** The scenarios stated, and those that a technology stands under. */
export const scenariosOf = (scenarios: readonly string[], technologies: readonly string[]): readonly string[] =>
  withAncestors([...scenarios, ...technologies]).filter((code) => taxonomy().byCode(code)?.level === 'scenario');

const DOMAIN_OF_MEDIUM: Readonly<Record<string, readonly Domain[]>> = {
  water: ['water'],
  air: ['air'],
  soil: ['soil'],
  waste: ['waste'],
  noise: ['x'],
  monitoring: ['monitoring'],
};

/** The domains that media belong to: `water+air` is both; `any` is none in particular. */
export const domainsOfMedia = (media: readonly string[]): readonly Domain[] => [
  ...new Set(media.flatMap((medium) => medium.split(/[^a-z]+/u).flatMap((one) => DOMAIN_OF_MEDIUM[one] ?? []))),
];

/** The parameters a cited standard limits; of a class when one is named and known. */
export function parametersOfStandard(code: string, level?: string): readonly string[] {
  const rows =
    level === undefined
      ? standards().rows.filter(({ standard }) => standard === code)
      : standards().limits(code, level);
  return [...new Set(rows.map(({ parameter }) => parameter))];
}

/** What people write for a parameter: its code, aliases, the code of HJ 212 telemetry and the CAS number. */
export function codesOfParameter(code: string): readonly string[] {
  const parameter = parameters().byCode(code);
  if (!parameter) return [];
  const { aliases, hj212, cas } = parameter;
  return [...new Set([code, ...aliases, ...(hj212 ? [hj212] : []), ...(cas ? [cas] : [])])];
}

import { dataFile, once } from './data-file';
import type { DataSource, Language } from './source';

export type RegionLevel = 'COUNTRY' | 'PROVINCE' | 'CITY' | 'COUNTY';

/**
 * A region keyed as in the exchange format: ISO 3166 (`CN`, `CN-GD`), below a Chinese province continued by the
 * GB/T 2260 number (`CN-GD-4401`, `CN-GD-4401-440106`).
 */
export interface Region {
  readonly code: string;
  readonly parent: string | null;
  readonly level: RegionLevel;
  readonly zh: string;
  /** Below a province there is none rather than an invented one. */
  readonly en?: string;
}

/** Code, name and what is inside, as the file packs them. */
type PackedCounty = readonly [code: string, zh: string];
type PackedCity = readonly [code: string, zh: string, counties: readonly PackedCounty[]];

export interface RegionsFile {
  readonly sources: Readonly<Record<string, DataSource & { readonly licence?: string }>>;
  readonly confidence: string;
  readonly countries: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  readonly provinces: readonly {
    readonly iso: string;
    readonly code: string;
    readonly zh: string;
    readonly en: string;
    readonly cities: readonly PackedCity[];
  }[];
}

export interface Regions {
  readonly list: readonly Region[];
  byCode(code: string): Region | undefined;
  /** Regions directly inside; without a code the countries. */
  children(parent?: string): readonly Region[];
  /** Its own name in the language, else in the other; the code when it is unknown. */
  regionName(code: string, language: Language): string;
  /** With the regions around it up to the province: `广东省广州市天河区`. */
  regionPath(code: string, language: Language): string;
  /** Whether `outer` is `inner` or contains it; `*` is everywhere. */
  covers(outer: string, inner: string): boolean;
}

export const regionsFile = dataFile<RegionsFile>('regions.json');

/** Whether the region `outer` is `inner` or contains it, by their codes alone; `*` is everywhere. */
export function covers(outer: string, inner: string): boolean {
  return outer === '*' || inner === outer || inner.startsWith(`${outer}-`);
}

export const regions: () => Regions = once(() => {
  const list = unpackRegions(regionsFile());
  const byCode = new Map(list.map((region) => [region.code, region]));
  const inside = new Map<string | null, Region[]>();
  for (const region of list) inside.set(region.parent, [...(inside.get(region.parent) ?? []), region]);
  for (const children of inside.values()) Object.freeze(children);
  const regionName = (code: string, language: Language): string => {
    const region = byCode.get(code);
    if (!region) return code;
    return language === 'zh' ? region.zh : (region.en ?? region.zh);
  };
  const regionPath = (code: string, language: Language): string => {
    const names: string[] = [];
    for (let at = byCode.get(code); at; at = at.parent === null ? undefined : byCode.get(at.parent)) {
      if (at.level !== 'COUNTRY' || at.code === code) names.push(regionName(at.code, language));
    }
    if (names.length === 0) return code;
    return language === 'zh' ? names.reverse().join('') : names.join(', ');
  };
  return {
    list,
    byCode: (code) => byCode.get(code),
    children: (parent) => inside.get(parent ?? null) ?? [],
    regionName,
    regionPath,
    covers,
  };
});

/** The packed file as a list, each region after the one around it. */
export function unpackRegions(file: RegionsFile): readonly Region[] {
  const found: Region[] = file.countries.map((country) => ({ ...country, parent: null, level: 'COUNTRY' }));
  for (const province of file.provinces) {
    const code = `CN-${province.iso}`;
    found.push({ code, parent: 'CN', level: 'PROVINCE', zh: province.zh, en: province.en });
    for (const [cityNumber, cityName, counties] of province.cities) {
      const city = `${code}-${cityNumber}`;
      found.push({ code: city, parent: code, level: 'CITY', zh: cityName });
      for (const [countyNumber, countyName] of counties) {
        found.push({ code: `${city}-${countyNumber}`, parent: city, level: 'COUNTY', zh: countyName });
      }
    }
  }
  return found;
}

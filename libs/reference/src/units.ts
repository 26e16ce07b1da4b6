import { dataFile, once } from './data-file';
import { resolveUnit } from './resolve-unit';
import type { Bilingual, DataSource } from './source';

/** A unit that occurs in the data. One with a quantity is in the contract's table and converts; any other equals only itself. */
export interface Unit extends Bilingual {
  readonly unit: string;
  readonly quantity: string | null;
  /** Parts a quantity for those who choose a unit: what is said in percent converts to mg/kg and is not stated in it. */
  readonly group?: string;
  /** Media in which people state figures in it; left out, all of them. */
  readonly media?: readonly string[];
}

export interface UnitsFile {
  readonly source: string;
  readonly confidence: string;
  readonly sources: Readonly<Record<string, DataSource>>;
  readonly quantities: Readonly<Record<string, Bilingual>>;
  readonly units: readonly Unit[];
}

export interface Units {
  readonly list: readonly Unit[];
  readonly quantities: Readonly<Record<string, Bilingual>>;
  byCode(unit: string): Unit | undefined;
  /** Whether the unit equals only itself; also true for a unit that nobody registered. */
  opaque(unit: string): boolean;
  /** A unit as people write it (`毫克/升`, `m³/h`, `℃`), in the spelling of the exchange format; undefined when it is none. */
  resolve(text: string): string | undefined;
}

export const unitsFile = dataFile<UnitsFile>('units.json');

/** Every unit of the data with its names. The factors are those of the matching engine. */
export const units: () => Units = once(() => {
  const { units: list, quantities } = unitsFile();
  const byCode = new Map(list.map((unit) => [unit.unit, unit]));
  return {
    list,
    quantities,
    byCode: (unit) => byCode.get(unit),
    opaque: (unit) => (byCode.get(unit)?.quantity ?? null) === null,
    resolve: (text) => resolveUnit(text, list),
  };
});

import { dataFile, once } from './data-file';
import type { Bilingual, DataSource } from './source';
import { taxonomy } from './taxonomy';

/**
 * An official catalogue of which the data know who or what is in it. Of a catalogue of kinds the data know that a kind of
 * equipment is an item, not that a product meets what the catalogue asks of it; a catalogue known by an honour is the
 * firm's.
 */
export interface Catalogue extends Bilingual {
  readonly code: string;
  readonly belongsTo: 'KIND' | 'FIRM';
  /** `keyEquipmentItems`: the taxonomy names the item. `honour`: the firm holds the honour of this code. */
  readonly knownBy: 'keyEquipmentItems' | 'honour';
  readonly confidence: 'V' | 'S' | 'K';
  /** Key of the file's `sources`. */
  readonly source: string;
}

export interface CataloguesFile {
  readonly sources: Readonly<Record<string, DataSource>>;
  readonly catalogues: readonly Catalogue[];
}

export interface Catalogues {
  readonly list: readonly Catalogue[];
  byCode(code: string): Catalogue | undefined;
  /** The catalogues that name one of these technologies, or whose honour the firm holds. */
  of(technologies: readonly string[], honours: readonly string[]): readonly string[];
}

export const cataloguesFile = dataFile<CataloguesFile>('catalogues.json');

/** Official catalogues. No match depends on them, so they are no part of an edition. */
export const catalogues: () => Catalogues = once(() => {
  const list = cataloguesFile().catalogues;
  const byCode = new Map(list.map((catalogue) => [catalogue.code, catalogue]));
  const isIn = ({ code, knownBy }: Catalogue, technologies: readonly string[], honours: readonly string[]): boolean =>
    knownBy === 'honour'
      ? honours.includes(code)
      : technologies.some((one) => (taxonomy().byCode(one)?.keyEquipmentItems ?? []).length > 0);
  return {
    list,
    byCode: (code) => byCode.get(code),
    of: (technologies, honours) =>
      list.filter((catalogue) => isIn(catalogue, technologies, honours)).map(({ code }) => code),
  };
});

import { KNOWN_UNITS, quantityOf } from '@huanpei/matching';
import { parameters } from './parameters';
import { units } from './units';

describe('units', () => {
  it('convert in the data exactly where they convert in the engine', () => {
    const differing = units().list.filter(
      ({ unit, quantity }) => (quantity !== null) !== (quantityOf(unit) !== undefined),
    );
    expect(differing.map(({ unit }) => unit)).toEqual([]);
  });

  it('fall into the same rows in both', () => {
    const rows = new Map<string, Set<string>>();
    for (const { unit, quantity } of units().list) {
      if (quantity === null) continue;
      const engine = quantityOf(unit) ?? '';
      rows.set(quantity, (rows.get(quantity) ?? new Set()).add(engine));
    }
    for (const engines of rows.values()) expect(engines.size).toBe(1);
  });

  it('have names for every unit the engine converts', () => {
    expect(KNOWN_UNITS.filter(({ unit }) => units().byCode(unit) === undefined).map(({ unit }) => unit)).toEqual([]);
  });

  it('are parted into groups that lie within one quantity', () => {
    const quantities = new Map<string, Set<string | null>>();
    for (const { group, quantity } of units().list)
      if (group !== undefined) quantities.set(group, (quantities.get(group) ?? new Set()).add(quantity));
    expect([...quantities].filter(([, found]) => found.size > 1)).toEqual([]);
    expect(units().byCode('%')?.group).not.toBe(units().byCode('mg/kg')?.group);
  });

  it('are stated in the media of what is usually stated in them', () => {
    const misplaced = parameters().measured.flatMap(({ code, media, units: usual }) =>
      usual.flatMap((unit) => {
        const stated = units().byCode(unit)?.media;
        return stated === undefined || stated.some((medium) => media.includes(medium)) ? [] : [`${code} ${unit}`];
      }),
    );
    expect(misplaced).toEqual([]);
  });
});

import { KNOWN_UNITS, quantityOf } from '@huanpei/matching';
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
});

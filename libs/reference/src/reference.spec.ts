import {
  EDITION,
  decides,
  demo,
  legalClocks,
  matchingReference,
  parameters,
  regions,
  standards,
  taxonomy,
  units,
} from './index';
import { dataText } from './data-file';
import { EDITION_FILES, editionOf } from './edition';

describe('the reference data', () => {
  it('hold what was gathered', () => {
    const level = (name: string) => taxonomy().list.filter((node) => node.level === name).length;
    expect([level('domain'), level('cross'), level('scenario'), level('technology')]).toEqual([5, 5, 22, 155]);
    expect(parameters().list.filter((parameter) => parameter.source !== 'huanpei')).toHaveLength(241);
    expect(standards().list).toHaveLength(34);
    expect(standards().rows).toHaveLength(1076);
    expect(legalClocks().list).toHaveLength(41);
    expect(regions().children('CN')).toHaveLength(34);
    expect(demo().listings.filter((listing) => listing.origin === 'REAL_RECORD')).toHaveLength(178);
    expect(
      demo()
        .listings.filter((one) => one.origin === 'REAL_RECORD')
        .flatMap((one) => one.content.facts),
    ).toHaveLength(575);
    expect(demo().demands).toHaveLength(51);
  });

  it('has the two metrics that composing trains needs', () => {
    for (const code of ['outlet_floor', 'added']) expect(parameters().byCode(code)?.kind).toBe('performance-metric');
  });

  it('is frozen to its leaves', () => {
    const row = standards().limits('GB 18918-2002', '1A')[0] as { limit: number };
    expect(() => {
      row.limit = 1;
    }).toThrow(TypeError);
    expect(Object.isFrozen(taxonomy().tree[0]?.children[0]?.sources)).toBe(true);
    expect(() => (standards().limits('GB 18918-2002', '1A') as unknown[]).pop()).toThrow(TypeError);
  });
});

describe('the edition', () => {
  const texts = EDITION_FILES.map(dataText);

  it('is the same whenever it is computed', () => {
    expect(EDITION).toBe(editionOf(texts));
    expect(EDITION).toMatch(/^\d{4}\.\d{2}-\d+\+[0-9a-f]{10}$/);
    expect(matchingReference().edition).toBe(EDITION);
  });

  it('changes with one row', () => {
    const standardsAt = EDITION_FILES.indexOf('standards.json');
    const changed = texts.map((text, index) =>
      index === standardsAt ? text.replace('"limit": 50,', '"limit": 51,') : text,
    );
    expect(changed[standardsAt]).not.toBe(texts[standardsAt]);
    expect(editionOf(changed)).not.toBe(EDITION);
  });

  it('changes when a line moves from one file to the next', () => {
    expect(editionOf(['ab', 'c'])).not.toBe(editionOf(['a', 'bc']));
  });
});

describe('the matching reference', () => {
  const reference = matchingReference();

  it('gives the rows of exactly one standard and level', () => {
    const rows = reference.limits('GB 18918-2002', '1A');
    expect(rows).toHaveLength(14);
    expect(rows.find((row) => row.parameter === 'cod')).toMatchObject({
      id: 'L0001',
      op: '<=',
      limit: 50,
      limitMax: null,
      unit: 'mg/L',
      condition: null,
      scope: null,
    });
    expect(reference.limits('GB 18918-2002', '一级A')).toEqual([]);
    expect(reference.limits('GB 18918', '1A')).toEqual([]);
    expect(reference.limits('constructor', 'toString')).toEqual([]);
  });

  it('knows the kind of a parameter and the parent of a code', () => {
    expect(reference.parameterKind('cod')).toBe('pollutant');
    expect(reference.parameterKind('removal_pct')).toBe('performance-metric');
    expect(reference.parameterKind('COD')).toBeUndefined();
    expect(reference.taxonomyParent('water.mun.mbr')).toBe('water.municipal');
    expect(reference.taxonomyParent('water.municipal')).toBe('water');
    expect(reference.taxonomyParent('water')).toBeUndefined();
    expect(reference.taxonomyParent('x.noise')).toBeUndefined();
    expect(reference.taxonomyParent('nothing')).toBeUndefined();
  });
});

describe('the taxonomy', () => {
  it('climbs by the tree, not by the spelling', () => {
    expect(taxonomy().ancestors('air.ule.scr')).toEqual(['air.ule-nonpower', 'air']);
    expect(taxonomy().technologiesUnder('water.rural')).toContain('water.rural.packaged-plant');
    expect(taxonomy().technologiesUnder('air.ule.scr')).toEqual(['air.ule.scr']);
  });
});

describe('confidence', () => {
  it('lets nothing decide that was only remembered', () => {
    const marked = standards().rows.filter((row) => !standards().decides(row));
    expect(marked).toHaveLength(167);
    expect(marked.every((row) => /^(known|recalled)/.test(row.confidence))).toBe(true);
    expect(decides('verified')).toBe(true);
    expect(decides('cross-checked')).toBe(true);
    expect(decides('K')).toBe(false);
  });
});

describe('the units', () => {
  /** The rows of the contract's table: a quantity, and the units of each part. */
  const table = [...dataText('../../../docs/exchange.md').matchAll(/^\| ([a-z][^|]*) \| (`[^|]*) \|$/gm)].map((row) =>
    [...(row[2] ?? '').matchAll(/`([^`]+)`/g)].map((unit) => unit[1] ?? ''),
  );

  it('are those of the contract, and every other is opaque', () => {
    const inTable = table.flat();
    expect(inTable.length).toBeGreaterThan(60);
    expect(
      units()
        .list.filter((unit) => unit.quantity !== null)
        .map((unit) => unit.unit)
        .sort(),
    ).toEqual([...inTable].sort());
    expect(units().opaque('dB(A)')).toBe(true);
    expect(units().opaque('furlong')).toBe(true);
    expect(units().opaque('mg/L')).toBe(false);
  });
});

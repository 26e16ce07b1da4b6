import { completeness, demo, factTemplates, taxonomy, templateFor } from './index';

describe('fact templates', () => {
  it('cover every technology with something essential', () => {
    const technologies = taxonomy().list.filter((node) => node.level === 'technology');
    const bare = technologies.filter(
      (node) => !templateFor([node.code]).facts.some((fact) => fact.importance === 'ESSENTIAL'),
    );
    expect(technologies).toHaveLength(155);
    expect(bare).toEqual([]);
  });

  it('ask what an MBR and a CEMS should state', () => {
    const asked = (code: string) =>
      templateFor([code])
        .facts.filter((fact) => fact.importance === 'ESSENTIAL')
        .map((fact) => `${fact.metric}/${fact.parameter ?? ''}`);
    expect(asked('water.mun.mbr')).toEqual(
      expect.arrayContaining([
        'capacity/',
        'outlet/cod',
        'outlet/tn',
        'inlet/nh3n',
        'membrane_flux/',
        'spec_energy_water/',
      ]),
    );
    expect(asked('mon.air.cems')).toEqual(
      expect.arrayContaining(['range_max/so2', 'zero_drift/so2', 'indication_error/nox', 'data_capture/']),
    );
  });

  it('inherit from domain and scenario, and leave out what does not apply', () => {
    expect(templateFor(['air.vocs.rto']).facts.find((fact) => fact.metric === 'inlet')).toMatchObject({
      parameter: 'nmhc',
      from: 'air.vocs',
    });
    expect(templateFor(['air.vocs.rto']).facts.find((fact) => fact.metric === 'capacity')?.from).toBe('air');
    expect(templateFor(['soil.inv.direct-push']).facts.some((fact) => fact.metric === 'capacity')).toBe(false);
    expect(templateFor(['water.mun.ozone']).facts.find((fact) => fact.metric === 'capacity')?.units).toEqual([
      'kg/h',
      'g/h',
    ]);
    expect(templateFor(['nothing'])).toMatchObject({ facts: [], sources: [] });
  });

  it('join several technologies, the stricter importance winning', () => {
    const joined = templateFor(['air.ule.scr', 'air.ule.sncr']);
    const keys = joined.facts.map((fact) => `${fact.metric}/${fact.parameter ?? ''}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(expect.arrayContaining(['so2_so3_conv/', 'nh3_slip/nh3']));
    expect(joined.facts.find((fact) => fact.metric === 'service_life')?.importance).toBe('ESSENTIAL');
    expect(
      templateFor(['air.ule.sncr', 'air.ule.scr']).facts.find((fact) => fact.metric === 'service_life')?.importance,
    ).toBe('ESSENTIAL');
  });

  it('name the real records they were derived from', () => {
    const mbr = factTemplates().find((template) => template.for === 'water.mun.mbr');
    expect(mbr).toMatchObject({ confidence: 'derived' });
    expect(mbr?.facts.find((fact) => fact.metric === 'pore_size')?.records).toEqual(['kel-water-23']);
  });
});

describe('completeness', () => {
  const template = templateFor(['air.ule.fabric-filter']);

  it('is nothing for nothing, and whole when all is stated', () => {
    expect(completeness([], template)).toMatchObject({ stated: 0, share: 0, expected: template.facts.length });
    const all = template.facts.map((fact) => ({
      metric: fact.metric,
      ...(fact.parameter ? { parameter: fact.parameter } : {}),
    }));
    expect(completeness(all, template)).toMatchObject({ stated: template.facts.length, missing: [], share: 1 });
    expect(completeness([], { facts: [] }).share).toBe(1);
  });

  it('takes a removal for an outlet, but not that of another pollutant', () => {
    const missing = (facts: readonly { metric: string; parameter?: string }[]) =>
      completeness(facts, template).missing.map((fact) => `${fact.metric}/${fact.parameter ?? ''}`);
    expect(missing([])).toContain('outlet/pm');
    expect(missing([{ metric: 'removal_pct', parameter: 'pm' }])).not.toContain('outlet/pm');
    expect(missing([{ metric: 'removal_pct', parameter: 'so2' }])).toContain('outlet/pm');
    expect(missing([{ metric: 'inlet', parameter: 'so2' }])).toContain('inlet/pm');
  });

  it('counts an essential fact twice', () => {
    const facts = template.facts.filter((fact) => ['bag_life', 'air_leakage'].includes(fact.metric));
    expect(facts.map((fact) => fact.importance).sort()).toEqual(['ESSENTIAL', 'RECOMMENDED']);
    expect(completeness([{ metric: 'bag_life' }], { facts }).share).toBeCloseTo(2 / 3, 12);
    expect(completeness([{ metric: 'air_leakage' }], { facts }).share).toBeCloseTo(1 / 3, 12);
  });

  it('never falls when one more fact is stated', () => {
    for (const listing of demo().listings) {
      const whole = templateFor(listing.content.technologies);
      const share = completeness(listing.content.facts, whole).share;
      expect(share).toBeGreaterThanOrEqual(completeness(listing.content.facts.slice(1), whole).share);
    }
  });
});

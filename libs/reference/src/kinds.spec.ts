import { kinds } from './kinds';
import { taxonomy } from './taxonomy';

const far = (technology: string, subject: string) => kinds.madeFor(technology)?.get(subject) ?? 0;

describe('kinds of equipment', () => {
  it('are known of every technology but the services', () => {
    const technologies = taxonomy().list.filter(({ level }) => level === 'technology');
    const unknown = technologies.filter(({ code }) => kinds.madeFor(code) === undefined).map(({ code }) => code);
    expect(unknown.filter((code) => !code.startsWith('x.'))).toEqual([]);
    for (const { code } of technologies)
      for (const [subject, value] of kinds.madeFor(code) ?? []) {
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(subject).not.toBe('');
      }
    expect(kinds.madeFor('nothing')).toBeUndefined();
  });

  it('name what a statement is about', () => {
    expect(kinds.subjects('outlet', 'cod')).toEqual(['cod']);
    expect(kinds.subjects('removal_pct', 'cod')).toEqual(['cod']);
    expect(kinds.subjects('range_max', 'so2')).toEqual(['so2']);
    expect(kinds.subjects('response_time')).toEqual(['response_time']);
    expect(kinds.subjects('nh3_slip', 'nh3')).toEqual(['nh3_slip']);
    expect(kinds.subjects('recovery_rate', 'co')).toEqual(['recovery_rate', 'co']);
    expect(kinds.subjects('moisture')).toEqual(['moisture']);
  });

  it('know nothing by what is asked of every kind, or made for by none', () => {
    for (const metric of ['capacity', 'power', 'noise_level', 'footprint', 'service_life', 'spec_energy_water'])
      expect(kinds.subjects(metric)).toEqual([]);
    expect(kinds.subjects('inlet', 'cod')).toEqual([]);
    expect(kinds.subjects('outlet')).toEqual([]);
    expect(kinds.subjects('outlet', 'ringelmann')).toEqual([]);
    expect(kinds.subjects('beauty')).toEqual([]);
  });

  it('are made for what their template, or their scenario, calls essential; half for what it recommends', () => {
    expect([far('air.ule.fabric-filter', 'pm'), far('air.ule.fgd-wet-limestone', 'pm')]).toEqual([1, 0.5]);
    expect([far('air.vocs.rto', 'nmhc'), far('air.vocs.rto', 'nox')]).toEqual([1, 0.5]);
    // What it only tolerates at the inlet.
    expect([far('water.mun.uv', 'fecal_coliform'), far('water.mun.uv', 'ss')]).toEqual([1, 0]);
    expect([far('water.ind.neutralisation', 'ph'), far('water.ind.neutralisation', 'cod')]).toEqual([1, 0]);
  });

  it('are made for the group that "any parameter" means, and hardly for each of all', () => {
    expect([far('water.ind.heavy-metal', 'cd'), far('water.ind.heavy-metal', 'cod')]).toEqual([1, 0]);
    expect([far('water.ind.electrocoag', 'cd'), far('water.ind.electrocoag', 'tn')]).toEqual([0.5, 0.5]);
    expect(far('water.ind.electrocoag', 'so2')).toBe(0);
    expect(far('soil.org.sve', 'trichloroethylene')).toBe(1);
  });

  it('act on what records, standards and other sources add', () => {
    expect(far('air.ule.fabric-filter', 'pm25')).toBe(0.5);
    expect(far('air.vocs.rco', 'tvoc')).toBe(0.5);
    expect([far('waste.recycling.li-battery', 'co'), far('waste.sludge.drying', 'co')]).toEqual([1, 0]);
  });

  it('stand for what is under them on average', () => {
    const under = taxonomy().technologiesUnder('water.municipal');
    const mean = under.reduce((sum, code) => sum + far(code, 'tn'), 0) / under.length;
    expect(mean).toBeGreaterThan(0);
    expect(far('water.municipal', 'tn')).toBeCloseTo(mean, 12);
  });
});

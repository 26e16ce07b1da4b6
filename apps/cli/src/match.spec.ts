import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from './match';

interface Answer {
  readonly needs: readonly {
    readonly trains?: readonly {
      readonly outcome: string;
      readonly label: string;
      readonly stages: readonly { readonly offerId: string; readonly units: number }[];
      readonly outlet: Readonly<Record<string, number>>;
      readonly cost?: { readonly amount: number; readonly currency: string };
      readonly energy?: number;
      readonly findings: readonly { readonly id: string; readonly verdict: string; readonly says: string }[];
      readonly missing: readonly { readonly says: string }[];
    }[];
    readonly trainSearch?: { readonly complete: boolean; readonly objective: string; readonly gap?: number };
  }[];
}

const NEEDS = {
  needs: [
    {
      id: 'n',
      name: { en: 'Upgrade' },
      domain: 'water',
      duty: [
        { metric: 'capacity', op: '=', value: 10000, unit: 'm3/d' },
        { metric: 'inlet', parameter: 'cod', op: '=', value: 400, unit: 'mg/L' },
      ],
      requirements: [
        { id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L' },
      ],
    },
  ],
};
const stage = (id: string, technology: string, removal: number, most: number, energy: number, price: number) => ({
  id,
  supplier: `supplier of ${id}`,
  name: { en: id },
  domain: 'water',
  technologies: [technology],
  facts: [
    { metric: 'capacity', op: '=', value: 6000, unit: 'm3/d' },
    { metric: 'removal_pct', parameter: 'cod', op: '>=', value: removal, unit: '%' },
    { metric: 'inlet', parameter: 'cod', op: '<=', value: most, unit: 'mg/L' },
    { metric: 'spec_energy_water', op: '<=', value: energy, unit: 'kWh/m3' },
  ],
  modular: true,
  price: { amount: price, currency: 'CNY' },
});
const OFFERS = {
  offers: [
    stage('biology', 'water.mun.cas', 90, 500, 0.3, 100),
    stage('filter', 'water.mun.tertiary-filter', 50, 60, 0.05, 20),
  ],
};

describe('match --trains', () => {
  let folder: string;
  let written: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'match-'));
    writeFileSync(join(folder, 'needs.json'), JSON.stringify(NEEDS));
    writeFileSync(join(folder, 'offers.json'), JSON.stringify(OFFERS));
    written = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (...more: string[]) =>
    main(['--needs', join(folder, 'needs.json'), '--offers', join(folder, 'offers.json'), ...more]);

  it('gives stages, outlet, cost, energy and findings', async () => {
    expect(await run('--trains', '--format', 'json', '--lang', 'en')).toBe(0);
    const [need] = (JSON.parse(written) as Answer).needs;
    const [train] = need?.trains ?? [];
    expect(train?.outcome).toBe('FITS');
    expect(train?.label).toBe("screening result, needs an engineer's review");
    expect(train?.stages.map(({ offerId, units }) => ({ offerId, units }))).toEqual([
      { offerId: 'biology', units: 2 },
      { offerId: 'filter', units: 2 },
    ]);
    expect(train?.outlet['cod']).toBeCloseTo(20, 9);
    expect(train?.cost).toEqual({ amount: 240, currency: 'CNY' });
    expect(train?.energy).toBeCloseTo(0.35, 9);
    expect(train?.findings.every(({ verdict, says }) => verdict === 'PASS' && says.length > 0)).toBe(true);
    expect(need?.trainSearch).toMatchObject({ objective: 'LIFE_CYCLE_COST', complete: true, gap: 0 });
  });

  it('counts electricity only with a tariff', async () => {
    expect(await run('--trains', '--format', 'json', '--tariff', '0.5', '--years', '10')).toBe(0);
    const train = (JSON.parse(written) as Answer).needs[0]?.trains?.[0];
    expect(train?.cost?.amount).toBeCloseTo(240 + 0.35 * 10000 * 365.25 * 10 * 0.5, 3);
  });

  it('says the same as a table, with its label', async () => {
    expect(await run('--trains', '--format', 'table', '--lang', 'zh')).toBe(0);
    expect(written).toContain('处理流程 1 条：');
    expect(written).toContain('筛选结果，须经工程师复核');
    expect(written).toContain('1. biology × 2：');
    expect(written).toContain('仅在设备载明 added 时计入');
    expect(await run('--trains', '--format', 'table', '--lang', 'en')).toBe(0);
    expect(written).toContain('\n1 train:\n');
  });

  it('says why there is none', async () => {
    expect(await run('--trains', '--stages', '1', '--format', 'table', '--lang', 'en')).toBe(0);
    expect(written).toContain('\nNo train was found:\n  ! No train brings');
    expect(written).toContain('to 30 mg/L; the lowest any comes to is 40 mg/L (biology).');
  });

  it('gives the reasons with the search', async () => {
    expect(await run('--trains', '--stages', '1', '--format', 'json')).toBe(0);
    expect((JSON.parse(written) as Answer).needs[0]).toMatchObject({
      trains: [],
      trainSearch: {
        unreached: [{ code: 'OUT_OF_REACH', parameter: 'cod', best: expect.closeTo(40, 9), says: expect.any(String) }],
      },
    });
  });

  it('gives none unless asked', async () => {
    expect(await run('--format', 'json')).toBe(0);
    expect((JSON.parse(written) as Answer).needs[0]).not.toHaveProperty('trains');
  });

  it.each([
    ['an unknown objective', ['--objective', 'BEAUTY'], /--objective/],
    ['too many stages', ['--stages', '7'], /--stages/],
    ['a tariff without years', ['--tariff', '0.5'], /--tariff/],
    ['no time at all', ['--seconds', '0'], /--seconds/],
  ])('refuses %s', async (_what, more, said) => {
    let faults = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      faults += String(text);
      return true;
    });
    expect(await run('--trains', ...more)).toBe(2);
    expect(faults).toMatch(said);
  });
});

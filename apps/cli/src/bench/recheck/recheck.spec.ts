import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { evaluate, type Fact, type Match, type Need, type Offer, type Requirement } from '@huanpei/matching';
import { matchingReference, parameters, standards } from '@huanpei/reference';
import { approximately } from './exact';
import { recheck } from './recheck';
import { secondOpinion } from './second-opinion';

const TODAY = '2026-01-01';
const READING = { limits: standards().limits, kind: (code: string) => parameters().byCode(code)?.kind, today: TODAY };

interface Case {
  readonly need: Need;
  readonly offer: Offer;
  readonly expect: { readonly findings: Readonly<Record<string, string | readonly [string, number]>> };
}

const FOLDER = join(__dirname, '../../../../../libs/matching/cases');
const CASES = readdirSync(FOLDER)
  .sort()
  .map((file) => [file, JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Case] as const);

function matched(need: Need, offer: Offer): Match {
  const match = evaluate(need, offer, matchingReference(), { today: TODAY });
  if (!match) throw new Error('not compared');
  return match;
}

describe('the second path', () => {
  // The answers were worked out by hand, so this holds without the engine.
  it.each(CASES)('proves what %s passes, and nothing else', (_file, { need, offer, expect: expected }) => {
    const opinions = secondOpinion(need, offer, READING);
    expect([...opinions.keys()].sort()).toEqual(Object.keys(expected.findings).sort());
    for (const [id, says] of Object.entries(expected.findings)) {
      const [verdict, figure] = typeof says === 'string' ? [says, undefined] : says;
      const opinion = opinions.get(id);
      expect([id, opinion?.proven]).toEqual([id, verdict.startsWith('PASS')]);
      if (opinion?.proven && opinion.predicted && figure !== undefined)
        expect(approximately(opinion.predicted)).toBeCloseTo(figure, 6);
    }
  });

  it('rests on the contract where the worked examples have nothing to say', () => {
    const need: Need = {
      id: 'n',
      name: {},
      domain: 'water',
      duty: [
        { metric: 'capacity', op: '=', value: 12000, unit: 't/d' },
        { metric: 'inlet', parameter: 'cod', op: '=', value: 100, unit: 'mg/L' },
      ],
      requirements: [
        { id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=', value: 10, unit: 'mg/L' },
        { id: 'price', mandatory: true, price: { amount: 300, currency: 'CNY' } },
        { id: 'gd', mandatory: true, region: 'CN-GD-4401' },
        { id: 'cert', mandatory: true, certificate: 'CCEP' },
      ],
    };
    const offer: Offer = {
      id: 'o',
      name: {},
      domain: 'water',
      modular: true,
      facts: [
        { metric: 'capacity', op: '=', value: 5000, unit: 'm3/d' },
        { metric: 'removal_pct', parameter: 'cod', op: 'range', value: 90, valueMax: 95, unit: '%' },
        { metric: 'removal_pct', parameter: 'cod', op: '>=', value: 99, unit: '%' },
        { metric: 'inlet', parameter: 'cod', op: '<=', value: 900, unit: 'mg/L' },
        { metric: 'inlet', parameter: 'cod', op: '=', value: 0.5, unit: 'g/L' },
        { metric: 'outlet', parameter: 'cod', op: '<=', value: 40, unit: 'mg/L' },
        { metric: 'outlet', parameter: 'cod', op: '<=', value: 60, unit: 'mg/L' },
      ],
      price: { amount: 100, currency: 'CNY' },
      regions: ['CN-GD'],
      certificates: [{ scheme: 'CCEP', validUntil: '2025-12-31' }],
    };
    const opinions = secondOpinion(need, offer, READING);
    const outside = {
      ...need,
      duty: [{ metric: 'inlet', parameter: 'cod', op: '=', value: 600, unit: 'mg/L' } as const],
    };
    // Of several facts the worse for the buyer counts: an envelope up to 500, 60 at the outlet, and 90 % at least.
    expect(secondOpinion(outside, offer, READING).get('cod')?.proven).toBe(false);
    const lenient = { ...need, requirements: [{ ...need.requirements![0], id: 'cod', value: 50 } as Requirement] };
    const stronger = { ...offer, facts: offer.facts.filter(({ metric }) => metric !== 'removal_pct') };
    expect(secondOpinion(lenient, stronger, READING).get('cod')?.proven).toBe(false);
    // Three units at 4,000; the lowest removal leaves exactly 10; three units cost 300; the certificate ended a day before.
    expect(opinions.get('capacity')).toMatchObject({ proven: true, units: 3 });
    expect(opinions.get('cod')?.proven).toBe(true);
    expect(opinions.get('price')?.proven).toBe(true);
    expect(opinions.get('gd')?.proven).toBe(true);
    expect(opinions.get('cert')?.proven).toBe(false);
  });
});

describe('the recheck', () => {
  const [, { need, offer }] = CASES.find(([file]) => file.includes('mbr-fits')) ?? CASES[0]!;
  const good = matched(need, offer);
  const kinds = (match: Match) => recheck(need, offer, match, READING).disagreements.map(({ kind }) => kind);
  const changed = (id: string, change: object): Match => ({
    ...good,
    findings: good.findings.map((finding) => (finding.id === id ? { ...finding, ...change } : finding)),
  });
  const passing = good.findings.find(({ verdict, predicted }) => verdict === 'PASS' && predicted !== undefined)!;

  it('agrees with what is right', () => {
    expect(good.outcome).toBe('FITS');
    expect(recheck(need, offer, good, READING)).toEqual({ findings: good.findings.length, disagreements: [] });
  });

  it('sees a pass that the facts do not carry', () => {
    const worse = {
      ...offer,
      facts: offer.facts.map((fact) => ({
        ...fact,
        value: fact.metric === 'outlet' ? 1e6 : fact.metric === 'removal_pct' ? 0.1 : (fact.value ?? 0),
      })),
    };
    const found = recheck(need, worse, good, READING).disagreements;
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ kind }) => kind))).toContain('NOT_PROVEN');
  });

  it('sees a finding withheld, one made up, one not passed, another figure and another number of units', () => {
    expect(kinds({ ...good, findings: good.findings.filter((finding) => finding !== passing) })).toEqual(['MISSING']);
    expect(kinds({ ...good, findings: [...good.findings, { ...passing, id: 'made-up' }] })).toEqual(['UNFOUNDED']);
    expect(kinds(changed(passing.id, { verdict: 'UNKNOWN' }))).toEqual(['PROVEN_ONLY_HERE']);
    expect(kinds(changed(passing.id, { predicted: (passing.predicted ?? 0) * 1.0001 }))).toEqual(['OTHER_FIGURE']);
    expect(kinds({ ...good, units: 99 })).toEqual(['OTHER_FIGURE']);
  });

  // Few things and figures that meet often, in units that convert and do not, under conditions that hold and do not.
  const figure = fc.constantFrom(0, 1, 5, 10, 20, 50, 50 * (1 + 5e-10), 80, 90, 95, 100, 101, 1000, 20000);
  const basis = fc.constantFrom(undefined, 'VERIFIED' as const, 'TESTED' as const, 'TYPICAL' as const);
  const condition = fc.constantFrom(
    undefined,
    undefined,
    'water temperature > 12 degC',
    '5 <= nh3n < 10 mg/L',
    'capacity <= 500 m3/h',
    'in winter',
  );
  const thing = fc.constantFrom(
    { metric: 'outlet', parameter: 'cod', unit: 'mg/L' },
    { metric: 'outlet', parameter: 'cod', unit: 'mg/L' },
    { metric: 'outlet', parameter: 'cod', unit: 'g/L' },
    { metric: 'outlet', parameter: 'cod', unit: 'ppm' },
    { metric: 'outlet', parameter: 'nh3n', unit: 'ug/L' },
    { metric: 'removal_pct', parameter: 'cod', unit: '%' },
    { metric: 'removal_pct', parameter: 'cod', unit: '1' },
    { metric: 'inlet', parameter: 'cod', unit: 'mg/L' },
    { metric: 'inlet', parameter: 'nh3n', unit: 'g/m3' },
    { metric: 'inlet', parameter: 'ph', unit: '1' },
    { metric: 'capacity', unit: 'm3/d' },
    { metric: 'capacity', unit: 't/h' },
    { metric: 'operating_temp', unit: 'degC' },
    { metric: 'spec_energy_water', unit: 'MJ/m3' },
  );
  const statement = fc
    .tuple(thing, fc.constantFrom('=', '<=', '<', '>=', '>', 'range', 'not_detectable'), figure, figure, condition)
    .map(([what, how, a, b, when]) => ({
      ...what,
      op: how === 'not_detectable' && what.metric !== 'outlet' ? ('<=' as const) : (how as Fact['op']),
      value: how === 'range' ? Math.min(a, b) : a,
      ...(how === 'range' ? { valueMax: Math.max(a, b) } : {}),
      ...(when === undefined ? {} : { condition: when }),
    }));
  const offers: fc.Arbitrary<Offer> = fc
    .record({
      facts: fc.array(
        fc.tuple(statement, basis).map(([said, how]): Fact => (how ? { ...said, basis: how } : said)),
        { maxLength: 9 },
      ),
      modular: fc.boolean(),
      maxUnits: fc.constantFrom(2, 5, 1000),
      price: fc.constantFrom({ amount: 20, currency: 'CNY' }, { amount: 2, currency: 'CNY', per: 'm3/h' }),
      leadDays: fc.constantFrom(30, 60),
      regions: fc.constantFrom(['*'], ['CN-GD'], []),
    })
    .map((parts) => ({ id: 'o', name: {}, domain: 'water', ...parts }));
  const numeric = fc
    .tuple(statement, fc.boolean(), fc.constantFrom(undefined, 'a'), basis)
    .map(([said, mandatory, group, minimumBasis]) => ({
      ...said,
      mandatory,
      ...(group ? { group } : {}),
      ...(minimumBasis ? { minimumBasis } : {}),
    }));
  const held = fc.constantFrom(
    { mandatory: true, leadDays: 45 },
    { mandatory: true, price: { amount: 100, currency: 'CNY' } },
    { mandatory: true, region: 'CN-GD-4401' },
  );
  const needs: fc.Arbitrary<Need> = fc
    .record({
      requirements: fc
        .array(fc.oneof({ weight: 4, arbitrary: numeric }, { weight: 1, arbitrary: held }), { maxLength: 5 })
        .map((list) => list.map((one, index) => ({ ...one, id: `r${index}` }) as Requirement)),
      duty: fc.subarray([
        { metric: 'capacity', op: '=', value: 2400, unit: 'm3/d' } as const,
        { metric: 'inlet', parameter: 'cod', op: 'range', value: 50, valueMax: 100, unit: 'mg/L' } as const,
        { metric: 'inlet', parameter: 'nh3n', op: '=', value: 5, unit: 'mg/L' } as const,
        { metric: 'inlet', parameter: 'water_temp', op: '=', value: 15, unit: 'degC' } as const,
        { metric: 'inlet', parameter: 'ph', op: '=', value: 5, unit: '1' } as const,
      ]),
      standards: fc.constantFrom([], [{ code: 'GB 18918-2002', level: '1A', parameters: ['cod', 'nh3n'] }]),
      minimumBasis: basis,
    })
    .map(({ minimumBasis, ...parts }) => ({
      id: 'n',
      name: {},
      domain: 'water',
      ...parts,
      ...(minimumBasis ? { minimumBasis } : {}),
    }));

  it('agrees with the engine on what passes, whatever is demanded and offered', () => {
    const runs = Number(process.env['RECHECK_RUNS'] ?? 500);
    fc.assert(
      fc.property(needs, offers, (asked, offered) => {
        expect(recheck(asked, offered, matched(asked, offered), READING).disagreements).toEqual([]);
      }),
      { numRuns: runs, seed: 20261127 },
    );
  });
});

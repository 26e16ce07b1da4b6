import { standards } from './standards';
import { taxonomy } from './taxonomy';
import { technologyGuide } from './technology-guide';

const scenarios = taxonomy().list.filter(({ level }) => level === 'scenario');

it('tells of every technology of a scenario, and names standards that there are', () => {
  for (const { code } of scenarios) {
    const guide = technologyGuide(code)!;
    expect(guide.technologies.map(({ node }) => node.code)).toEqual(taxonomy().technologiesUnder(code));
    for (const standard of guide.standards) expect(standards().byCode(standard.code)).toBeDefined();
    expect(new Set(guide.standards.map((one) => one.code)).size).toBe(guide.standards.length);
  }
});

it('names the standards whose titles speak of the scenario, then those that limit what its technologies act on', () => {
  const named = (code: string) => technologyGuide(code)!.standards.map((one) => `${one.because} ${one.code}`);
  expect(named('water.municipal')).toEqual([
    'TITLE GB 18918-2002',
    'TITLE DB11/890-2012',
    'TITLE DB32/1072-2018',
    'TITLE 91/271/EEC',
    'TITLE (EU) 2024/3019',
    'TITLE 40 CFR 133',
  ]);
  expect(named('water.rural')).toEqual(['TITLE DB44/2208-2019']);
  expect(named('air.vocs')).toContain('TITLE GB 37824-2019');
  // Of leachate, which its title does not call industrial.
  expect(named('water.industrial').at(-1)).toBe('LIMITS GB 16889-2008');
  // The data hold no limit for instruments.
  expect(named('mon.air')).toEqual([]);
});

it('names what usually comes in, by how many technologies of the scenario ask for it', () => {
  const inlets = (code: string) => technologyGuide(code)!.usualInlets.map(({ parameter }) => parameter);
  expect(inlets('water.municipal')).toEqual(['ss', 'tp', 'cod', 'nh3n', 'tn', 'water_temp', 'bod5']);
  expect(inlets('water.industrial')[0]).toBe('cod');
  for (const { code } of scenarios)
    for (const { parameter, units, technologies } of technologyGuide(code)!.usualInlets) {
      const asking = technologyGuide(code)!.technologies.filter(({ template }) =>
        template.facts.some((fact) => fact.metric === 'inlet' && fact.parameter === parameter),
      );
      expect([technologies, units.length > 0]).toEqual([asking.length, true]);
    }
});

it('gives each rule from both of its ends, with its source', () => {
  const all = scenarios.flatMap(({ code }) => technologyGuide(code)!.technologies);
  const rules = all.flatMap(({ step, rules: of }) => of.map((rule) => ({ from: step!.code, ...rule })));
  expect(rules.length).toBeGreaterThan(10);
  for (const { source, why } of rules) expect([source.title, why.zh, why.en].every((text) => text !== '')).toBe(true);
  const screening = rules.find(({ from, step }) => from === 'SCREENING' && step.code === 'SETTLING');
  const settling = rules.find(({ from, step }) => from === 'SETTLING' && step.code === 'SCREENING');
  expect([screening?.kind, settling?.kind]).toEqual(['MUST_PRECEDE', 'MUST_FOLLOW']);
});

it('is for scenarios alone', () => {
  for (const code of ['water', 'no such code', '']) expect(technologyGuide(code)).toBeUndefined();
});

it('standards are found by code however it is written, by title, by another name and by medium', () => {
  const codes = (asked: Parameters<ReturnType<typeof standards>['find']>[0]) =>
    standards()
      .find(asked)
      .map(({ code }) => code);
  expect(codes({})).toHaveLength(standards().list.length);
  for (const text of ['gb18918', 'GB 18918-2002', '城镇污水厂']) expect(codes({ text })).toContain('GB 18918-2002');
  const [water, air] = [codes({ medium: 'water' }), codes({ medium: 'air' })];
  expect(water).toContain('GB 18918-2002');
  expect(air).not.toContain('GB 18918-2002');
  expect(codes({ medium: 'water', text: '大气' }).every((code) => water.includes(code))).toBe(true);
  expect(codes({ text: 'no such standard' })).toEqual([]);
});

import { scenarioGroups } from './scenarios';

const node = (code: string, level: string, parent: string | null = null) => ({
  code,
  level,
  parent,
  zh: code,
  en: code,
});

it('groups scenarios by domain, counts technologies at any depth, and leaves out what has none', () => {
  const groups = scenarioGroups([
    node('water', 'domain'),
    node('water.municipal', 'scenario', 'water'),
    node('mbr', 'technology', 'water.municipal'),
    node('mbr.flat', 'technology', 'mbr'),
    node('water.empty', 'scenario', 'water'),
    node('soil', 'domain'),
    node('x.noise', 'cross'),
    node('barrier', 'technology', 'x.noise'),
  ]);
  expect(
    groups.map(({ domain, scenarios }) => [
      domain?.code ?? null,
      scenarios.map((one) => `${one.node.code} ${one.technologies}`),
    ]),
  ).toEqual([
    ['water', ['water.municipal 2']],
    [null, ['x.noise 1']],
  ]);
});

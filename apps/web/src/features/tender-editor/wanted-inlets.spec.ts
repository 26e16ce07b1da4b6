import { wantedInlets } from './wanted-inlets';

const lot = {
  requirements: [
    {
      id: 'own',
      mandatory: true,
      weight: 1,
      demand: { kind: 'FIGURE', metric: 'outlet', parameter: 'tn', figure: { op: 'LE', value: 15, unit: 'mg/L' } },
    },
    { id: 'days', mandatory: true, weight: 1, demand: { kind: 'LEAD_DAYS', days: 60 } },
  ],
  standards: [{ code: 'GB/T 31962-2015', level: 'A', where: [], whereNot: [] }],
} as const;
const figure = (requirement: string, inletWanted: number) => ({ requirement, inletWanted });

it('reads them from own requirements and from cited limits, those that most listings wait for first', () => {
  expect(
    wantedInlets(lot, [
      figure('own', 2),
      figure('GB/T 31962-2015/A/cod', 5),
      figure('GB/T 31962-2015/A/cod/removal_pct', 1),
      figure('GB/T 31962-2015/A/ss', 0),
    ]),
  ).toEqual(['cod', 'tn']);
});

it('reads nothing from what has no parameter, or from what it does not know', () => {
  expect(wantedInlets(lot, [figure('days', 3), figure('capacity', 3), figure('GB 18918-2002/1A/cod', 3)])).toEqual([]);
});

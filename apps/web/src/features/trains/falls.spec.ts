import { fallsOf, stepsOf, type Stage, type Train } from './falls';

const figure = (code: string, value: number | null, unit = 'mg/L', notCredited: string | null = null) => ({
  parameter: { code, label: code.toUpperCase() },
  value,
  unit,
  notCredited,
});
const stage = (number: number, inlet: Stage['inlet'], outlet: Stage['outlet'], assumed: string[] = []): Stage => ({
  stage: number,
  units: 1,
  energy: null,
  footprint: null,
  flowIn: null,
  flowOut: null,
  flowUnit: null,
  cost: null,
  technologies: [],
  listingId: `l${number}`,
  listing: null,
  supplier: null,
  assumedUnchanged: assumed.map((code) => ({ code, label: code })),
  inlet,
  outlet,
});
const finding = (id: string, more: Partial<Train['findings'][number]>): Train['findings'][number] => ({
  id,
  stage: null,
  outletOf: null,
  verdict: 'PASS',
  code: 'OK',
  mandatory: true,
  subject: '',
  limit: null,
  unit: 'mg/L',
  predicted: null,
  margin: null,
  evidence: null,
  says: '',
  assumptions: [],
  ...more,
});
const of = (code: string) => ({ outletOf: { code } });
const train: Train = {
  outcome: 'FITS',
  objective: 2,
  energy: null,
  footprint: null,
  cost: null,
  label: { zh: '', en: '' },
  suppliers: [],
  outlet: [],
  missing: [],
  untested: [],
  findings: [
    finding('GB 18918-2002/1A/cod', {
      ...of('cod'),
      limit: '≤ 50 mg/L (GB 18918-2002 1A)',
      predicted: 40,
      margin: 0.2,
    }),
    finding('r1', { ...of('nh3n'), limit: '≤ 0.005 g/L', unit: 'g/L', predicted: 2, margin: 0.6 }),
    finding('r2', { limit: '≥ 90%', predicted: 98 }),
  ],
  stages: [
    stage(1, [figure('cod', 2000), figure('nh3n', 40)], [figure('cod', 0.3, 'g/L'), figure('nh3n', 40)], ['nh3n']),
    stage(2, [figure('cod', 300), figure('nh3n', 40)], [figure('cod', 40), figure('nh3n', 2, 'mg/L', 'why')]),
  ],
};

it('follows each concentration through the stages in one unit, against its limit', () => {
  const [cod, nh3n] = fallsOf(train);
  expect(cod?.points.map(({ value }) => value)).toEqual([2000, 300, 40]);
  expect(cod).toMatchObject({ unit: 'mg/L', limit: { value: 50 }, margin: 0.2, verdict: 'PASS' });
  expect(nh3n?.points.map(({ assumed, notCredited }) => [assumed, notCredited])).toEqual([
    [false, undefined],
    [true, undefined],
    [false, 'why'],
  ]);
  expect(nh3n?.limit).toEqual({ value: 5, says: '≤ 0.005 g/L' });
});

it('has its limit and says that nothing is decided, where a figure is not known; of several limits the strictest', () => {
  const open = { verdict: 'UNKNOWN', code: 'INLET_NOT_STATED', predicted: null } as const;
  const unknown = {
    ...train,
    findings: [
      finding('r0', { ...open, ...of('cr6'), limit: '≤ 0.05 mg/L' }),
      finding('r1', { ...open, ...of('cr'), limit: '≤ 1.5 mg/L' }),
      finding('r2', { ...open, limit: '≤ 0.1 mg/L' }),
      finding('GB 18918-2002/1A/cr', { ...open, ...of('cr'), limit: '≤ 100 μg/L', unit: 'ug/L' }),
    ],
    stages: [stage(1, [figure('cr', null)], [figure('cr', null)])],
  };
  const [cr] = fallsOf(unknown);
  expect(cr).toMatchObject({ limit: { value: 0.1, says: '≤ 100 μg/L' }, verdict: 'UNKNOWN' });
  expect(cr?.margin).toBeUndefined();
  expect(fallsOf({ ...unknown, findings: unknown.findings.slice(0, 3) })[0]?.limit?.value).toBe(1.5);
  expect(fallsOf({ ...unknown, findings: unknown.findings.slice(2, 3) })[0]?.limit).toBeUndefined();
});

it('has no line for what must rise, and none where nothing is known', () => {
  const unknown = { ...train, findings: [], stages: [stage(1, [figure('tp', null)], [figure('tp', null)])] };
  const [tp] = fallsOf(unknown);
  expect(tp?.limit).toBeUndefined();
  expect(tp && stepsOf(tp)).toEqual({ path: '', limit: undefined });
});

it('draws steps that go down as the figures do, the limit on the same scale', () => {
  const [cod] = fallsOf(train);
  const { limit, path } = stepsOf(cod!);
  const heights = [...path.matchAll(/[ML]\S+ (\S+?)(?=[L]|$)/gu)].map(([, y]) => Number(y));
  expect(heights).toHaveLength(6);
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  expect(limit).toBeCloseTo(96 - (50 / 2000) * 88);
  expect(path.startsWith('M0 8')).toBe(true);
});

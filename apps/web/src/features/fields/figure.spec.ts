import {
  figureFault,
  inUnit,
  inUsualUnit,
  readTyped,
  typedOf,
  unitFault,
  unitsFor,
  type Figure,
  type Stated,
} from './figure';

const unit = (code: string, media: string[] = [], group: string | null = null, zh = code) => ({
  unit: code,
  zh,
  en: code,
  quantity: null,
  group,
  media,
});
const UNITS = [
  ...['mg/L', 'g/L', 'ug/L', 'ng/L'].map((code) => unit(code, ['water'], 'in-liquid')),
  ...['mg/m3', 'mg/Nm3'].map((code) => unit(code, ['air'], 'in-gas')),
  ...['mg/kg', 'g/kg'].map((code) => unit(code, ['soil', 'waste'], 'in-solid')),
  unit('%', [], 'percent'),
  unit('1', [], 'ratio'),
  ...['m3/d', '万m3/d', 'L/s'].map((code) => unit(code, ['water'])),
  unit('m3/h', ['water', 'air', 'soil']),
  unit('t/d', ['soil', 'waste']),
  unit('kg/d', ['soil', 'waste']),
  unit('Nm3/h', ['air']),
  unit('MW', ['air']),
  unit('ppm', ['air']),
  unit('kWh/m3'),
  unit('pH'),
  unit('CFU/L', [], null, '个/L'),
  unit('个/L', [], null, '个/升'),
  unit('g/h'),
  unit('um'),
  unit('mm'),
  unit('m'),
];
const PARAMETERS = [
  { code: 'cod', units: ['mg/L'] },
  { code: 'cu', units: ['mg/L', 'mg/kg', 'mg/m3'] },
  { code: 'so2', units: ['mg/m3'] },
  { code: 'outlet', units: [] },
  { code: 'capacity', units: ['m3/d', 'm3/h', 't/d', 'MW'] },
  { code: 'ph', units: ['1'] },
  { code: 'fecal_coliform', units: ['CFU/L'] },
  { code: 'pore_size', units: ['um'] },
  { code: 'removal_pct', units: ['%'] },
  { code: 'spec_energy', units: [] },
].map((one) => ({ zh: one.code, en: one.code, aliases: [], kind: '', isMetric: false, media: [], ...one }));
const reference = { units: UNITS, parameter: (code: string) => PARAMETERS.find((one) => one.code === code) };
const ALL = ['LE', 'LT', 'GE', 'GT', 'EQ', 'RANGE', 'NOT_DETECTABLE'] as const;
const COD: Stated = { metric: 'outlet', parameter: 'cod', domain: 'water' };
const FLOW: Stated = { metric: 'capacity', domain: 'water' };
const read = (typed: string, before: Figure, stated: Stated, ops: readonly (typeof ALL)[number][] = ALL) => {
  const answer = readTyped(typed, before, unitsFor(reference, stated), stated, UNITS, ops);
  return answer.ok ? answer.figure : answer.fault;
};

describe('the units of a figure', () => {
  it('are those of the metric, else of the parameter, as far as the medium has them', () => {
    expect(unitsFor(reference, COD)).toEqual({ usual: ['mg/L'], also: ['g/L', 'ug/L'] });
    expect(unitsFor(reference, { metric: 'outlet', parameter: 'cu', domain: 'air' })).toEqual({
      usual: ['mg/m3'],
      also: ['mg/Nm3'],
    });
    expect(unitsFor(reference, { metric: 'outlet', parameter: 'cu', domain: 'waste' }).usual).toEqual([
      'mg/kg',
      'mg/m3',
    ]);
    expect(unitsFor(reference, FLOW)).toEqual({ usual: ['m3/d', 'm3/h'], also: ['万m3/d', 'L/s'] });
  });

  it('are no others that merely convert', () => {
    expect(unitsFor(reference, { ...COD, metric: 'removal_pct' })).toEqual({ usual: ['%'], also: [] });
    expect(unitsFor(reference, { ...COD, parameter: 'ph' })).toEqual({ usual: ['1'], also: [] });
    expect(unitsFor(reference, { ...COD, parameter: 'fecal_coliform' })).toEqual({ usual: ['CFU/L'], also: [] });
    expect(unitsFor(reference, { metric: 'pore_size', domain: 'water' })).toEqual({ usual: ['um'], also: ['mm'] });
  });

  it('are first of all those that its technologies are expected to state', () => {
    const ozone = {
      ...reference,
      expectedUnits: (metric: string, parameter: string | undefined) =>
        metric === 'capacity' && parameter === undefined ? ['kg/h', 'g/h'] : [],
    };
    expect(unitsFor(ozone, FLOW).usual).toEqual(['kg/h', 'g/h']);
    expect(unitsFor(ozone, COD).usual).toEqual(['mg/L']);
  });

  it('are none while it takes the parameter to tell', () => {
    expect(unitsFor(reference, { metric: 'outlet', domain: 'water' })).toEqual({ usual: [], also: [] });
    expect(read('5 mg/L', { op: 'LE', unit: '' }, { metric: 'outlet', domain: 'water' })).toEqual({
      op: 'LE',
      value: 5,
      unit: 'mg/L',
    });
  });
});

describe('what is typed over a figure', () => {
  const before: Figure = { op: 'LE', unit: 'mg/L' };

  it('may be the number alone, or with its sign and unit', () => {
    expect(read('50', before, COD)).toEqual({ op: 'LE', value: 50, unit: 'mg/L' });
    expect(read('50 mg/L', { op: 'GE', unit: 'g/L' }, COD)).toEqual({ op: 'GE', value: 50, unit: 'mg/L' });
    expect(read('≥ 0.05 g/L', before, COD)).toEqual({ op: 'GE', value: 0.05, unit: 'g/L' });
    expect(read('６～９', { op: 'LE', unit: 'mg/L' }, COD)).toEqual({
      op: 'RANGE',
      value: 6,
      valueMax: 9,
      unit: 'mg/L',
    });
    expect(read('未检出', before, COD)).toEqual({ op: 'NOT_DETECTABLE', unit: 'mg/L' });
  });

  it('is read as people write flows', () => {
    const flow: Figure = { op: 'EQ', unit: 'm3/d' };
    expect(read('5万吨/天', flow, FLOW)).toEqual({ op: 'EQ', value: 50_000, unit: 't/d' });
    expect(read('5万m³/d', flow, FLOW)).toEqual({ op: 'EQ', value: 5, unit: '万m3/d' });
    expect(read('2000立方米/小时', flow, FLOW)).toEqual({ op: 'EQ', value: 2000, unit: 'm3/h' });
  });

  it('means the unit that is offered, where two have one name', () => {
    const coliforms: Stated = { ...COD, parameter: 'fecal_coliform' };
    expect(read('1000个/L', { op: 'LE', unit: 'CFU/L' }, coliforms)).toEqual({ op: 'LE', value: 1000, unit: 'CFU/L' });
  });

  it('may be in a unit that is not offered and converts', () => {
    const tonnes = read('5万吨/天', { op: 'EQ', unit: 'm3/d' }, FLOW);
    expect(tonnes).toEqual({ op: 'EQ', value: 50_000, unit: 't/d' });
    expect(inUsualUnit(tonnes as Figure, unitsFor(reference, FLOW), FLOW)).toEqual({
      op: 'EQ',
      value: 50_000,
      unit: 'm3/d',
    });
  });

  it('is no range any more when one number is typed over it', () => {
    expect(read('7', { op: 'RANGE', value: 6, valueMax: 9, unit: 'mg/L' }, COD)).toEqual({
      op: 'LE',
      value: 7,
      unit: 'mg/L',
    });
  });

  it('is never guessed at', () => {
    expect(read('', before, COD)).toEqual({ code: 'MISSING' });
    expect(read('12,5', before, COD)).toEqual({ code: 'AMBIGUOUS', given: '12,5', decimal: '12.5' });
    expect(read('50±5', before, COD)).toEqual({ code: 'PLUS_MINUS' });
    expect(read('9-6', before, COD)).toEqual({ code: 'RANGE_CONFLICT' });
    expect(read('达标', before, COD)).toEqual({ code: 'NOT_A_FIGURE' });
    expect(read('30 stone', before, COD)).toEqual({ code: 'UNKNOWN_UNIT', unit: 'stone' });
    expect(read('约25', before, COD)).toEqual({ code: 'APPROXIMATE' });
    expect(read('很多 25', before, COD)).toEqual({ code: 'NOT_A_FIGURE' });
    expect(read('50', { op: 'LE', unit: '' }, COD)).toEqual({ code: 'UNIT_MISSING' });
    expect(read('≥50', { op: 'EQ', unit: 'm3/d' }, FLOW, ['EQ', 'RANGE'])).toEqual({ code: 'OPERATOR', op: 'GE' });
  });

  it('is refused in a unit that converts by physics alone, with the reason', () => {
    const so2: Stated = { metric: 'outlet', parameter: 'so2', domain: 'air' };
    expect(read('35 ppm', { op: 'LE', unit: 'mg/m3' }, so2)).toEqual({
      code: 'MOLAR_MASS',
      unit: 'ppm',
      asked: 'mg/m3',
    });
    expect(unitFault('Nm3/h', 'm3/h', FLOW)).toBe('GAS_STATE');
    expect(unitFault('t/d', 'm3/d', { ...FLOW, domain: 'waste' })).toBe('DENSITY');
    expect(unitFault('t/d', 'm3/d', FLOW)).toBeUndefined();
    expect(read('7 pH', before, COD)).toEqual({ code: 'OTHER_QUANTITY', unit: 'pH', asked: 'mg/L' });
  });
});

describe('a figure as it stands', () => {
  const choice = unitsFor(reference, COD);
  it('is whole or says what is wrong', () => {
    expect(figureFault({ op: 'LE', value: 50, unit: 'mg/L' }, choice, COD)).toBeUndefined();
    expect(figureFault({ op: 'NOT_DETECTABLE', unit: 'mg/L' }, choice, COD)).toBeUndefined();
    expect(figureFault({ op: 'LE', unit: 'mg/L' }, choice, COD)).toEqual({ code: 'MISSING' });
    expect(figureFault({ op: 'RANGE', value: 6, unit: 'mg/L' }, choice, COD)).toEqual({ code: 'MISSING' });
    expect(figureFault({ op: 'RANGE', value: 9, valueMax: 6, unit: 'mg/L' }, choice, COD)).toEqual({
      code: 'RANGE_CONFLICT',
    });
    expect(figureFault({ op: 'LE', value: 5, unit: 'pH' }, choice, COD)).toMatchObject({ code: 'OTHER_QUANTITY' });
  });

  it('is shown in the usual unit beside another, to the digit', () => {
    expect(inUsualUnit({ op: 'LE', value: 0.05, unit: 'g/L' }, choice, COD)).toEqual({
      op: 'LE',
      value: 50,
      unit: 'mg/L',
    });
    expect(inUsualUnit({ op: 'LE', value: 50, unit: 'mg/L' }, choice, COD)).toBeUndefined();
    expect(inUnit({ op: 'RANGE', value: 0.1, valueMax: 0.3, unit: 'g/L' }, 'mg/L', COD)).toEqual({
      op: 'RANGE',
      value: 100,
      valueMax: 300,
      unit: 'mg/L',
    });
    expect(inUnit({ op: 'LE', value: 5, unit: 'ppm' }, 'mg/m3', COD)).toBeUndefined();
  });

  it('is typed again as it was read', () => {
    for (const figure of [
      { op: 'LE', value: 50, unit: 'mg/L' },
      { op: 'RANGE', value: 6, valueMax: 9, unit: 'mg/L' },
      { op: 'NOT_DETECTABLE', unit: 'mg/L' },
    ] as const)
      expect(read(typedOf(figure), figure, COD)).toEqual(figure);
  });
});

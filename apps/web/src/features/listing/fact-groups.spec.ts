import type { FactRowFragment } from '../../generated/listing';
import { factGroups } from './fact-groups';

const fact = (metric: string, parameter: string | null): FactRowFragment => ({
  metric: { code: metric, label: `${metric}!` },
  parameter: parameter === null ? null : { code: parameter, label: parameter },
  op: 'EQ',
  value: 1,
  valueMax: null,
  unit: '1',
  unitLabel: '',
  figure: '1',
  condition: null,
  conditionLabel: null,
  basis: 'GUARANTEED',
  basisToday: 'GUARANTEED',
  note: null,
  attachmentId: null,
});
const seen = (...facts: FactRowFragment[]) =>
  factGroups(facts).map(({ metric, facts: of }) => [metric, of.map((one) => one.parameter?.code ?? one.metric.code)]);

describe('facts by what is said', () => {
  it('begin with outlets and removals and end with figures of the whole', () => {
    expect(
      seen(
        fact('capacity', null),
        fact('nh3_slip', 'nh3'),
        fact('inlet', 'cod'),
        fact('removal_pct', 'cod'),
        fact('outlet', 'cod'),
        fact('outlet', 'ss'),
        fact('noise_level', null),
      ),
    ).toEqual([
      ['outlet', ['cod', 'ss']],
      ['removal_pct', ['cod']],
      ['inlet', ['cod']],
      ['nh3_slip', ['nh3']],
      [undefined, ['capacity', 'noise_level']],
    ]);
  });

  it('have no group for what nobody states', () => {
    expect(seen()).toEqual([]);
    expect(factGroups([fact('outlet', 'cod')])[0]?.label).toBe('outlet!');
  });
});

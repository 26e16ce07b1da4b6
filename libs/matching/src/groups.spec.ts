import { asks, brief, fact, match, need, offer } from '../test/make';
import type { Requirement } from './model';

const honour = (id: string, code: string, mandatory = true): Requirement => ({
  id,
  mandatory,
  group: 'g',
  honour: code,
});
/** `YES` passes, `NO` fails; with no list at all every honour is unknown. */
const says = (requirements: readonly Requirement[], honours: readonly string[] | undefined = ['YES']) =>
  match(
    need({ duty: [fact('capacity', '= 5 m3/d')], requirements }),
    offer([fact('capacity', '<= 9 m3/d'), fact('noise', '= 50 m')], { honours }),
  );

describe('alternatives', () => {
  const unknown = asks('dust', '<= 5 m', { id: 'u', group: 'g' });
  const leftOut = asks('dust', '<= 5 m', { id: 'gone', group: 'g', condition: 'capacity > 9' });
  const [yes, no] = [honour('y', 'YES'), honour('n', 'NO')];
  it.each<[string, readonly Requirement[], string | undefined, string]>([
    ['one passes', [yes, no], 'PASS OK', 'FITS'],
    ['one passes, one is unknown', [yes, unknown], 'PASS OK', 'FITS'],
    ['one fails, one is unknown', [no, unknown], 'UNKNOWN NO_ALTERNATIVE_PASSES', 'NEEDS_DATA'],
    ['all fail', [no, honour('n2', 'NO')], 'FAIL ALL_ALTERNATIVES_FAIL', 'RULED_OUT'],
    ['one member', [no], 'FAIL ALL_ALTERNATIVES_FAIL', 'RULED_OUT'],
    ['a member is left out, the other passes', [leftOut, yes], 'PASS OK', 'FITS'],
    ['a member is left out, the other fails', [leftOut, no], 'FAIL ALL_ALTERNATIVES_FAIL', 'RULED_OUT'],
    ['all members are left out', [leftOut], undefined, 'FITS'],
    ['none is mandatory', [honour('n', 'NO', false)], 'FAIL ALL_ALTERNATIVES_FAIL', 'FITS'],
    [
      'one of them is mandatory',
      [honour('n', 'NO', false), honour('n2', 'NO')],
      'FAIL ALL_ALTERNATIVES_FAIL',
      'RULED_OUT',
    ],
  ])('%s', (_title, requirements, expected, outcome) => {
    const found = says(requirements);
    expect(brief(found)['group:g']).toBe(expected);
    expect(found.outcome).toBe(outcome);
  });

  it('each have their finding, and the group one more', () => {
    expect(brief(says([yes, no, unknown]))).toEqual({
      capacity: 'PASS OK',
      y: 'PASS OK',
      n: 'FAIL NOT_HELD',
      u: 'UNKNOWN NOT_STATED',
      'group:g': 'PASS OK',
    });
  });

  it('are kept apart by group, and from what stands alone', () => {
    const found = says([
      { ...no, group: 'a' },
      { ...yes, group: 'b' },
      { id: 'alone', mandatory: true, honour: 'YES' },
    ]);
    expect(brief(found)).toMatchObject({
      'group:a': 'FAIL ALL_ALTERNATIVES_FAIL',
      'group:b': 'PASS OK',
      alone: 'PASS OK',
    });
    expect(found.outcome).toBe('RULED_OUT');
  });

  it.each<[string, Requirement, string]>([
    ['a mandatory fail', { id: 'r', mandatory: true, honour: 'NO' }, 'RULED_OUT'],
    ['a scored fail', { id: 'r', mandatory: false, honour: 'NO' }, 'FITS'],
    ['a mandatory unknown', { id: 'r', mandatory: true, service: 'ANY' }, 'NEEDS_DATA'],
    ['a scored unknown', { id: 'r', mandatory: false, service: 'ANY' }, 'FITS'],
  ])('outcome of %s', (_title, requirement, outcome) => {
    expect(says([requirement]).outcome).toBe(outcome);
    expect(says([requirement, { id: 'x', mandatory: true, honour: 'NO' }]).outcome).toBe('RULED_OUT');
  });
});

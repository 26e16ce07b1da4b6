import { draftNeed } from './draft-need';

const drafted = (duty: string, standard = 'GB 18918-2002 一级A') => {
  const outcome = draftNeed(duty, standard);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const dutyOf = (text: string) =>
  drafted(text).need.duty?.map(({ metric, parameter, value, valueMax, unit }) =>
    [parameter ?? metric, value, ...(valueMax === undefined ? [] : [valueMax]), unit].join(' '),
  );

describe('a need drafted from what a buyer writes', () => {
  it('reads the flow, the inlet and the class', () => {
    const { need } = drafted('50,000 m3/d, COD 120, NH3-N 25');
    expect(need).toMatchObject({
      domain: 'water',
      standards: [{ code: 'GB 18918-2002', level: '1A', parameters: ['cod', 'nh3n'] }],
    });
    expect(dutyOf('50,000 m3/d, COD 120, NH3-N 25')).toEqual(['capacity 50000 m3/d', 'cod 120 mg/L', 'nh3n 25 mg/L']);
  });

  it.each([
    [
      '水量 5万吨/日，进水COD 350mg/L；氨氮35，BOD5 180、SS220',
      ['capacity 50000 m3/d', 'cod 350 mg/L', 'nh3n 35 mg/L', 'bod5 180 mg/L', 'ss 220 mg/L'],
    ],
    ['处理规模: 2000 m³/天, pH 6.8-7.8, 水温 15℃', ['capacity 2000 m3/d', 'ph 6.8 7.8 1', 'water_temp 15 degC']],
    ['capacity = 1200 m3/h, inlet COD ≤ 400 mg/l, TP0.5', ['capacity 1200 m3/h', 'cod 400 mg/L', 'tp 0.5 mg/L']],
  ])('reads %s', (text, expected) => {
    expect(dutyOf(text)).toEqual(expected);
  });

  it('names limits that the duty does not speak of, and conditions that must be settled', () => {
    const { otherParameters, toSettle } = drafted('TP 4');
    expect(otherParameters).toEqual(expect.arrayContaining(['cod', 'tn']));
    expect(toSettle).toContain('plant built from 2006-01-01');
  });

  it('is not kept busy by text that is no duty', () => {
    for (const text of [
      `x${' '.repeat(20_000)}x 1 1 1 1`,
      '1 '.repeat(20_000),
      '½'.repeat(5_000),
      ',1'.repeat(20_000),
    ]) {
      expect(draftNeed(text, '').ok).toBe(false);
    }
  });

  it('leaves nothing to settle that the duty decides', () => {
    expect(drafted('NH3-N 25').toSettle).toEqual(expect.arrayContaining(['water temperature > 12 degC']));
    expect(drafted('NH3-N 25, 水温 15').toSettle).toEqual([]);
  });

  it('refuses by name what it cannot read, and guesses nothing', () => {
    expect(draftNeed('COD 120, 玄武岩 3', 'GB 18918-2002 一级A')).toMatchObject({
      ok: false,
      refusals: [{ code: 'INVALID', field: 'duty', facts: { given: '玄武岩 3' } }],
    });
    expect(draftNeed('COD 120', 'GB 99999 一级A')).toMatchObject({ ok: false, refusals: [{ field: 'standard' }] });
    expect(draftNeed('COD 120', 'GB 18918-2002')).toMatchObject({
      ok: false,
      refusals: [{ facts: { kind: 'level' } }],
    });
    expect(draftNeed('', '')).toMatchObject({ ok: false, refusals: [{ code: 'NOTHING_DEMANDED' }] });
  });
});

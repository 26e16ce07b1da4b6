import { csvOf } from './csv';

describe('a list as CSV', () => {
  it('quotes what must be quoted', () => {
    expect(
      csvOf([
        ['a', 'b, c'],
        ['say "no"', 'two\nlines'],
      ]),
    ).toBe('\uFEFFa,"b, c"\r\n"say ""no""","two\nlines"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '-20%', '@SUM(A1)', ' =1', ' －1', '\u3000＝1', '＝1+1', '＋1', '－1', '＠SUM(A1)'])(
    'never hands %j to a spreadsheet as a formula',
    (value) => expect(csvOf([[value]])).toBe(`\uFEFF'${value}\r\n`),
  );

  it('leaves nothing bare that divides cells for some, or begins a formula behind itself', () =>
    expect(csvOf([['a;=1', '\t=1', '\n＝1']])).toBe('\uFEFF"a;=1","\'\t=1","\'\n＝1"\r\n'));
});

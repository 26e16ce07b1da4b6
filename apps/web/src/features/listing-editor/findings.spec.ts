import { byWeight, countsOf, foremost } from './findings';

const finding = (id: string, verdict: 'PASS' | 'FAIL' | 'UNKNOWN', mandatory = true) => ({ id, verdict, mandatory });
const FINDINGS = [
  finding('met', 'PASS'),
  finding('open', 'UNKNOWN'),
  finding('scored', 'FAIL', false),
  finding('open 2', 'UNKNOWN'),
  finding('broken', 'FAIL'),
];
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

it('puts what fails first, then what is not stated, then what is met, and the mandatory before the scored', () => {
  expect(ids(byWeight(FINDINGS))).toEqual(['broken', 'scored', 'open', 'open 2', 'met']);
});

it('shows all that fails, however much it is, and fills up with what is not stated', () => {
  expect(ids(foremost(byWeight(FINDINGS)))).toEqual(['broken', 'scored', 'open']);
  const failing = ['a', 'b', 'c', 'd'].map((id) => finding(id, 'FAIL'));
  expect(ids(foremost([...failing, finding('open', 'UNKNOWN')]))).toEqual(['a', 'b', 'c', 'd']);
  expect(foremost([finding('met', 'PASS')])).toEqual([]);
});

it('counts each verdict that there is', () => {
  expect(countsOf(FINDINGS)).toEqual([
    { verdict: 'FAIL', count: 2 },
    { verdict: 'UNKNOWN', count: 2 },
    { verdict: 'PASS', count: 1 },
  ]);
});

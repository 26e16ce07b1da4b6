import { shownChoices, type Group } from './choices';

const choice = (value: string, ...names: string[]) => ({ value, label: names[0] ?? value, names: [value, ...names] });
const GROUPS: readonly Group[] = [
  { label: '市政', choices: [choice('mbr', '膜生物反应器 MBR'), choice('aao', 'AAO 工艺')] },
  { label: '工业', choices: [choice('ind-mbr', '工业 MBR'), choice('fenton', '芬顿')] },
];

it('leaves the choices that a text names, below their headings', () => {
  expect(shownChoices(GROUPS, 'mbr', [])).toEqual([
    { label: '市政', options: [{ value: 'mbr', label: '膜生物反应器 MBR', note: undefined }] },
    { label: '工业', options: [{ value: 'ind-mbr', label: '工业 MBR', note: undefined }] },
  ]);
  expect(shownChoices(GROUPS, '', []).map(({ options }) => options?.length)).toEqual([2, 2]);
});

it('shows no heading over one group alone', () => {
  expect(shownChoices(GROUPS, '芬顿', [])).toEqual([{ value: 'fenton', label: '芬顿', note: undefined }]);
  expect(shownChoices(GROUPS, '没有', [])).toEqual([]);
});

it('adds what the text means by something else than a name, once', () => {
  expect(shownChoices(GROUPS, 'fendun', ['fenton']).map(({ value }) => value)).toEqual(['fenton']);
  expect(shownChoices(GROUPS, '芬顿', ['fenton'])).toHaveLength(1);
});

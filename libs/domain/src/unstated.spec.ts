import type { Asked, Finding, Match } from '@huanpei/matching';
import { unstatedOf } from './unstated';

const outlet = (parameter: string): Asked => ({
  kind: 'NUMERIC',
  demand: { metric: 'outlet', parameter, op: '<=', value: 1, unit: 'mg/L' },
});
const finding = (asked: Asked, code: Finding['code']): Finding =>
  ({ id: 'r', asked, code, verdict: code === 'OK' ? 'PASS' : 'UNKNOWN' }) as Finding;
const lot = (lotId: string, ...findings: readonly Finding[]) => ({
  tenderId: 't',
  lotId,
  match: { findings } as unknown as Match,
});

it('names what most lots ask first, each lot once, and nothing that is stated', () => {
  const found = unstatedOf([
    lot('1', finding(outlet('cod'), 'OK'), finding(outlet('tn'), 'NOT_STATED'), finding(outlet('tn'), 'NOT_STATED')),
    lot('2', finding(outlet('nh3n'), 'NOT_STATED'), finding(outlet('tp'), 'WEAK_EVIDENCE')),
    lot('3', finding(outlet('nh3n'), 'NOT_STATED')),
  ]);
  expect(found).toEqual([
    { asked: outlet('nh3n'), lots: 2 },
    { asked: outlet('tn'), lots: 1 },
  ]);
});

it('names the members of a group of alternatives, not the group', () => {
  const group: Asked = { kind: 'GROUP', members: ['a', 'b'] } as unknown as Asked;
  expect(unstatedOf([lot('1', finding(group, 'NOT_STATED'), finding(outlet('cod'), 'NOT_STATED'))])).toEqual([
    { asked: outlet('cod'), lots: 1 },
  ]);
});

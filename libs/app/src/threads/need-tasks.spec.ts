import type { Need, Offer, Requirement } from '@huanpei/matching';
import { LOST, needTasks } from './need-tasks';

const TODAY = '2026-11-26';
const limit = (id: string, value: number): Requirement => ({
  id,
  mandatory: true,
  metric: 'outlet',
  parameter: 'cod',
  op: '<=',
  value,
  unit: 'mg/L',
});
const need = (requirements: readonly Requirement[]): Need => ({ id: 'n', name: {}, domain: 'water', requirements });
const offer: Offer = {
  id: 'o',
  name: {},
  domain: 'water',
  facts: [{ metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L' }],
};

describe('the needs in their thread', () => {
  it('forget what a need asked before when the index does not take what it asks now', () => {
    const { step, reach } = needTasks();
    expect(step({ from: 0, to: 1, put: [need([limit('a', 50)])], remove: [] })).toEqual([]);
    expect(reach({ at: 1, offers: [offer], today: TODAY })).toEqual([['n']]);
    const many = need(Array.from({ length: 65_536 }, (_, at) => limit(`r${at}`, 50)));
    expect(step({ from: 1, to: 2, put: [many], remove: [] })).toEqual(['n']);
    expect(reach({ at: 2, offers: [offer], today: TODAY })).toEqual([[]]);
  });

  it('are lost to whoever builds on another version', () => {
    const { step, reach } = needTasks();
    expect(step({ from: 3, to: 4, put: [], remove: [] })).toBe(LOST);
    expect(reach({ at: 4, offers: [offer], today: TODAY })).toBe(LOST);
    expect(step({ from: 0, to: 1, put: [need([limit('a', 20)])], remove: [] })).toEqual([]);
    expect(reach({ at: 1, offers: [offer], today: TODAY })).toEqual([['n']]);
  });
});

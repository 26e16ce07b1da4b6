import type { Requirement } from '@huanpei/matching';
import fc from 'fast-check';
import { tenderChanges } from './tender-changes';
import type { Lot, TenderContent } from './tender';

const limit = (id: string, value: number, mandatory = true): Requirement => ({
  id,
  mandatory,
  metric: 'outlet',
  parameter: 'cod',
  op: '<=',
  value,
  unit: 'mg/L',
});
const lot = (id: string, need: Partial<Lot['need']> = {}): Lot => ({
  id,
  title: { zh: `标包${id}` },
  need: { domain: 'water', requirements: [limit('cod', 50)], ...need },
});
const content = (given: Partial<TenderContent> = {}): TenderContent => ({
  title: { zh: '提标改造' },
  track: 'TENDERING_LAW',
  method: 'OPEN',
  region: 'CN-GD',
  budget: null,
  documentsUntil: null,
  deadline: '2026-12-31T09:00:00.000Z',
  lots: [lot('1')],
  ...given,
});
const told = (before: TenderContent, after: TenderContent) =>
  tenderChanges(before, after).map(({ part, lotId, kind }) => [part, lotId, kind]);

describe('what an amendment changes', () => {
  it('is nothing where nothing changed, whatever the order of fields and lists', () => {
    const two = { technologies: ['a', 'b'], requirements: [limit('cod', 50), limit('x', 3)] };
    const turned = { requirements: [limit('x', 3), limit('cod', 50)], technologies: ['b', 'a'] };
    expect(told(content({ lots: [lot('1', two), lot('2')] }), content({ lots: [lot('2'), lot('1', turned)] }))).toEqual(
      [],
    );
  });

  it('of the tender itself is told by field', () => {
    const budget = { amountMinor: 5, currency: 'CNY' };
    expect(tenderChanges(content(), content({ budget, region: null, deadline: '2027-01-10T09:00:00.000Z' }))).toEqual([
      { part: 'REGION', lotId: null, kind: 'REMOVED', before: 'CN-GD', after: null },
      { part: 'BUDGET', lotId: null, kind: 'ADDED', before: null, after: budget },
      {
        part: 'DEADLINE',
        lotId: null,
        kind: 'CHANGED',
        before: '2026-12-31T09:00:00.000Z',
        after: '2027-01-10T09:00:00.000Z',
      },
    ]);
  });

  it('of a requirement is one change, also where it only becomes mandatory', () => {
    const [before, after] = [limit('cod', 50, false), limit('cod', 50, true)];
    expect(
      tenderChanges(
        content({ lots: [lot('1', { requirements: [before] })] }),
        content({ lots: [lot('1', { requirements: [after] })] }),
      ),
    ).toEqual([{ part: 'REQUIREMENT', lotId: '1', kind: 'CHANGED', before, after }]);
  });

  it('of two duties on one thing leaves alone the one that stays', () => {
    const duty = (value: number) => ({ metric: 'inlet', parameter: 'cod', op: '=' as const, value, unit: 'mg/L' });
    const [was, is] = [
      [duty(100), duty(200)],
      [duty(200), duty(300)],
    ];
    expect(
      tenderChanges(content({ lots: [lot('1', { duty: was })] }), content({ lots: [lot('1', { duty: is })] })),
    ).toEqual([{ part: 'DUTY', lotId: '1', kind: 'CHANGED', before: duty(100), after: duty(300) }]);
  });

  it('tells of lots that come and go as a whole', () => {
    expect(told(content({ lots: [lot('1'), lot('2')] }), content({ lots: [lot('2'), lot('3')] }))).toEqual([
      ['LOT', '1', 'REMOVED'],
      ['LOT', '3', 'ADDED'],
    ]);
  });

  it('told backwards is the same with before and after in each other’s place', () => {
    const values = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 5 });
    const some = fc
      .record({ technologies: values, requirements: values, standards: values, title: fc.integer({ min: 0, max: 2 }) })
      .map(({ technologies, requirements, standards, title }) =>
        content({
          title: { zh: `${title}` },
          lots: [
            lot('1', {
              technologies: technologies.map(String),
              requirements: requirements.map((value) => limit(`r${value}`, value * 10)),
              standards: standards.map((level) => ({ code: `S${level % 3}`, level: String(level) })),
            }),
          ],
        }),
      );
    fc.assert(
      fc.property(some, some, (one, other) => {
        const key = (value: unknown): string => JSON.stringify(value);
        const forth = tenderChanges(one, other).map(({ part, before, after }) => key([part, before, after]));
        const back = tenderChanges(other, one).map(({ part, before, after }) => key([part, after, before]));
        // Of several things under one key which belongs to which is told by their order, which may differ.
        const sides = (told: readonly string[], side: 1 | 2) =>
          told
            .map((text) => (JSON.parse(text) as unknown[])[side])
            .filter((value) => value !== null)
            .map(key)
            .sort();
        expect(sides(back, 1)).toEqual(sides(forth, 1));
        expect(sides(back, 2)).toEqual(sides(forth, 2));
        expect(tenderChanges(one, one)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

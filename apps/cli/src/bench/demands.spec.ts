import type { Need } from '@huanpei/matching';
import { demo, taxonomy } from '@huanpei/reference';
import { demandsFigure, echoes, exclusionOf, related, statesFigure } from './demands';

const need = (parts: Partial<Need>): Need => ({ id: 'n', name: {}, domain: 'water', ...parts });
const cod = {
  id: 'cod',
  mandatory: true,
  metric: 'outlet',
  parameter: 'cod',
  op: '<=',
  value: 50,
  unit: 'mg/L',
} as const;
const price = { id: 'price', mandatory: true, price: { amount: 1, currency: 'CNY' } } as const;
const flow = { metric: 'capacity', op: '=', value: 100, unit: 'm3/d' } as const;
const demand = (of: Need) => ({ id: 'd', need: of, lacks: ['LIMITS'], technologies: ['water.mun.cas'] });

describe('which demands count', () => {
  it('takes a numeric requirement or a cited standard, and nothing else', () => {
    expect(demandsFigure(need({ requirements: [cod] }))).toBe(true);
    expect(demandsFigure(need({ standards: [{ code: 'GB 18918-2002', level: '1A' }] }))).toBe(true);
    expect(demandsFigure(need({ requirements: [price], duty: [flow] }))).toBe(false);
    expect(statesFigure(need({ duty: [flow] }))).toBe(true);
    expect(statesFigure(need({ requirements: [price] }))).toBe(false);
  });

  it('says in both languages what is missing', () => {
    expect(exclusionOf(demand(need({ duty: [flow], requirements: [price] })), 3)).toEqual({
      id: 'd',
      code: 'NO_NUMERIC_REQUIREMENT_OR_STANDARD',
      why: '未载明数值要求，也未引用标准（只有规模或进水等设计值、限价）。 States no numeric requirement and cites no standard (only a flow or other design figures and a price ceiling).',
      lacks: ['LIMITS'],
    });
    expect(exclusionOf(demand(need({})), 3)?.why).toContain('it states no figure at all');
    expect(exclusionOf(demand(need({ requirements: [cod] })), 0)).toMatchObject({
      code: 'TECHNOLOGY_NOT_LISTED',
      why: expect.stringContaining('water.mun.cas') as string,
    });
    expect(exclusionOf(demand(need({ requirements: [cod] })), 1)).toBeUndefined();
  });

  it('of the real ones are six', () => {
    const counting = demo().demands.filter((one) => !exclusionOf(one, 1));
    expect(counting.map(({ id }) => id)).toEqual(['cn-08', 'cn-09', 'cn-16', 'cn-21', 'cn-22', 'ted-20']);
  });
});

it('relates a technology to itself, to what it belongs to and to what belongs to it', () => {
  const { ancestors } = taxonomy();
  expect(related('water.mun.cas', 'water.mun.cas', ancestors)).toBe(true);
  expect(related('water.mun.cas', 'water.municipal', ancestors)).toBe(true);
  expect(related('water.municipal', 'water.mun.cas', ancestors)).toBe(true);
  expect(related('water.mun.cas', 'water.mun.mbr', ancestors)).toBe(false);
});

it('knows a record that was copied from the tender', () => {
  const nh3n = { ...cod, id: 'nh3n', parameter: 'nh3n', value: 5 };
  const asked = need({ requirements: [cod, nh3n, price] });
  expect(echoes(asked, [cod, nh3n])).toBe(true);
  expect(echoes(asked, [cod, { ...nh3n, value: 4 }])).toBe(false);
  // One figure in common is no copy.
  expect(echoes(need({ requirements: [cod] }), [cod])).toBe(false);
});

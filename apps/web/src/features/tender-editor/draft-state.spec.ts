import { contentOf, emptyDraft, unfinishedIn, type DraftRequirement } from './draft';
import { begin, reduce, relaxed, type DraftAction, type DraftState } from './draft-state';

const start = () => begin(emptyDraft({ zh: '提标改造' }, 'water'));
const after = (state: DraftState, ...actions: readonly DraftAction[]) => actions.reduce(reduce, state);
const limit = (value: number | undefined): Omit<DraftRequirement, 'id'> => ({
  mandatory: true,
  weight: 1,
  demand: { kind: 'FIGURE', metric: 'outlet', parameter: 'cod', figure: { op: 'LE', value, unit: 'mg/L' } },
});
const add = (value?: number): DraftAction => ({ type: 'ADD_REQUIREMENT', lot: '1', requirement: limit(value) });
const lot = ({ present }: DraftState, id = '1') => present.lots.find((one) => one.id === id)!;

it('removes lines without a figure, and none of which something was typed', () => {
  const figure = (more: object) => ({ op: 'EQ' as const, unit: 'mg/L', ...more });
  const fault = { code: 'NO_NUMBER' } as never;
  const lines = [figure({}), figure({ value: 0 }), figure({ unread: { typed: '三百', fault } })];
  const parts = {
    duty: lines.map((one, at) => ({ key: '', metric: 'inlet' as const, parameter: `p${at}`, figure: one })),
    requirements: [
      ...lines.map((one, at) => ({
        id: `x${at}`,
        mandatory: true,
        weight: 1,
        demand: { kind: 'FIGURE' as const, metric: 'outlet', figure: one },
      })),
      { id: 'c', mandatory: true, weight: 1, demand: { kind: 'CERTIFICATE' as const } },
    ],
  };
  let state = reduce(begin(emptyDraft({}, 'water')), { type: 'MERGE', lot: '1', parts });
  state = reduce(state, { type: 'REMOVE_BLANK', lot: '1', of: 'duty' });
  state = reduce(state, { type: 'REMOVE_BLANK', lot: '1', of: 'requirements' });
  const [lot] = state.present.lots;
  expect(lot?.duty.map(({ parameter }) => parameter)).toEqual(['p1', 'p2']);
  expect(lot?.requirements.map(({ id }) => id)).toEqual(['x1', 'x2', 'c']);
});

describe('what is done to a draft', () => {
  it('is undone step by step and done again', () => {
    const done = after(start(), add(50), add(30));
    const back = after(done, { type: 'UNDO' });
    expect(lot(back).requirements).toHaveLength(1);
    expect(after(back, { type: 'REDO' }).present).toEqual(done.present);
    expect(after(done, { type: 'UNDO' }, { type: 'UNDO' }, { type: 'UNDO' }).present).toEqual(start().present);
  });

  it('forgets what was undone once something else is done', () => {
    const state = after(start(), add(50), { type: 'UNDO' }, add(40));
    expect(after(state, { type: 'REDO' })).toBe(state);
  });

  it('takes a text typed letter by letter as one step', () => {
    const typed = after(
      start(),
      { type: 'SET_TENDER', changes: { title: { zh: '一' } } },
      { type: 'SET_TENDER', changes: { title: { zh: '一期' } } },
      add(50),
      { type: 'SET_TENDER', changes: { title: { zh: '一期工' } } },
    );
    expect(typed.past).toHaveLength(3);
    expect(after(typed, { type: 'UNDO' }).present.title).toEqual({ zh: '一期' });
    expect(after(typed, { type: 'UNDO' }, { type: 'UNDO' }, { type: 'UNDO' }).present.title).toEqual({
      zh: '提标改造',
    });
  });

  it('begins anew with what somebody else saved', () => {
    const other = emptyDraft({ zh: '另一个' }, 'air');
    expect(after(start(), add(50), { type: 'RESET', draft: other })).toEqual(begin(other));
  });
});

describe('lots', () => {
  it('are added, copied with all they say, and removed, but the last stays', () => {
    const copied = after(start(), add(50), { type: 'ADD_LOT', copyOf: '1' }, { type: 'ADD_LOT' });
    expect(copied.present.lots.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(lot(copied, '2').requirements).toEqual(lot(copied).requirements);
    expect(lot(copied, '3').requirements).toEqual([]);
    const one = after(
      copied,
      { type: 'REMOVE_LOT', lot: '1' },
      { type: 'REMOVE_LOT', lot: '3' },
      { type: 'REMOVE_LOT', lot: '2' },
    );
    expect(one.present.lots.map(({ id }) => id)).toEqual(['2']);
    expect(after(one, { type: 'ADD_LOT' }).present.lots.map(({ id }) => id)).toEqual(['2', '3']);
  });
});

describe('a paragraph or a template', () => {
  const flow = (value: number | undefined) => ({
    key: '',
    metric: 'capacity' as const,
    figure: { op: 'EQ' as const, value, unit: 'm3/d' },
  });

  it('adds demands under ids of their own, and replaces figures of the same thing', () => {
    const state = after(start(), add(50), {
      type: 'MERGE',
      lot: '1',
      parts: { duty: [flow(50_000)], requirements: [{ ...limit(30), id: 'r1' }], technologies: ['water.mun.mbr'] },
    });
    expect(lot(state).requirements.map(({ id }) => id)).toEqual(['r1', 'r2']);
    const again = after(state, {
      type: 'MERGE',
      lot: '1',
      parts: { duty: [flow(20_000)], technologies: ['water.mun.mbr', 'water.mun.aao'] },
    });
    expect(lot(again).duty.map(({ key, figure }) => [key, figure.value])).toEqual([['d1', 20_000]]);
    expect(lot(again).technologies).toEqual(['water.mun.mbr', 'water.mun.aao']);
  });

  it('takes no figure away by a line without one', () => {
    const state = after(
      start(),
      { type: 'MERGE', lot: '1', parts: { duty: [flow(50_000)] } },
      { type: 'MERGE', lot: '1', parts: { duty: [flow(undefined)] } },
    );
    expect(lot(state).duty.map(({ figure }) => figure.value)).toEqual([50_000]);
  });

  it('cites a class once', () => {
    const citation = { code: 'GB 18918-2002', level: '1A', where: [], whereNot: [] };
    const state = after(
      start(),
      { type: 'PUT_CITATION', lot: '1', citation },
      { type: 'MERGE', lot: '1', parts: { standards: [{ ...citation, parameters: ['cod'] }] } },
    );
    expect(lot(state).standards).toEqual([{ ...citation, parameters: ['cod'] }]);
  });
});

describe('relaxing', () => {
  it('writes the number the market asks for, at the end of the range it is about', () => {
    const state = after(start(), add(30), { type: 'RELAX', lot: '1', id: 'r1', from: 30, to: 40 });
    expect(lot(state).requirements[0]?.demand).toMatchObject({ figure: { value: 40 } });
    const range = (from: number, to: number) =>
      relaxed(
        {
          id: 'r',
          mandatory: true,
          weight: 1,
          demand: {
            kind: 'FIGURE',
            metric: 'outlet',
            parameter: 'ph',
            figure: { op: 'RANGE', value: 6, valueMax: 9, unit: 'pH' },
          },
        },
        from,
        to,
      ).demand;
    expect(range(9, 10)).toMatchObject({ figure: { value: 6, valueMax: 10 } });
    expect(range(6, 5)).toMatchObject({ figure: { value: 5, valueMax: 9 } });
  });

  it('keeps money in whole minor units, and never below what would do', () => {
    const price = relaxed(
      { id: 'p', mandatory: true, weight: 1, demand: { kind: 'PRICE', price: { amountMinor: 300, currency: 'CNY' } } },
      3,
      3.005,
    );
    expect(price.demand).toMatchObject({ price: { amountMinor: 301 } });
  });
});

describe('lines that are not whole', () => {
  it('are counted and stay here, the rest goes to the server', () => {
    const state = after(start(), add(50), add(undefined), {
      type: 'ADD_DUTY',
      lot: '1',
      duty: { metric: 'inlet', figure: { op: 'EQ', value: 350, unit: 'mg/L' } },
    });
    expect(unfinishedIn(state.present)).toBe(2);
    const [sent] = contentOf(state.present).lots;
    expect(sent?.need.requirements).toEqual([
      { id: 'r1', mandatory: true, weight: 1, metric: 'outlet', parameter: 'cod', op: 'LE', value: 50, unit: 'mg/L' },
    ]);
    expect(sent?.need.duty).toEqual([]);
  });
});

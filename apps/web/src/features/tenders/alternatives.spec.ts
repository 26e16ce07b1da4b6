import { alternatives } from './alternatives';

const demand = (id: string, group: string | null = null) => ({ id, group });
const shown = (...demands: ReturnType<typeof demand>[]) =>
  alternatives(demands).map(({ group, requirements }) => `${group ?? '-'}: ${requirements.map(({ id }) => id).join()}`);

describe('demands of which one is enough', () => {
  it('stand together where the first of them stands', () => {
    expect(
      shown(demand('a'), demand('b', 'g'), demand('c'), demand('d', 'g'), demand('e', 'h'), demand('f', 'h')),
    ).toEqual(['-: a', 'g: b,d', '-: c', 'h: e,f']);
  });
  it('are no choice when there is but one', () => expect(shown(demand('a', 'g'))).toEqual(['-: a']));
});

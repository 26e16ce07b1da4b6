import { tailoringOf } from './tailoring';

const of = (fitting: readonly (string | undefined)[], away: readonly (string | undefined)[] | null, compared = 5) =>
  tailoringOf(fitting, away, () => compared);

describe('a set of requirements', () => {
  it('is a sign of tailoring when all that fits is of one supplier', () => {
    expect(of(['a', 'a'], ['b', 'b', 'c', 'a'])).toEqual({
      kind: 'ONE_SUPPLIER_FITS',
      supplierId: 'a',
      listings: 2,
      oneFigureAway: 2,
      suppliersCompared: 5,
    });
  });

  it('is one when nothing fits and all that one figure keeps out is of one supplier', () => {
    expect(of([], ['a', 'a'])).toMatchObject({ kind: 'ONE_SUPPLIER_MAY_FIT', supplierId: 'a', oneFigureAway: 0 });
  });

  it('is none when two suppliers fit, nobody does, or two may', () => {
    expect(of(['a', 'b'], [])).toBeNull();
    expect(of([], [])).toBeNull();
    expect(of([], ['a', 'b'])).toBeNull();
    expect(of([], null)).toBeNull();
  });

  it('is none where nobody else offers anything of the kind', () => {
    expect(of(['a'], [], 1)).toBeNull();
  });

  it('says that it was not looked who is one figure away', () => {
    expect(of(['a'], null)).toMatchObject({ oneFigureAway: null });
  });

  it('is none where a listing has no supplier to name', () => {
    expect(of([undefined], [])).toBeNull();
    expect(of(['a', undefined], [])).toBeNull();
  });

  it('counts the compared suppliers only when it has to', () => {
    const count = jest.fn(() => 9);
    tailoringOf(['a', 'b'], [], count);
    expect(count).not.toHaveBeenCalled();
  });
});

import { addressOf, MOST, readChosen, toggled, withoutMissing } from './chosen';

const read = (address: string) => readChosen(new URL(address, 'http://localhost').searchParams);

describe('what is compared', () => {
  it('is read from the address as it was written there', () => {
    const chosen = { ids: ['wt-a', 'ill-mbr'], lot: { tenderId: 'ill-tender', lotId: '1' } };
    expect(read(addressOf(chosen))).toEqual(chosen);
    expect(addressOf({ ids: ['a', 'b'], lot: null })).toBe('/compare?ids=a,b');
  });

  it('holds each listing once, and a lot only with its tender', () => {
    expect(read('/compare?ids=a,%20b,,a&lot=1')).toEqual({ ids: ['a', 'b'], lot: null });
    expect(read('/compare')).toEqual({ ids: [], lot: null });
  });

  it('keeps what is there when something is not', () => {
    const chosen = { ids: ['a', 'zz', 'b', 'yy'], lot: { tenderId: 't', lotId: '9' } };
    expect(withoutMissing(chosen, ['ids[1]', 'ids[3]'])).toEqual({
      chosen: { ...chosen, ids: ['a', 'b'] },
      missing: { ids: ['zz', 'yy'], lot: false },
    });
    expect(withoutMissing(chosen, ['lot.lotId'])).toEqual({
      chosen: { ...chosen, lot: null },
      missing: { ids: [], lot: true },
    });
    expect(withoutMissing(chosen, ['ids'])).toBeUndefined();
  });

  it('is picked one by one, and no more than may stand side by side', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(six.length).toBe(MOST);
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
    expect(toggled(six, 'g')).toEqual(six);
  });
});

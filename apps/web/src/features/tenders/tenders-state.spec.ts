import { changed, readTenders, tendersAddress, type TendersState } from './tenders-state';

const FIRST: TendersState = { tab: 'open', domain: null, region: null, order: 'DEADLINE', after: [] };
const read = (address: string) => readTenders(new URL(address, 'http://page').searchParams);

describe('the address of the list of tenders', () => {
  it.each<TendersState>([
    FIRST,
    { ...FIRST, tab: 'ended', domain: 'water', region: 'CN-GD', order: 'PUBLICATION', after: ['a=', 'b&c'] },
    { ...FIRST, domain: 'x' },
  ])('holds all of what is shown', (state) => expect(read(tendersAddress(state))).toEqual(state));

  it('says nothing of what is usual', () => expect(tendersAddress(FIRST)).toBe('/tenders'));

  it('takes what it does not know for nothing', () => {
    expect(read('/tenders?state=DRAFT&domain=fire&region=%27;drop&sort=price')).toEqual(FIRST);
  });

  it('begins at the first page when something else is listed', () => {
    const third = { ...FIRST, after: ['one', 'two'] };
    expect(changed(third, { order: 'PUBLICATION' })).toEqual({ ...FIRST, order: 'PUBLICATION' });
  });
});

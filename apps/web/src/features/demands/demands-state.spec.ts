import { demandsAddress, readDemands } from './demands-state';

const read = (address: string) => readDemands(new URL(address, 'http://page').searchParams);

it('holds what the list of past demands shows in its address', () => {
  const state = { domain: 'air', after: ['a=', 'b'] } as const;
  expect(read(demandsAddress(state))).toEqual(state);
  expect(demandsAddress({ domain: null, after: [] })).toBe('/demands');
});

it('takes an unknown medium for none', () => expect(read('/demands?domain=fire')).toEqual({ domain: null, after: [] }));

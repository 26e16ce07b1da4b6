import { API_SCOPES, NOTIFICATION_KINDS } from '@huanpei/domain';
import { addressesIn, HOOK_KINDS, kindOfEvent, scopesOf } from './choices';

it('offers every scope to somebody, and each once', () => {
  const offered = (['SUPPLIER', 'BUYER', 'OPERATOR'] as const).map(scopesOf);
  for (const scopes of offered) expect(new Set(scopes).size).toBe(scopes.length);
  expect(new Set(offered.flat())).toEqual(new Set(API_SCOPES));
});

it('offers every kind that is posted, each once', () => {
  const kinds = HOOK_KINDS.flatMap((group) => group.kinds);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(new Set(kinds)).toEqual(new Set(NOTIFICATION_KINDS.filter((kind) => kind !== 'SAVED_SEARCH_HITS')));
});

it('reads addresses however they are divided', () => {
  expect(addressesIn(' 203.0.113.0/24\n\n2001:db8::1，10.0.0.1；10.0.0.1 ')).toEqual([
    '203.0.113.0/24',
    '2001:db8::1',
    '10.0.0.1',
  ]);
  expect(addressesIn(' \n')).toEqual([]);
});

it('tells what an event is about', () => {
  expect(kindOfEvent('notification.tender_amended')).toBe('TENDER_AMENDED');
  expect(kindOfEvent('webhook.test')).toBeUndefined();
});

import { GraphQLError } from 'graphql';
import { ignoredParts, isLostPlace } from './ignored-parts';

describe('what of an address is not understood', () => {
  it('is told of by name and value', () => {
    const search = new URLSearchParams('domain=bar&domain=water&state=&sort=price&region=CN-44&other=1');
    expect(
      ignoredParts(search, { domain: ['water'], state: ['open'], sort: ['deadline'], region: /^[A-Z]{2}-\d+$/ }),
    ).toEqual(['domain=bar', 'sort=price']);
  });

  it('is cut where it is long', () => {
    expect(ignoredParts(new URLSearchParams({ domain: 'x'.repeat(500) }), { domain: [] })[0]).toHaveLength(68);
  });

  it('tells a lost place in a list from another fault', () => {
    const error = (extensions: Record<string, unknown>) => ({
      graphQLErrors: [new GraphQLError('no', { extensions })],
    });
    expect(isLostPlace(error({ code: 'BAD_USER_INPUT', field: 'after' }))).toBe(true);
    expect(isLostPlace(error({ code: 'BAD_USER_INPUT', field: 'region' }))).toBe(false);
    expect(isLostPlace(undefined)).toBe(false);
  });
});

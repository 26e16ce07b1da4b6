import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isObjectType, parse, validate } from 'graphql';
import { costFault, costOf, LIMITS, PRICED, requestsOf } from './limits';

const schema = buildSchema(readFileSync(join(__dirname, '../../schema.graphql'), 'utf8'));

/** Whether an operation is let through when it may cost so much. */
const isWithin = (query: string, most: number): boolean => {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return costFault(costOf({ schema, document }), most) === undefined;
};

it('counts an operation as one request for each 3,000 of its cost that it begins', () => {
  expect([1, 3_000, 3_001, 6_000, LIMITS.cost].map(requestsOf)).toEqual([1, 1, 2, 2, 10]);
});

describe('what fields cost', () => {
  it.each(PRICED)('is said of a field that there is: %s', (name) => {
    const [typeName = '', field = ''] = name.split('.');
    const type = schema.getType(typeName);
    expect(isObjectType(type) && type.getFields()[field]).toBeTruthy();
  });

  it('is that of the question, not of what bears its name in what is kept', () => {
    const kept =
      '{ savedSearches(first: 100) { edges { node { search { text } tendersForMe { domains } } } } operations { search { backend } } }';
    expect(isWithin(kept, 2_000)).toBe(true);
    expect(isWithin('{ tendersForMe { tender { id } } }', 1_999)).toBe(false);
    expect(isWithin('{ search(text: "mbr", first: 1) { totalCount } }', 299)).toBe(false);
  });

  it('lets one password through in an operation, and no second by another name', () => {
    const guess = 'signIn(email: "a@b.example", password: "x") { __typename }';
    expect(isWithin(`mutation { ${guess} }`, LIMITS.cost)).toBe(true);
    expect(isWithin(`mutation { a: ${guess} b: ${guess} }`, LIMITS.cost)).toBe(false);
  });

  it('lets one run be computed again in an operation, and no second', () => {
    const again = 'reproduceMatchRun(id: "x") { ... on Reproduction { identical } }';
    expect(isWithin(`{ ${again} }`, LIMITS.cost)).toBe(true);
    expect(isWithin(`{ a: ${again} b: ${again} }`, LIMITS.cost)).toBe(false);
  });

  it('is that of the question through fragments as well', () =>
    expect(
      isWithin(
        '{ node: tenders(first: 1) { edges { node { ...t } } } } fragment t on Tender { lots { preview { fits } } }',
        2_000,
      ),
    ).toBe(false));
});

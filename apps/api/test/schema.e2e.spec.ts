import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '@huanpei/domain';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { buildApiSchema, schemaText } from '../src/schema-text';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildApiSchema();
});

const ownTypes = (): readonly GraphQLNamedType[] =>
  Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

const roots = (): ReadonlySet<string> =>
  new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].map((type) => type!.name));

/** Every place of the schema that can carry a description, with the description. */
function places(): (readonly [place: string, description: string | null | undefined])[] {
  return ownTypes().flatMap((type) => {
    // The three roots are named by the specification.
    const own = roots().has(type.name) ? [] : [[type.name, type.description] as const];
    if (isObjectType(type) || isInterfaceType(type)) {
      return [
        ...own,
        ...Object.values(type.getFields()).flatMap((field) => [
          [`${type.name}.${field.name}`, field.description] as const,
          ...field.args.map(
            (argument) => [`${type.name}.${field.name}(${argument.name})`, argument.description] as const,
          ),
        ]),
      ];
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      return [...own, ...fields.map((field) => [`${type.name}.${field.name}`, field.description] as const)];
    }
    if (isEnumType(type)) {
      return [...own, ...type.getValues().map((value) => [`${type.name}.${value.name}`, value.description] as const)];
    }
    return own;
  });
}

/** Lists that are short by nature. Everything else is paged. */
const SHORT_LISTS: Readonly<Record<string, string>> = {
  'Query.taxonomy': 'reference data, fixed with the release; screens need the whole tree',
  'Query.parameters': 'reference data, fixed with the release',
  'Query.units': 'reference data, fixed with the release',
  'Query.standards': 'reference data, fixed with the release',
  'Query.regions': 'reference data; at most the children of one region',
  'Query.legalClocks': 'reference data, fixed with the release',
  'Query.schemes': 'reference data, fixed with the release',
  'Query.members': 'the people of one firm',
  'Query.tendersForMe': 'computed anew as a whole: closest first cannot be cut by a cursor that holds',
  'Query.searchSuggestions': 'cut by `first`, at most 20; nobody reads on in what is offered while typing',
  'Query.deadJobs': 'cut by `first`, at most 100; the newest are what an administrator acts on',
};

const answersList = (field: GraphQLField<unknown, unknown>): boolean =>
  isListType(isNonNullType(field.type) ? field.type.ofType : field.type);

it('is the committed schema', () => {
  const committed = readFileSync(join(__dirname, '../schema.graphql'), 'utf8');
  if (schemaText(schema) !== committed) {
    throw new Error('apps/api/schema.graphql is not what the classes say; run: node apps/api/write-schema.mjs');
  }
});

it('describes every type, field, argument, input field, enum and enum value', () => {
  const all = places();
  expect(all.length).toBeGreaterThan(700);
  expect(all.filter(([, description]) => !description?.trim()).map(([place]) => place)).toEqual([]);
});

it('pages every list of the queries, but those that are short by nature', () => {
  const fields = Object.values(schema.getQueryType()!.getFields());
  const lists = fields.filter(answersList).map(({ name }) => `Query.${name}`);
  expect(lists.sort()).toEqual(Object.keys(SHORT_LISTS).sort());
});

it('makes every connection as Relay asks', () => {
  const connections = ownTypes().filter(({ name }) => name.endsWith('Connection'));
  expect(connections.length).toBeGreaterThanOrEqual(7);
  for (const type of connections) {
    if (!isObjectType(type)) throw new Error(`${type.name} is no object`);
    const { edges, pageInfo, totalCount } = type.getFields();
    expect(String(pageInfo?.type)).toBe('PageInfo!');
    expect(String(totalCount?.type)).toBe('Int!');
    const edge = edges && getNamedType(edges.type);
    if (!edge || !isObjectType(edge)) throw new Error(`${type.name} has no edges`);
    expect(String(edges.type)).toBe(`[${edge.name}!]!`);
    expect(String(edge.getFields()['cursor']?.type)).toBe('String!');
    expect(edge.getFields()['node']).toBeDefined();
  }
  const paged = Object.values(schema.getQueryType()!.getFields()).filter(({ type }) =>
    getNamedType(type).name.endsWith('Connection'),
  );
  for (const { name, args } of paged) {
    const names = args.map((argument) => argument.name);
    expect([name, names.includes('first'), names.includes('after')]).toEqual([name, true, true]);
  }
});

it('has a rule of permission for every operation, and an operation for every rule', () => {
  const operations = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((root) =>
    Object.keys(root!.getFields()).map((field) => `${root!.name}.${field}`),
  );
  expect(operations.sort()).toEqual(Object.keys(RULES).sort());
});

it('answers every mutation that can be refused with a union that holds the refusal', () => {
  /** These cannot be refused beyond what the rules of permission say. */
  const plain = ['markNotificationsRead', 'retryDeadJob', 'signOut'];
  const mutations = Object.values(schema.getMutationType()!.getFields());
  const others = mutations.filter(({ type }) => !getNamedType(type).name.endsWith('Result'));
  expect(others.map(({ name }) => name).sort()).toEqual(plain);
});

import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** One operation of the schema with a document that calls it. */
export interface RootOperation {
  /** Such as `Mutation.signIn`. */
  readonly name: string;
  readonly kind: 'Query' | 'Mutation' | 'Subscription';
  readonly field: GraphQLField<unknown, unknown>;
  /** Takes every argument as a variable of its name, and asks for what tells an answer from a refusal. */
  readonly document: string;
}

/** Every operation of the schema, so that a new one is met by every spec that goes over all. */
export function rootOperations(schema: GraphQLSchema): readonly RootOperation[] {
  return ([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()] as const).flatMap((root) =>
    Object.values(root!.getFields()).map((field) => {
      const kind = root!.name as RootOperation['kind'];
      return { name: `${kind}.${field.name}`, kind, field, document: documentOf(kind, field) };
    }),
  );
}

function documentOf(kind: RootOperation['kind'], field: GraphQLField<unknown, unknown>): string {
  const variables = field.args.map((argument) => `$${argument.name}: ${String(nullableWhenDefaulted(argument))}`);
  const given = field.args.map(({ name }) => `${name}: $${name}`);
  const head = variables.length === 0 ? '' : `(${variables.join(', ')})`;
  const call = given.length === 0 ? field.name : `${field.name}(${given.join(', ')})`;
  const type = getNamedType(field.type);
  const refusal = isUnionType(type) ? ' ... on Refusal { code reasons { code field facts { name value } } }' : '';
  return `${kind.toLowerCase()} op${head} { ${call}${isLeafType(type) ? '' : ` { __typename${refusal} }`} }`;
}

const nullableWhenDefaulted = (argument: GraphQLArgument): GraphQLInputType =>
  argument.defaultValue === undefined ? argument.type : getNullableType(argument.type);

/** The least that the types take: required arguments only, one item in each required list. */
export function leastVariables(field: GraphQLField<unknown, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    field.args.filter(isRequiredArgument).map(({ name, type }) => [name, valueOf(type, isRequiredInputField)]),
  );
}

/** The most: every argument and every field. */
export function fullVariables(field: GraphQLField<unknown, unknown>): Record<string, unknown> {
  return Object.fromEntries(field.args.map(({ name, type }) => [name, valueOf(type, () => true)]));
}

function valueOf(type: GraphQLInputType, taken: (field: never) => boolean): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, taken);
  if (isListType(type)) return [valueOf(type.ofType, taken)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => taken(field as never));
    return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, taken)]));
  }
  return SAMPLES[type.name] ?? missingSample(type.name);
}

const SAMPLES: Readonly<Record<string, unknown>> = {
  String: 'x',
  ID: 'no-such-id',
  Int: 1,
  Float: 1,
  Boolean: true,
  Long: 1,
  DateTime: '2030-01-01T00:00:00.000Z',
};

function missingSample(type: string): never {
  throw new Error(`no sample for the scalar ${type}; add one`);
}

/** The variables once for each text in them, with that text put in its place. */
export function withEachText(
  variables: Record<string, unknown>,
  text: string,
): readonly (readonly [path: string, variables: Record<string, unknown>])[] {
  return pathsOfTexts(variables, []).map((path) => {
    const copy = structuredClone(variables);
    let at: Record<string, unknown> = copy;
    for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
    at[path.at(-1) ?? ''] = text;
    return [path.join('.'), copy] as const;
  });
}

/** Samples of scalars that are texts; the values of enums and times are none that a caller chooses. */
const isText = (value: unknown): boolean => value === SAMPLES['String'] || value === SAMPLES['ID'];

function pathsOfTexts(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  if (isText(value)) return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => pathsOfTexts(inner, [...path, key]));
}

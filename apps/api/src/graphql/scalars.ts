import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

function whole(value: unknown): number {
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw new GraphQLError('Long must be a whole number of at most 2^53 - 1 in size');
}

/** Whole numbers beyond 32 bits: money in minor units, positions of logs. */
export const Long = new GraphQLScalarType<number, number>({
  name: 'Long',
  description: 'A whole number of at most 2^53 - 1 in size.',
  serialize: whole,
  parseValue: whole,
  parseLiteral: (node) => {
    if (node.kind === Kind.INT) return whole(node.value);
    throw new GraphQLError('Long must be a whole number', { nodes: node });
  },
});

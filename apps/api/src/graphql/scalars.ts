import { Scalar, type CustomScalar } from '@nestjs/graphql';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

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

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function parsedInstant(value: unknown): Date {
  const [, day] = typeof value === 'string' ? (INSTANT.exec(value) ?? []) : [];
  const at = new Date(String(value));
  const midnight = new Date(`${day}T00:00:00Z`);
  // The 30th of February would become the 2nd of March.
  const exists = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(String(day));
  const year = at.getUTCFullYear();
  if (exists && year >= 1900 && year <= 2200) return at;
  throw new GraphQLError(
    'DateTime 应为带时区的 ISO 8601 时间，如 2026-12-31T09:00:00+08:00 must be an ISO 8601 time with its zone',
  );
}

/** An instant: UTC in, UTC out; shown in Asia/Shanghai by whoever shows it. */
@Scalar('DateTime', () => Date)
export class DateTime implements CustomScalar<string, Date> {
  readonly description = 'An instant as ISO 8601 with its zone, such as 2026-12-31T01:00:00Z.';

  serialize(value: unknown): string {
    return (value instanceof Date ? value : new Date(String(value))).toISOString();
  }

  parseValue(value: unknown): Date {
    return parsedInstant(value);
  }

  parseLiteral(node: ValueNode): Date {
    return parsedInstant(node.kind === Kind.STRING ? node.value : undefined);
  }
}

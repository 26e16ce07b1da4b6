import type { Logger } from '@huanpei/runtime';
import {
  getOperationAST,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { ApiContext } from './context';
import { formatError, noteFault } from './faults';
import { limitRules, parseOptions } from './limits';

interface Asked {
  readonly query: string;
  readonly operationName?: string | null;
}

/** How subscriptions are served (graphql-transport-ws): the limits and the silence about faults of the HTTP side. */
export function socketOptions(log: Logger) {
  return {
    onSubscribe: (_context: unknown, _id: string, asked: Asked) => onlySubscriptions(asked),
    validate: (schema: GraphQLSchema, document: DocumentNode) =>
      validate(schema, document, [...specifiedRules, ...limitRules]),
    onNext: (_context: unknown, _id: string, _asked: unknown, args: ExecutionArgs, result: ExecutionResult) => {
      if (!result.errors) return undefined;
      for (const error of result.errors) {
        noteFault(error, (args.contextValue as ApiContext).correlationId, args.operationName ?? undefined, log);
      }
      return { ...result, errors: result.errors.map(told) };
    },
    // What is refused before anything is done: by the parser, the limits, or the rules of permission.
    onError: (_context: unknown, _id: string, _asked: unknown, errors: readonly GraphQLError[]) => errors.map(told),
  };
}

/** As it is told: a fault of the query as it is, a fault of ours without what it says. */
function told(error: GraphQLError): GraphQLFormattedError {
  const formatted = error.toJSON();
  const isOfQuery = error.originalError === undefined && formatted.extensions?.['code'] === undefined;
  return isOfQuery
    ? { ...formatted, extensions: { ...formatted.extensions, code: 'GRAPHQL_VALIDATION_FAILED' } }
    : formatError(formatted);
}

/** Queries and mutations go over HTTP, where what they may cost is counted. */
function onlySubscriptions({ query, operationName }: Asked): readonly GraphQLError[] | undefined {
  let document: DocumentNode;
  try {
    document = parse(query, parseOptions);
  } catch (fault) {
    // The library would parse again, and without a limit.
    if (fault instanceof GraphQLError) return [fault];
    throw fault;
  }
  const operation = getOperationAST(document, operationName);
  if (!operation || operation.operation === 'subscription') return undefined;
  return [
    new GraphQLError('此连接只用于订阅 only subscriptions are served on this connection', {
      extensions: { code: 'BAD_REQUEST' },
    }),
  ];
}

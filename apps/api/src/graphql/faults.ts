import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { Logger } from '@huanpei/runtime';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ApiContext } from './context';

/** A fault of ours: everything that no one foresaw. */
const isOurs = ({ extensions }: Pick<GraphQLError, 'extensions'>): boolean =>
  extensions['code'] === undefined || extensions['code'] === 'INTERNAL_SERVER_ERROR';

/** Logs faults of ours with the id of the request; the caller gets the id and nothing else. */
export function faultPlugin(log: Logger): ApolloServerPlugin<ApiContext> {
  return {
    // The context notes its own id on what it throws.
    contextCreationDidFail: async ({ error }) => {
      // A caller who is not let in is no fault of ours.
      if (error instanceof GraphQLError && !isOurs(error)) return;
      log.error({ err: unwrapResolverError(error), correlationId: correlationIdOf(error) }, 'context failed');
    },
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue, operationName }) => {
        for (const error of errors) noteFault(error, contextValue.correlationId, operationName ?? undefined, log);
      },
    }),
  };
}

/** Logs one error when it is a fault of ours, and gives it the id under which it was logged. */
export function noteFault(
  error: GraphQLError,
  correlationId: string,
  operationName: string | undefined,
  log: Logger,
): void {
  if (!isOurs(error)) return;
  error.extensions['correlationId'] = correlationId;
  const path = error.path?.join('.');
  log.error({ err: error.originalError ?? error, correlationId, operationName, path }, 'operation failed');
}

/** A fault met before there is a context, with the id of its request. */
export function withCorrelationId(fault: unknown, correlationId: string): GraphQLError {
  return new GraphQLError('no context', {
    originalError: fault instanceof Error ? fault : new Error(String(fault)),
    extensions: { code: 'INTERNAL_SERVER_ERROR', correlationId },
  });
}

const correlationIdOf = (error: unknown): unknown =>
  error instanceof GraphQLError ? error.extensions['correlationId'] : undefined;

/** The answer to a fault of ours: no message of a driver, no stack. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _stacktrace, ...extensions } = formatted.extensions ?? {};
  if (!isOurs({ extensions })) return { ...formatted, message: shortened(formatted.message), extensions };
  const { correlationId } = extensions;
  const code = String(correlationId ?? '-');
  return {
    message: `服务器出错，请稍后再试；如需帮助请提供编号 ${code}。 Something went wrong on our side; try again later, and name ${code} if you need help.`,
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    extensions: { code: 'INTERNAL', ...(correlationId === undefined ? {} : { correlationId }) },
  };
}

/** What does not fit is repeated by the library, however long it is. */
const shortened = (message: string): string =>
  message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE)}…`;
const LONGEST_MESSAGE = 10_000;

/**
 * GraphQL over HTTP: a client that does not ask for `application/graphql-response+json` gets 200 with its errors, since
 * it could not tell a fault of the query from one of the way.
 */
export function statusPlugin(): ApolloServerPlugin<ApiContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, response }) => {
        const accepts = request.http?.headers.get('accept') ?? '';
        const { body, http } = response;
        const hasErrors = body.kind === 'single' && body.singleResult.errors !== undefined;
        if (hasErrors && http.status === 400 && !accepts.includes('application/graphql-response+json'))
          http.status = 200;
      },
    }),
  };
}

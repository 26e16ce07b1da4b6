import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { Logger } from '@huanpei/runtime';
import type { GraphQLFormattedError } from 'graphql';
import type { ApiContext } from './context';

/** A fault of ours: everything that no one foresaw. */
const isOurs = (code: unknown): boolean => code === undefined || code === 'INTERNAL_SERVER_ERROR';

/** Logs faults of ours with the id of the request; the caller gets the id and nothing else. */
export function faultPlugin(log: Logger): ApolloServerPlugin<ApiContext> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue, operationName }) => {
        for (const error of errors) {
          const original = unwrapResolverError(error);
          if (!isOurs(error.extensions['code']) || original === error) continue;
          const { correlationId } = contextValue;
          error.extensions['correlationId'] = correlationId;
          log.error({ err: original, correlationId, operationName, path: error.path?.join('.') }, 'operation failed');
        }
      },
    }),
  };
}

/** The answer to a fault of ours: no message of a driver, no stack. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { stacktrace: _stacktrace, ...extensions } = formatted.extensions ?? {};
  if (!isOurs(extensions['code']) || unwrapResolverError(error) === error) return { ...formatted, extensions };
  const { correlationId } = extensions;
  const code = String(correlationId ?? '-');
  return {
    message: `服务器出错，请稍后再试；如需帮助请提供编号 ${code}。 Something went wrong on our side; try again later, and name ${code} if you need help.`,
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    extensions: { code: 'INTERNAL', ...(correlationId === undefined ? {} : { correlationId }) },
  };
}

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

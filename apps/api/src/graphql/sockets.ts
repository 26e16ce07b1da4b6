import type { IncomingMessage, Server } from 'node:http';
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
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { ApiContexts, SocketContext } from './api-context';
import { languageOf, type ApiContext } from './context';
import { foreignPage } from './denials';
import { formatError, noteFault } from './faults';
import { costFault, costOf, limitRules, LIMITS, parseOptions, variableFaults } from './limits';

interface Asked {
  readonly variables?: Record<string, unknown> | null;
  readonly query: string;
  readonly operationName?: string | null;
}

interface Socket extends SocketContext {
  readonly subscriptions: Readonly<Record<string, unknown>>;
}

/** Serves subscriptions at /graphql (graphql-transport-ws). Returns the way to end them all. */
export function serveSubscriptions(
  server: Server,
  schema: GraphQLSchema,
  contexts: ApiContexts,
  log: Logger,
): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.socketMessage });
  const served = useServer(
    {
      schema,
      context: (from: unknown) => contexts.of(from as never),
      ...socketOptions(schema, contexts, log),
    } as never,
    sockets,
  );
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (request.url?.split('?')[0] !== '/graphql') return void socket.destroy();
    if (!contexts.mayOpen(request)) {
      const { message } = foreignPage(languageOf(request.headers['accept-language'], undefined));
      const body = JSON.stringify({ code: 'FORBIDDEN', message });
      return void socket.end(
        `HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    }
    sockets.handleUpgrade(request, socket, head, (one) => sockets.emit('connection', one, request));
  });
  return async () => served.dispose();
}

/** The limits, and the silence about faults, of the HTTP side. */
function socketOptions(schema: GraphQLSchema, contexts: ApiContexts, log: Logger) {
  return {
    onSubscribe: (socket: Socket, _id: string, asked: Asked) => {
      if (Object.keys(socket.subscriptions).length > LIMITS.subscriptions) return [tooMany()];
      const limited = contexts.tooMany(socket);
      return limited ? [limited] : onlySubscriptions(schema, asked);
    },
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
    ? formatError({ ...formatted, extensions: { ...formatted.extensions, code: 'GRAPHQL_VALIDATION_FAILED' } })
    : formatError(formatted);
}

/** Queries and mutations go over HTTP, where what they may cost is counted. */
function onlySubscriptions(
  schema: GraphQLSchema,
  { query, operationName, variables }: Asked,
): readonly GraphQLError[] | undefined {
  let document: DocumentNode;
  try {
    document = parse(query, parseOptions);
  } catch (fault) {
    // The library would parse again, and without a limit.
    if (fault instanceof GraphQLError) return [fault];
    throw fault;
  }
  const operation = getOperationAST(document, operationName);
  if (operation?.operation === 'subscription') {
    // What does not fit the schema is told by its validation, and costs nothing.
    if (validate(schema, document, [...specifiedRules, ...limitRules]).length > 0) return undefined;
    const faults = variableFaults({ schema, operation, variables });
    if (faults instanceof GraphQLError) return [faults];
    const fault =
      faults === 'FIT'
        ? costFault(costOf({ schema, document, variables, operationName }), LIMITS.eventCost)
        : undefined;
    return fault && [fault];
  }
  if (!operation) return undefined;
  return [
    new GraphQLError('此连接只用于订阅 only subscriptions are served on this connection', {
      extensions: { code: 'BAD_REQUEST' },
    }),
  ];
}

const tooMany = (): GraphQLError =>
  new GraphQLError(
    `一个连接最多 ${LIMITS.subscriptions} 个订阅 one connection carries at most ${LIMITS.subscriptions} subscriptions`,
    { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } },
  );

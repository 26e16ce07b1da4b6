import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import type { JobHandler, JobName } from '@huanpei/app';
import { JOB_HANDLERS, startWorkers, type Config, type Core, type Logger } from '@huanpei/runtime';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiModule, type Entry } from './api.module';
import { ApiContexts } from './graphql/api-context';
import { serveSubscriptions } from './graphql/sockets';
import { serveSheets } from './import/import.routes';
import { schemaText } from './schema-text';
import { RateLimits } from './http/rate-limits';
import { serveSessions } from './http/session.routes';
import { serveWebPages } from './http/web-pages';

const WEB = join(__dirname, '../../web/dist');
const BODY_LIMIT = 1_000_000;

/** The API with its pages and the workers of its roles; not yet listening. */
export async function createServer(
  core: Core,
  config: Pick<Config, 'roles'> & Entry,
  log: Logger,
): Promise<NestFastifyApplication> {
  // Also without workers: what the market answers to a draft is answered here.
  const following = core.followMarket();
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // A caller that sends its request drop by drop is not waited for.
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    // Node takes the longer of the two times for the whole request, and its own for headers is a minute; it looks for late
    // ones twice a minute.
    http: { headersTimeout: 20_000, connectionsCheckingInterval: 5_000 },
    trustProxy: config.trustedProxies > 0 ? config.trustedProxies : false,
    // Ids that callers give are believed only in form, so that logs cannot be written to.
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
    },
    loggerInstance: log.child({}, { serializers: { req: requestSummary } }) as never,
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.for(core, log, config), adapter, {
    logger: nestLogger(log),
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await fastify.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY,
    strictTransportSecurity: config.profile === 'production',
  });
  fastify.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  const endSubscriptions = serveSubscriptions(
    app.getHttpServer() as Server,
    schema,
    app.get(ApiContexts, { strict: false }),
    log,
  );
  fastify.addHook('preClose', endSubscriptions);
  // Printing it keeps everybody waiting, so it is done once.
  let printed: string | undefined;
  fastify.get('/schema.graphql', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send((printed ??= schemaText(schema))),
  );
  await serveSessions(fastify, app, config, log);
  await serveSheets(fastify, app, log);
  await serveWebPages(fastify, WEB, app.get(RateLimits, { strict: false }));
  await following;
  const handlers = JOB_HANDLERS.map((handler) => app.get<JobHandler<JobName>>(handler as never));
  core.carry(await startWorkers(config.roles, core.source, handlers, log));
  return app;
}

/** Everything comes from ourselves; antd writes its styles into the page. */
const CONTENT_SECURITY = {
  directives: {
    defaultSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'", 'ws:', 'wss:'],
    upgradeInsecureRequests: null,
  },
};

/** Without the query string, which may carry variables, and without headers. */
function requestSummary({ method, url, ip }: FastifyRequest) {
  return { method, path: url.split('?')[0], ip };
}

function nestLogger(log: Logger): LoggerService {
  const told = (message: unknown): string =>
    message instanceof Error ? (message.stack ?? message.message) : String(message);
  return {
    log: (message) => log.debug(told(message)),
    error: (message, ...rest) => log.error({ detail: rest.map(told).join(' ') }, told(message)),
    warn: (message) => log.warn(told(message)),
  };
}

import { randomUUID } from 'node:crypto';
import { Reads, ViewerOf } from '@huanpei/app';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { IncomingMessage } from 'node:http';
import { languageOf, type ApiContext } from './context';
import { withCorrelationId } from './faults';
import { loadersOn, type Loaders } from './loaders';

/** What graphql-ws gives: the parameters of the connection and the request that opened it. */
interface SocketContext {
  readonly connectionParams?: Readonly<Record<string, unknown>>;
  readonly extra: { readonly request: IncomingMessage };
}

/** Makes the context of each operation, over HTTP or a socket. */
@Injectable()
export class ApiContexts {
  constructor(
    private readonly reads: Reads,
    private readonly viewerOf: ViewerOf,
  ) {}

  /** @param reply of a request over HTTP; a socket has none, and only subscriptions */
  async of(from: FastifyRequest | SocketContext, reply?: FastifyReply): Promise<ApiContext> {
    if ('connectionParams' in from || 'extra' in from) {
      const { connectionParams = {}, extra } = from as SocketContext;
      const given = (name: string): string | undefined => {
        const value = connectionParams[name] ?? connectionParams[name.toLowerCase()];
        return typeof value === 'string' ? value : undefined;
      };
      const language = given('Accept-Language') ?? extra.request.headers['accept-language'];
      // Nothing is remembered from one event to the next.
      const loaders = loadersOn(this.reads, { cache: false });
      const authorization = given('Authorization') ?? extra.request.headers.authorization;
      return this.make(authorization, language, randomUUID(), loaders, NEVER);
    }
    const { authorization, 'accept-language': language } = from.headers;
    const abandoned = reply ? abandonmentOf(reply) : NEVER;
    return this.make(authorization, language, from.id, loadersOn(this.reads), abandoned);
  }

  private async make(
    authorization: string | undefined,
    acceptLanguage: string | undefined,
    correlationId: string,
    loaders: Loaders,
    abandoned: AbortSignal,
  ): Promise<ApiContext> {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
    const stillAsking = async () => (token === undefined ? null : this.viewerOf.execute(token));
    try {
      const viewer = await stillAsking();
      const member = viewer && acceptLanguage === undefined ? await this.reads.member(viewer.memberId) : undefined;
      return {
        viewer,
        language: languageOf(acceptLanguage, member?.language),
        loaders,
        stillAsking,
        abandoned,
        correlationId,
      };
    } catch (fault) {
      throw withCorrelationId(fault, correlationId);
    }
  }
}

const NEVER = new AbortController().signal;

/** Aborted when the connection is closed before the answer has been written to it. */
function abandonmentOf({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (raw.writableEnded) return;
    // Nobody reads it, and it is no fault of ours.
    controller.abort(new GraphQLError('the caller has gone', { extensions: { code: 'ABANDONED' } }));
  });
  return controller.signal;
}

import { randomUUID } from 'node:crypto';
import { Reads, ViewerOf } from '@huanpei/app';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { languageOf, type ApiContext } from './context';
import { withCorrelationId } from './faults';
import { loadersOn } from './loaders';

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

  async of(from: FastifyRequest | SocketContext): Promise<ApiContext> {
    if ('connectionParams' in from || 'extra' in from) {
      const { connectionParams = {}, extra } = from as SocketContext;
      const given = (name: string): string | undefined => {
        const value = connectionParams[name] ?? connectionParams[name.toLowerCase()];
        return typeof value === 'string' ? value : undefined;
      };
      const language = given('Accept-Language') ?? extra.request.headers['accept-language'];
      return this.make(given('Authorization') ?? extra.request.headers.authorization, language, randomUUID());
    }
    return this.make(from.headers.authorization, from.headers['accept-language'], from.id);
  }

  private async make(
    authorization: string | undefined,
    acceptLanguage: string | undefined,
    correlationId: string,
  ): Promise<ApiContext> {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
    try {
      const viewer = token === undefined ? null : await this.viewerOf.execute(token);
      const member = viewer && acceptLanguage === undefined ? await this.reads.member(viewer.memberId) : undefined;
      return {
        viewer,
        language: languageOf(acceptLanguage, member?.language),
        loaders: loadersOn(this.reads),
        correlationId,
      };
    } catch (fault) {
      throw withCorrelationId(fault, correlationId);
    }
  }
}

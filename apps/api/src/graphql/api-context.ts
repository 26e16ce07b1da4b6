import { randomUUID } from 'node:crypto';
import { Reads, ViewerOf, ViewerOfKey, type KeyHolder } from '@huanpei/app';
import { looksLikeApiKey } from '@huanpei/domain';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { IncomingMessage } from 'node:http';
import { networkOf, RateLimits } from '../http/rate-limits';
import { accessCookieOf } from '../http/session-cookies';
import { WayIn } from '../http/way-in';
import { languageOf, type ApiContext } from './context';
import { foreignPage, keyDenied, rateLimited } from './denials';
import { withCorrelationId } from './faults';
import { loadersOn, type Loaders } from './loaders';

/** What graphql-ws gives: the parameters of the connection and the request that opened it. */
export interface SocketContext {
  readonly connectionParams?: Readonly<Record<string, unknown>>;
  readonly extra: { readonly request: IncomingMessage };
}

/** Who asks, in which words, from where. */
interface Caller {
  /** The key or access token that was sent. */
  readonly token: string | undefined;
  readonly acceptLanguage: string | undefined;
  readonly address: string | undefined;
}

/** Makes the context of each operation, over HTTP or a socket. */
@Injectable()
export class ApiContexts {
  constructor(
    private readonly reads: Reads,
    private readonly viewerOf: ViewerOf,
    private readonly viewerOfKey: ViewerOfKey,
    private readonly rates: RateLimits,
    private readonly wayIn: WayIn,
  ) {}

  /** @param reply of a request over HTTP; a socket has none, and only subscriptions */
  async of(from: FastifyRequest | SocketContext, reply?: FastifyReply): Promise<ApiContext> {
    if ('connectionParams' in from || 'extra' in from) {
      const caller = this.callerOf(from as SocketContext);
      // Nothing is remembered from one event to the next.
      const loaders = loadersOn(this.reads, { cache: false });
      // Its permission is asked where the operation begins: a key that is not accepted is nobody's there.
      return this.make(caller, await this.holderOf(caller), randomUUID(), loaders, NEVER);
    }
    const { authorization, cookie, 'accept-language': acceptLanguage } = from.headers;
    const session = isBearer(authorization) ? undefined : accessCookieOf(cookie);
    if (session !== undefined && !this.mayUseCookie(from.raw)) throw foreignPage(languageOf(acceptLanguage, undefined));
    const caller = { token: session ?? tokenIn(authorization), acceptLanguage, address: from.ip };
    const abandoned = reply ? abandonmentOf(reply) : NEVER;
    const holder = await this.holderOf(caller).catch((fault: unknown) => {
      throw withCorrelationId(fault, from.id);
    });
    const context = await this.make(caller, holder, from.id, loadersOn(this.reads), abandoned);
    const language = languageOf(acceptLanguage, undefined);
    const seconds = this.rates.take(context.viewer, caller.address);
    if (seconds > 0) throw rateLimited(seconds, language);
    if (holder && 'fault' in holder) throw keyDenied(holder.fault, language);
    return context;
  }

  /** Counts a subscription against the address it is asked from; the reason when there were too many. */
  tooMany(from: SocketContext): GraphQLError | undefined {
    const { address, acceptLanguage } = this.callerOf(from);
    const seconds = this.rates.take(null, address);
    return seconds > 0 ? rateLimited(seconds, languageOf(acceptLanguage, undefined)) : undefined;
  }

  /**
   * Whether the cookie of a session counts on this request. What only reads may say nothing of its page: browsers without
   * `Sec-Fetch-Site` send no `Origin` then, and a page of others could not see the answer.
   */
  private mayUseCookie(request: IncomingMessage): boolean {
    const page = this.wayIn.pageOf(request.headers);
    return page === 'OURS' || (page === 'UNSAID' && (request.method === 'GET' || request.method === 'HEAD'));
  }

  /**
   * Whether a socket may be opened: a page of others would hear with the cookie what is not for it, and no browser asks
   * it first. All of them say `Origin` here.
   */
  mayOpen({ headers }: IncomingMessage): boolean {
    return accessCookieOf(headers.cookie) === undefined || this.wayIn.pageOf(headers) === 'OURS';
  }

  private callerOf({ connectionParams = {}, extra: { request } }: SocketContext): Caller {
    const given = (name: string): string | undefined => {
      const value = connectionParams[name] ?? connectionParams[name.toLowerCase()];
      return typeof value === 'string' ? value : undefined;
    };
    const authorization = given('Authorization') ?? request.headers.authorization;
    return {
      token: isBearer(authorization) ? tokenIn(authorization) : accessCookieOf(request.headers.cookie),
      acceptLanguage: given('Accept-Language') ?? request.headers['accept-language'],
      address: this.wayIn.addressOf(request),
    };
  }

  /** Who holds the key that was sent; undefined when none was. */
  private async holderOf({ token, address }: Caller): Promise<KeyHolder | undefined> {
    return token !== undefined && looksLikeApiKey(token) ? this.viewerOfKey.execute(token, address) : undefined;
  }

  private async make(
    caller: Caller,
    holder: KeyHolder | undefined,
    correlationId: string,
    loaders: Loaders,
    abandoned: AbortSignal,
  ): Promise<ApiContext> {
    const { token, acceptLanguage } = caller;
    const viewerIn = async (held: KeyHolder | undefined) => {
      if (held) return 'viewer' in held ? held.viewer : null;
      return token === undefined ? null : this.viewerOf.execute(token);
    };
    try {
      const viewer = await viewerIn(holder);
      const isPerson = viewer !== null && viewer.apiKey === undefined;
      const member = isPerson && acceptLanguage === undefined ? await this.reads.member(viewer.memberId) : undefined;
      return {
        viewer,
        language: languageOf(acceptLanguage, member?.language),
        loaders,
        stillAsking: async () => viewerIn(await this.holderOf(caller)),
        abandoned,
        countAs: (requests) => this.rates.takeMore(viewer, caller.address, requests),
        network: networkOf(caller.address),
        correlationId,
      };
    } catch (fault) {
      throw withCorrelationId(fault, correlationId);
    }
  }
}

/** Whatever signs of ASCII it has: a key that was copied wrongly is still one, and never a visitor. */
const tokenIn = (authorization: string | undefined): string | undefined =>
  /^Bearer +([!-~][ -~]*)$/i.exec(authorization ?? '')?.[1];

/** Passwords of a proxy in front (`Basic`) say nothing to us, and do not stand in the way of a cookie. */
const isBearer = (authorization: string | undefined): boolean => /^Bearer\b/i.test(authorization ?? '');

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

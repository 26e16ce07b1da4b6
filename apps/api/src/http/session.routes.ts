import { Clock, RefreshSession, SignIn, SignOut, type SignedIn } from '@huanpei/app';
import { REPEAT_GRACE_MS, type Outcome, type Refusal } from '@huanpei/domain';
import type { Config, Logger } from '@huanpei/runtime';
import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { languageOf } from '../graphql/context';
import { foreignPage, rateLimited } from '../graphql/denials';
import { networkOf, RateLimits } from './rate-limits';
import { internalFault, ofGraphQL, ofRefusal, ofServer, Refused } from './refused';
import { cookiesOf, forgottenCookies, refreshCookieOf } from './session-cookies';
import { WayIn } from './way-in';

const BODY_LIMIT = 10_000;

/** Marks the route that needs no session. */
const ENTRY = { config: { entry: true } };

/**
 * Sessions of browsers. The tokens are those of `signIn`, in cookies that no script can read; a page learns only when to
 * refresh. Pages of others can neither use them nor sign somebody in.
 */
export async function serveSessions(
  fastify: FastifyInstance,
  app: INestApplicationContext,
  { profile }: Pick<Config, 'profile'>,
  log: Logger,
): Promise<void> {
  const [enter, refresh, leave, clock] = [app.get(SignIn), app.get(RefreshSession), app.get(SignOut), app.get(Clock)];
  const [rates, wayIn] = [app.get(RateLimits, { strict: false }), app.get(WayIn, { strict: false })];
  const isSecure = (request: FastifyRequest): boolean => profile === 'production' || wayIn.isHttps(request.raw);

  await fastify.register(async (scope) => {
    // Forms of other pages cannot send JSON without asking first.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_, body, done) =>
      done(null, String(body)),
    );
    scope.addHook('onRequest', async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const language = languageOf(request.headers['accept-language'], undefined);
      const seconds = rates.take(null, request.ip);
      if (seconds > 0) {
        void reply.header('retry-after', String(seconds));
        throw rateLimited(seconds, language);
      }
      const page = wayIn.pageOf(request.headers);
      const { entry } = request.routeOptions.config as { readonly entry?: true };
      const byCookie = entry === undefined && refreshCookieOf(request.headers.cookie) !== undefined;
      if (page === 'FOREIGN' || (byCookie && page === 'UNSAID')) throw foreignPage(language);
    });
    scope.setErrorHandler(async (fault: unknown, request, reply) => {
      const told =
        fault instanceof Refused ? fault : fault instanceof GraphQLError ? ofGraphQL(fault) : ofServer(fault);
      if (!told) {
        log.error({ err: fault, correlationId: request.id }, 'a session could not be served');
        return reply.status(500).send(internalFault(request.id));
      }
      return reply.status(told.status).send({
        code: told.code,
        message: told.sentence(languageOf(request.headers['accept-language'], undefined)),
        ...(told.field === undefined ? {} : { field: told.field }),
      });
    });

    scope.post('/session', ENTRY, async (request, reply) => {
      const { email, password } = credentialsIn(request.body);
      return begun(request, reply, await enter.execute(email, password, networkOf(request.ip)));
    });

    scope.post('/session/refresh', async (request, reply) => {
      const token = refreshCookieOf(request.headers.cookie);
      const outcome: Outcome<SignedIn> =
        token === undefined
          ? { ok: false, refusals: [{ code: 'SESSION_EXPIRED' }] }
          : await refresh.execute(token, REPEAT_GRACE_MS);
      // Nothing is left that could be used, so the page is not to believe there were.
      if (!outcome.ok) void reply.header('set-cookie', forgottenCookies(isSecure(request)));
      return begun(request, reply, outcome);
    });

    scope.delete('/session', async (request, reply) => {
      const token = refreshCookieOf(request.headers.cookie);
      if (token !== undefined) await leave.execute(token);
      return reply
        .status(204)
        .header('set-cookie', forgottenCookies(isSecure(request)))
        .send();
    });

    function begun(request: FastifyRequest, reply: FastifyReply, outcome: Outcome<SignedIn>): FastifyReply {
      const now = clock.now();
      if (!outcome.ok) {
        const [first] = outcome.refusals;
        if (first?.code === 'LOCKED_OUT') void reply.header('retry-after', secondsUntil(first, now));
        throw ofRefusal(first?.code === 'LOCKED_OUT' ? 429 : 401, first?.code ?? 'SIGN_IN_FAILED', first?.facts);
      }
      return reply
        .status(200)
        .header('set-cookie', cookiesOf(outcome.value, now, isSecure(request)))
        .send({ accessExpiresAt: outcome.value.accessExpiresAt.toISOString() });
    }
  });
}

const secondsUntil = ({ facts }: Refusal, now: Date): string =>
  String(Math.max(1, Math.ceil((Date.parse(String(facts?.['until'])) - now.getTime()) / 1_000)));

function credentialsIn(body: unknown): { readonly email: string; readonly password: string } {
  let given: unknown;
  try {
    given = JSON.parse(typeof body === 'string' ? body : '');
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    throw ofRefusal(400, 'INVALID', { expected: '{"email": "…", "password": "…"}' });
  }
  const { email, password } = (given ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof email !== 'string') throw ofRefusal(400, 'REQUIRED', {}, 'email');
  if (typeof password !== 'string') throw ofRefusal(400, 'REQUIRED', {}, 'password');
  return { email, password };
}

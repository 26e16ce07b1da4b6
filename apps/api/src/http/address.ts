import type { IncomingMessage } from 'node:http';

/**
 * The address a request came from, as Fastify tells it of the others: the sender as far as the trusted proxies in front
 * name it, each having added who spoke to it at the end of `X-Forwarded-For`.
 */
export function addressOf(request: IncomingMessage, trustedProxies: number): string | undefined {
  const forwarded = request.headers['x-forwarded-for'];
  const named = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? ''))
    .split(',')
    .map((part) => part.trim());
  const path = [request.socket.remoteAddress, ...named.filter((part) => part !== '').reverse()];
  return path[Math.min(trustedProxies, path.length - 1)];
}

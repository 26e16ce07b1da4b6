import pino, { type Logger } from 'pino';
import type { Config } from './config';

export type { Logger } from 'pino';

/** What must never reach a log, wherever it stands in what is logged. */
const SECRETS = [
  'password',
  'passwordHash',
  'accessToken',
  'refreshToken',
  'secretKey',
  'authorization',
  'cookie',
  'variables',
  'query',
];

/** A fault without the objects that drivers hang on it, which hold addresses and settings. */
function faultFields(fault: unknown): Readonly<Record<string, unknown>> {
  if (!(fault instanceof Error)) return { message: String(fault) };
  const { name, message, stack, cause } = fault;
  const { code } = fault as { code?: unknown };
  return {
    type: name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    stack,
    ...(cause === undefined ? {} : { cause: faultFields(cause) }),
  };
}

/** JSON lines on standard error, so that standard output stays for results. */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `req.headers.${name}`]);
  return pino(
    {
      level: logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: faultFields },
      redact: { paths, censor: '[redacted]' },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

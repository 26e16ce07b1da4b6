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

/** JSON lines on standard error, so that standard output stays for results. */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `req.headers.${name}`]);
  return pino(
    { level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '[redacted]' } },
    pino.destination({ dest: 2, sync: true }),
  );
}

import { resolve } from 'node:path';
import { WORKER_ROLES, type WorkerRole } from '@huanpei/app';
import { DEFAULT_CONFIRMATION } from '@huanpei/domain';
import { z } from 'zod';
import { StartFault } from './embedded-postgres';

/** `demo` loads the demonstration data and accounts; `production` has neither and insists on its own secret. */
export const PROFILES = ['production', 'demo'] as const;

/** Everything the product can be told from outside, read once. */
export interface Config {
  readonly profile: (typeof PROFILES)[number];
  readonly host: string;
  readonly port: number;
  /** Absolute. Holds the built-in database, when there is no `databaseUrl`, and the generated secret of the demo. */
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly meiliUrl: string | null;
  readonly meiliKey: string | null;
  /** What the names of its indexes begin with. */
  readonly meiliIndex: string;
  /** Postgres answers while Meilisearch is further behind. */
  readonly meiliMaxLagSeconds: number;
  /** Postgres answers what takes Meilisearch longer. */
  readonly meiliSearchMs: number;
  /** Signs access tokens; null where one is to be made and kept in `dataDir`. */
  readonly secretKey: string | null;
  /** Which workers this process carries. */
  readonly roles: readonly WorkerRole[];
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Number of proxies in front whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number;
  /** How long a listing counts as confirmed by its supplier. */
  readonly confirmationMonths: number;
  /** The most seconds a search for treatment trains may take. */
  readonly trainSeconds: number;
  /** Hours of working days in which operators mean to decide what waits for them. */
  readonly reviewTargetHours: number;
  /** The mail server; null where there is none. */
  readonly smtpUrl: string | null;
  /** What mails say as their sender, `name <address>` or the address. */
  readonly mailFrom: string;
  /** Where people reach the product, without a slash at its end; null where it is where it listens. */
  readonly publicUrl: string | null;
  /** Requests a minute with one API key; 0 for any number. */
  readonly ratePerKey: number;
  /** The same from one address by visitors, and by one member. */
  readonly ratePerAddress: number;
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Of mails that nobody is sent. */
const DEMO_SENDER = '环配 Huanpei <no-reply@demo.huanpei.example>';

const blankIsAbsent = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;

const url = (...protocols: readonly string[]) =>
  z.string().refine((text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)), {
    error: () => `应以 ${protocols.join(':// 或 ')}:// 开头 must begin with ${protocols.join(':// or ')}://`,
  });

const whole = (low: number, high: number) =>
  z
    .string()
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= low && Number(text) <= high, {
      error: () => `应为 ${low} 到 ${high} 的整数 must be a whole number from ${low} to ${high}`,
    })
    .transform(Number);

const oneOf = <T extends string>(values: readonly T[]) =>
  z.enum(values as readonly [T, ...T[]], {
    error: () => `应为以下之一 must be one of: ${values.join(', ')}`,
  });

const roles = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((role) => role.trim())
      .filter((role) => role !== '' && role !== 'none'),
  )
  .refine((names) => names.every((name) => (WORKER_ROLES as readonly string[]).includes(name)), {
    error: () =>
      `应为 ${WORKER_ROLES.join('、')} 的列表，或 none must be a list of ${WORKER_ROLES.join(', ')}, or none`,
  })
  .transform((names) => names as WorkerRole[]);

const SCHEMA = z.object({
  PROFILE: oneOf(PROFILES).default('production'),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535).default(3000),
  DATA_DIR: z.string().default('./.huanpei'),
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  REDIS_URL: url('redis', 'rediss').optional(),
  MEILI_URL: url('http', 'https').optional(),
  MEILI_KEY: z.string().optional(),
  MEILI_INDEX: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,60}$/, {
      error: () => '应为 1 到 60 个字母、数字、连字符或下划线 must be 1 to 60 letters, digits, hyphens or underscores',
    })
    .default('huanpei'),
  MEILI_MAX_LAG_SECONDS: whole(1, 86_400).default(60),
  MEILI_SEARCH_MS: whole(50, 10_000).default(2_000),
  SECRET_KEY: z
    .string()
    .min(32, { error: () => '至少 32 个字符 must have at least 32 characters' })
    .optional(),
  ROLES: roles.optional(),
  LOG_LEVEL: oneOf(LOG_LEVELS).optional(),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  CONFIRMATION_MONTHS: whole(1, 120).default(DEFAULT_CONFIRMATION.months),
  // Whoever asks waits for it, and connections that are silent for a minute are closed.
  TRAIN_SECONDS: whole(1, 30).default(10),
  // A promise of the platform, no period of the law: two working days.
  REVIEW_TARGET_HOURS: whole(1, 2_000).default(48),
  SMTP_URL: url('smtp', 'smtps')
    .refine((text) => URL.canParse(text) && new URL(text).hostname !== '', {
      error: () =>
        '应为 smtp://用户:密码@主机:端口（用户和密码中的特殊字符需百分号编码） must be smtp://user:password@host:port, special characters percent-encoded',
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .refine((text) => /^(?:[^<>\r\n"]{0,100}<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text), {
      error: () => '应为“名称 <地址>”或地址 must be "name <address>" or an address',
    })
    .optional(),
  PUBLIC_URL: url('http', 'https')
    .refine((text) => URL.canParse(text) && new URL(text).search === '' && new URL(text).hash === '', {
      error: () => '应为完整网址，不含参数 must be a whole address without parameters',
    })
    .optional(),
  RATE_PER_KEY: whole(0, 999_999).default(600),
  RATE_PER_ADDRESS: whole(0, 999_999).default(1_200),
});

/**
 * Reads and checks the settings; throws a `StartFault` that names every setting at fault and never repeats its value,
 * which may hold a password.
 *
 * @param workingDir what a relative `DATA_DIR` is relative to
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, workingDir: string): Config {
  const given = Object.fromEntries(Object.keys(SCHEMA.shape).map((name) => [name, blankIsAbsent(env[name])]));
  const parsed = SCHEMA.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new StartFault(`设置有误：\n${lines.join('\n')}`, 'The settings named above are at fault.');
  }
  const set = parsed.data;
  if (set.PROFILE === 'production' && set.SECRET_KEY === undefined) {
    throw new StartFault(
      '生产环境（PROFILE=production）必须设置 SECRET_KEY（至少 32 个随机字符，例如 openssl rand -hex 32 的输出）。',
      'In production (PROFILE=production) SECRET_KEY must be set: at least 32 random characters, such as the output of openssl rand -hex 32.',
    );
  }
  if (set.PROFILE === 'production' && set.SMTP_URL !== undefined) {
    const missing = (['MAIL_FROM', 'PUBLIC_URL'] as const).filter((name) => set[name] === undefined);
    if (missing.length > 0) {
      throw new StartFault(
        `设置了 SMTP_URL 时还必须设置 ${missing.join('、')}：发件人地址，以及邮件中链接所指的网址。`,
        `With SMTP_URL, ${missing.join(' and ')} must be set too: the sender of mails, and the address their links lead to.`,
      );
    }
  }
  return {
    profile: set.PROFILE,
    host: set.HOST,
    port: set.PORT,
    dataDir: resolve(workingDir, set.DATA_DIR),
    databaseUrl: set.DATABASE_URL ?? null,
    redisUrl: set.REDIS_URL ?? null,
    meiliUrl: set.MEILI_URL ?? null,
    meiliKey: set.MEILI_KEY ?? null,
    meiliIndex: set.MEILI_INDEX,
    meiliMaxLagSeconds: set.MEILI_MAX_LAG_SECONDS,
    meiliSearchMs: set.MEILI_SEARCH_MS,
    secretKey: set.SECRET_KEY ?? null,
    roles: set.ROLES ?? WORKER_ROLES,
    logLevel: set.LOG_LEVEL ?? (set.PROFILE === 'demo' ? 'warn' : 'info'),
    trustedProxies: set.TRUSTED_PROXIES,
    confirmationMonths: set.CONFIRMATION_MONTHS,
    trainSeconds: set.TRAIN_SECONDS,
    reviewTargetHours: set.REVIEW_TARGET_HOURS,
    smtpUrl: set.SMTP_URL ?? null,
    mailFrom: set.MAIL_FROM ?? DEMO_SENDER,
    publicUrl: set.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    ratePerKey: set.RATE_PER_KEY,
    ratePerAddress: set.RATE_PER_ADDRESS,
  };
}

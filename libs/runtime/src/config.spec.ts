import { readConfig } from './config';

const read = (env: Record<string, string>) => readConfig(env, '/srv/huanpei');
const faultOf = (env: Record<string, string>): string => {
  try {
    read(env);
  } catch (fault) {
    return (fault as Error).message;
  }
  throw new Error('nothing was refused');
};

describe('settings', () => {
  it('have defaults for everything in a demo', () => {
    expect(read({ PROFILE: 'demo' })).toEqual({
      profile: 'demo',
      host: '127.0.0.1',
      port: 3000,
      dataDir: '/srv/huanpei/.huanpei',
      databaseUrl: null,
      redisUrl: null,
      meiliUrl: null,
      meiliKey: null,
      meiliIndex: 'huanpei',
      meiliMaxLagSeconds: 60,
      meiliSearchMs: 2_000,
      secretKey: null,
      roles: ['matcher', 'indexer'],
      logLevel: 'warn',
      trustedProxies: 0,
      confirmationMonths: 12,
      reviewTargetHours: 48,
      trainSeconds: 10,
      smtpUrl: null,
      mailFrom: '环配 Huanpei <no-reply@demo.huanpei.example>',
      publicUrl: null,
      ratePerKey: 600,
      ratePerAddress: 1_200,
    });
  });

  it('insist on a secret in production, which is the profile when none is named', () => {
    expect(faultOf({})).toMatch(/SECRET_KEY/);
    expect(read({ SECRET_KEY: 'x'.repeat(32) })).toMatchObject({ profile: 'production', logLevel: 'info' });
  });

  it('read blank as not given', () => {
    expect(read({ PROFILE: 'demo', PORT: ' ', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it('name every fault in both languages and never the value, which may hold a password', () => {
    const message = faultOf({
      PROFILE: 'demo',
      PORT: '99999',
      DATABASE_URL: 'mysql://u:hunter2@db',
      REDIS_URL: 'http://hunter3',
      ROLES: 'painter',
      LOG_LEVEL: 'loud',
    });
    for (const name of ['PORT', 'DATABASE_URL', 'REDIS_URL', 'ROLES', 'LOG_LEVEL']) expect(message).toContain(name);
    expect(message).toMatch(/应为 0 到 65535 的整数 must be a whole number from 0 to 65535/);
    expect(message).not.toMatch(/hunter/);
  });

  it('take what the names of Meilisearch indexes may begin with, and how far behind it may be', () => {
    const settings = { PROFILE: 'demo', MEILI_INDEX: 'city-2', MEILI_MAX_LAG_SECONDS: '5', MEILI_SEARCH_MS: '300' };
    expect(read(settings)).toMatchObject({ meiliIndex: 'city-2', meiliMaxLagSeconds: 5, meiliSearchMs: 300 });
    for (const [name, value] of [
      ['MEILI_INDEX', 'a b'],
      ['MEILI_INDEX', 'x'.repeat(61)],
      ['MEILI_MAX_LAG_SECONDS', '0'],
      ['MEILI_SEARCH_MS', '10'],
    ] as const)
      expect(faultOf({ PROFILE: 'demo', [name]: value })).toContain(`${name}: 应为`);
  });

  it('take another period of confirmation, in whole months', () => {
    expect(read({ PROFILE: 'demo', REVIEW_TARGET_HOURS: '24' }).reviewTargetHours).toBe(24);
    expect(read({ PROFILE: 'demo', CONFIRMATION_MONTHS: '6' }).confirmationMonths).toBe(6);
    expect(read({ PROFILE: 'demo', TRAIN_SECONDS: '30' }).trainSeconds).toBe(30);
    for (const months of ['0', '121', '1.5', 'x'])
      expect(faultOf({ PROFILE: 'demo', CONFIRMATION_MONTHS: months })).toMatch(/CONFIRMATION_MONTHS: 应为 1 到 120/);
  });

  it('say how mail leaves, and where its links lead', () => {
    const mail = { SMTP_URL: 'smtps://u:p%40ss@mail.example:465', MAIL_FROM: '环配 <no-reply@example.org>' };
    const secret = { SECRET_KEY: 'x'.repeat(32) };
    expect(read({ ...secret, ...mail, PUBLIC_URL: 'https://huanpei.example/app/' })).toMatchObject({
      smtpUrl: mail.SMTP_URL,
      mailFrom: mail.MAIL_FROM,
      publicUrl: 'https://huanpei.example/app',
    });
    // In production nothing is guessed that people would see.
    expect(faultOf({ ...secret, SMTP_URL: mail.SMTP_URL })).toMatch(/MAIL_FROM、PUBLIC_URL/);
    expect(read(secret)).toMatchObject({ smtpUrl: null });
    expect(read({ PROFILE: 'demo', SMTP_URL: mail.SMTP_URL }).publicUrl).toBeNull();
    const wrong = { SMTP_URL: 'http://hunter2', MAIL_FROM: 'a <b>\r\nBcc: x@y', PUBLIC_URL: 'huanpei.example' };
    for (const [name, value] of Object.entries(wrong))
      expect(faultOf({ PROFILE: 'demo', [name]: value })).toMatch(new RegExp(`${name}: 应`));
    expect(faultOf({ PROFILE: 'demo', SMTP_URL: 'http://hunter2' })).not.toMatch(/hunter2/);
  });

  it('carry the roles asked for, or none', () => {
    expect(read({ PROFILE: 'demo', ROLES: 'matcher' }).roles).toEqual(['matcher']);
    expect(read({ PROFILE: 'demo', ROLES: 'none' }).roles).toEqual([]);
  });
});

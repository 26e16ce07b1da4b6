import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemChance } from './platform';
import {
  AesSecretBox,
  Argon2Passwords,
  HmacLinkSigner,
  HmacRefreshChain,
  JwtAccessTokens,
  secretKeyIn,
} from './security';

const soon = () => new Date(Date.now() + 60_000);

describe('access tokens', () => {
  const tokens = new JwtAccessTokens('s'.repeat(32));
  const claim = { memberId: 'member-1', family: 'family-1' };

  it('say who asks until they end', async () => {
    expect(await tokens.read(await tokens.sign(claim, soon()))).toEqual(claim);
    expect(await tokens.read(await tokens.sign(claim, new Date(Date.now() - 1_000)))).toBeUndefined();
  });

  it('are refused when forged, signed with another secret, unsigned, or no tokens at all', async () => {
    const foreign = await new JwtAccessTokens('t'.repeat(32)).sign(claim, soon());
    const [head, , signature] = (await tokens.sign(claim, soon())).split('.');
    const body = Buffer.from(JSON.stringify({ sub: 'operator', iss: 'huanpei', exp: 4_000_000_000 })).toString(
      'base64url',
    );
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    for (const token of [foreign, `${head}.${body}.${signature}`, none, '', 'x', 'a.b.c']) {
      expect(await tokens.read(token)).toBeUndefined();
    }
  });
});

describe('passwords', () => {
  it('are kept as argon2id and verified', async () => {
    const passwords = new Argon2Passwords();
    const hash = await passwords.hash('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify(hash, 'correct horse battery')).toBe(true);
    expect(await passwords.verify(hash, 'correct horse batterz')).toBe(false);
    expect(await passwords.decoy()).toBe(await passwords.decoy());
  });
});

describe('the secret of a demo', () => {
  it('is made once, for the owner alone, and kept', () => {
    const folder = mkdtempSync(join(tmpdir(), 'huanpei-secret-'));
    try {
      const secret = secretKeyIn(folder);
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      expect(secretKeyIn(folder)).toBe(secret);
      expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('ids', () => {
  it('are version-7 UUIDs that sort by time', async () => {
    const chance = new SystemChance();
    const first = chance.id();
    await new Promise((resolve) => setTimeout(resolve, 3));
    const second = chance.id();
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(first < second).toBe(true);
  });
});

describe('sealed secrets', () => {
  const box = new AesSecretBox('s'.repeat(32));

  it('can be opened with the key they were sealed with, and say nothing of themselves', () => {
    const sealed = box.seal('whsec_abc');
    expect(box.open(sealed)).toBe('whsec_abc');
    expect(sealed).not.toContain('whsec');
    expect(box.seal('whsec_abc')).not.toBe(sealed);
  });

  it('are not opened with another key, when damaged, or when they are none', () => {
    const sealed = box.seal('whsec_abc');
    const bytes = Buffer.from(sealed, 'base64url');
    bytes[bytes.length - 1]! ^= 1;
    const others = [bytes.toString('base64url'), sealed.slice(0, 20), '', 'x'];
    expect(others.map((other) => box.open(other))).toEqual([undefined, undefined, undefined, undefined]);
    expect(new AesSecretBox('t'.repeat(32)).open(sealed)).toBeUndefined();
  });
});

describe('a chain of refresh tokens', () => {
  it('goes on the same way each time, differently for each token and each key', () => {
    const chain = new HmacRefreshChain('s'.repeat(32));
    const [first, second] = [chain.after('token'), chain.after('other')];
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(chain.after('token')).toBe(first);
    expect(new Set([first, second, chain.after(first), new HmacRefreshChain('t'.repeat(32)).after('token')]).size).toBe(
      4,
    );
  });
});

describe('signed links', () => {
  const signer = new HmacLinkSigner('s'.repeat(32));

  it('give back what was signed, and fit into an address as they are', () => {
    const signed = signer.sign('["unsubscribe","成员","MATCHES"]');
    expect(signed).toMatch(/^[\w.-]+$/);
    expect(signer.read(signed)).toBe('["unsubscribe","成员","MATCHES"]');
  });

  it('are refused when anything of them was changed, or another key signed them', () => {
    const signed = signer.sign('member-1');
    const [text = '', mac = ''] = signed.split('.');
    const forged = [
      `${Buffer.from('member-2').toString('base64url')}.${mac}`,
      `${text}.${mac.slice(0, -2)}AA`,
      `${text}.`,
      text,
      '',
      `${signed}.x`,
      `${'a'.repeat(5_000)}.${mac}`,
      new HmacLinkSigner('t'.repeat(32)).sign('member-1'),
    ];
    expect(forged.map((one) => signer.read(one))).toEqual(forged.map(() => undefined));
  });
});

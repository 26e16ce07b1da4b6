import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccessTokens, LinkSigner, PasswordHasher, RefreshChain, SecretBox, type AccessClaim } from '@huanpei/app';
import { hash, verify } from '@node-rs/argon2';
import { jwtVerify, SignJWT } from 'jose';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. `2` is the library's Argon2id. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export class Argon2Passwords extends PasswordHasher {
  private decoyHash: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return hash(password, ARGON2ID);
  }

  verify(stored: string, password: string): Promise<boolean> {
    return verify(stored, password);
  }

  decoy(): Promise<string> {
    this.decoyHash ??= this.hash(randomBytes(16).toString('hex'));
    return this.decoyHash;
  }
}

const ISSUER = 'huanpei';

/** JSON Web Tokens signed with HMAC-SHA-256; they carry the member, the sign-in and when they end, and nothing else. */
export class JwtAccessTokens extends AccessTokens {
  private readonly key: Uint8Array;

  constructor(secret: string) {
    super();
    this.key = new TextEncoder().encode(secret);
  }

  sign({ memberId, family }: AccessClaim, expiresAt: Date): Promise<string> {
    return new SignJWT({ sid: family })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setSubject(memberId)
      .setIssuedAt()
      .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
      .sign(this.key);
  }

  async read(token: string): Promise<AccessClaim | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.key, { algorithms: ['HS256'], issuer: ISSUER });
      const { sub: memberId, sid: family } = payload;
      return memberId !== undefined && typeof family === 'string' ? { memberId, family } : undefined;
    } catch (error) {
      // Every fault of a token is the token's: forged, malformed or expired.
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return undefined;
      throw error;
    }
  }
}

/** A key for one use, so that none of them says anything about another (RFC 5869). */
const derived = (secret: string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `huanpei ${use}`, 32));

const BOX = { cipher: 'aes-256-gcm', ivBytes: 12, tagBytes: 16 } as const;

/** AES-256-GCM under a key derived from that of the marketplace: iv, tag and content in base64url. */
export class AesSecretBox extends SecretBox {
  private readonly key: Buffer;

  constructor(secret: string) {
    super();
    this.key = derived(secret, 'webhook secrets');
  }

  seal(secret: string): string {
    const iv = randomBytes(BOX.ivBytes);
    const cipher = createCipheriv(BOX.cipher, this.key, iv);
    const content = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url');
  }

  open(sealed: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < BOX.ivBytes + BOX.tagBytes) return undefined;
    const decipher = createDecipheriv(BOX.cipher, this.key, bytes.subarray(0, BOX.ivBytes), {
      authTagLength: BOX.tagBytes,
    });
    decipher.setAuthTag(bytes.subarray(BOX.ivBytes, BOX.ivBytes + BOX.tagBytes));
    try {
      const content = [decipher.update(bytes.subarray(BOX.ivBytes + BOX.tagBytes)), decipher.final()];
      return Buffer.concat(content).toString('utf8');
    } catch {
      // The tag does not fit: another key, or damage. There is nothing more to know.
      return undefined;
    }
  }
}

/** HMAC-SHA256 under a key of its own: `base64url(content).base64url(mac)`. */
export class HmacLinkSigner extends LinkSigner {
  private readonly key: Buffer;

  constructor(secret: string) {
    super();
    this.key = derived(secret, 'links');
  }

  sign(content: string): string {
    const text = Buffer.from(content, 'utf8').toString('base64url');
    return `${text}.${this.mac(text).toString('base64url')}`;
  }

  read(signed: string): string | undefined {
    const [, text = '', mac = ''] = /^([\w-]{1,1000})\.([\w-]{43})$/.exec(signed) ?? [];
    const given = Buffer.from(mac, 'base64url');
    const right = this.mac(text);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    return Buffer.from(text, 'base64url').toString('utf8');
  }

  private mac(text: string): Buffer {
    return createHmac('sha256', this.key).update(text, 'utf8').digest();
  }
}

/** HMAC-SHA256 of the token under a key of its own, in base64url. */
export class HmacRefreshChain extends RefreshChain {
  private readonly key: Buffer;

  constructor(secret: string) {
    super();
    this.key = derived(secret, 'refresh tokens');
  }

  after(refreshToken: string): string {
    return createHmac('sha256', this.key).update(refreshToken, 'utf8').digest('base64url');
  }
}

/** The secret of a demo, made at its first start, so that people stay signed in over a restart. */
export function secretKeyIn(dataDir: string): string {
  const file = join(dataDir, 'secret.key');
  mkdirSync(dataDir, { recursive: true });
  try {
    // Fails when there is one, so that two first starts agree on the one that was made first.
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    chmodSync(file, 0o600);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new Error(`${file} 已损坏，请删除后重新启动 is damaged; delete it and start again`);
  return secret;
}

import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccessTokens, PasswordHasher, type AccessClaim } from '@huanpei/app';
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

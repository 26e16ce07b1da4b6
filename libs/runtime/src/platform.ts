import { createHash, randomBytes } from 'node:crypto';
import { Chance, Clock, Digest } from '@huanpei/app';

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

export class SystemChance extends Chance {
  /** UUID version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then chance. */
  id(): string {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(Date.now(), 0, 6);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  secret(): string {
    return randomBytes(32).toString('base64url');
  }
}

export class Sha256Digest extends Digest {
  sha256(text: string): string {
    return createHash('sha256').update(text, 'utf8').digest('hex');
  }
}

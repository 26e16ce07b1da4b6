import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { webhookSignature } from './webhook-signature';

/** The vector of the reference libraries (standard-webhooks/standard-webhooks, "sign function works"). */
const VECTOR = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestampS: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

it('signs the published vector as the reference libraries do', () => {
  const { secret, id, timestampS, body, signature } = VECTOR;
  expect(webhookSignature([secret], id, timestampS, body)).toBe(signature);
});

it('signs once for each secret, the new one first', () => {
  const { secret, id, timestampS, body, signature } = VECTOR;
  const other = `whsec_${randomBytes(32).toString('base64')}`;
  const [first, second, ...more] = webhookSignature([other, secret], id, timestampS, body).split(' ');
  expect([second, more]).toEqual([signature, []]);
  expect(first).toBe(webhookSignature([other], id, timestampS, body));
});

it('changes with every part that is signed', () => {
  const bytes = fc.uint8Array({ minLength: 24, maxLength: 64 });
  fc.assert(
    fc.property(bytes, fc.uuid(), fc.nat(), fc.string(), (key, id, timestampS, body) => {
      const secret = `whsec_${Buffer.from(key).toString('base64')}`;
      const signed = webhookSignature([secret], id, timestampS, body);
      expect(signed).toBe(`v1,${createHmac('sha256', key).update(`${id}.${timestampS}.${body}`).digest('base64')}`);
      expect(webhookSignature([secret], id, timestampS + 1, body)).not.toBe(signed);
      expect(webhookSignature([secret], id, timestampS, `${body} `)).not.toBe(signed);
      expect(webhookSignature([secret], `${id}x`, timestampS, body)).not.toBe(signed);
    }),
  );
});

it('refuses a short key, and an id that could be mistaken for the timestamp', () => {
  expect(() => webhookSignature(['whsec_c2hvcnQ='], 'a', 1, '')).toThrow('24 bytes');
  expect(() => webhookSignature([VECTOR.secret], 'a.1', 1, '')).toThrow('full stop');
});

describe('the receiver of docs/api-guide.md', () => {
  type Verify = (secret: string, headers: Readonly<Record<string, string>>, body: string) => boolean;
  const guide = readFileSync(join(__dirname, '../../../../docs/api-guide.md'), 'utf8');
  const shown = /export (function verified[\s\S]*?\n\})\n/.exec(guide)?.[1] ?? '';
  // The function as it is printed there, with what it imports.
  const verified = new Function('createHmac', 'timingSafeEqual', `${shown}; return verified;`)(
    createHmac,
    timingSafeEqual,
  ) as Verify;
  const [old, current] = [32, 32].map((bytes) => `whsec_${randomBytes(bytes).toString('base64')}`) as [string, string];
  const body = '{"type":"notification.tender_amended","名称":"环配"}';
  const sent = (timestampS: number) => ({
    'webhook-id': 'event-1',
    'webhook-timestamp': String(timestampS),
    'webhook-signature': webhookSignature([current, old], 'event-1', timestampS, body),
  });
  const nowS = (): number => Math.floor(Date.now() / 1000);

  it('takes what is signed with either secret while they rotate, and nothing that was changed or is old', () => {
    const headers = sent(nowS());
    expect([current, old].map((secret) => verified(secret, headers, body))).toEqual([true, true]);
    expect(verified(`whsec_${randomBytes(32).toString('base64')}`, headers, body)).toBe(false);
    expect(verified(current, headers, `${body} `)).toBe(false);
    expect(verified(current, { ...headers, 'webhook-id': 'event-2' }, body)).toBe(false);
    expect(verified(current, sent(nowS() - 301), body)).toBe(false);
  });

  it('is given the vector that the reference libraries have', () => {
    for (const part of Object.values(VECTOR)) expect(guide).toContain(`\`${part}\``);
  });
});

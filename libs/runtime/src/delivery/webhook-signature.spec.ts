import { createHmac, randomBytes } from 'node:crypto';
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

import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/**
 * The `webhook-signature` of a body, one for each secret, as the Standard Webhooks specification 1.0.0 says:
 * `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, keyed with the bytes behind `whsec_`.
 *
 * @param timestampS whole seconds since 1970
 */
export function webhookSignature(secrets: readonly string[], id: string, timestampS: number, body: string): string {
  if (id.includes('.')) throw new Error('the id of an event holds no full stop');
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
      if (key.length < 24) throw new Error('the secret of a webhook has at least 24 bytes');
      return `v1,${createHmac('sha256', key).update(`${id}.${timestampS}.${body}`, 'utf8').digest('base64')}`;
    })
    .join(' ');
}

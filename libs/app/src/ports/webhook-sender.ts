import type { AttemptFault } from '@huanpei/domain';

/** One signed POST (Standard Webhooks 1.0.0). */
export interface WebhookPost {
  readonly url: string;
  /** The `webhook-id`; holds no full stop. */
  readonly eventId: string;
  /** Of this attempt: the `webhook-timestamp`. */
  readonly at: Date;
  /** Exactly what is sent and signed. */
  readonly body: string;
  /** `whsec_…`; each makes a signature of its own, in this order. */
  readonly secrets: readonly string[];
}

export interface PostOutcome {
  /** Null when it was delivered (2xx). */
  readonly fault: AttemptFault | null;
  readonly statusCode: number | null;
  readonly durationMs: number;
  /** The first characters of the answer's body; null when there was none. */
  readonly answer: string | null;
  /** What the endpoint asked for in `Retry-After`, in milliseconds. */
  readonly retryAfterMs: number | null;
}

/** Why an address is not posted to, as far as can be seen without looking its name up. */
export type AddressFault = 'UNREADABLE' | 'NOT_HTTPS' | 'CREDENTIALS' | 'PORT' | 'NOT_PUBLIC';

/**
 * Posts to addresses that strangers chose: only to public ones, whatever their names resolve to, without following
 * redirects, and reading little of what is answered.
 */
export abstract class WebhookSender {
  /** What is wrong with the address; undefined when nothing is seen. */
  abstract addressFault(url: string): AddressFault | undefined;

  /** Never throws for what the other side does: that is an outcome. */
  abstract post(request: WebhookPost): Promise<PostOutcome>;
}

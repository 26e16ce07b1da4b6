import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { WebhookSender, type AddressFault, type PostOutcome, type WebhookPost } from '@huanpei/app';
import type { AttemptFault } from '@huanpei/domain';
import { isLoopbackAddress, isLoopbackHost, isPublicAddress } from './public-address';
import { webhookSignature } from './webhook-signature';

/** For all of it: looking up, connecting, sending, and the answer with what is read of it. */
export const POST_TIMEOUT_MS = 10_000;
/** How much of an answer is read; then the connection is ended. */
const MOST_READ_BYTES = 4_096;
/** How much of it is kept for the log. */
const MOST_KEPT = 500;
const FIRST_OPEN_PORT = 1024;

class AddressRefused extends Error {}

type LookupCallback = (fault: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

export interface SenderOptions {
  /** Whether addresses of this machine may be posted to, by http too: for a demonstration that nobody else reaches. */
  readonly loopback: boolean;
  readonly timeoutMs?: number;
  /** How names are looked up; the system's way when not given. */
  readonly resolve?: typeof lookUp;
  /** Certificates that are trusted besides the usual ones. */
  readonly ca?: string;
}

/**
 * Posts by `node:http(s)` with a connection of its own each time. The name is looked up by our own function at the
 * moment of connecting, and what it resolves to is checked there: what is checked is what is connected to, so a name
 * that resolves differently the second time changes nothing. Proxies of the environment are not used.
 */
export class HttpWebhookSender extends WebhookSender {
  constructor(private readonly options: SenderOptions) {
    super();
  }

  addressFault(text: string): AddressFault | undefined {
    if (!URL.canParse(text)) return 'UNREADABLE';
    const url = new URL(text);
    const host = hostOf(url);
    const here = this.options.loopback && isLoopbackHost(host);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) return 'NOT_HTTPS';
    if (url.username !== '' || url.password !== '') return 'CREDENTIALS';
    if (isIP(host) !== 0 && !this.mayConnect(host)) return 'NOT_PUBLIC';
    // Names that never leave this machine or its network, as far as names tell.
    if (isIP(host) === 0 && !here && (!host.includes('.') || /\.(localhost|local|internal|home\.arpa)\.?$/i.test(host)))
      return 'NOT_PUBLIC';
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    return port === 443 || port >= FIRST_OPEN_PORT ? undefined : 'PORT';
  }

  async post({ url: text, eventId, at, body, secrets }: WebhookPost): Promise<PostOutcome> {
    const from = performance.now();
    const ended = (rest: Partial<PostOutcome> & Pick<PostOutcome, 'fault'>): PostOutcome => ({
      statusCode: null,
      answer: null,
      retryAfterMs: null,
      durationMs: Math.round(performance.now() - from),
      ...rest,
    });
    // Also what was accepted under other settings.
    if (this.addressFault(text) !== undefined) return ended({ fault: 'ADDRESS_REFUSED' });
    const timestampS = Math.floor(at.getTime() / 1000);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Huanpei-Webhooks/1',
      'webhook-id': eventId,
      'webhook-timestamp': String(timestampS),
      'webhook-signature': webhookSignature(secrets, eventId, timestampS, body),
    };
    try {
      const { statusCode, answer, retryAfterMs } = await this.exchange(new URL(text), headers, body);
      return ended({ fault: faultOfStatus(statusCode), statusCode, answer, retryAfterMs });
    } catch (fault) {
      return ended({ fault: faultOf(fault) });
    }
  }

  private exchange(
    url: URL,
    headers: Readonly<Record<string, string | number>>,
    body: string,
  ): Promise<Pick<PostOutcome, 'answer' | 'retryAfterMs'> & { readonly statusCode: number }> {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const signal = AbortSignal.timeout(this.options.timeoutMs ?? POST_TIMEOUT_MS);
    return new Promise((resolve, reject) => {
      const request = send(
        url,
        {
          method: 'POST',
          headers,
          agent: false,
          signal,
          lookup: (host: string, options: LookupOptions, done: LookupCallback) => this.lookup(host, options, done),
          ...(this.options.ca === undefined ? {} : { ca: this.options.ca }),
        },
        (response) => {
          readSome(response).then(
            (answer) => {
              const statusCode = response.statusCode ?? 0;
              resolve({ statusCode, answer, retryAfterMs: retryAfterOf(response) });
              // The rest, however much it is, is nobody's concern.
              request.destroy();
            },
            (fault: unknown) => {
              request.destroy();
              reject(fault instanceof Error ? fault : new Error(String(fault)));
            },
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Every address of the name must be one that may be connected to: one of several could be chosen. */
  private lookup(host: string, options: LookupOptions, done: LookupCallback): void {
    (this.options.resolve ?? lookUp)(host, { ...options, all: true }, (fault, found) => {
      if (fault) return done(fault, []);
      const [first] = found;
      if (first === undefined || !found.every(({ address }) => this.mayConnect(address)))
        return done(new AddressRefused('not a public address'), []);
      if (options.all === true) return done(null, found);
      done(null, first.address, first.family);
    });
  }

  private mayConnect(address: string): boolean {
    return isPublicAddress(address) || (this.options.loopback && isLoopbackAddress(address));
  }
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** The first bytes of the body as text; what Postgres cannot hold is mended where it is stored. */
async function readSome(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= MOST_READ_BYTES) break;
  }
  return [...Buffer.concat(chunks).subarray(0, MOST_READ_BYTES).toString('utf8')].slice(0, MOST_KEPT).join('');
}

/** Seconds, or an HTTP date (RFC 9110, 10.2.3). */
function retryAfterOf(response: IncomingMessage): number | null {
  const text = response.headers['retry-after'];
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const at = text.endsWith(' GMT') ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(at - Date.now(), 0);
}

function faultOfStatus(statusCode: number): AttemptFault | null {
  if (statusCode >= 200 && statusCode < 300) return null;
  return statusCode >= 300 && statusCode < 400 ? 'REDIRECT' : 'STATUS';
}

function faultOf(fault: unknown): AttemptFault {
  if (fault instanceof AddressRefused) return 'ADDRESS_REFUSED';
  const { code, name, errors } = fault as { code?: unknown; name?: unknown; errors?: readonly unknown[] };
  // One fault for each address that was tried.
  if (errors?.[0] !== undefined) return faultOf(errors[0]);
  const text = String(code ?? '');
  if (name === 'AbortError' || name === 'TimeoutError' || text === 'ETIMEDOUT') return 'TIMEOUT';
  if (text === 'ENOTFOUND' || text === 'EAI_AGAIN' || text === 'ENODATA') return 'NAME_NOT_FOUND';
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_|EPROTO/.test(text)) return 'TLS';
  return 'CONNECTION';
}

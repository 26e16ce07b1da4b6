import { Mailer, MailRefused, type MailerStatus, type OutgoingMail } from '@huanpei/app';
import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { createTransport } from 'nodemailer';
import { isLoopbackHost } from './public-address';

/** How mails leave: where to, and as whose. */
export interface SmtpOptions {
  /** `smtp://user:password@host:587`, `smtps://…`; `?requireTLS=false` for a relay without TLS. */
  readonly url: string;
  /** `name <address>`, or the address alone. */
  readonly from: string;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
const CONNECTIONS = 3;
/** After so many failures in a row the server is left alone for a while; mails wait. */
const FAILURES_TO_PAUSE = 5;
const PAUSE_MS = 30_000;

/**
 * Hands mails to an SMTP server over a few connections that stay open. Where the address does not say otherwise the
 * server must offer TLS, except on this machine.
 */
export class SmtpMailer extends Mailer {
  private sent = 0;
  private failed = 0;
  private fault: string | undefined;
  private readonly transport;
  private readonly breaker = circuitBreaker(
    // What is refused for good says nothing about the server.
    handleWhen((fault) => !(fault instanceof MailRefused)),
    { halfOpenAfter: PAUSE_MS, breaker: new ConsecutiveBreaker(FAILURES_TO_PAUSE) },
  );

  constructor(private readonly options: SmtpOptions) {
    super();
    const url = new URL(options.url);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const secure = url.protocol === 'smtps:';
    const user = decodeURIComponent(url.username);
    this.transport = createTransport({
      pool: true,
      maxConnections: CONNECTIONS,
      host,
      port: Number(url.port || (secure ? 465 : 587)),
      secure,
      requireTLS: !secure && !isLoopbackHost(host) && url.searchParams.get('requireTLS') !== 'false',
      ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  status(): MailerStatus {
    const { sent, failed, fault } = this;
    return { backend: 'SMTP', sent, failed, ...(fault === undefined ? {} : { fault }) };
  }

  async send(mail: OutgoingMail): Promise<void> {
    try {
      await this.breaker.execute(() => this.handOver(mail));
      this.sent += 1;
      this.fault = undefined;
    } catch (fault) {
      this.failed += 1;
      this.fault = fault instanceof BrokenCircuitError ? (this.fault ?? 'paused') : (fault as Error).message;
      throw fault instanceof BrokenCircuitError ? new Error(`paused after: ${this.fault}`) : fault;
    }
  }

  async close(): Promise<void> {
    this.transport.close();
  }

  private async handOver({ id, to, subject, text, html, language, unsubscribeUrl }: OutgoingMail): Promise<void> {
    try {
      await this.transport.sendMail({
        from: this.options.from,
        to: { name: to.name, address: to.address },
        subject,
        text,
        html,
        messageId: `<${id}@${domainOf(this.options.from)}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'Content-Language': language === 'zh' ? 'zh-CN' : 'en',
          'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` },
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      });
    } catch (fault) {
      throw told(fault);
    }
  }
}

const domainOf = (from: string): string => /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';

/** The fault without what the server said, which may quote addresses. */
function told(fault: unknown): Error {
  const { code, responseCode } = fault as { code?: unknown; responseCode?: unknown };
  const why = [code, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown';
  // A login that fails, and a server without TLS, are settings of ours that can be mended: the mail is not at fault.
  const forGood =
    (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500;
  return forGood ? new MailRefused(why, { cause: fault }) : new Error(why, { cause: fault });
}

/** A mail as it is handed over. */
export interface OutgoingMail {
  /** The same for each attempt, so that whoever gets it twice can tell. */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: 'zh' | 'en';
  /** Opens a page on which this can be stopped, and stops it when it is posted to (RFC 8058). */
  readonly unsubscribeUrl: string;
}

/** The mail was refused for good: another attempt would end the same. The message names no address. */
export class MailRefused extends Error {}

/** What of sending mail an operator wants to know of this process. */
export interface MailerStatus {
  /** `MAILBOX` keeps mails where a newcomer sees them and sends none; `NONE` takes none. */
  readonly backend: 'SMTP' | 'MAILBOX' | 'NONE';
  /** Handed over, and not, since the start of the process. */
  readonly sent: number;
  readonly failed: number;
  /** Why the last one could not be handed over; absent once one could. */
  readonly fault?: string;
}

/** Hands mails over to whoever carries them. */
export abstract class Mailer {
  abstract status(): MailerStatus;

  /**
   * Resolves when the mail was taken. Throws `MailRefused` when it never will be, anything else when it may be later.
   * Never called where the backend is `NONE`.
   */
  abstract send(mail: OutgoingMail): Promise<void>;

  /** Lets go of its connections. */
  abstract close(): Promise<void>;
}

/** One mail as the mailbox of a demonstration kept it. */
export interface KeptMail extends Omit<OutgoingMail, 'to'> {
  readonly toName: string;
  readonly toAddress: string;
  readonly from: string;
  readonly at: Date;
}

/** The mails of a demonstration: what would have been sent, the latest first, at most `MAILBOX_SIZE`. */
export abstract class Mailbox {
  abstract list(first: number, before: string | null): Promise<readonly KeptMail[]>;
  abstract mail(id: string): Promise<KeptMail | undefined>;
}

/** How many mails the mailbox keeps; older ones make room. */
export const MAILBOX_SIZE = 500;

import { Mailer, type MailerStatus } from '@huanpei/app';

/** Where nobody has said how mail is to leave: none does, and everything that asks is told so. */
export class NoMailer extends Mailer {
  status(): MailerStatus {
    return { backend: 'NONE', sent: 0, failed: 0 };
  }

  async send(): Promise<void> {
    throw new Error('no mail server is set (SMTP_URL)');
  }

  async close(): Promise<void> {}
}

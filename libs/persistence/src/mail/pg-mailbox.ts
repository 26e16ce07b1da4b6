import { Mailbox, Mailer, MAILBOX_SIZE, type KeptMail, type MailerStatus, type OutgoingMail } from '@huanpei/app';
import type { Database } from '../database';
import { fieldsOf, rows, toDomain } from '../rows';
import { KeptMailSchema } from './mail.schema';

/** In place of a mail server: mails are kept where they can be looked at, and go nowhere. */
export class PgMailbox extends Mailer implements Mailbox {
  private sent = 0;
  private failed = 0;

  /** @param from what the mails say as their sender */
  constructor(
    private readonly database: Database,
    private readonly from: string,
    private readonly now: () => Date,
  ) {
    super();
  }

  status(): MailerStatus {
    return { backend: 'MAILBOX', sent: this.sent, failed: this.failed };
  }

  async send(mail: OutgoingMail): Promise<void> {
    const { id, to, subject, text, html, language, unsubscribeUrl } = mail;
    try {
      await rows(
        this.database.source,
        `insert into kept_mail
           (id, sender, to_name, to_address, subject, text_body, html_body, language, unsubscribe_url, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing`,
        [id, this.from, to.name, to.address, subject, text, html, language, unsubscribeUrl, this.now()],
      );
      await this.database.source.query(
        'delete from kept_mail where id in (select id from kept_mail order by id desc offset $1)',
        [MAILBOX_SIZE],
      );
      this.sent += 1;
    } catch (fault) {
      this.failed += 1;
      throw fault;
    }
  }

  /** The database is another's to close. */
  async close(): Promise<void> {}

  async list(first: number, before: string | null): Promise<readonly KeptMail[]> {
    const found = await rows<Record<string, unknown>>(
      this.database.source,
      `select ${fieldsOf(KeptMailSchema, 't')} from kept_mail t where $2::text is null or t.id < $2
       order by t.id desc limit $1`,
      [first, before],
    );
    return found.map((row) => toDomain(KeptMailSchema, row));
  }

  async mail(id: string): Promise<KeptMail | undefined> {
    const [row] = await rows<Record<string, unknown>>(
      this.database.source,
      `select ${fieldsOf(KeptMailSchema, 't')} from kept_mail t where t.id = $1`,
      [id],
    );
    return row && toDomain(KeptMailSchema, row);
  }
}

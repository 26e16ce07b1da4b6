import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { MailRefused, type OutgoingMail } from '@huanpei/app';
import { SmtpMailer } from './smtp-mailer';

/** What the mail server answers to a command, where it is not the usual. */
type Answers = Partial<Record<'greeting' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'end', string | null>>;

/** A mail server that speaks as much of SMTP as a client needs (RFC 5321), and keeps what it is given. */
class MailServer {
  readonly mails: string[] = [];
  readonly commands: string[] = [];
  answers: Answers = {};
  connections = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.serve(socket));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    const say = (what: keyof Answers, usual: string): void => {
      const answer = this.answers[what];
      if (answer === null) return void socket.destroy();
      socket.write(`${answer ?? usual}\r\n`);
    };
    say('greeting', '220 mail.example ESMTP');
    let text = '';
    let reading = false;
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      for (;;) {
        const end = reading ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
        if (end < 0) return;
        const line = text.slice(0, end);
        text = text.slice(end + (reading ? 5 : 2));
        if (reading) {
          reading = false;
          if (this.answers.end === undefined) this.mails.push(line);
          say('end', '250 taken');
          continue;
        }
        this.commands.push(line);
        const command = line.slice(0, 4).toUpperCase();
        if (command === 'EHLO') say('EHLO', '250-mail.example\r\n250 8BITMIME');
        else if (command === 'MAIL') say('MAIL', '250 ok');
        else if (command === 'RCPT') say('RCPT', '250 ok');
        else if (command === 'DATA') {
          reading = this.answers.DATA === undefined;
          say('DATA', '354 go on');
        } else if (command === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  }
}

let server: MailServer;
let mailer: SmtpMailer;
let url: string;

beforeEach(async () => {
  server = new MailServer();
  url = await server.start();
  mailer = new SmtpMailer({ url, from: '环配 <no-reply@huanpei.example>' });
});
afterEach(async () => {
  await mailer.close();
  await server.stop();
});

const mail = (given: Partial<OutgoingMail> = {}): OutgoingMail => ({
  id: '019a-mail',
  to: { name: '王工', address: 'wang@example.org' },
  subject: '环配：招标“提标改造”',
  text: '您好\n- 一条通知\n',
  html: '<p>您好</p>',
  language: 'zh',
  unsubscribeUrl: 'https://huanpei.example/unsubscribe?token=abc.def',
  ...given,
});

/** Headers as they stand, folded lines put together. */
const headersOf = (text: string): readonly string[] =>
  (text.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ').split('\r\n');

describe('a mail', () => {
  it('is handed over with both parts and the headers by which it can be stopped', async () => {
    await mailer.send(mail());
    expect(server.commands).toEqual(
      expect.arrayContaining(['MAIL FROM:<no-reply@huanpei.example>', 'RCPT TO:<wang@example.org>']),
    );
    const [text = ''] = server.mails;
    expect(headersOf(text)).toEqual(
      expect.arrayContaining([
        'Message-ID: <019a-mail@huanpei.example>',
        'List-Unsubscribe: <https://huanpei.example/unsubscribe?token=abc.def>',
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'Auto-Submitted: auto-generated',
        'Content-Language: zh-CN',
      ]),
    );
    expect(text).toContain('Content-Type: text/plain; charset=utf-8');
    expect(text).toContain('Content-Type: text/html; charset=utf-8');
    expect(mailer.status()).toEqual({ backend: 'SMTP', sent: 1, failed: 0 });
  });

  it('gets no header from what people typed', async () => {
    const evil = 'x\r\nBcc: victim@example.org\r\n\r\nbody';
    await mailer.send(mail({ subject: evil, to: { name: `"${evil}" <a@b.example>, c`, address: 'wang@example.org' } }));
    const headers = headersOf(server.mails[0] ?? '');
    expect(headers.filter((line) => /^(bcc|cc)/i.test(line))).toEqual([]);
    expect(server.commands.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<wang@example.org>']);
    expect(headers.find((line) => line.startsWith('Subject:'))).toContain('x');
  });

  it('goes over one connection after the other has been used again', async () => {
    for (let count = 0; count < 5; count += 1) await mailer.send(mail({ id: `m-${count}` }));
    expect([server.mails.length, server.connections]).toEqual([5, 1]);
  });
});

describe('a mail that is not taken', () => {
  it.each([
    ['the recipient is refused for good', { RCPT: '550 no such user' }, true],
    ['the content is refused for good', { end: '554 spam' }, true],
    ['the recipient is refused for now', { RCPT: '450 try later' }, false],
    ['the server is busy', { greeting: '421 too busy' }, false],
    ['the connection breaks in the middle', { DATA: null }, false],
    ['the connection breaks before the mail was taken', { end: null }, false],
  ] as const)('is refused for good, or not: %s', async (_what, answers, forGood) => {
    server.answers = answers;
    const fault = await mailer.send(mail()).then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(fault).toBeInstanceOf(Error);
    expect(fault instanceof MailRefused).toBe(forGood);
    // What is kept and shown of it names nobody.
    expect(fault?.message).not.toMatch(/wang|example\.org|such user/);
    expect(mailer.status()).toMatchObject({ sent: 0, failed: 1, fault: fault?.message });
  });

  it('leaves a failing server alone for a while', async () => {
    server.answers = { greeting: '421 too busy' };
    for (let count = 0; count < 5; count += 1) await expect(mailer.send(mail())).rejects.toThrow();
    const before = server.connections;
    await expect(mailer.send(mail())).rejects.toThrow('paused');
    expect(server.connections).toBe(before);
  });

  it('is not handed to a server without TLS, except on this machine or where the setting says so', async () => {
    const elsewhere = (query: string) =>
      new SmtpMailer({ url: `${url.replace('127.0.0.1', '127.0.0.1.nip.invalid')}${query}`, from: 'a@b.example' });
    const options = (of: SmtpMailer) =>
      (of as unknown as { transport: { options: Record<string, unknown> } }).transport.options;
    expect(options(mailer)['requireTLS']).toBe(false);
    expect(options(elsewhere(''))['requireTLS']).toBe(true);
    expect(options(elsewhere('?requireTLS=false'))['requireTLS']).toBe(false);
  });
});

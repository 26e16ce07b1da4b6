import { escapeHtml, Mailbox, type KeptMail } from '@huanpei/app';
import type { Language } from '@huanpei/domain';
import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { languageOf } from '../graphql/context';
import { htmlPage } from './page';

const PER_PAGE = 50;

/** The HTML of a mail runs nothing, loads nothing and is no page of ours. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'";

/** Shows a newcomer what would have been sent. Served by a demonstration only, to whoever reaches it. */
@Controller('mailbox')
export class MailboxController {
  constructor(private readonly mailbox: Mailbox) {}

  @Get()
  async list(
    @Query('before') before: unknown,
    @Headers('accept-language') accepts: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOf(accepts, undefined);
    const zh = language === 'zh';
    const mails = await this.mailbox.list(PER_PAGE + 1, typeof before === 'string' && before !== '' ? before : null);
    const shown = mails.slice(0, PER_PAGE);
    const last = shown.at(-1);
    const older =
      mails.length > PER_PAGE && last
        ? `<p><a href="/mailbox?before=${encodeURIComponent(last.id)}">${zh ? '更早的邮件' : 'Older mails'}</a></p>`
        : '';
    const rows = shown.map(
      (mail) =>
        `<tr><td>${when(mail, language)}</td><td>${to(mail)}</td><td><a href="${addressOf(mail)}">${escapeHtml(mail.subject)}</a></td></tr>`,
    );
    const heads = zh ? ['时间', '收件人', '主题'] : ['Time', 'To', 'Subject'];
    const table =
      shown.length === 0
        ? `<p>${zh ? '还没有邮件。发布一个招标试试。' : 'No mails yet. Publish a tender and see.'}</p>`
        : `<table><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr>\n${rows.join('\n')}</table>${older}`;
    const about = zh
      ? '演示环境不外发邮件。这里是本应发出的邮件，所有能访问此演示的人都能看到。'
      : 'A demonstration sends no mail. These are the mails that would have been sent; whoever reaches this demonstration can read them.';
    await send(
      reply,
      200,
      zh ? '环配 · 演示邮箱' : 'Huanpei · Mailbox of the demonstration',
      language,
      `<p>${about}</p>\n${table}`,
    );
  }

  @Get(':id')
  async show(
    @Param('id') id: string,
    @Headers('accept-language') accepts: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOf(accepts, undefined);
    const zh = language === 'zh';
    const mail = await this.mailbox.mail(id);
    const back = `<p><a href="/mailbox">${zh ? '返回列表' : 'Back to the list'}</a></p>`;
    if (mail === undefined) return send(reply, 404, zh ? '没有这封邮件' : 'No such mail', language, back);
    const facts = [
      [zh ? '时间' : 'Time', when(mail, language)],
      [zh ? '发件人' : 'From', escapeHtml(mail.from)],
      [zh ? '收件人' : 'To', to(mail)],
      ['List-Unsubscribe', `<a href="${escapeHtml(mail.unsubscribeUrl)}">${escapeHtml(mail.unsubscribeUrl)}</a>`],
    ].map(([name, value]) => `<tr><th>${name}</th><td>${value}</td></tr>`);
    await send(
      reply,
      200,
      mail.subject,
      language,
      `${back}<table>${facts.join('\n')}</table>
<h2>${zh ? '文本' : 'Text'}</h2><pre>${escapeHtml(mail.text)}</pre>
<h2>HTML</h2><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="${addressOf(mail)}/html" title="HTML"></iframe>`,
    );
  }

  @Get(':id/html')
  async html(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const mail = await this.mailbox.mail(id);
    await reply
      .status(mail ? 200 : 404)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', MAIL_POLICY)
      .send(mail?.html ?? '');
  }
}

const addressOf = ({ id }: KeptMail): string => `/mailbox/${encodeURIComponent(id)}`;
const to = ({ toName, toAddress }: KeptMail): string => escapeHtml(`${toName} <${toAddress}>`);
const when = ({ at }: KeptMail, language: Language): string =>
  escapeHtml(at.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'Asia/Shanghai', hour12: false }));

async function send(
  reply: FastifyReply,
  status: number,
  title: string,
  language: Language,
  body: string,
): Promise<void> {
  await reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(htmlPage(title, language, `<h1>${escapeHtml(title)}</h1>\n${body}`));
}

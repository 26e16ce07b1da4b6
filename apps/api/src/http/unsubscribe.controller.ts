import {
  escapeHtml,
  groupName,
  Unsubscribe,
  ACCOUNT_PATH,
  UNSUBSCRIBE_PATH,
  UnsubscribeLinks,
  type Unsubscription,
} from '@huanpei/app';
import type { Language } from '@huanpei/domain';
import { Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { languageOf } from '../graphql/context';
import { htmlPage } from './page';

/**
 * Where the links of mails lead. Looking at it changes nothing, since scanners of mail follow links; posting to it stops
 * the mail, from the page's button or from a mail program (RFC 8058), and needs nothing but the link.
 */
@Controller(UNSUBSCRIBE_PATH.slice(1))
export class UnsubscribeController {
  constructor(
    private readonly links: UnsubscribeLinks,
    private readonly unsubscribe: Unsubscribe,
  ) {}

  @Get()
  async ask(
    @Query('token') token: unknown,
    @Headers('accept-language') accepts: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOf(accepts, undefined);
    const asked = typeof token === 'string' ? this.links.read(token) : undefined;
    if (asked === undefined) return this.noSuchLink(reply, language);
    const zh = language === 'zh';
    await this.page(
      reply,
      200,
      language,
      `<p>${zh ? '不再接收以下类别的邮件：' : 'Stop mail about: '}<strong>${groupsOf(asked, language)}</strong></p>
<form method="post" action="${escapeHtml(`${UNSUBSCRIBE_PATH}?token=${String(token)}`)}">
<button type="submit">${zh ? '退订' : 'Unsubscribe'}</button>
</form>
<p>${zh ? '产品内的通知不受影响。' : 'Notifications in the product stay as they are.'}</p>`,
    );
  }

  @Post()
  async stop(
    @Query('token') token: unknown,
    @Headers('accept-language') accepts: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOf(accepts, undefined);
    const stopped = typeof token === 'string' ? await this.unsubscribe.execute(token) : undefined;
    if (stopped === undefined) return this.noSuchLink(reply, language);
    const zh = language === 'zh';
    await this.page(
      reply,
      200,
      language,
      `<p>${zh ? '已退订：' : 'Unsubscribed: '}<strong>${groupsOf(stopped, language)}</strong></p>
<p>${
        zh
          ? `如需重新接收，请登录后在<a href="${ACCOUNT_PATH}">账户与提醒</a>中修改。`
          : `To get these again, sign in and change it under <a href="${ACCOUNT_PATH}">Account and alerts</a>.`
      }</p>`,
    );
  }

  private noSuchLink(reply: FastifyReply, language: Language): Promise<void> {
    const says =
      language === 'zh'
        ? `此链接无效或不完整。请使用邮件中的完整链接，或登录后在<a href="${ACCOUNT_PATH}">账户与提醒</a>中修改。`
        : `This link is not valid or not whole. Use the whole link of the mail, or sign in and change it under <a href="${ACCOUNT_PATH}">Account and alerts</a>.`;
    return this.page(reply, 400, language, `<p>${says}</p>`);
  }

  private async page(reply: FastifyReply, status: number, language: Language, body: string): Promise<void> {
    const title = language === 'zh' ? '环配 · 退订' : 'Huanpei · Unsubscribe';
    await reply
      .status(status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      // The address holds the token.
      .header('referrer-policy', 'no-referrer')
      .send(htmlPage(title, language, `<h1>${title}</h1>\n${body}`));
  }
}

const groupsOf = ({ groups }: Unsubscription, language: Language): string =>
  escapeHtml(groups.map((group) => groupName(group, language)).join(language === 'zh' ? '、' : ', '));

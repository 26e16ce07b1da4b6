import {
  GROUP_OF_KIND,
  NOTIFICATION_GROUPS,
  type Language,
  type Notification,
  type NotificationGroup,
} from '@huanpei/domain';
import { notificationHeadline, notificationSays, type MessageSubject } from '../notification/notification.sentence';
import type { OutgoingMail } from '../ports/mailer';

/** Below the address of the product: where members say which mails they want. */
export const ACCOUNT_PATH = '/work/account';

/** One notification with the things it is about. */
export interface MailEntry {
  readonly notification: Notification;
  readonly subject: MessageSubject;
}

/** What a mail says of itself besides its entries. */
export interface MailFrame {
  /** Name of the member. */
  readonly name: string;
  readonly language: Language;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  unsubscribeUrl(groups: readonly NotificationGroup[]): string;
}

/** How many notifications one mail spells out; the others are counted. */
export const MOST_SPELLED_OUT = 30;
const SUBJECT_LENGTH = 120;

const GROUP_NAMES: Readonly<Record<NotificationGroup, Readonly<Record<Language, string>>>> = {
  MATCHES: { zh: '匹配', en: 'Matches' },
  SEARCHES: { zh: '已存检索', en: 'Saved searches' },
  TENDERS: { zh: '招标更正与取消', en: 'Tenders amended or cancelled' },
  LISTINGS: { zh: '设备条目', en: 'Listings' },
  ORGANISATION: { zh: '本单位', en: 'Your organisation' },
  OPERATION: { zh: '平台运营', en: 'Running the platform' },
};

/** Name of a group as people read it. */
export const groupName = (group: NotificationGroup, language: Language): string => GROUP_NAMES[group][language];

/** Line breaks and other control signs, and signs that turn the direction of writing: names hold what people typed. */

const UNRULY = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** The text on one line, so that it can neither begin a header nor pass for a paragraph of ours. */
export const oneLine = (text: string): string => text.replace(UNRULY, ' ').replace(/ {2,}/g, ' ').trim();

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The text as HTML shows it, in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

function cut(text: string, most: number): string {
  const signs = [...text];
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join('')}…`;
}

/** Where the product shows what the notification is about. */
function linkOf({ tenderId }: Notification, publicUrl: string): string {
  return tenderId === null ? `${publicUrl}/` : `${publicUrl}/tenders/${encodeURIComponent(tenderId)}`;
}

/** Subject and both bodies of a mail that tells of these, at least one, oldest first. */
export function mailText(
  entries: readonly MailEntry[],
  frame: MailFrame,
): Pick<OutgoingMail, 'subject' | 'text' | 'html' | 'unsubscribeUrl'> {
  const { language, publicUrl } = frame;
  const zh = language === 'zh';
  const shown = entries.slice(0, MOST_SPELLED_OUT);
  const left = entries.length - shown.length;
  const groups = NOTIFICATION_GROUPS.filter((group) =>
    entries.some(({ notification }) => GROUP_OF_KIND[notification.kind] === group),
  );
  const sections = groups
    .map((group) => ({
      title: groupName(group, language),
      lines: shown
        .filter(({ notification }) => GROUP_OF_KIND[notification.kind] === group)
        .map(({ notification, subject }) => ({
          says: oneLine(notificationSays(notification, subject, language)),
          link: linkOf(notification, publicUrl),
        })),
    }))
    .filter(({ lines }) => lines.length > 0);

  const greeting = oneLine(zh ? `${frame.name}，您好：` : `Dear ${frame.name},`);
  const more =
    left === 0 ? [] : [zh ? `还有 ${left} 条，请登录查看。` : `There are ${left} more; sign in to read them.`];
  const why = zh ? '您收到此邮件，是因为您是环配的成员。' : 'You get this because you are a member of Huanpei.';
  const settings = {
    says: zh ? '修改邮件的种类、频率和免打扰时间' : 'Change which mails you get, how often and when not',
    link: `${publicUrl}${ACCOUNT_PATH}`,
  };
  const stops = groups.map((group) => ({
    says: zh ? `不再接收“${groupName(group, 'zh')}”类邮件` : `No more mail about "${groupName(group, 'en')}"`,
    link: frame.unsubscribeUrl([group]),
  }));

  const text = [
    greeting,
    ...sections.flatMap(({ title, lines }) => [
      '',
      `【${title}】`,
      ...lines.flatMap(({ says, link }) => [`- ${says}`, `  ${link}`]),
    ]),
    ...(more.length > 0 ? ['', ...more] : []),
    '',
    '-- ',
    why,
    ...[settings, ...stops].map(({ says, link }) => `${says}${zh ? '：' : ': '}${link}`),
    '',
  ].join('\n');

  const anchor = (link: string, says: string): string =>
    `<a href="${escapeHtml(link)}" target="_blank" rel="noopener noreferrer">${escapeHtml(says)}</a>`;
  const html = [
    `<!doctype html><html lang="${zh ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"></head>`,
    '<body style="font-family:sans-serif;line-height:1.5;color:#222">',
    `<p>${escapeHtml(greeting)}</p>`,
    ...sections.flatMap(({ title, lines }) => [
      `<h3 style="margin:16px 0 4px">${escapeHtml(title)}</h3><ul>`,
      ...lines.map(({ says, link }) => `<li>${escapeHtml(says)} ${anchor(link, zh ? '查看' : 'Open')}</li>`),
      '</ul>',
    ]),
    ...more.map((line) => `<p>${escapeHtml(line)}</p>`),
    '<hr style="border:0;border-top:1px solid #ccc">',
    `<p style="font-size:12px;color:#555">${escapeHtml(why)}<br>`,
    [settings, ...stops].map(({ says, link }) => anchor(link, says)).join('<br>'),
    '</p></body></html>',
  ].join('\n');

  const [first] = entries;
  const headline =
    first !== undefined && entries.length === 1
      ? notificationHeadline(first.notification, first.subject, language)
      : zh
        ? `${entries.length} 条通知`
        : `${entries.length} notifications`;
  const subject = cut(oneLine(zh ? `环配：${headline}` : `Huanpei: ${headline}`), SUBJECT_LENGTH);
  return { subject, text, html, unsubscribeUrl: frame.unsubscribeUrl(groups) };
}

import type { Notification, Tender } from '@huanpei/domain';
import { escapeHtml, mailText, MOST_SPELLED_OUT, oneLine, type MailEntry } from './mail-text';

const notification = (given: Partial<Notification> = {}): Notification => ({
  id: 'n',
  organisationId: 'o',
  kind: 'TENDER_CANCELLED',
  tenderId: 'tender/1',
  listingId: null,
  revision: 1,
  matches: [],
  reason: null,
  createdAt: new Date(0),
  readAt: null,
  ...given,
});

/** As much of a tender as a sentence reads. */
const tenderCalled = (zh: string): Tender => ({ content: { title: { zh } } }) as unknown as Tender;
const entry = (title: string, given: Partial<Notification> = {}): MailEntry => ({
  notification: notification(given),
  subject: { tender: tenderCalled(title), listing: undefined },
});
const frame = {
  name: '王工',
  language: 'zh',
  publicUrl: 'https://huanpei.example',
  unsubscribeUrl: (groups: readonly string[]) => `https://huanpei.example/unsubscribe?token=${groups.join('-')}`,
} as const;

describe('a mail', () => {
  it('says of one thing what it is, with a link to it and one to stop', () => {
    const { subject, text, html, unsubscribeUrl } = mailText([entry('提标改造', { reason: '预算调整' })], frame);
    expect(subject).toBe('环配：招标“提标改造”已取消。');
    expect(text).toContain('王工，您好：');
    expect(text).toContain('- 招标“提标改造”已取消。理由：预算调整\n  https://huanpei.example/tenders/tender%2F1');
    expect(text).toContain('不再接收“招标更正与取消”类邮件：https://huanpei.example/unsubscribe?token=TENDERS');
    expect(html).toContain('href="https://huanpei.example/tenders/tender%2F1"');
    expect(unsubscribeUrl).toBe('https://huanpei.example/unsubscribe?token=TENDERS');
    expect(text).toContain('修改邮件的种类、频率和免打扰时间：https://huanpei.example/work/account');
    expect(html).toContain('<a href="https://huanpei.example/work/account"');
  });

  it('says it in English to who reads English', () => {
    const { subject, text } = mailText([entry('提标改造')], { ...frame, language: 'en' });
    expect(subject).toBe('Huanpei: Tender "提标改造" was cancelled.');
    expect(text).toContain('Dear 王工,');
    expect(text).toContain('No more mail about "Tenders amended or cancelled": https://');
  });

  it('puts several together by group, and stops all of them by its header, each by its own link', () => {
    const { subject, text, unsubscribeUrl } = mailText(
      [entry('甲'), entry('乙'), entry('', { kind: 'ORGANISATION_VERIFIED', tenderId: null })],
      frame,
    );
    expect(subject).toBe('环配：3 条通知');
    expect(text.match(/【.*】/g)).toEqual(['【招标更正与取消】', '【本单位】']);
    expect(text.match(/token=[A-Z-]+/g)).toEqual(['token=TENDERS', 'token=ORGANISATION']);
    expect(unsubscribeUrl).toContain('token=TENDERS-ORGANISATION');
  });

  it('spells out so many and counts the others', () => {
    const entries = Array.from({ length: MOST_SPELLED_OUT + 7 }, (_, index) => entry(`招标 ${index}`));
    const { text, html } = mailText(entries, frame);
    expect(text.match(/^- /gm)).toHaveLength(MOST_SPELLED_OUT);
    expect(text).toContain('还有 7 条');
    expect(html).toContain('还有 7 条');
  });

  it('lets nothing that people typed begin a line, a header, an element or an attribute', () => {
    const evil = "甲\"\r\nBcc: x@y\u2028\u202e<script>alert(1)</script><img src=x onerror='a'>";
    const { subject, text, html } = mailText([entry(evil, { reason: evil })], { ...frame, name: evil });

    expect(subject).not.toMatch(/[\u0000-\u001f\u2028\u202e]/);
    expect(text.split('\n').some((line) => line.startsWith('Bcc'))).toBe(false);
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;');
    expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/["']/);
  });

  it('has a subject that fits into a line of a list', () => {
    expect([...mailText([entry('长'.repeat(500))], frame).subject]).toHaveLength(120);
  });
});

it('escapes and joins lines', () => {
  expect(escapeHtml(`<a href="x" title='y'>&</a>`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;',
  );
  expect(oneLine('  a\r\n\tb\u0000  c ')).toBe('a b c');
});

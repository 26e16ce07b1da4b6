import type { Language, MatchNotice, Notification, NotificationKind } from '@huanpei/domain';
import { explain, type Name } from '@huanpei/matching';
import { labels } from '@huanpei/reference';

interface Told {
  /** Title of the tender or name of the listing. */
  readonly about: string;
  readonly fits: number;
  readonly near: number;
}

const SENTENCES: Readonly<Record<NotificationKind, Readonly<Record<Language, (told: Told) => string>>>> = {
  TENDER_MATCHES: {
    zh: ({ about, fits, near }) => `招标“${about}”：贵方 ${fits} 件设备满足，${near} 件只差一项。`,
    en: ({ about, fits, near }) => `Tender "${about}": ${fits} of your listings fit and ${near} are one thing away.`,
  },
  TENDER_AMENDED: {
    zh: ({ about }) => `招标“${about}”有更正，请重新查看。`,
    en: ({ about }) => `Tender "${about}" was amended; look at it again.`,
  },
  TENDER_CANCELLED: {
    zh: ({ about }) => `招标“${about}”已取消。`,
    en: ({ about }) => `Tender "${about}" was cancelled.`,
  },
  TENDER_CLOSED: { zh: ({ about }) => `招标“${about}”已截止。`, en: ({ about }) => `Tender "${about}" has closed.` },
  NEW_LISTING_MATCHES: {
    zh: ({ about, fits }) => (fits > 0 ? `新发布的设备满足招标“${about}”。` : `新发布的设备与招标“${about}”只差一项。`),
    en: ({ about, fits }) =>
      fits > 0
        ? `A new listing fits the tender "${about}".`
        : `A new listing is one thing away from the tender "${about}".`,
  },
  LISTING_APPROVED: {
    zh: ({ about }) => `“${about}”已通过审核并发布。`,
    en: ({ about }) => `"${about}" was approved and is published.`,
  },
  LISTING_CHANGES_REQUESTED: {
    zh: ({ about }) => `“${about}”需要修改后再提交。`,
    en: ({ about }) => `"${about}" needs changes before it can be approved.`,
  },
  LISTING_REJECTED: { zh: ({ about }) => `“${about}”未通过审核。`, en: ({ about }) => `"${about}" was rejected.` },
  LISTING_SUSPENDED: { zh: ({ about }) => `“${about}”已被下架。`, en: ({ about }) => `"${about}" was taken down.` },
  LISTING_REINSTATED: {
    zh: ({ about }) => `“${about}”已恢复发布。`,
    en: ({ about }) => `"${about}" is published again.`,
  },
  ORGANISATION_VERIFIED: { zh: () => '贵单位已通过核验。', en: () => 'Your organisation was verified.' },
  ORGANISATION_REJECTED: { zh: () => '贵单位未通过核验。', en: () => 'Your organisation was not verified.' },
  ORGANISATION_SUSPENDED: { zh: () => '贵单位已被暂停。', en: () => 'Your organisation was suspended.' },
  ORGANISATION_REINSTATED: { zh: () => '贵单位已恢复。', en: () => 'Your organisation was reinstated.' },
};

/** The message with its reason, and the finding that matters most to the reader. */
export function sentenceOf(
  { kind, matches, reason }: Notification,
  about: Name | undefined,
  language: Language,
): string {
  const fits = matches.filter(({ closeness }) => closeness === 'FITS').length;
  const name = about?.[language] ?? about?.zh ?? about?.en ?? '';
  const said = SENTENCES[kind][language]({ about: name, fits, near: matches.length - fits });
  const why = reason ? (language === 'zh' ? `理由：${reason}` : ` Reason: ${reason}`) : '';
  return `${said}${why}${firstFinding(matches, language)}`;
}

function firstFinding([first]: readonly MatchNotice[], language: Language): string {
  const finding = first?.obstacle ?? first?.tightest;
  if (!finding) return '';
  return `${language === 'zh' ? '' : ' '}${explain(finding, language, labels(language))}`;
}

import type {
  ExpiryNotice,
  Language,
  Listing,
  MatchNotice,
  Notification,
  NotificationKind,
  Tender,
} from '@huanpei/domain';
import { savedSearchSays } from '../saved-search/saved-search.sentence';
import { explain, type Name } from '@huanpei/matching';
import { labels } from '@huanpei/reference';
import { confirmedSays, expiringSays, lapsedSays, standingsSay } from './expiry.sentence';

interface Told {
  /** Title of the tender or name of the listing. */
  readonly about: string;
  /** Name of the listing, where a tender is what it is about. */
  readonly listing: string;
  readonly fits: number;
  /** Listings that lack one figure and fail nothing. */
  readonly lacks: number;
  /** Listings that fail one requirement; others may not be stated. */
  readonly fails: number;
  readonly expiry: ExpiryNotice;
  /** Whether it is a buyer who reads it, of one tender. */
  readonly ofTender: boolean;
  readonly reason: string;
}

const NO_EXPIRY: ExpiryNotice = { on: '', items: [], standings: [] };

const tendersOf = ({ expiry }: Told): number => new Set(expiry.standings.map(({ tenderId }) => tenderId)).size;

const zhCounts = ({ fits, lacks, fails }: Told): string =>
  [
    ...(fits > 0 ? [`${fits} 件设备满足`] : []),
    ...(lacks > 0 ? [`${lacks} 件只缺一项数据`] : []),
    ...(fails > 0 ? [`${fails} 件有一项不满足`] : []),
  ].join('，');

const enCounts = ({ fits, lacks, fails }: Told): string =>
  (
    [
      [fits, 'fits', 'fit'],
      [lacks, 'lacks one figure', 'lack one figure'],
      [fails, 'fails one requirement', 'fail one requirement'],
    ] as const
  )
    .filter(([count]) => count > 0)
    .map(([count, one, more], at) => `${count} ${at === 0 ? 'of your listings ' : ''}${count === 1 ? one : more}`)
    .join(', ');

/** What has happened to a listing: to a buyer with what it means for the tender, to the supplier with how many it concerns. */
function ofStanding(
  told: Told,
  says: (expiry: ExpiryNotice, language: Language) => string,
  language: Language,
): string {
  const { about, listing, expiry, ofTender } = told;
  const tenders = tendersOf(told);
  if (language === 'zh') {
    if (ofTender) return `设备“${listing}”：${says(expiry, 'zh')}。招标“${about}”，${standingsSay(expiry, 'zh')}。`;
    const affected = tenders > 0 ? `涉及 ${tenders} 个公开招标，采购方已获通知。` : '';
    return `“${about}”：${says(expiry, 'zh')}。${affected}`;
  }
  if (ofTender)
    return `The listing "${listing}": ${says(expiry, 'en')}. Tender "${about}", ${standingsSay(expiry, 'en')}.`;
  const affected =
    tenders > 0 ? ` It concerns ${tenders} open ${tenders === 1 ? 'tender' : 'tenders'}; the buyers were told.` : '';
  return `"${about}": ${says(expiry, 'en')}.${affected}`;
}

/** What a saved search has found says its own sentence. */
type SaidHere = Exclude<NotificationKind, 'SAVED_SEARCH_HITS'>;

const SENTENCES: Readonly<Record<SaidHere, Readonly<Record<Language, (told: Told) => string>>>> = {
  TENDER_MATCHES: {
    zh: (told) => `招标“${told.about}”：贵方 ${zhCounts(told)}。`,
    en: (told) => `Tender "${told.about}": ${enCounts(told)}.`,
  },
  TENDER_AMENDED: {
    zh: ({ about }) => `招标“${about}”有更正，请重新查看。`,
    en: ({ about }) => `Tender "${about}" was amended; look at it again.`,
  },
  TENDER_CANCELLED: {
    zh: ({ about }) => `招标“${about}”已取消。`,
    en: ({ about }) => `Tender "${about}" was cancelled.`,
  },
  TAILORING_SUSPECTED: {
    zh: ({ about }) => `招标“${about}”的要求看来只有一家供应商能够满足，请核查。`,
    en: ({ about }) => `What the tender "${about}" requires seems to be met by one supplier alone; look into it.`,
  },
  NEW_LISTING_MATCHES: {
    zh: ({ about, listing, fits, lacks }) =>
      `设备“${listing}”${fits > 0 ? '满足' : lacks > 0 ? '只缺一项数据即可判定是否满足' : '有一项不满足'}招标“${about}”${fits > 0 ? '' : '的要求'}。`,
    en: ({ about, listing, fits, lacks }) =>
      `The listing "${listing}" ${fits > 0 ? 'fits' : lacks > 0 ? 'lacks one figure to fit' : 'fails one requirement of'} the tender "${about}".`,
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
  LISTING_EXPIRING: {
    zh: ({ about, expiry }) => `“${about}”：${expiringSays(expiry, 'zh')}。`,
    en: ({ about, expiry }) => `"${about}": ${expiringSays(expiry, 'en')}.`,
  },
  LISTING_LAPSED: {
    zh: (told) => ofStanding(told, lapsedSays, 'zh'),
    en: (told) => ofStanding(told, lapsedSays, 'en'),
  },
  LISTING_CONFIRMED: {
    zh: (told) => ofStanding(told, confirmedSays, 'zh'),
    en: (told) => ofStanding(told, confirmedSays, 'en'),
  },
  API_KEY_EXPIRING: {
    zh: ({ expiry }) => `${expiringSays(expiry, 'zh')}。`,
    en: ({ expiry }) => `${expiringSays(expiry, 'en').replace(/^./, (c) => c.toUpperCase())}.`,
  },
  ORGANISATION_VERIFIED: { zh: () => '贵单位已通过核验。', en: () => 'Your organisation was verified.' },
  ORGANISATION_REJECTED: { zh: () => '贵单位未通过核验。', en: () => 'Your organisation was not verified.' },
  ORGANISATION_SUSPENDED: { zh: () => '贵单位已被暂停。', en: () => 'Your organisation was suspended.' },
  ORGANISATION_REINSTATED: { zh: () => '贵单位已恢复。', en: () => 'Your organisation was reinstated.' },
  WEBHOOK_DISABLED: {
    zh: ({ reason }) =>
      `向 ${reason} 的回调（webhook）持续失败或对方已声明停用，现已停用。请修复后用 updateWebhook 重新启用。`,
    en: ({ reason }) =>
      `The webhook ${reason} was disabled: nothing could be delivered for days, or it answered that it is gone. Mend it, then switch it on again with updateWebhook.`,
  },
};

/** What a message needs to know of the things it is about; none where they are gone. */
export interface MessageSubject {
  readonly tender: Tender | undefined;
  readonly listing: Listing | undefined;
}

/** The message with its reason, and the finding that matters most to the reader. */
export function notificationSays(notification: Notification, subject: MessageSubject, language: Language): string {
  const { kind, reason, matches } = notification;
  // In that of a webhook the reason is the address, and is part of the message.
  const given = kind === 'WEBHOOK_DISABLED' ? null : reason;
  const why = given ? (language === 'zh' ? `理由：${given}` : ` Reason: ${given}`) : '';
  return `${notificationHeadline(notification, subject, language)}${why}${firstFinding(matches, language)}`;
}

/** The message alone. */
export function notificationHeadline(
  { kind, matches, reason, expiry, tenderId, savedSearch }: Notification,
  { tender, listing }: MessageSubject,
  language: Language,
): string {
  if (kind === 'SAVED_SEARCH_HITS') {
    if (!savedSearch) throw new Error('a message about a saved search says nothing of it');
    return savedSearchSays(savedSearch, language);
  }
  const fits = matches.filter(({ closeness }) => closeness === 'FITS').length;
  const listed = (listing?.content ?? listing?.staged?.content)?.name;
  const inWords = (name: Name | undefined) => name?.[language] ?? name?.zh ?? name?.en ?? '';
  return SENTENCES[kind][language]({
    about: inWords(tender?.content.title ?? listed),
    listing: inWords(listed),
    fits,
    lacks: matches.filter(({ closeness }) => closeness === 'ONE_FIGURE_MISSING').length,
    fails: matches.filter(({ closeness }) => closeness === 'NEAR_MISS').length,
    expiry: expiry ?? NO_EXPIRY,
    ofTender: tenderId !== null,
    reason: reason ?? '',
  });
}

function firstFinding([first]: readonly MatchNotice[], language: Language): string {
  const finding = first?.obstacle ?? first?.tightest;
  if (!finding) return '';
  return `${language === 'zh' ? '' : ' '}${explain(finding, language, labels(language))}`;
}

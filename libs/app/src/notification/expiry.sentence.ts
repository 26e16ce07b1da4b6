import { daysBetween, type Expiry, type ExpiryNotice, type Language } from '@huanpei/domain';
import type { MatchOutcome } from '@huanpei/matching';
import { labels } from '@huanpei/reference';

/** What ends, by name. */
export function expirySubject({ kind, subject, title }: Expiry, language: Language): string {
  const zh = language === 'zh';
  const label = labels(language);
  switch (kind) {
    case 'CONFIRMATION':
      return zh ? '供应商对内容的确认' : "the supplier's confirmation";
    case 'CERTIFICATE':
      return zh ? `认证“${label.certificate(subject ?? '')}”` : `the certificate "${label.certificate(subject ?? '')}"`;
    case 'REPORT':
      return zh ? `报告“${title ?? ''}”` : `the report "${title ?? ''}"`;
    case 'HONOUR':
      return zh ? `荣誉“${label.honour(subject ?? '')}”` : `the honour "${label.honour(subject ?? '')}"`;
    case 'API_KEY':
      return zh ? `接口密钥“${title ?? ''}”` : `the API key "${title ?? ''}"`;
  }
}

/** What has ended and what follows from it: "the report "…" ended on 2026-03-01, so …". */
export function lapsedSays({ items }: Pick<ExpiryNotice, 'items'>, language: Language): string {
  const zh = language === 'zh';
  return items
    .map((item) => {
      const ended = zh
        ? `${expirySubject(item, language)}有效期至 ${item.lastDay}，已失效`
        : `${expirySubject(item, language)} ended on ${item.lastDay}`;
      switch (item.kind) {
        case 'REPORT':
          return zh
            ? `${ended}，所证明的数值改按供应商保证值计`
            : `${ended}, so the figures it proves count as the supplier's guarantee`;
        case 'CONFIRMATION':
          return zh ? `${ended}，设备标记为“久未确认”` : `${ended}, so the listing is marked as not confirmed lately`;
        case 'CERTIFICATE':
        case 'HONOUR':
        case 'API_KEY':
          return ended;
      }
    })
    .join(zh ? '；' : '; ');
}

/** That the supplier stands by it again, and until when. */
export function confirmedSays({ items, on }: Pick<ExpiryNotice, 'items' | 'on'>, language: Language): string {
  const until = items.find(({ kind }) => kind === 'CONFIRMATION')?.lastDay ?? on;
  return language === 'zh'
    ? `供应商已于 ${on} 重新确认内容，有效期至 ${until}，不再标记为“久未确认”`
    : `its supplier confirmed it again on ${on}, which holds until ${until}; it is no longer marked as not confirmed lately`;
}

/** What will end soon, and in how many days. */
export function expiringSays({ items, on }: Pick<ExpiryNotice, 'items' | 'on'>, language: Language): string {
  const zh = language === 'zh';
  return items
    .map((item) => {
      const days = daysBetween(on, item.lastDay);
      const todo =
        item.kind === 'CONFIRMATION'
          ? zh
            ? '，请用 confirmListing 确认'
            : '; confirm the listing with confirmListing'
          : item.kind === 'API_KEY'
            ? zh
              ? '，请用 rotateApiKey 轮换'
              : '; rotate it with rotateApiKey'
            : zh
              ? '，请更新'
              : '; renew it';
      return zh
        ? `${expirySubject(item, language)}有效期至 ${item.lastDay}，还有 ${days} 天${todo}`
        : `${expirySubject(item, language)} ends on ${item.lastDay}, in ${days} ${days === 1 ? 'day' : 'days'}${todo}`;
    })
    .join(zh ? '；' : '; ');
}

const OUTCOMES: Readonly<Record<MatchOutcome | 'NONE', Readonly<Record<Language, string>>>> = {
  FITS: { zh: '满足', en: 'fits' },
  NEEDS_DATA: { zh: '缺少数据', en: 'needs data' },
  RULED_OUT: { zh: '不满足', en: 'ruled out' },
  NONE: { zh: '不再比较', en: 'not compared' },
};

/** How the listing stands towards each lot of one tender now, and before: "lot 1: fits → ruled out". */
export function standingsSay({ standings }: Pick<ExpiryNotice, 'standings'>, language: Language): string {
  const zh = language === 'zh';
  return standings
    .map(({ lotId, was, now }) => {
      const [before, after] = [OUTCOMES[was ?? 'NONE'][language], OUTCOMES[now ?? 'NONE'][language]];
      const change = was === now ? (zh ? `仍为“${after}”` : `still ${after}`) : `${before} → ${after}`;
      return zh ? `标段 ${lotId}：${change}` : `lot ${lotId}: ${change}`;
    })
    .join(zh ? '；' : '; ');
}

import { HeaderMap } from '@apollo/server';
import { KEY_SCOPES, type KeyFault, type Language, type Operation, type Permission } from '@huanpei/domain';
import { GraphQLError } from 'graphql';
import { messageOf } from './refusal-messages';

/** Why an operation was not begun. */
export function denied(
  permission: Exclude<Permission, 'ALLOWED'>,
  operation: Operation,
  language: Language,
): GraphQLError {
  const zh = language === 'zh';
  switch (permission) {
    case 'NOT_SIGNED_IN':
      return new GraphQLError(zh ? '请先登录。' : 'Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } });
    case 'NOT_BY_KEY':
      return new GraphQLError(
        zh
          ? '此操作不能用接口密钥执行，请由成员登录后执行。'
          : 'This cannot be done with a key; a member has to sign in for it.',
        { extensions: { code: 'FORBIDDEN' } },
      );
    case 'NOT_IN_SCOPE': {
      const scope = KEY_SCOPES[operation];
      return new GraphQLError(
        zh
          ? `此密钥没有权限范围 ${scope}；请由单位负责人创建含此范围的密钥。`
          : `This key lacks the scope ${scope}; ask the head of your organisation for one that has it.`,
        { extensions: { code: 'FORBIDDEN', scope } },
      );
    }
    case 'FORBIDDEN':
    case 'NOT_VERIFIED':
      return new GraphQLError(messageOf({ code: permission }, language), { extensions: { code: permission } });
  }
}

const KEY_FAULTS: Readonly<Record<KeyFault, Readonly<Record<Language, string>>>> = {
  UNKNOWN: { zh: '接口密钥无效；请核对是否完整。', en: 'There is no such key; see that all of it was sent.' },
  EXPIRED: {
    zh: '接口密钥已过期；请由单位负责人更换。',
    en: 'The key has expired; the head of your organisation can rotate or make one.',
  },
  REVOKED: { zh: '接口密钥已被撤销。', en: 'The key was revoked.' },
  MAKER_LEFT: {
    zh: '创建此密钥的成员已离开单位，密钥失效；请由另一位负责人轮换（rotateApiKey）。',
    en: 'Whoever made the key has left the organisation, so it does not hold; another head can rotate it (rotateApiKey).',
  },
  ORGANISATION_NOT_ACTIVE: {
    zh: '单位未通过核验或已被暂停，密钥不可用。',
    en: 'The organisation is not verified, or was suspended, so its keys do not hold.',
  },
  ADDRESS_NOT_ALLOWED: {
    zh: '此密钥不允许从该网络地址使用。',
    en: 'The key may not be used from this address.',
  },
};

/** A key that is not accepted makes nobody a visitor in silence: the program's owner should hear of it. */
export const keyDenied = (reason: KeyFault, language: Language): GraphQLError =>
  new GraphQLError(KEY_FAULTS[reason][language], {
    extensions: { code: 'UNAUTHENTICATED', reason, http: { status: 401 } },
  });

/** A cookie goes along with whatever a browser sends, so it counts only where a page of ours sent it. */
export const foreignPage = (language: Language): GraphQLError =>
  new GraphQLError(
    language === 'zh'
      ? '请求来自其他网站的页面，或未表明来自本站页面，未予处理。使用登录 Cookie 的请求须由本站页面发出（Sec-Fetch-Site 或 Origin）；程序请使用接口密钥或访问令牌。'
      : 'The request came from a page of another site, or did not say that it came from one of ours, so it was not begun. With the cookie of a session only pages of this site may ask (Sec-Fetch-Site or Origin); programs use an API key or an access token.',
    { extensions: { code: 'FORBIDDEN', reason: 'FOREIGN_PAGE', http: { status: 403 } } },
  );

/** @param seconds after which one more request will be admitted */
export const rateLimited = (seconds: number, language: Language): GraphQLError =>
  new GraphQLError(
    language === 'zh'
      ? `请求过于频繁，未予处理；请在 ${seconds} 秒后重试。`
      : `Too many requests, so this one was not begun; try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    {
      extensions: {
        code: 'RATE_LIMITED',
        retrySeconds: seconds,
        http: { status: 429, headers: new HeaderMap([['retry-after', String(seconds)]]) },
      },
    },
  );

import type { Language, Refusal, RefusalCode } from '@huanpei/domain';
import { legalClocks } from '@huanpei/reference';

type Facts = Readonly<Record<string, string | number>>;
type Sentence = (facts: Facts, language: Language) => string;

const shanghai = (instant: string | number | undefined, language: Language): string =>
  new Date(String(instant)).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'long',
    timeStyle: 'short',
  });

/** The law behind a period: what it demands and where it is written. */
function law(facts: Facts, language: Language): string {
  const clock = legalClocks().byId(String(facts['clockId'] ?? ''));
  if (!clock) return '';
  return language === 'zh'
    ? `（${clock.label.zh}：${legalClocks().citation(clock, 'zh')}）`
    : ` (${clock.label.en}: ${legalClocks().citation(clock, 'en')})`;
}

const KINDS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  technology: { zh: '技术分类', en: 'taxonomy code' },
  metric: { zh: '指标', en: 'metric' },
  parameter: { zh: '参数', en: 'parameter' },
  region: { zh: '地区', en: 'region' },
  certificate: { zh: '认证', en: 'certificate' },
  honour: { zh: '荣誉', en: 'honour' },
  standard: { zh: '标准', en: 'standard' },
  level: { zh: '标准的级别', en: 'class of the standard' },
  attachment: { zh: '附件', en: 'attachment' },
  scenario: { zh: '应用场景', en: 'scenario' },
  catalogue: { zh: '官方名录', en: 'official catalogue' },
  unit: { zh: '适用的单位', en: 'fitting unit' },
};
const kind = (facts: Facts, language: Language): string =>
  KINDS[String(facts['kind'])]?.[language] ?? (language === 'zh' ? '代码' : 'code');

/** States of tenders, listings, organisations and keys as people read them. */
const STATES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  DRAFT: { zh: '草稿', en: 'a draft' },
  SUBMITTED: { zh: '审核中', en: 'under review' },
  CHANGES_REQUESTED: { zh: '待修改', en: 'waiting for changes' },
  PUBLISHED: { zh: '已发布', en: 'published' },
  SUSPENDED: { zh: '已暂停', en: 'suspended' },
  ARCHIVED: { zh: '已归档', en: 'archived' },
  CLOSED: { zh: '已截止', en: 'closed' },
  CANCELLED: { zh: '已取消', en: 'cancelled' },
  PENDING: { zh: '待核验', en: 'waiting for verification' },
  VERIFIED: { zh: '已核验', en: 'verified' },
  REJECTED: { zh: '未通过', en: 'rejected' },
  OFF: { zh: '已关闭', en: 'switched off' },
  DISABLED: { zh: '已停用', en: 'disabled' },
  EXPIRED: { zh: '已过期', en: 'expired' },
  REVOKED: { zh: '已撤销', en: 'revoked' },
  REPLACED: { zh: '已轮换', en: 'rotated already' },
  UPLOADED: { zh: '已上传，待检查', en: 'uploaded and waits to be checked' },
  CHECKED: { zh: '已检查', en: 'checked' },
  RUNNING: { zh: '执行中', en: 'running' },
  DONE: { zh: '已完成', en: 'done' },
  UNREADABLE: { zh: '无法读取', en: 'a file that cannot be read' },
  STOPPED: { zh: '已停止', en: 'stopped' },
};

/** An organisation is suspended; a listing, of which what is staged is told too, is taken down. */
const stateOf = ({ state, staged }: Facts): { readonly zh: string; readonly en: string } | undefined =>
  state === 'SUSPENDED' && staged !== undefined ? { zh: '已下架', en: 'taken down' } : STATES[String(state)];

/** What can be done instead, where there is something. */
function instead(state: string | number | undefined, language: Language): string {
  if (state === 'PUBLISHED')
    return language === 'zh'
      ? '；已发布的内容请用更正（amendTender）或提交新版本'
      : '; amend what is published, or submit a new revision';
  if (state === 'SUBMITTED')
    return language === 'zh' ? '；请先撤回（recallListing）' : '; take it back first (recallListing)';
  return '';
}

/** What each refusal says: the fault, and what to do about it. */
const MESSAGES: Readonly<Record<RefusalCode, { readonly zh: Sentence; readonly en: Sentence }>> = {
  NOT_FOUND: {
    zh: () => '找不到该对象，或您无权查看。',
    en: () => 'There is no such thing, or it is not yours to see.',
  },
  FORBIDDEN: {
    zh: () => '您所在单位的类型或您的角色不能执行此操作。',
    en: () => 'Your kind of organisation or your role may not do this.',
  },
  NOT_VERIFIED: {
    zh: () => '贵单位尚未通过平台核验，核验后方可执行此操作。',
    en: () => 'Your organisation has not been verified yet; this is possible once it is.',
  },
  STALE_VERSION: {
    zh: ({ version }) => `所读的版本不是当前版本（现为 ${version ?? '?'}），请重新载入后再操作。`,
    en: ({ version }) => `This is not the version you have read (it is ${version ?? '?'} now); load it again first.`,
  },
  ALREADY_LOOKED_AT: {
    zh: ({ at, who, reason }) =>
      `${who || '另一位人员'}已于 ${shanghai(at, 'zh')}（北京时间）查看，结论是“${reason ?? ''}”。您的结论还没有记录；看过后可以补记在其后。`,
    en: ({ at, who, reason }) =>
      `${who || 'Somebody else'} has looked at it already, ${shanghai(at, 'en')}, Asia/Shanghai, and wrote: "${reason ?? ''}". Your words are not kept yet; having read these you can add yours.`,
  },
  WRONG_STATE: {
    zh: (facts) =>
      `当前状态为“${stateOf(facts)?.zh ?? facts['state']}”，不能执行此操作${instead(facts['state'], 'zh')}。`,
    en: (facts) =>
      `It is ${stateOf(facts)?.en ?? facts['state']} now, and this cannot be done${instead(facts['state'], 'en')}.`,
  },
  REQUIRED: { zh: () => '此项必填。', en: () => 'This must be given.' },
  INVALID: {
    zh: ({ zh, expected, given }) =>
      zh !== undefined
        ? `${zh}。`
        : `${given === undefined ? '所填内容不符合要求' : `“${given}”无法识别`}${expected === undefined ? '' : `，应为：${expected}`}。`,
    en: ({ en, expected, given }) =>
      en !== undefined
        ? `${String(en).replace(/^./, (c) => c.toUpperCase())}.`
        : `${given === undefined ? 'What is given does not fit' : `"${given}" cannot be read`}${expected === undefined ? '' : `; expected: ${expected}`}.`,
  },
  TOO_LONG: { zh: ({ most }) => `过长，最多 ${most ?? '?'}。`, en: ({ most }) => `Too long; at most ${most ?? '?'}.` },
  DUPLICATE: { zh: () => '已存在，不能重复。', en: () => 'This exists already.' },
  UNKNOWN_CODE: {
    zh: (facts) =>
      `没有${kind(facts, 'zh')}“${facts['given'] ?? ''}”${facts['known'] ? `；可用的有：${facts['known']}` : '；请从列表中选择'}。`,
    en: (facts) =>
      `There is no ${kind(facts, 'en')} "${facts['given'] ?? ''}"${facts['known'] ? `; there are: ${facts['known']}` : '; choose one from the list'}.`,
  },
  REASON_REQUIRED: { zh: () => '请写明理由，对方会看到。', en: () => 'Give a reason; the other side will read it.' },
  DEADLINE_MISSING: { zh: () => '请给出投标截止时间。', en: () => 'Give the bid deadline.' },
  DEADLINE_PASSED: {
    zh: ({ deadline }) => `截止时间（${shanghai(deadline, 'zh')}）已过。`,
    en: ({ deadline }) => `The deadline (${shanghai(deadline, 'en')}, Asia/Shanghai) has passed.`,
  },
  DEADLINE_TOO_SOON: {
    zh: (facts) =>
      `截止时间过早，按此刻计算最早为 ${shanghai(facts['earliest'], 'zh')}，建议定为 ${shanghai(facts['suggested'], 'zh')}，以留出提交时间${law(facts, 'zh')}。`,
    en: (facts) =>
      `The deadline is too soon; as of now the earliest is ${shanghai(facts['earliest'], 'en')}, and ${shanghai(facts['suggested'], 'en')}, Asia/Shanghai, leaves time to send it${law(facts, 'en')}.`,
  },
  DOCUMENTS_PERIOD_TOO_SHORT: {
    zh: (facts) =>
      `文件提供期过短，按此刻计算最早可于 ${shanghai(facts['earliest'], 'zh')} 截止，建议定为 ${shanghai(facts['suggested'], 'zh')}，以留出提交时间${law(facts, 'zh')}。`,
    en: (facts) =>
      `The documents are on offer too briefly; as of now they may end on ${shanghai(facts['earliest'], 'en')} at the earliest, and ${shanghai(facts['suggested'], 'en')}, Asia/Shanghai, leaves time to send it${law(facts, 'en')}.`,
  },
  METHOD_NOT_OF_LAW: {
    zh: () =>
      '招标投标法项目公开发布的采购方式只有公开招标（《招标投标法》第十条）；请改为公开招标，或改选适用的法律。',
    en: () =>
      'Under the Tendering Law (招标投标法, art. 10) what is called publicly is an open tender; choose it, or the law that applies.',
  },
  NOTHING_DEMANDED: {
    zh: () => '没有提出任何要求；请至少引用一个标准或写一条要求。',
    en: () => 'Nothing is demanded; cite a standard or write at least one requirement.',
  },
  CREDIT_CODE_CHECK_FAILED: {
    zh: ({ creditCode }) => `统一社会信用代码 ${creditCode ?? ''} 的校验位不符；如确认无误，请写明理由后通过。`,
    en: ({ creditCode }) =>
      `The check digit of ${creditCode ?? 'the credit code'} is wrong; if the code is right all the same, give the reason.`,
  },
  EMAIL_TAKEN: { zh: () => '该邮箱已注册。', en: () => 'This e-mail address is registered already.' },
  WEAK_PASSWORD: {
    zh: ({ minimum }) => `密码过弱：至少 ${minimum ?? 12} 个字符，且不要与邮箱相近。`,
    en: ({ minimum }) =>
      `The password is too weak: at least ${minimum ?? 12} characters, and not like the e-mail address.`,
  },
  SIGN_IN_FAILED: { zh: () => '邮箱或密码不正确。', en: () => 'The e-mail address or the password is wrong.' },
  LOCKED_OUT: {
    zh: ({ until }) => `尝试次数过多，请在 ${shanghai(until, 'zh')} 后再试。`,
    en: ({ until }) => `Too many attempts; try again after ${shanghai(until, 'en')}, Asia/Shanghai.`,
  },
  SESSION_EXPIRED: { zh: () => '登录已过期，请重新登录。', en: () => 'The session has ended; sign in again.' },
  LAST_OWNER: {
    zh: () => '单位至少要有一位负责人；请先指定另一位。',
    en: () => 'An organisation needs at least one head; name another one first.',
  },
  MARKET_LOADING: {
    zh: ({ retrySeconds }) => `匹配索引正在载入，暂不作答；请在 ${retrySeconds ?? '?'} 秒后重试。`,
    en: ({ retrySeconds }) =>
      `The matching index is loading, so nothing is answered yet; try again in ${retrySeconds ?? '?'} seconds.`,
  },
  BUSY: {
    zh: ({ retrySeconds }) => `同时进行的此类请求过多，未予处理；请在 ${retrySeconds ?? '?'} 秒后重试。`,
    en: ({ retrySeconds }) =>
      `Too many such requests are under way, so this one was not begun; try again in ${retrySeconds ?? '?'} seconds.`,
  },
  LIMIT_REACHED: {
    zh: ({ most }) => `已达上限（${most ?? '?'} 个）；请先删除不用的。`,
    en: ({ most }) => `There are as many as there may be (${most ?? '?'}); delete one that is not used first.`,
  },
  ADDRESS_REFUSED: {
    zh: ({ zh }) => `${zh ?? '不能使用该地址'}。`,
    en: ({ en }) => `${String(en ?? 'this address cannot be used').replace(/^./, (c) => c.toUpperCase())}.`,
  },
  TOO_MANY_KEYS: {
    zh: ({ most }) => `有效的接口密钥已达上限 ${most ?? '?'} 个；请先撤销不用的密钥。`,
    en: ({ most }) => `There are ${most ?? '?'} keys that hold, which is the most; revoke one that is not used.`,
  },
  TOO_MANY_IMPORTS: {
    zh: ({ most }) => `同时最多有 ${most ?? '?'} 个未结束的导入；请先执行或取消已有的导入。`,
    en: ({ most }) => `At most ${most ?? '?'} imports may be unfinished at a time; start or cancel one of them first.`,
  },
  ORGANISATION_NOT_ACTIVE: { zh: () => '贵单位已被暂停。', en: () => 'Your organisation has been suspended.' },
};

export function messageOf({ code, facts = {} }: Refusal, language: Language): string {
  return MESSAGES[code][language](facts, language);
}

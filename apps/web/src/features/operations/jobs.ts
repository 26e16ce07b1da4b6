import type { Language } from '../../language/first-language';

interface JobText {
  readonly name: string;
  readonly does: string;
}

/** What each job is called and does, in the order of the alphabet. Chinese first, as everywhere. */
export const JOBS: Readonly<Record<string, { readonly zh: JobText; readonly en: JobText }>> = {
  'check-import': {
    zh: { name: '检查导入文件', does: '读取上传的表格，列出会新建、修改什么以及哪些单元格有误' },
    en: {
      name: 'Check an import',
      does: 'reads an uploaded sheet: what it would create and change, and cells at fault',
    },
  },
  'close-due-tenders': {
    zh: { name: '到期关闭招标', does: '把已过截止时间的招标转为截止；规则本身按时钟判断，晚到不影响结果' },
    en: {
      name: 'Close due tenders',
      does: 'closes tenders whose deadline has passed; the rules go by the clock all the same',
    },
  },
  'deliver-webhook': {
    zh: { name: '投递回调', does: '把事件送到一个回调地址，失败按间隔重试' },
    en: { name: 'Deliver a webhook', does: 'sends what is due to one endpoint, and tries again at intervals' },
  },
  'hand-on-notifications': {
    zh: { name: '转交消息', does: '把新消息排入各成员的邮件和各单位的回调' },
    en: { name: 'Hand on notifications', does: 'puts new notifications into the mails and webhooks they are for' },
  },
  'index-listing': {
    zh: { name: '更新装备索引', does: '让一件装备的变更可以被搜到，或从搜索中移除' },
    en: { name: 'Index a listing', does: 'lets a change of one listing be found, or takes it out of the search' },
  },
  'index-supplier': {
    zh: { name: '更新供应商索引', does: '让一家供应商的变更可以被搜到' },
    en: { name: 'Index a supplier', does: 'lets a change of one supplier be found' },
  },
  'index-tender': {
    zh: { name: '更新招标索引', does: '让一项招标的变更可以被搜到' },
    en: { name: 'Index a tender', does: 'lets a change of one tender be found' },
  },
  'lapse-listings': {
    zh: { name: '检查到期', does: '查找到期的证书、检测报告、荣誉和未续的确认，并通知有关各方' },
    en: {
      name: 'Look for what lapses',
      does: 'finds certificates, reports, honours and confirmations that ran out, and tells',
    },
  },
  'match-listing': {
    zh: { name: '匹配一件装备', does: '装备上架、变更或下架后，重新核对有关的招标并通知双方' },
    en: {
      name: 'Match a listing',
      does: 'checks the tenders that a changed listing concerns again, and tells both sides',
    },
  },
  'match-tender': {
    zh: { name: '匹配一项招标', does: '把公布的招标与全部装备核对，并通知满足或仅差一项的供应商' },
    en: {
      name: 'Match a tender',
      does: 'checks a published tender against the market, and tells whose equipment fits or nearly does',
    },
  },
  'remind-api-keys': {
    zh: { name: '提醒密钥到期', does: '在接口密钥到期前 30 天和 7 天提醒所属单位' },
    en: { name: 'Remind of API keys', does: 'reminds organisations 30 and 7 days before a key ends' },
  },
  'run-import': {
    zh: { name: '执行导入', does: '分批写入检查过的表格；中断后从断点继续' },
    en: { name: 'Run an import', does: 'does what a checked sheet says, in batches, and goes on where it was cut off' },
  },
  'send-digests': {
    zh: { name: '发送汇总', does: '按成员选定的时间，汇总已存检索的新内容' },
    en: { name: 'Send digests', does: 'tells of what saved searches newly find, at the hour each member chose' },
  },
  'send-mails': {
    zh: { name: '发送邮件', does: '把到期的邮件交给邮件服务器' },
    en: { name: 'Send mails', does: 'hands mails that are due to the mail server' },
  },
  'sweep-deliveries': {
    zh: { name: '清理投递', does: '唤醒遗漏的邮件和回调，清除 30 天前的记录' },
    en: {
      name: 'Sweep deliveries',
      does: 'wakes mails and webhooks that were left, and forgets what is over 30 days old',
    },
  },
  'tell-confirmed': {
    zh: { name: '通知已重新确认', does: '逾期未确认的装备被重新确认后，通知此前收到提醒的采购方' },
    en: { name: 'Tell of a confirmation', does: 'tells the buyers who had heard that nobody stood by a listing' },
  },
  'tell-watchers': {
    zh: { name: '核对已存检索', does: '把新出现或变更的内容与全部已存检索核对' },
    en: { name: 'Tell watchers', does: 'puts what came or changed to all saved searches' },
  },
};

/** The name of a job, and what it does; of one that nobody has named, its code alone. */
export function jobText(job: string, language: Language): JobText {
  return (Object.hasOwn(JOBS, job) ? JOBS[job]?.[language] : undefined) ?? { name: job, does: '' };
}

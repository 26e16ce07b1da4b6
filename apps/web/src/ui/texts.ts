import { defineTexts } from '../language/texts';

/** What shared components say. */
export const texts = defineTexts(
  'ui',
  {
    lapsed: '原为{{basis}}，已过有效期',
    opensSource: '（外部来源）',
    close: '关闭',
    perUnit: '台（套）',
    inDate: '有效期至 {{day}}',
    expired: '已于 {{day}} 过期',
    noEnd: '未载明有效期',
    checked: '平台已核实',
    unchecked: '未核实',
    noHonours: '没有登记企业荣誉。',
    daysLeft: '还有 {{count}} 天',
    closesToday: '今天截止',
    closed: '已截止',
  },
  {
    lapsed: 'stated as {{basis}}; it has lapsed',
    opensSource: ' (external source)',
    close: 'Close',
    perUnit: 'unit',
    inDate: 'valid until {{day}}',
    expired: 'expired on {{day}}',
    noEnd: 'no end stated',
    checked: 'checked by the platform',
    unchecked: 'not checked',
    noHonours: 'No honour of the firm is on record.',
    daysLeft: '{{count}} days left',
    daysLeft_one: '{{count}} day left',
    closesToday: 'closes today',
    closed: 'closed',
  },
);

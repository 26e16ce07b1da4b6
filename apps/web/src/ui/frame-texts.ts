import { defineTexts } from '../language/texts';

/** What the head of every page says, and what turns the pages of a list. */
export const texts = defineTexts(
  'frame',
  {
    menu: '菜单',
    demo: '演示数据',
    pages: '翻页',
    previous: '上一页',
    next: '下一页',
    page: '第 {{page}} 页',
    lostPlace: '地址中的翻页位置已失效，请从第一页看起。',
    firstPage: '回到第一页',
    ignored: '地址中有无法识别的条件，已忽略：{{parts}}',
    between: '、',
    places: {
      home: '首页',
      search: '装备搜索',
      tenders: '招标',
      standards: '标准库',
      guide: '技术指南',
      demands: '历史需求',
    },
  },
  {
    menu: 'Menu',
    demo: 'Demo data',
    pages: 'Pages',
    previous: 'Previous',
    next: 'Next',
    page: 'Page {{page}}',
    lostPlace: 'The place in this list that the address names is gone; begin at the first page.',
    firstPage: 'To the first page',
    ignored: 'Not understood in the address, and left out: {{parts}}',
    between: ', ',
    places: {
      home: 'Home',
      search: 'Equipment search',
      tenders: 'Tenders',
      standards: 'Standards',
      guide: 'Technology guide',
      demands: 'Past demands',
    },
  },
);

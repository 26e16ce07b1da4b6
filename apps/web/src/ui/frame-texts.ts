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

import { defineTexts } from '../../language/texts';

export const texts = defineTexts(
  'merge',
  {
    title: '他人刚刚保存了新版本；载入之前，这里的内容不会保存、提交或发布。',
    apart: '双方修改的内容互不冲突。载入新版本后，您填写的内容全部保留。',
    both: '下列内容双方都改了，请逐项选择；其余内容双方的修改都保留。',
    taken: '对方的修改（{{count}} 处）',
    MINE: '我的',
    THEIRS: '对方的',
    none: '（没有）',
    load: '载入新版本，保留我的修改',
    note: { BY_HAND: '载入后请核对，再保存或发布。', BY_ITSELF: '载入后自动保存，可以撤销。' },
  },
  {
    title:
      'Somebody has just saved a new version; until you load it, nothing of this page is saved, handed in or published.',
    apart: 'You have changed different things. With the new version, all that you have written stays.',
    both: 'These were changed by both of you: choose for each. Of all else, the changes of both are kept.',
    taken: 'What they changed ({{count}})',
    MINE: 'Mine',
    THEIRS: 'Theirs',
    none: '(nothing)',
    load: 'Load the new version and keep my changes',
    note: {
      BY_HAND: 'Look it over, then save or publish.',
      BY_ITSELF: 'It is then saved by itself, and can be undone.',
    },
  },
);

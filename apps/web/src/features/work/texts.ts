import { defineTexts } from '../../language/texts';

/** Names of the places in the workspaces, and what stands on their first page. */
export const texts = defineTexts(
  'work',
  {
    navigation: '工作台导航',
    start: '工作台',
    hello: '{{name}}，您好',
    notVerified: '贵单位尚待平台核验；核验前可以准备内容，但不能提交或发布。',
    suspended: '贵单位已被平台暂停，公开内容已下架。',
    pagesAt: '第 {{from}}–{{to}} 项，共 {{count}} 项',
    closed: {
      KIND: '此页面供其他类型的单位使用。',
      ROLE: '此页面供本单位的所有者或管理员使用。',
      LOOKING: '您的角色只能查看，不能录入或修改。需要时请联系本单位的所有者。',
    },
    toWork: '返回工作台',
    cancel: '取消',
    notDone: '没有完成：',
    unsaved: {
      title: '内容尚未保存',
      text: '离开后，未保存的修改将丢失。',
      leave: '离开并放弃',
      save: '保存并离开',
      saving: '正在保存…',
      failed: '未能保存，仍停留在此页。关闭此窗口可查看原因。',
    },
  },
  {
    navigation: 'Workspace navigation',
    start: 'Workspace',
    hello: 'Good day, {{name}}',
    notVerified: 'Your organisation waits to be verified: you may prepare, but not hand in or publish.',
    suspended: 'Your organisation is suspended; what it had published is off the market.',
    pagesAt: '{{from}}–{{to}} of {{count}}',
    closed: {
      KIND: 'This page is for another kind of organisation.',
      ROLE: 'This page is for the owners or administrators of your organisation.',
      LOOKING: 'Your role may look and not write. Ask an owner of your organisation if you need to.',
    },
    toWork: 'Back to the workspace',
    cancel: 'Cancel',
    notDone: 'Not done:',
    unsaved: {
      title: 'Not saved yet',
      text: 'What you have changed since is lost when you leave.',
      leave: 'Leave and discard',
      save: 'Save and leave',
      saving: 'Saving…',
      failed: 'It could not be saved, so you are still here. Close this to see why.',
    },
  },
);

import { defineTexts } from '../../language/texts';

export const texts = defineTexts(
  'sign-in',
  {
    title: '登录',
    lede: '供应商、采购方和平台运营方由此进入工作台。公开内容无需登录即可阅读。',
    email: '电子邮箱',
    password: '密码',
    submit: '登录',
    waiting: '正在登录…',
    missing: '请填写电子邮箱和密码。',
    already: '您已登录。',
    go: '进入工作台',
    none: '还没有账户？',
    register: '注册单位',
  },
  {
    title: 'Sign in',
    lede: 'Suppliers, buyers and operators enter their workspace here. What is public can be read without.',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    waiting: 'Signing in…',
    missing: 'Fill in the e-mail address and the password.',
    already: 'You are signed in.',
    go: 'To the workspace',
    none: 'No account yet?',
    register: 'Register an organisation',
  },
);

import { memberName } from './load-demo';

describe('the name of a member', () => {
  it.each([
    ['demo-operator/administrator', '平台运营（管理员）', 'Platform operator (administrator)'],
    ['demo-example-air/owner', '演示供应商·示例·大气治理', 'Demo supplier - example, air'],
  ])('of the demonstration is said in the language of the reader: %s', (id, zh, en) => {
    expect(memberName({ id, name: zh }, 'zh')).toBe(zh);
    expect(memberName({ id, name: zh }, 'en')).toBe(en);
  });

  it('of a person is what they call themselves', () => {
    expect(memberName({ id: '01a2', name: '李明' }, 'en')).toBe('李明');
    expect(memberName({ id: 'demo-operator/administrator', name: '李明' }, 'en')).toBe('李明');
  });
});

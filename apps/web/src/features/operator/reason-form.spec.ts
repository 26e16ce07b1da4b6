import { LONGEST_REASON, withTemplate } from './reason-form';

describe('a template added to a reason', () => {
  it('stands beneath what is written, once', () => {
    expect(withTemplate('', '缺少编号。')).toBe('缺少编号。');
    expect(withTemplate('请看第二页。\n\n', '缺少编号。')).toBe('请看第二页。\n缺少编号。');
    expect(withTemplate('缺少编号。请补。', '缺少编号。')).toBe('缺少编号。请补。');
  });

  it('never makes a reason longer than the server takes', () => {
    expect(withTemplate('x'.repeat(LONGEST_REASON - 2), 'abcdef')).toHaveLength(LONGEST_REASON);
  });
});

import { firstLanguage } from './first-language';

const asks = (...browser: string[]) => firstLanguage({ address: null, kept: null, browser });

describe('the language a page opens in', () => {
  it('is Chinese unless the browser asks for English and nowhere for Chinese', () => {
    expect([asks('zh-CN', 'en'), asks('en-US', 'zh-CN'), asks('zh'), asks(), asks('fr')]).toEqual(Array(5).fill('zh'));
    expect([asks('en-US'), asks('en-GB', 'en'), asks('de', 'en')]).toEqual(Array(3).fill('en'));
  });

  it('is what the address says, then what was chosen before', () => {
    expect(firstLanguage({ address: 'zh', kept: 'en', browser: ['en'] })).toBe('zh');
    expect(firstLanguage({ address: null, kept: 'zh', browser: ['en'] })).toBe('zh');
    expect(firstLanguage({ address: 'fr', kept: 'en', browser: ['zh'] })).toBe('en');
  });
});

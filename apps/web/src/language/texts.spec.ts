import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { createTexts } from './i18n';
import { defineTexts, useTexts } from './texts';

const texts = defineTexts(
  'spec',
  { greet: '你好，{{name}}', deep: { listings: '{{count}} 件装备' } },
  { greet: 'Hello, {{name}}', deep: { listings: '{{count}} listings', listings_one: '{{count}} listing' } },
);

function Greeting({ count }: { readonly count: number }) {
  const say = useTexts(texts);
  return `${say('greet', { name: '<环配>' })} ${say('deep.listings', { count })}`;
}
const shown = (language: 'zh' | 'en', count: number) =>
  renderToStaticMarkup(
    createElement(I18nextProvider, { i18n: createTexts(language) }, createElement(Greeting, { count })),
  );

describe('texts of a feature', () => {
  it('are said in the language of the page, with values filled in and escaped once', () => {
    expect(shown('zh', 2)).toBe('你好，&lt;环配&gt; 2 件装备');
    expect(shown('en', 2)).toBe('Hello, &lt;环配&gt; 2 listings');
  });

  it('know one from many in English', () => expect(shown('en', 1)).toContain('1 listing'));
  it('know one from many in English: many', () => expect(shown('en', 1)).not.toContain('1 listings'));
});

describe('English', () => {
  const root = join(__dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /texts\.ts$/u.test(file));
  const said = files.filter((file) => file !== join('language', 'texts.ts'));

  // Fonts for Chinese draw them as wide as a sign: “MBR” ?
  it.each([...said, join('texts', 'en.ts')])('has no signs in %s that are drawn as Chinese ones', (file) => {
    const parts = Object.values(jest.requireActual<Record<string, { readonly en?: unknown }>>(join(root, file)));
    const english = parts.map((part) => part.en ?? part);
    expect(JSON.stringify(english).match(/.{0,30}[“”‘’，。？！：；（）].{0,30}/gu) ?? []).toEqual([]);
  });
});

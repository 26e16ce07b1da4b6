import { join } from 'node:path';
import { demo } from '@huanpei/reference';
import { textOfDemand, textOfListing } from './texts';
import { wordsOf } from './words';

interface SearchWords {
  lexemesOf(text: string): ReadonlySet<string>;
}
interface TextQuery {
  termsOf(text: string): readonly { readonly ways: readonly (readonly string[])[] }[];
}

describe('the words of a text', () => {
  it('are Chinese words of two characters or more, and Latin words with a plain stem', () => {
    expect(wordsOf('污水处理厂 MBR filters')).toEqual(expect.arrayContaining(['污水', '处理厂', 'mbr', 'filter']));
    expect(wordsOf('GB18918-2002 A')).toEqual(['gb', '18918', '2002']);
    expect(wordsOf('ＰＭ₂.₅')).toEqual(['pm2', '5']);
  });

  it('are found by the product’s own search, so that the baseline is no more than what a user would get', () => {
    const at = (file: string) => join(__dirname, '../../../../libs/search/src', file);
    const { lexemesOf } = jest.requireActual<SearchWords>(at('lexemes'));
    const { termsOf } = jest.requireActual<TextQuery>(at('text-query'));
    const found = (word: string, lexemes: ReadonlySet<string>) =>
      lexemes.has(word) ||
      termsOf(word).every(({ ways }) => ways.some((way) => way.every((lexeme) => lexemes.has(lexeme))));
    const texts = [...demo().listings.map(textOfListing), ...demo().demands.map(textOfDemand)];
    for (const text of texts) {
      const lexemes = lexemesOf(text);
      expect(wordsOf(text).filter((word) => !found(word, lexemes))).toEqual([]);
    }
  });
});

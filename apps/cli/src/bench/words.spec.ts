import { join } from 'node:path';
import { demo } from '@huanpei/reference';
import { textOfDemand, textOfListing } from './texts';
import { wordsOf } from './words';

interface SearchWords {
  placedWords(text: string, from: number): { readonly words: readonly { readonly word: string }[] };
}

describe('the words of a text', () => {
  it('are Chinese words of two characters or more, and Latin words with a plain stem', () => {
    expect(wordsOf('污水处理厂 MBR filters')).toEqual(expect.arrayContaining(['污水', '处理厂', 'mbr', 'filter']));
    expect(wordsOf('GB18918-2002 A')).toEqual(['gb', '18918', '2002']);
    expect(wordsOf('ＰＭ₂.₅')).toEqual(['pm2', '5']);
  });

  it('are those of the product’s own search, so that the baseline is what a user would get', () => {
    const path = join(__dirname, '../../../../libs/search/src/words');
    const { placedWords } = jest.requireActual<SearchWords>(path);
    const texts = [...demo().listings.map(textOfListing), ...demo().demands.map(textOfDemand)];
    for (const text of texts) {
      const indexed = new Set(placedWords(text, 0).words.map(({ word }) => word));
      const mine = new Set(wordsOf(text));
      expect([...mine].filter((word) => !indexed.has(word))).toEqual([]);
      const chinese = [...indexed].filter((word) => /^\p{Script=Han}{2,}$/u.test(word));
      expect(chinese.filter((word) => !mine.has(word))).toEqual([]);
    }
  });
});

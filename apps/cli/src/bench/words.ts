import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';

const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;
const HAN = /^\p{Script=Han}/u;

let segmenter: Jieba | undefined;

/**
 * The words of a text as a keyword search would see them: Chinese cut by jieba with the words inside a word (the product's
 * own search finds each of them, and knows terms of the trade and synonyms besides), Latin words in lower case with a plain stem, `gb18918` also as `gb` and `18918`. Single Chinese
 * characters are left out, for they only blur a ranking. Full-width and subscript forms become plain ones.
 */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return (plain.match(RUNS) ?? []).flatMap((run) => (HAN.test(run) ? chineseWords(run) : otherWords(run)));
}

function chineseWords(run: string): readonly string[] {
  segmenter ??= Jieba.withDict(dict);
  const jieba = segmenter;
  return jieba
    .cut(run, true)
    .flatMap((word) => jieba.cutForSearch(word, true))
    .filter((word) => Array.from(word).length > 1);
}

/** A lone letter says nothing by itself; a lone figure may be the class of a standard or a flow. */
function otherWords(run: string): readonly string[] {
  const parts = /^(\p{L}{2,})(\p{N}{2,})$/u.exec(run)?.slice(1) ?? [run];
  return parts.filter((part) => !/^\p{L}$/u.test(part)).map(stem);
}

/** The same for singular and plural, for -ing and -ed. Documents and questions pass through it alike. */
function stem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const bare = word
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^sui])s$/, '$1')
    .replace(/(.{3})(?:ing|ed)$/, '$1');
  return bare.length > 3 ? bare.replace(/e$/, '') : bare;
}

import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import { parameters, synonyms, taxonomy } from '@huanpei/reference';

/** As often as a common word of the general dictionary, so that a term of the trade is not cut into what it is made of. */
const FREQUENCY = 20_000;
const LONGEST_TERM = 8;

/**
 * The words of a Chinese run, already plain. In reading order and not overlapping, or (for an index) with the words of
 * two and three characters inside the longer ones.
 */
export function cutChinese(run: string, how: 'APART' | 'WITH_INNER' = 'APART'): readonly string[] {
  return how === 'APART' ? jieba().cut(run, true) : jieba().cutForSearch(run, true);
}

/** The words of two or three characters inside a longer one. */
export function wordsInside(word: string): readonly string[] {
  return [...new Set(cutChinese(word, 'WITH_INNER'))].filter((inner) => inner.length > 1 && inner !== word);
}

let segmenter: Jieba | undefined;

/** Made at first use: reading the dictionary takes a quarter of a second, which whoever searches elsewhere need not wait. */
function jieba(): Jieba {
  if (segmenter === undefined) {
    segmenter = Jieba.withDict(dict);
    segmenter.loadDict(
      Buffer.from(
        domainTerms()
          .map((term) => `${term} ${FREQUENCY} n`)
          .join('\n'),
      ),
    );
  }
  return segmenter;
}

/** The Chinese terms of the trade: names of technologies and parameters with their aliases, and the synonyms. */
export function domainTerms(): readonly string[] {
  const texts = [
    ...taxonomy().list.map(({ zh }) => zh),
    ...parameters().list.flatMap(({ zh, aliases }) => [zh, ...aliases]),
    ...synonyms().flat(),
  ];
  const terms = texts
    .flatMap((text) => text.normalize('NFKC').match(/\p{Script=Han}+/gu) ?? [])
    .filter((term) => term.length >= 2 && term.length <= LONGEST_TERM);
  return [...new Set(terms)];
}

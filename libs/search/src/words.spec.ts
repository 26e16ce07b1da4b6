import { Bits, CHUNK } from './bits';
import { lexemesOf, spokenWords } from './lexemes';
import { soundOf } from './pinyin';
import { errorsBetween } from './postgres-words';
import { cutChinese } from './segmenter';
import { idOf, storableId } from './storable-id';
import { termsOf } from './text-query';
import { nameKey, phraseLexemes, plain, runsOf, stem } from './words';

describe('words', () => {
  it('makes text plain: no U+0000, no half surrogates, nothing without a shape, one width, one case, one dash', () => {
    expect(plain('A\0b\ud83dＣ₂')).toBe('a b c2');
    expect(plain('👩🏭')).toBe('👩🏭');
    expect(plain('m\u200bb\u00adr 212—2017')).toBe('mbr 212-2017');
  });

  it('parts a mixed text into Chinese runs and words', () => {
    expect(runsOf('执行gb18918-2002一级a，(nh3-n) 500m3/d')).toEqual([
      { script: 'HAN', text: '执行', characters: ['执', '行'] },
      { script: 'OTHER', text: 'gb18918-2002', parts: ['gb', '18918', '2002'] },
      { script: 'HAN', text: '一级', characters: ['一', '级'] },
      { script: 'OTHER', text: 'a', parts: ['a'] },
      { script: 'OTHER', text: 'nh3-n', parts: ['nh3', 'n'] },
      { script: 'OTHER', text: '500m3/d', parts: ['500', 'm3', 'd'] },
    ]);
  });

  it.each([
    ['reactors', 'reactor'],
    ['reactor', 'reactor'],
    ['membranes', 'membran'],
    ['membrane', 'membran'],
    ['batteries', 'battery'],
    ['processes', 'process'],
    ['process', 'process'],
    ['monitoring', 'monitor'],
    ['activated', 'activat'],
    ['gas', 'gas'],
    ['basis', 'basis'],
    ['18918', '18918'],
  ])('takes %s to %s', (word, stemmed) => {
    expect(stem(word)).toBe(stemmed);
  });

  it('indexes Chinese by character and by pairs, words by stem and in pairs with the one before', () => {
    expect([...lexemesOf('膜池 Sand filters 2')].sort()).toEqual(
      ['2', 'filter', 'filter 2', 'sand', 'sand filter', '池', '池 sand', '膜', '膜池'].sort(),
    );
    expect(phraseLexemes(['sand', 'filters', '2'])).toEqual(['sand filter', 'filter 2']);
    expect(phraseLexemes(['filters'])).toEqual(['filter']);
  });

  it('finds the same in what it has met before, and pairs a word with the one before it, whatever stands between', () => {
    const text = '膜池 Sand filters，污水 GB18918-2002  filters —— 2 池';
    const first = [...lexemesOf(text)];
    expect(first).toEqual(expect.arrayContaining(['池 sand', '水 gb', '18918 2002', '2002 filter', 'filter 2']));
    expect(first).not.toContain('filter 池');
    expect([...lexemesOf(text)]).toEqual(first);
    // The same word after another one makes another pair.
    expect([...lexemesOf('gas Sand')].sort()).toEqual(['gas', 'gas sand', 'sand']);
    expect([...lexemesOf('Sand')]).toEqual(['sand']);
  });

  it('keeps terms of the trade whole when it cuts, and finds the words inside them', () => {
    expect(cutChinese('一体化膜生物反应器')).toContain('膜生物反应器');
    expect([...spokenWords('袋式除尘器 MBR')]).toEqual(expect.arrayContaining(['袋式除尘器', '除尘', 'mbr']));
  });

  it('says Chinese without tones, and by its initials', () => {
    expect(soundOf('污水处理')).toEqual({ full: 'wushuichuli', initials: 'wscl' });
    expect(soundOf('重金属绿色').full).toBe('zhongjinshulvse');
  });

  it('takes a code, a figure with its unit and a synonym for one term', () => {
    expect(termsOf('hj 212 500 m3/d chemical oxygen demand 膜').map(({ text }) => text)).toEqual([
      'hj 212',
      '500 m3/d',
      'chemical oxygen demand',
      '膜',
    ]);
    expect(termsOf('化学需氧量')[0]?.ways).toContainEqual(['cod']);
    expect(termsOf('cod')[0]?.ways).not.toContainEqual(['codmn']);
    expect(termsOf('sand filt').map(({ last }) => last)).toEqual([false, true]);
    expect(termsOf('a '.repeat(200))).toHaveLength(1);
    expect(termsOf(Array.from({ length: 99 }, (_, at) => `w${at}`).join(' '))).toHaveLength(32);
  });

  it('takes the spellings of a name for one', () => {
    expect(nameKey('GB 18918—2002')).toBe(nameKey('ｇｂ18918-2002'));
    expect(nameKey('%_ ')).toBe('');
  });

  it.each([
    ['bioreactr', 'bioreactor', 1],
    ['membrnae', 'membrane', 1],
    ['', 'ab', 2],
    ['pump', 'pump', 0],
  ])('counts the errors from %s to %s', (a, b, errors) => expect(errorsBetween(a, b)).toBe(errors));

  it('gives ids back as they were', () => {
    for (const id of ['plain', '\0', '\\0000', 'a\ud83d', '\ud83d\ude00', '\\\\', '膜'])
      expect(idOf(storableId(id))).toBe(id);
    expect(storableId('\0')).not.toContain('\0');
  });
});

describe('bits', () => {
  const of = (...ordinals: number[]) => {
    const bits = Bits.none(2);
    for (const ordinal of ordinals) bits.add(ordinal);
    return bits;
  };

  it('holds sets of ordinals, the newest first', () => {
    const bits = of(0, 7, 8, CHUNK - 1, CHUNK, 2 * CHUNK - 1);
    expect([...bits.newestFirst()]).toEqual([2 * CHUNK - 1, CHUNK, CHUNK - 1, 8, 7, 0]);
    expect(bits.count()).toBe(6);
    expect([7, 6].map((ordinal) => bits.has(ordinal))).toEqual([true, false]);
  });

  it('joins them', () => {
    const [a, b] = [of(1, 2, CHUNK), of(2, 3, CHUNK + 1)];
    expect([...a.and(b).newestFirst()]).toEqual([2]);
    expect([...a.or(b).newestFirst()]).toEqual([CHUNK + 1, CHUNK, 3, 2, 1]);
    expect([...a.without(b).newestFirst()]).toEqual([CHUNK, 1]);
    expect(a.and(of(5)).isEmpty()).toBe(true);
  });

  it('writes a chunk as Postgres reads it, and nothing for an empty one', () => {
    expect(of(0, 15).chunk(0)?.slice(0, 6)).toBe('x80010');
    expect(of(0).chunk(1)).toBeUndefined();
  });
});

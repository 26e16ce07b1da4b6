import { idOf, storableId } from './storable-id';
import { lexeme, termsOf, tsqueryOf } from './text-query';
import { placedWords, plain, runsOf, stem } from './words';

describe('words', () => {
  it('makes text plain: no U+0000, no half surrogates, one width, one case', () => {
    expect(plain('A\0b\ud83dＣ₂')).toBe('a b c2');
    expect(plain('👩🏭')).toBe('👩🏭');
  });

  it('parts a mixed text into Chinese runs and words', () => {
    expect(runsOf('执行gb18918-2002一级a，(nh3-n)')).toEqual([
      { script: 'HAN', text: '执行', characters: ['执', '行'] },
      { script: 'OTHER', parts: ['gb', '18918', '2002'] },
      { script: 'HAN', text: '一级', characters: ['一', '级'] },
      { script: 'OTHER', parts: ['a'] },
      { script: 'OTHER', parts: ['nh3', 'n'] },
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

  it('indexes Chinese words, the words inside them and each character, at the place where they stand', () => {
    const { words, end } = placedWords('膜生物反应器 MBR', 1);
    expect(words).toEqual(
      expect.arrayContaining([
        { word: '膜', place: 1 },
        { word: '生物', place: 2 },
        { word: '反应', place: 4 },
        { word: '反应器', place: 4 },
        { word: '器', place: 6 },
        { word: 'mbr', place: 7 },
      ]),
    );
    expect(end).toBe(8);
  });

  it('lets only the last word be the beginning of a longer one', () => {
    expect(termsOf('sand filt').map(({ words, prefix }) => [words[0], prefix])).toEqual([
      ['sand', false],
      ['filt', true],
    ]);
  });

  it('quotes every lexeme, so that none becomes an operator', () => {
    expect(lexeme(`a'b\\c`)).toBe(`'a''b\\\\c'`);
    const [term] = termsOf('pm2.5').slice(-1);
    expect(tsqueryOf(term!, [])).toBe(`('pm2' <-> '5')`);
  });

  it('gives ids back as they were', () => {
    for (const id of ['plain', '\0', '\\0000', 'a\ud83d', '\ud83d\ude00', '\\\\', '膜'])
      expect(idOf(storableId(id))).toBe(id);
    expect(storableId('\0')).not.toContain('\0');
  });
});

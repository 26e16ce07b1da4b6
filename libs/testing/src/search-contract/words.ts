import { CATALOGUE } from './catalogue';
import { allWith, document, eachAnew, kindsOf, type MakeSearch } from './subject';

/** What a text finds, and in which order. */
export function describeWords(make: MakeSearch): void {
  describe('words', () => {
    const subject = allWith(make, CATALOGUE);

    it.each([
      ['膜生物反应器', 'mbr'],
      ['MBR', 'mbr'],
      ['mbr', 'mbr'],
      ['ＭＢＲ', 'mbr'],
      ['MB\u200bR', 'mbr'],
      ['membrane', 'mbr'],
      ['membranes', 'mbr'],
      ['membrane bioreac', 'mbr'],
      ['一体化膜生物反应器 MBR', 'mbr'],
      ['MBR一体化', 'mbr'],
      ['（膜生物反应器）', 'mbr'],
      ['清源 MBR', 'mbr'],
      ['脱硫', 'fgd'],
      ['湿法脱硫', 'fgd'],
      ['SO2', 'fgd'],
      ['SO₂', 'fgd'],
      ['scrubbing tower', 'fgd'],
      ['Wet Scrubbing', 'fgd'],
      ['PM2.5', 'fgd'],
      ['ＰＭ２．５', 'fgd'],
      ['PM₂.₅', 'fgd'],
      ['SCR脱硝', 'scr'],
      ['渗滤液', 'leachate'],
      ['反渗透', 'leachate'],
      ['滤液', 'leachate'],
      ['landfill leachate', 'leachate'],
      ['提标改造', 'plant'],
      ['蓝藻打捞', 'lake'],
      ['清源环保', 'qingyuan'],
    ])('finds by %s first', async (text, id) => {
      expect((await subject.idsOf(text))[0]).toBe(id);
    });

    it.each([
      ['氨氮', ['mbr', 'nh3n', 'plant']],
      ['ammonia', ['mbr', 'nh3n', 'plant']],
      ['permanganate', ['permanganate']],
      ['蓝藻', ['lake']],
      ['kiln', ['bag']],
    ])('finds everything that speaks of %s and nothing else', async (text, ids) => {
      expect(await subject.setOf(text)).toEqual(ids);
    });

    it('says of each hit what it is, best first', async () => {
      const found = await subject.hits('氨氮');
      expect(new Map(found.map(({ id, kind }) => [id, kind]))).toEqual(
        new Map([
          ['mbr', 'LISTING'],
          ['plant', 'TENDER'],
          ['nh3n', 'PARAMETER'],
        ]),
      );
      const scores = found.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores.every((score) => score > 0)).toBe(true);
    });

    it.each(['离心风机', 'zzzzqqqq', '!!! 。，', '%', '_', '*', '""', '-'])('finds nothing by %s', async (text) => {
      const answer = await subject.answer({ text, count: ['domain'] });
      expect(answer).toMatchObject({ items: [], totalCount: 0, hasNextPage: false, correction: null });
      expect(kindsOf(answer)).toEqual({});
      expect(answer.facets).toEqual([{ facet: 'domain', values: [] }]);
    });

    it('does not find by the halves of words and codes that were never written', async () => {
      expect(await subject.idsOf('rane')).toEqual([]);
      expect(await subject.idsOf('8918')).toEqual([]);
      expect(await subject.idsOf('器反')).toEqual([]);
    });

    describe('codes and figures', () => {
      it.each([
        'HJ 212',
        'HJ212',
        'hj212',
        'HJ 212-2017',
        'HJ212-2017',
        'HJ  212—2017',
        'ＨＪ２１２',
        '《HJ 212-2017》',
      ])('takes %s for one code, however it is written', async (text) => {
        expect(await subject.setOf(text)).toEqual(['HJ 212-2017', 'logger']);
      });

      it.each(['GB 18918', 'GB18918', 'gb18918', '18918', 'ＧＢ　１８９１８'])(
        'does not take another code for %s',
        async (text) => {
          expect(await subject.setOf(text)).toEqual(['GB 18918-2002', 'mbr', 'plant']);
        },
      );

      it.each(['GB 18918-2002', 'gb18918-2002', '18918-2002'])('keeps to the edition in %s', async (text) => {
        expect(await subject.setOf(text)).toEqual(['GB 18918-2002', 'mbr']);
        expect(await subject.setOf(text.replace('2002', '2030'))).not.toContain('mbr');
      });

      it('puts what has the code before what speaks of it', async () => {
        expect((await subject.idsOf('GB 18918-2002'))[0]).toBe('GB 18918-2002');
        expect((await subject.idsOf('HJ 212'))[0]).toBe('HJ 212-2017');
        expect((await subject.idsOf('COD'))[0]).toBe('cod');
        expect((await subject.idsOf('NH3-N'))[0]).toBe('nh3n');
      });

      it.each([
        ['91320200MA1WBQ3X7L', 'qingyuan'],
        ['91320200ma1wbq3x7l', 'qingyuan'],
        ['QY-MBR500', 'mbr'],
        ['HJ 354', 'flowmeter'],
        ['GB 18918 一级A', 'plant'],
        ['GB18918一级A标准', 'plant'],
        ['GB18918-2002', 'GB 18918-2002'],
      ])('finds by %s first', async (text, id) => {
        expect((await subject.idsOf(text))[0]).toBe(id);
      });

      it.each(['500m3/d', '500 m³/d', '５００ｍ３／ｄ', '规模500m³/d', '500m3/d 膜'])(
        'reads %s as a figure with its unit',
        async (text) => {
          expect((await subject.idsOf(text))[0]).toBe('mbr');
        },
      );

      it('does not take one figure for a longer one', async () => {
        expect(await subject.idsOf('500m3/d')).not.toContain('rural');
        expect((await subject.idsOf('5000m3/d'))[0]).toBe('rural');
      });
    });

    describe('typing errors', () => {
      it.each([
        ['bioreactr', 'mbr', 'bioreactor'],
        ['membrene', 'mbr', 'membrane'],
        ['Scrubing', 'fgd', 'scrubbing'],
        ['catalitic', 'scr', 'catalytic'],
        ['membrane bioreactr', 'mbr', 'membrane bioreactor'],
        ['leachatte', 'leachate', 'leachate'],
      ])('forgives %s, and says how it was read', async (text, id, correction) => {
        const { items, correction: said } = await subject.answer(text);
        expect(items[0]?.node.id).toBe(id);
        expect(said?.toLowerCase()).toBe(correction);
      });

      it('forgives one beside Chinese, and leaves the rest of the text as it was', async () => {
        const { items, correction } = await subject.answer('一体化 bioreactr');
        expect(items[0]?.node.id).toBe('mbr');
        expect(correction).toBe('一体化 bioreactor');
      });

      it.each(['bioreactor', 'MBR', '膜生物反应器', 'membrane bioreac', 'HJ 212', '', 'zzzzqqqq', 'wushui'])(
        'corrects nothing in %s',
        async (text) => {
          expect((await subject.answer(text)).correction).toBeNull();
        },
      );

      it('forgives no error in a figure or a short word', async () => {
        expect(await subject.idsOf('18919')).toEqual([]);
        expect(await subject.idsOf('mbx')).toEqual([]);
      });
    });

    describe('pinyin', () => {
      it.each([
        ['wushui', ['GB 18918-2002', 'mbr', 'plant', 'rural']],
        ['WuShui', ['GB 18918-2002', 'mbr', 'plant', 'rural']],
        ['tuoliu', ['fgd']],
        ['tuoxiao', ['scr']],
        ['andan', ['mbr', 'nh3n', 'plant']],
        ['lanzao', ['lake']],
      ])('finds by %s', async (text, ids) => {
        expect(await subject.setOf(text)).toEqual(ids);
      });

      it.each([
        ['ws', 'plant'],
        ['wushuichuli', 'plant'],
        ['wscl', 'plant'],
        ['chuchen', 'bag'],
        ['chuchenqi', 'bag'],
        ['mswfyq', 'mbr'],
        ['moshengwufanyingqi', 'mbr'],
        ['liuliangji', 'flowmeter'],
        ['llj', 'flowmeter'],
      ])('finds by %s, among others', async (text, id) => {
        expect(await subject.idsOf(text)).toContain(id);
      });

      it('reads a word beside others by its sound', async () => {
        expect((await subject.idsOf('tuoliu tower'))[0]).toBe('fgd');
      });
    });

    describe('synonyms', () => {
      it.each([
        ['除尘', 'bag'],
        ['去除粉尘', 'bag'],
        ['dedusting', 'bag'],
        ['dust removal', 'bag'],
        ['布袋除尘器', 'bag'],
        ['baghouse', 'bag'],
        ['desulfurization', 'fgd'],
        ['FGD', 'fgd'],
        ['去除二氧化硫', 'fgd'],
        ['RO', 'leachate'],
        ['二氧化硫', 'fgd'],
        ['sulphur dioxide', 'fgd'],
        ['NOx', 'scr'],
      ])('finds by %s first', async (text, id) => {
        expect((await subject.idsOf(text))[0]).toBe(id);
      });

      it('finds COD by its name and by its sign, and not what is another parameter', async () => {
        expect(await subject.setOf('化学需氧量')).toEqual(['analyser', 'cod', 'leachate', 'mbr']);
        expect(await subject.setOf('chemical oxygen demand')).toEqual(['analyser', 'cod', 'leachate', 'mbr']);
        expect(await subject.setOf('COD')).toEqual(expect.arrayContaining(['analyser', 'cod', 'leachate', 'mbr']));
        expect(await subject.setOf('高锰酸盐指数')).toEqual(['permanganate']);
        expect((await subject.idsOf('CODMn'))[0]).toBe('permanganate');
      });

      it('finds ammonia nitrogen by each of its names', async () => {
        for (const text of ['氨氮', 'NH3-N', 'NH₃-N', 'nh3n', 'ammonia nitrogen', '氨态氮']) {
          expect(await subject.setOf(text)).toEqual(['mbr', 'nh3n', 'plant']);
        }
      });
    });

    it('reads a word as a word before it reads it as pinyin', async () => {
      expect(await subject.setOf('kiln')).toEqual(['bag']);
      expect((await subject.idsOf('scr'))[0]).toBe('scr');
    });
  });

  describe('ranking', () => {
    const subject = eachAnew(make);

    it('puts a word of the title before the same word elsewhere', async () => {
      await subject.index.put([
        document('elsewhere', { title: { zh: '设备', en: 'Equipment' }, words: { zh: '', en: 'clarifier' } }),
        document('title', { title: { zh: '设备', en: 'Clarifier' }, words: { zh: '', en: 'equipment' } }),
      ]);
      expect(await subject.idsOf('clarifier')).toEqual(['title', 'elsewhere']);
    });

    it('puts a Chinese word of the title before the same word elsewhere', async () => {
      await subject.index.put([
        document('elsewhere', { title: { zh: '水泵', en: '' }, words: { zh: '用于二沉池', en: '' } }),
        document('title', { title: { zh: '二沉池刮泥机', en: '' }, words: { zh: '水泵', en: '' } }),
      ]);
      expect(await subject.idsOf('二沉池')).toEqual(['title', 'elsewhere']);
    });

    it('puts what holds every word before what holds one', async () => {
      await subject.index.put([
        document('both', { words: { zh: '', en: 'sludge dryer' } }),
        document('one', { title: { zh: '', en: 'Sludge' }, words: { zh: '', en: 'sludge pump' } }),
      ]);
      expect((await subject.idsOf('sludge dryer'))[0]).toBe('both');
    });

    it('finds what holds some of the words when nothing holds all', async () => {
      await subject.index.put([
        document('sludge', { words: { zh: '', en: 'sludge press' } }),
        document('other', { words: { zh: '', en: 'blower' } }),
      ]);
      expect(await subject.idsOf('sludge centrifuge')).toEqual(['sludge']);
    });

    it('puts words that stand together before the same words apart', async () => {
      await subject.index.put([
        document('apart', { title: { zh: '生物除臭膜', en: '' } }),
        document('together', { title: { zh: '生物膜填料', en: '' } }),
      ]);
      expect((await subject.idsOf('生物膜'))[0]).toBe('together');
    });

    it('does not read as pinyin what some document holds as a word', async () => {
      await subject.index.put([
        document('word', { title: { zh: '', en: 'WUSHUI pump' } }),
        document('sound', { title: { zh: '污水泵', en: '' } }),
      ]);
      expect(await subject.idsOf('wushui')).toEqual(['word']);
      await subject.index.remove('LISTING', ['word']);
      expect(await subject.idsOf('wushui')).toEqual(['sound']);
    });
  });
}

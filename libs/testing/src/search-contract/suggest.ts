import type { SuggestRequest, Suggestion } from '@huanpei/app';
import { CATALOGUE, HOSTILE } from './catalogue';
import { allWith, document, eachAnew, type MakeSearch } from './subject';

/** Ways to go on typing. */
export function describeSuggest(make: MakeSearch): void {
  describe('suggest', () => {
    const subject = allWith(make, CATALOGUE);
    const suggest = (text: string, given: Partial<SuggestRequest> = {}): Promise<readonly Suggestion[]> =>
      subject.index.suggest({ text, language: 'zh', first: 20, ...given });
    const texts = async (text: string, given: Partial<SuggestRequest> = {}) =>
      (await suggest(text, given)).map((one) => one.text);

    it.each([
      ['一体化', '一体化膜生物反应器'],
      ['渗滤', '渗滤液碟管式反渗透装置'],
      ['膜生物', '一体化膜生物反应器'],
      ['反渗透', '渗滤液碟管式反渗透装置'],
      ['除尘', '袋式除尘器'],
      ['氨', '氨氮'],
      ['江苏清', '江苏清源环保科技有限公司'],
      ['地表水', '地表水环境质量标准'],
      ['daishi', '袋式除尘器'],
      ['daish', '袋式除尘器'],
      ['dscc', '袋式除尘器'],
      ['nongcun', '农村生活污水净化槽'],
      ['ncsh', '农村生活污水净化槽'],
      ['wushui', '农村生活污水净化槽'],
      ['ws', '农村生活污水净化槽'],
      ['wushuijing', '农村生活污水净化槽'],
      ['huaxue', '化学需氧量'],
      ['hxxyl', '化学需氧量'],
    ])('goes on from %s to %s', async (text, name) => {
      expect(await texts(text)).toContain(name);
    });

    it.each([
      ['pack', 'Packaged membrane bioreactor'],
      ['Packaged mem', 'Packaged membrane bioreactor'],
      ['memb', 'Packaged membrane bioreactor'],
      ['membrane', 'Packaged membrane bioreactor'],
      ['membrane bio', 'Packaged membrane bioreactor'],
      ['FABRIC', 'Fabric filter'],
      ['chem', 'Chemical oxygen demand'],
      ['jiangsu qing', 'Jiangsu Qingyuan Environmental Technology'],
    ])('goes on in English from %s to %s', async (text, name) => {
      expect(await texts(text, { language: 'en' })).toContain(name);
    });

    it.each(['GB 189', 'GB189', 'gb 18918', 'GB 18918-', 'ＧＢ１８９'])(
      'goes on from %s to the standard',
      async (text) => {
        const [first] = await suggest(text);
        expect(first).toEqual({ text: 'GB 18918-2002', thing: { kind: 'STANDARD', id: 'GB 18918-2002' } });
      },
    );

    it('names the thing itself when the suggestion is one', async () => {
      expect(await suggest('明渠')).toEqual([{ text: '明渠流量计', thing: { kind: 'LISTING', id: 'flowmeter' } }]);
      expect(await suggest('CODC')).toContainEqual({ text: 'CODCr', thing: { kind: 'PARAMETER', id: 'cod' } });
    });

    it('goes on to the names of technologies that something has', async () => {
      expect(await suggest('蓝藻')).toContainEqual({ text: '蓝藻打捞/藻水分离', thing: null });
      expect(await texts('algae', { language: 'en' })).toContain('Algae harvesting and separation');
      expect(await texts('污泥干化')).toEqual([]);
    });

    it('puts what begins as typed before what holds it in the middle', async () => {
      const found = await texts('化学');
      expect(found[0]).toBe('化学需氧量');
      const middle = await texts('污水');
      const begins = middle.map((text) => text.startsWith('污水'));
      expect(begins).toEqual([...begins].sort((a, b) => Number(b) - Number(a)));
    });

    it('reads letters as letters before it reads them as sounds', async () => {
      expect((await texts('cod'))[0]).toBe('COD');
    });

    it('keeps to the kinds asked for', async () => {
      expect(await texts('城镇', { kinds: ['TENDER'] })).toEqual(['城镇污水处理厂提标改造']);
      expect(await texts('城镇', { kinds: ['STANDARD'] })).toEqual(['城镇污水处理厂污染物排放标准']);
      expect(await texts('袋式除尘器', { kinds: ['TENDER'] })).toEqual([]);
    });

    it.each(['zzzzqqqq', '离心风机', '', '  ', '!!!', '%', '_'])('has nothing to add to %s', async (text) => {
      expect(await suggest(text)).toEqual([]);
    });

    it('says each text once, at most as many as asked for', async () => {
      for (const text of ['污', '水', 'ws', 'g', 'G', 'c', '城', 'HJ']) {
        for (const first of [1, 3, 20]) {
          const found = await texts(text, { first });
          expect(found.length).toBeLessThanOrEqual(first);
          expect(new Set(found.map((one) => one.toLowerCase())).size).toBe(found.length);
        }
      }
    });

    it('gives the same beginning when asked for fewer', async () => {
      expect(await suggest('水', { first: 2 })).toEqual((await suggest('水')).slice(0, 2));
    });

    it('suggests only what then finds something', async () => {
      for (const text of ['膜', '水', 'ws', 'memb', 'GB', '反应', 'c', '标准']) {
        for (const one of await texts(text)) {
          expect([one, (await subject.answer(one)).totalCount > 0]).toEqual([one, true]);
        }
      }
    });

    it('never throws for what is typed', async () => {
      for (const text of HOSTILE) {
        expect((await suggest(text)).length).toBeLessThanOrEqual(20);
        expect((await suggest(text, { language: 'en', first: 1 })).length).toBeLessThanOrEqual(1);
      }
    });
  });

  describe('suggest as things change', () => {
    const subject = eachAnew(make);
    const texts = async (text: string, language: 'zh' | 'en' = 'zh') =>
      (await subject.index.suggest({ text, language, first: 20 })).map((one) => one.text);

    it('follows a title, and forgets what is removed', async () => {
      const pump = document('pump', { title: { zh: '潜水泵', en: 'Submersible pump' } });
      await subject.index.put([pump]);
      expect(await texts('潜水')).toEqual(['潜水泵']);
      await subject.index.put([{ ...pump, revision: 2, title: { zh: '磁力泵', en: 'Magnetic pump' } }]);
      expect(await texts('潜水')).toEqual([]);
      expect(await texts('qianshui')).toEqual([]);
      expect(await texts('磁力')).toEqual(['磁力泵']);
      expect(await texts('clb')).toEqual(['磁力泵']);
      await subject.index.remove('LISTING', ['pump']);
      expect(await texts('磁力')).toEqual([]);
      expect(await texts('magnetic', 'en')).toEqual([]);
    });

    it('does not go back to a lower revision', async () => {
      const pump = document('pump', { revision: 5, title: { zh: '磁力泵', en: '' } });
      await subject.index.put([pump]);
      await subject.index.put([{ ...pump, revision: 4, title: { zh: '潜水泵', en: '' } }]);
      expect(await texts('潜水')).toEqual([]);
      expect(await texts('磁力')).toEqual(['磁力泵']);
    });

    it('names no thing for a title that several have', async () => {
      await subject.index.put([
        document('a', { title: { zh: '潜水泵', en: '' } }),
        document('b', { title: { zh: '潜水泵', en: '' } }),
        document('c', { title: { zh: '潜水搅拌机', en: '' } }),
      ]);
      const found = await subject.index.suggest({ text: '潜水', language: 'zh', first: 10 });
      expect(found).toHaveLength(2);
      expect(found).toContainEqual({ text: '潜水泵', thing: null });
      expect(found).toContainEqual({ text: '潜水搅拌机', thing: { kind: 'LISTING', id: 'c' } });
      await subject.index.remove('LISTING', ['a']);
      expect(await subject.index.suggest({ text: '潜水泵', language: 'zh', first: 10 })).toEqual([
        { text: '潜水泵', thing: { kind: 'LISTING', id: 'b' } },
      ]);
    });
  });
}

import { RunningApi } from './running-api';

let api: RunningApi;
beforeAll(async () => {
  api = await RunningApi.start();
});
afterAll(() => api.stop());

const QUERY = `query ($text: String!) { recogniseNeed(text: $text) {
  draft { lot { domain technologies { code } duty { says } requirements { says } standards { says } } exchange }
  readings { from to text as says inferred } unread { text why says candidates { code label } }
  open { scenario scenarios { code label } technology technologies { code } passedOver { from text } } } }`;

describe('a paragraph of a tender, pasted by a visitor', () => {
  it('comes back as a need in the language of the reader, ready to be matched', async () => {
    const text = '日处理5万吨，进水COD 350mg/L，采用MBR，出水达到一级A，按GB 8978-1996设计';
    const zh = await api.ask(QUERY, { text }, { headers: { 'accept-language': 'zh' } });
    expect(zh).toMatchObject({
      recogniseNeed: {
        draft: {
          lot: {
            domain: 'water',
            technologies: [{ code: 'water.mun.mbr' }],
            duty: [{ says: '处理能力 50000 m³/d' }, { says: '化学需氧量 · 进口条件 350 mg/L' }],
          },
        },
        unread: [{ text: 'GB 8978-1996', why: 'WHICH_CLASS', says: '只写了标准，未写执行哪一级（表）；请选择。' }],
      },
    });
    const en = await api.ask(QUERY, { text });
    expect(en).toMatchObject({
      recogniseNeed: { unread: [{ candidates: expect.arrayContaining([{ code: '1', label: 'Class 1' }]) }] },
    });
  });

  it('says what it leaves open, with what is likely to be chosen', async () => {
    const text = '日处理5万吨，出水达到一级A，总投资不超过1.5亿元。人员应持证上岗。';
    const { recogniseNeed } = await api.ask(QUERY, { text }, { headers: { 'accept-language': 'zh' } });
    expect(recogniseNeed.draft.lot.requirements).toEqual([{ says: '总价 ≤ ¥150,000,000' }]);
    expect(recogniseNeed.open).toMatchObject({
      scenario: true,
      scenarios: [{ code: 'water.municipal', label: '市政污水处理' }],
      technology: true,
      technologies: expect.arrayContaining([{ code: 'water.mun.mbr' }]),
      passedOver: [{ from: text.indexOf('人员'), text: '人员应持证上岗' }],
    });
  });

  it('asks for a text, and for a shorter one', async () => {
    for (const text of ['  ', '水'.repeat(6_001)]) {
      const { errors } = await api.send(QUERY, { text });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'text' } }]);
    }
  });
});

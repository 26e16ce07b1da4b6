import { synonyms } from './index';

const groupOf = (term: string) => synonyms().find((terms) => terms.includes(term)) ?? [];

describe('synonyms', () => {
  it('join the curated words, the names of parameters and those of technologies', () => {
    expect(groupOf('除尘')).toEqual(expect.arrayContaining(['去除粉尘', 'dedusting']));
    expect(groupOf('化学需氧量')).toEqual(expect.arrayContaining(['COD', 'CODCr', 'Chemical oxygen demand']));
    expect(groupOf('反渗透')).toEqual(expect.arrayContaining(['RO', 'Reverse osmosis']));
  });

  it('never join two parameters', () => {
    expect(groupOf('COD')).not.toContain('CODMn');
    expect(groupOf('氨氮')).not.toContain('总氮');
    expect(groupOf('NMHC')).not.toContain('TVOC');
  });

  it('leave a term that means two parameters to neither', () => expect(groupOf('氨逃逸')).toEqual([]));

  it('hold every term in one group only', () => {
    const all = synonyms().flatMap((terms) => terms.map((term) => term.toLowerCase()));
    expect(new Set(all).size).toBe(all.length);
  });
});

import type { Listing, ListingContent, Organisation, Tender } from '@huanpei/domain';
import {
  demo,
  demoListingContent,
  demoTenderContent,
  parameters,
  regions,
  standards,
  taxonomy,
} from '@huanpei/reference';
import { FACETS, SEARCH_KINDS, type SearchDocument } from '../ports/search-index';
import { regionsServed, regionToChoose } from './facets';
import { documentOfListing, documentOfSupplier, documentOfTender, documentsOfReference } from './search-document';

const TODAY = '2026-06-30';
const NOW = new Date('2026-06-30T04:00:00Z');

const firm = (more: Partial<Organisation> = {}): Organisation => ({
  id: 's',
  kind: 'SUPPLIER',
  state: 'VERIFIED',
  name: { zh: '某环保公司', en: 'Some firm' },
  creditCode: '91110108551385082Q',
  creditCodeCheck: 'OK',
  region: 'CN-JS',
  honours: [],
  demo: false,
  reason: null,
  createdAt: NOW,
  decidedAt: NOW,
  version: 3,
  ...more,
});
const content = (more: Partial<ListingContent> = {}): ListingContent => ({
  kind: 'EQUIPMENT',
  name: { zh: '膜生物反应器', en: 'Membrane bioreactor' },
  domain: 'water',
  technologies: ['water.mun.mbr'],
  facts: [
    { metric: 'outlet', parameter: 'cod', op: '<=', value: 30, unit: 'mg/L', basis: 'TESTED', attachmentId: 'r' },
  ],
  ...more,
});
const listing = (of: ListingContent): Listing => ({
  id: 'l',
  supplierId: 's',
  state: 'PUBLISHED',
  revision: 2,
  content: of,
  staged: null,
  origin: 'SUPPLIER',
  reason: null,
  createdAt: NOW,
  publishedAt: NOW,
  confirmedOn: TODAY,
  version: 2,
});
const found = (more: Partial<ListingContent> = {}, by: Organisation = firm(), today = TODAY): SearchDocument => {
  const of = content(more);
  return documentOfListing(listing(of), of, by, today);
};

describe('the document of a listing', () => {
  it('has its technologies and scenarios with what is above them, and what its facts are about', () => {
    const { facets, technologies } = found({ scenarios: ['water.rural'] });
    expect(facets.technology).toEqual(['water.mun.mbr', ...taxonomy().ancestors('water.mun.mbr')]);
    expect(facets.scenario).toEqual(expect.arrayContaining(['water.rural', 'water.municipal']));
    expect(facets.scenario).not.toContain('water');
    expect(facets).toMatchObject({ domain: ['water'], parameter: ['cod'], basis: ['TESTED'], catalogue: ['KEL-2021'] });
    expect(technologies).toContain('water');
  });

  it('says when it was published as it is, for the order', () => {
    expect(found().figures).toContainEqual({
      key: 'published',
      low: NOW.getTime() / 1_000,
      high: NOW.getTime() / 1_000,
    });
    const of = content();
    const never = documentOfListing({ ...listing(of), publishedAt: null }, of, firm(), TODAY);
    expect(never.figures.map(({ key }) => key)).not.toContain('published');
  });

  it('says nothing of what is not stated', () => {
    const { facets } = found();
    for (const facet of ['certificate', 'honour', 'region'] as const) expect(facets[facet]).toBeUndefined();
  });

  it('counts reports, certificates and honours as they stand on the day', () => {
    const parts: Partial<ListingContent> = {
      attachments: [{ id: 'r', kind: 'TEST_REPORT', title: 'Report', validUntil: '2026-12-31' }],
      certificates: [
        { scheme: 'CCEP', validUntil: '2026-12-31' },
        { scheme: 'ISO9001' },
        { scheme: 'CPA', validUntil: '2026-01-01' },
      ],
    };
    const by = firm({
      honours: [
        { code: 'LITTLE-GIANT', checked: true, validUntil: '2026-12-31' },
        { code: 'MIIT-SPEC', checked: true },
        { code: 'SINGLE-CHAMPION', checked: false },
      ],
    });
    const now = found(parts, by).facets;
    expect(now).toMatchObject({
      basis: ['TESTED'],
      certificate: ['CCEP', 'ISO9001'],
      honour: ['LITTLE-GIANT', 'MIIT-SPEC'],
      catalogue: ['KEL-2021', 'MIIT-SPEC'],
    });
    const later = found(parts, by, '2027-01-01').facets;
    expect(later).toMatchObject({ basis: ['GUARANTEED'], certificate: ['ISO9001'], honour: ['MIIT-SPEC'] });
  });

  it('is found by what people write for its parameters, in both languages', () => {
    const { words } = found();
    for (const one of ['化学需氧量', 'CODCr', 'w01018', '某环保公司']) expect(words.zh).toContain(one);
    for (const one of ['Chemical oxygen demand', 'CODCr', 'Some firm']) expect(words.en).toContain(one);
  });
});

describe('the regions served', () => {
  it('find a firm by each province it serves at least in part, and by every place around it', () => {
    expect(regionsServed(['CN-JS'])).toEqual(['CN-JS', 'CN']);
    expect(regionsServed(['CN-JS-3201'])).toEqual(['CN-JS', 'CN']);
    expect(regionsServed(['CN'])).toEqual(expect.arrayContaining(['CN', 'CN-JS', 'CN-XZ']));
    expect(regionsServed(['CN'])).not.toContain('US');
    expect(regionsServed(['*'])).toEqual(expect.arrayContaining(['CN', 'CN-JS', 'US']));
    expect(regionsServed([])).toEqual([]);
    expect(regionsServed(['CN', 'CN-JS', 'CN-JS-3201']).length).toBe(new Set(regionsServed(['CN'])).size);
  });

  it('are chosen by country or province, and every region has one', () => {
    expect(regionToChoose('CN-GD-4401-440106')).toBe('CN-GD');
    expect(regionToChoose('CN-GD')).toBe('CN-GD');
    expect(regionToChoose('nowhere')).toBeUndefined();
    const nation = new Set(regionsServed(['CN']));
    for (const { code } of regions().list) {
      const chosen = regionToChoose(code);
      // Whoever serves the very place is found by what is chosen for it.
      expect(regionsServed([code])).toContain(chosen);
      expect(!code.startsWith('CN') || nation.has(chosen ?? '')).toBe(true);
    }
  });
});

describe('the document of a supplier', () => {
  it('joins what its listings offer, and has its credit code, honours and seat', () => {
    const by = firm({ honours: [{ code: 'LITTLE-GIANT', checked: true }] });
    const one = documentOfSupplier(
      by,
      [
        listing(content({ regions: ['CN-ZJ'] })),
        listing(content({ domain: 'air', technologies: ['air.ule.scr'], facts: [] })),
      ],
      TODAY,
    );
    expect(one).toMatchObject({ kind: 'SUPPLIER', id: 's', revision: 3, codes: ['91110108551385082Q'], figures: [] });
    expect(one.facets).toMatchObject({
      domain: ['water', 'air'],
      parameter: ['cod'],
      honour: ['LITTLE-GIANT'],
      region: ['CN-ZJ', 'CN'],
    });
    expect(one.facets.technology).toEqual(expect.arrayContaining(['water.mun.mbr', 'air.ule.scr', 'water', 'air']));
    expect(one.words.zh).toContain('江苏');
    expect(one.words.zh).toContain('膜生物反应器');
  });

  it('is found by its name alone when it has nothing on the market', () => {
    expect(documentOfSupplier(firm({ creditCode: null }), [], TODAY)).toMatchObject({
      title: { zh: '某环保公司', en: 'Some firm' },
      codes: [],
      facets: {},
    });
  });
});

describe('the document of a tender', () => {
  const [first] = demo().tenders;
  const tender = {
    id: 't',
    revision: 4,
    state: 'PUBLISHED',
    publishedAt: NOW,
    content: demoTenderContent(first!, NOW),
  } as unknown as Tender;

  it('has what its lots limit, also by a cited class, and where it is', () => {
    const { facets, words, revision } = documentOfTender(tender);
    expect(revision).toBe(4);
    expect(facets.parameter).toEqual(expect.arrayContaining(['cod', 'nh3n', 'tp']));
    expect(facets.region).toEqual(['CN-JS', 'CN']);
    expect(facets.domain).toEqual(['water']);
    expect(words.zh).toContain('GB 18918-2002');
    expect(words.en).toContain('Class 1A');
  });
});

describe('when a tender was published, and until when it is open', () => {
  const [first] = demo().tenders;
  const deadline = '2026-09-01T01:00:00.000Z';
  const figuresOf = (more: Partial<Tender>) =>
    documentOfTender({
      id: 't',
      revision: 4,
      publishedAt: NOW,
      content: { ...demoTenderContent(first!, NOW), deadline },
      ...more,
    } as unknown as Tender).figures;

  it('are figures to order by', () => {
    const at = (text: string) => new Date(text).getTime() / 1_000;
    expect(figuresOf({ state: 'PUBLISHED' })).toEqual([
      { key: 'published', low: at(NOW.toISOString()), high: at(NOW.toISOString()) },
      { key: 'deadline', low: at(deadline), high: at(deadline) },
    ]);
  });

  it('are not both there once it is closed', () => {
    for (const state of ['CLOSED', 'AWARDED', 'CANCELLED'] as const) {
      expect(figuresOf({ state }).map(({ key }) => key)).toEqual(['published']);
    }
  });
});

describe('the reference data as documents', () => {
  const all = documentsOfReference();
  const of = (kind: SearchDocument['kind'], id: string) => all.find((one) => one.kind === kind && one.id === id);

  it('are all there, each once', () => {
    expect(all.length).toBe(standards().list.length + parameters().list.length);
    expect(new Set(all.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(all.length);
  });

  it('say what a standard limits and in which medium', () => {
    const gb18918 = of('STANDARD', 'GB 18918-2002');
    expect(gb18918).toMatchObject({ codes: ['GB 18918-2002'], facets: { domain: ['water'], region: ['CN'] } });
    expect(gb18918?.facets.parameter).toEqual(expect.arrayContaining(['cod', 'tn']));
    expect(gb18918?.words.zh).toContain('一级A');
  });

  it('say by which codes a parameter is cited', () => {
    expect(of('PARAMETER', 'cod')?.codes).toEqual(expect.arrayContaining(['COD', 'CODCr', 'w01018']));
  });
});

describe('every document of the demonstration', () => {
  const documents = [
    ...demo().listings.map((one) => {
      const of = demoListingContent(one, NOW);
      return documentOfListing({ ...listing(of), id: one.id }, of, firm({ id: one.supplier }), TODAY);
    }),
    ...documentsOfReference(),
  ];

  it('keeps to the promises of the port', () => {
    for (const one of documents) {
      expect(SEARCH_KINDS).toContain(one.kind);
      expect(Object.keys(one.facets).filter((facet) => !(FACETS as readonly string[]).includes(facet))).toEqual([]);
      for (const values of Object.values(one.facets)) expect(new Set(values).size).toBe(values.length);
      expect(new Set(one.figures.map(({ key }) => key)).size).toBe(one.figures.length);
      for (const { low, high } of one.figures) {
        expect(Number.isFinite(low) && Number.isFinite(high)).toBe(true);
        expect(low).toBeLessThanOrEqual(high);
      }
      expect(one.title.zh).not.toBe('');
    }
  });

  it('has figures for a good part of what it states', () => {
    const keys = documents.flatMap(({ figures }) => figures.map(({ key }) => key.split('-')[0]));
    const count = (figure: string) => keys.filter((key) => key === figure).length;
    expect(count('capacity')).toBeGreaterThanOrEqual(20);
    expect(count('outlet')).toBeGreaterThanOrEqual(30);
    expect(count('removal_pct')).toBeGreaterThanOrEqual(200);
    expect(count('energy')).toBeGreaterThanOrEqual(30);
  });
});

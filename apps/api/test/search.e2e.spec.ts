import { demo, standards } from '@huanpei/reference';
import { eventually } from '@huanpei/testing';
import { RunningApi, type Answer, type Data } from './running-api';

let api: RunningApi;

const SEARCH = `query ($text: String! = "", $kinds: [SearchKind!], $filter: SearchFilter, $facets: [SearchFacet!], $sort: SearchSortInput, $first: Int! = 100, $after: String) {
  search(text: $text, kinds: $kinds, filter: $filter, facets: $facets, sort: $sort, first: $first, after: $after) {
    totalCount correction askedFigures { kind text rest value unit parameter { code } } kinds { kind count } pageInfo { hasNextPage endCursor }
    facets { facet zh en valueCount values(most: 100) { code zh en count } }
    edges { node { id kind score sorted stated { says } found { __typename
      ... on Listing { name { zh en } content { technologies { code } facts { metric { code } } } supplier { id } }
      ... on Tender { title { zh } } ... on Organisation { name { zh } } ... on Standard { code } ... on Parameter { code } } } } } }`;

const search = async (variables: Data): Promise<Data> => (await api.ask(SEARCH, variables))['search'];
const idsOf = (found: Data): string[] => found['edges'].map(({ node }: Data) => node['id']);
const found = async (variables: Data): Promise<string[]> => idsOf(await search(variables));
const kindsOf = ({ kinds }: Data): Record<string, number> =>
  Object.fromEntries(kinds.map(({ kind, count }: Data) => [kind, count]));
const facet = (answer: Data, name: string): Data => answer['facets'].find((one: Data) => one['facet'] === name);

const TENDERS = demo().tenders.length;
const LISTINGS = demo().listings.length;

beforeAll(async () => {
  api = await RunningApi.start({ demo: true });
  await eventually(async () => {
    const kinds = kindsOf(await search({ first: 1 }));
    return kinds['LISTING'] === LISTINGS && kinds['TENDER'] === TENDERS && (kinds['PARAMETER'] ?? 0) > 0;
  }, 60_000);
}, 120_000);
afterAll(() => api.stop());

describe('words', () => {
  it.each(['除尘', 'dedusting', 'dust collector', '袋式除尘器'])('find dust collectors by %s', async (text) => {
    const { edges } = await search({ text, kinds: ['LISTING'], first: 10 });
    expect(edges.length).toBeGreaterThan(0);
    const technologies = edges
      .slice(0, 3)
      .flatMap(({ node }: Data) => node['found'].content.technologies.map(({ code }: Data) => code));
    expect(technologies.filter((code: string) => /fabric-filter|esp|dust|cyclone/.test(code)).length).toBeGreaterThan(
      0,
    );
  });

  it('find what is typed by its sound', async () => {
    const ids = await found({ text: 'daishi chuchenqi', kinds: ['LISTING'] });
    const dust = new Set((await found({ text: '袋式除尘器', kinds: ['LISTING'] })).slice(0, 5));
    expect(ids.some((id) => dust.has(id))).toBe(true);
  });

  it('find the same in both languages', async () => {
    const [zh, en] = await Promise.all([
      found({ text: '膜生物反应器', kinds: ['LISTING'] }),
      found({ text: 'membrane bioreactor', kinds: ['LISTING'] }),
    ]);
    expect(zh).toContain('ill-mbr-5000');
    expect(en).toContain('ill-mbr-5000');
  });

  it('find a standard by its number, and a parameter by what people write', async () => {
    const standard = await search({ text: 'GB 18918', kinds: ['STANDARD'] });
    expect(standard.edges[0].node).toMatchObject({
      kind: 'STANDARD',
      found: { __typename: 'Standard', code: 'GB 18918-2002' },
    });
    expect((await found({ text: 'CODCr', kinds: ['PARAMETER'] }))[0]).toBe('cod');
    expect((await found({ text: 'w01018', kinds: ['PARAMETER'] }))[0]).toBe('cod');
    expect((await found({ text: '氨氮', kinds: ['PARAMETER'] }))[0]).toBe('nh3n');
  });

  it('find a firm by its name, and tenders that cite a standard', async () => {
    expect(await found({ text: '示例·水处理', kinds: ['SUPPLIER'] })).toContain('demo-example-water');
    expect(await found({ text: 'GB 18918-2002', kinds: ['TENDER'] })).toContain('ill-sewage-50000');
  });

  it('say of each kind how many there are, and that all are what they say', async () => {
    const all = await search({ text: 'COD' });
    const kinds = kindsOf(all);
    expect(all['totalCount']).toBe(Object.values(kinds).reduce((sum, count) => sum + count, 0));
    for (const kind of ['LISTING', 'TENDER', 'STANDARD', 'PARAMETER']) {
      expect((await search({ text: 'COD', kinds: [kind] }))['totalCount']).toBe(kinds[kind]);
    }
    const types: Data = {
      LISTING: 'Listing',
      TENDER: 'Tender',
      SUPPLIER: 'Organisation',
      STANDARD: 'Standard',
      PARAMETER: 'Parameter',
    };
    for (const { node } of all['edges']) expect(node.found.__typename).toBe(types[node.kind]);
  });

  it('say what was searched for instead of words that nobody uses', async () => {
    const answer = await search({ text: 'bioreactr', kinds: ['LISTING'] });
    expect(idsOf(answer)).toContain('ill-mbr-5000');
    expect(answer['correction']).toMatch(/bioreactor/i);
  });
});

describe('facets', () => {
  it('are counted with names in both languages, and each count is what choosing it finds', async () => {
    const answer = await search({ text: '', kinds: ['LISTING'], facets: ['DOMAIN', 'BASIS', 'CATALOGUE'], first: 1 });
    const domains = facet(answer, 'DOMAIN');
    expect(domains['values'].reduce((sum: number, { count }: Data) => sum + count, 0)).toBe(LISTINGS);
    expect(domains['values']).toContainEqual({
      code: 'water',
      zh: '水污染治理',
      en: 'Water and wastewater',
      count: expect.any(Number),
    });
    for (const { code, count } of domains['values']) {
      expect((await search({ kinds: ['LISTING'], filter: { domains: [code] }, first: 1 }))['totalCount']).toBe(count);
    }
    const [catalogue] = facet(answer, 'CATALOGUE')['values'];
    expect(catalogue.code).toBe('KEL-2021');
    expect((await search({ kinds: ['LISTING'], filter: { catalogues: ['KEL-2021'] }, first: 1 }))['totalCount']).toBe(
      catalogue.count,
    );
  });

  it('keep counting the other values of a facet that is narrowed', async () => {
    const one = await search({
      kinds: ['LISTING'],
      filter: { domains: ['air'] },
      facets: ['DOMAIN', 'TECHNOLOGY'],
      first: 1,
    });
    expect(facet(one, 'DOMAIN')['values'].map(({ code }: Data) => code)).toContain('water');
    expect(facet(one, 'TECHNOLOGY')['values'].every(({ code }: Data) => /^(air|x)/.test(code))).toBe(true);
  });

  it('find what serves a province, also where it serves the whole country', async () => {
    const ids = await found({ kinds: ['LISTING'], filter: { regions: ['CN-JS-3201'] } });
    const regions = new Map(demo().listings.map(({ id, content }) => [id, content.regions ?? []]));
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(regions.get(id)?.some((code) => code === 'CN' || code.startsWith('CN-JS'))).toBe(true);
    expect(ids.some((id) => regions.get(id)?.includes('CN'))).toBe(true);
    expect(ids.some((id) => regions.get(id)?.includes('CN-JS'))).toBe(true);
  });
});

describe('figures', () => {
  const water = { kinds: ['LISTING'], filter: { domains: ['water'] } };

  it('narrow by a flow, in any unit of it', async () => {
    const flow = (value: number, unit: string, orNotStated = false) =>
      found({ kinds: ['LISTING'], filter: { capacityForFlow: { value, unit, orNotStated } } });
    const ids = await flow(5000, 'm3/d');
    expect(ids).toContain('ill-mbr-5000');
    expect(ids.length).toBeLessThan((await found(water)).length);
    expect([...(await flow(5000 / 24, 'm3/h'))].sort()).toEqual([...ids].sort());
    expect([...(await flow(0.5, '万m3/d'))].sort()).toEqual([...ids].sort());
    expect(await flow(1e12, 'm3/d')).not.toContain('ill-sand-filter');
    expect(
      (
        await search({
          kinds: ['LISTING'],
          filter: { capacityForFlow: { value: 5000, unit: 'm3/d', orNotStated: true } },
        })
      )['totalCount'],
    ).toBeGreaterThan(ids.length);
  });

  it('narrow by an outlet, and show what is stated of it', async () => {
    const { edges } = await search({
      kinds: ['LISTING'],
      filter: { outletAtMost: [{ parameter: 'CODCr', value: 50, unit: 'mg/L' }] },
    });
    expect(edges.map(({ node }: Data) => node['id'])).toContain('ill-mbr-5000');
    for (const { node } of edges) {
      expect(node.stated.length).toBeGreaterThan(0);
      for (const { says } of node.stated) expect(says).toContain('Chemical oxygen demand');
    }
    const strict = await found({
      kinds: ['LISTING'],
      filter: { outletAtMost: [{ parameter: 'cod', value: 0.001, unit: 'mg/L' }] },
    });
    expect(strict).toEqual([]);
  });

  it('show the capacity and what comes out first where nothing was asked about', async () => {
    const { edges } = await search({ text: 'MBR', kinds: ['LISTING'] });
    const { node } = edges.find(({ node }: Data) => node['id'] === 'ill-mbr-5000');
    const said = node.stated.map(({ says }: Data) => says as string);
    expect(said).toHaveLength(3);
    expect(said[0]).toMatch(/^Capacity/);
    for (const one of said.slice(1)) expect(one).toMatch(/outlet|removal/i);
  });

  it('narrow by removal, energy, price and lead time together', async () => {
    const ids = await found({
      filter: {
        removalAtLeast: [{ parameter: 'tp', percent: 1, orNotStated: true }],
        energyAtMost: { value: 0.6, unit: 'kWh/m3' },
        priceAtMost: { amountMinor: 300_000, per: 'm3/d' },
      },
    });
    expect(ids).toContain('ill-mbr-5000');
    const days = await found({ filter: { leadDaysAtMost: { days: 60 } } });
    const stated = demo().listings.filter(({ content }) => (content.leadDays ?? 61) <= 60);
    expect([...days].sort()).toEqual(stated.map(({ id }) => id).sort());
  });

  it('page through the same hits, and refuse a cursor of another search', async () => {
    const first = await search({ ...water, first: 10 });
    const second = await search({ ...water, first: 10, after: first['pageInfo'].endCursor });
    expect(idsOf(first).filter((id) => idsOf(second).includes(id))).toEqual([]);
    const { errors } = await api.send(SEARCH, { text: 'x', after: first['pageInfo'].endCursor });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });
});

describe('the order', () => {
  /** All hits, page by page. */
  const nodes = async (variables: Data, first = 100): Promise<Data[]> => {
    const found: Data[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Data = await search({ ...variables, first, after });
      found.push(...page['edges'].map(({ node }: Data) => node));
      ({ endCursor: after, hasNextPage: more } = page['pageInfo']);
    }
    return found;
  };
  const contents = new Map(demo().listings.map(({ id, content }) => [id, content]));

  it.each<[string, Data, (id: string) => number | undefined]>([
    ['lead time', { by: 'LEAD_DAYS' }, (id) => contents.get(id)?.leadDays],
    [
      'price for a flow',
      { by: 'PRICE', per: 'm3/h' },
      (id) => {
        const price = contents.get(id)?.price;
        return price?.per === 'm3/d' ? price.amountMinor : undefined;
      },
    ],
  ])('is that of the %s, and what states none comes last', async (_, sort, stated) => {
    const found = await nodes({ kinds: ['LISTING'], sort });
    expect(found).toHaveLength(LISTINGS);
    const figures = found.map(({ id }) => stated(id));
    const known = figures.filter((figure) => figure !== undefined);
    expect(known.length).toBeGreaterThan(1);
    expect(figures).toEqual([
      ...[...known].sort((a, b) => a - b),
      ...Array.from({ length: LISTINGS - known.length }, () => undefined),
    ]);
    expect(found.map(({ sorted }) => sorted)).toEqual(figures.map((figure) => figure !== undefined));
  });

  it('shows what is sorted by, and goes on from page to page', async () => {
    const sort = { by: 'REMOVAL', parameter: '悬浮物' };
    const whole = await nodes({ kinds: ['LISTING'], sort });
    const shown = whole.filter(({ sorted }) => sorted === true);
    expect(shown.length).toBeGreaterThan(20);
    for (const { stated } of shown)
      expect(stated[0].says).toMatch(/suspended solids.*removal|removal.*suspended solids/i);
    const ids = (await nodes({ kinds: ['LISTING'], sort }, 17)).map(({ id }) => id);
    expect(ids).toEqual(whole.map(({ id }) => id));
  });

  it('is that of the words unless another is asked for', async () => {
    const found = await nodes({ text: 'MBR', kinds: ['LISTING'] });
    expect(found.every(({ sorted }) => sorted === null)).toBe(true);
    const same = await nodes({ text: 'MBR', kinds: ['LISTING'], sort: { by: 'RELEVANCE' } });
    expect(same).toEqual(found);
  });

  it('puts the next deadline first, and closed tenders last', async () => {
    const deadlines = (
      await api.ask(
        'query { search(kinds: [TENDER], sort: { by: DEADLINE }, first: 100) { edges { node { sorted found { ... on Tender { state deadline } } } } } }',
      )
    )['search'].edges.map(({ node }: Data) => node);
    const open = deadlines.filter(({ sorted }: Data) => sorted).map(({ found }: Data) => Date.parse(found.deadline));
    expect(open.length).toBeGreaterThan(1);
    expect(open).toEqual([...open].sort((a: number, b: number) => a - b));
    for (const { sorted, found } of deadlines) expect(sorted).toBe(found.state === 'PUBLISHED');
  });

  it('is refused with its field where it cannot be', async () => {
    const { errors } = await api.send(SEARCH, { sort: { by: 'OUTLET' } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'sort.parameter' });
  });
});

describe('figures and editions in the words', () => {
  it('are offered as filters, with what is left of the words', async () => {
    const { askedFigures } = await search({ text: 'MBR 日处理5000吨 COD 50 mg/L', first: 1 });
    expect(askedFigures).toEqual([
      {
        kind: 'CAPACITY_FOR_FLOW',
        text: '5000吨',
        rest: 'MBR COD 50 mg/L',
        value: 5000,
        unit: 'm3/d',
        parameter: null,
      },
      {
        kind: 'OUTLET_AT_MOST',
        text: 'COD 50 mg/L',
        rest: 'MBR 日处理5000吨',
        value: 50,
        unit: 'mg/L',
        parameter: { code: 'cod' },
      },
    ]);
    expect((await search({ text: 'GB 18918-2002', first: 1 }))['askedFigures']).toEqual([]);
  });

  it('are searched for without the year where nothing has the edition', async () => {
    const answer = await search({ text: 'GB18918-2031', kinds: ['STANDARD'] });
    expect(answer['correction']).toBe('GB18918');
    expect(idsOf(answer)).toContain('GB 18918-2002');
    expect((await search({ text: 'GB 18918-2002', first: 1 }))['correction']).toBeNull();
  });
});

describe('suggestions', () => {
  const suggest = async (text: string, more: Data = {}): Promise<Data[]> =>
    (
      await api.ask(
        'query ($text: String!, $kinds: [SearchKind!], $first: Int! = 8) { searchSuggestions(text: $text, kinds: $kinds, first: $first) { text kind id } }',
        { text, ...more },
      )
    )['searchSuggestions'];

  it('go on with what is typed, also by pinyin', async () => {
    expect((await suggest('GB 189', { kinds: ['STANDARD'] })).map(({ id }) => id)).toContain('GB 18918-2002');
    expect((await suggest('COD')).length).toBeGreaterThan(0);
    const pinyin = await suggest('chuchen', { first: 20 });
    expect(pinyin.length).toBeGreaterThan(0);
    expect(await suggest('  ')).toEqual([]);
    expect((await suggest('a', { first: 500 })).length).toBeLessThanOrEqual(20);
  });
});

describe('what may not be seen', () => {
  it('is not found once it is suspended, and found again afterwards', async () => {
    const { token } = await api.person('OPERATOR', 'MODERATOR');
    const text = '一体化MBR模块';
    expect(await found({ text })).toContain('ill-mbr-5000');
    const suspended = await api.do(
      'mutation ($id: ID!, $reason: String!) { suspendListing(id: $id, reason: $reason) { __typename ... on Refusal { message } } }',
      { id: 'ill-mbr-5000', reason: 'a check' },
      { as: token },
    );
    expect(suspended).toMatchObject({ __typename: 'Listing' });
    // Whatever the index still holds.
    expect(await found({ text })).not.toContain('ill-mbr-5000');
    await api.do(
      'mutation ($id: ID!) { reinstateListing(id: $id) { __typename } }',
      { id: 'ill-mbr-5000' },
      { as: token },
    );
    await eventually(async () => (await found({ text })).includes('ill-mbr-5000'), 20_000);
  });

  it('is not found when its firm is suspended, nor is the firm', async () => {
    const { token } = await api.person('OPERATOR', 'ADMINISTRATOR');
    const ofFirm = { kinds: ['LISTING'], text: '示例·水处理' };
    expect((await found(ofFirm)).length).toBeGreaterThan(0);
    const decide = (decision: string) =>
      api.do(
        'mutation ($decision: OrganisationDecision!) { decideOrganisation(id: "demo-example-water", decision: $decision, reason: "a check") { __typename } }',
        { decision },
        { as: token },
      );
    expect(await decide('SUSPEND')).toMatchObject({ __typename: 'Organisation' });
    const { edges } = await search(ofFirm);
    expect(edges.filter(({ node }: Data) => node['found'].supplier.id === 'demo-example-water')).toEqual([]);
    expect(await found({ text: '示例·水处理', kinds: ['SUPPLIER'] })).not.toContain('demo-example-water');
    await decide('REINSTATE');
    await eventually(
      async () => (await found({ text: '示例·水处理', kinds: ['SUPPLIER'] })).includes('demo-example-water'),
      20_000,
    );
  });
});

describe('input at fault', () => {
  const refused = async (variables: Data, language = 'en'): Promise<Answer['errors'][number]> => {
    const { errors, data } = await api.send(SEARCH, variables, { headers: { 'accept-language': language } });
    expect(data ?? null).toBeNull();
    return errors[0]!;
  };

  it('names the field, the fault and the remedy in the language of the reader', async () => {
    const filter = { capacityForFlow: { value: 5, unit: 'buckets' }, regions: ['ZZ'] };
    const en = await refused({ filter });
    expect(en.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'filter.regions[0]',
      reasons: [{ field: 'filter.regions[0]' }, { field: 'filter.capacityForFlow.unit' }],
    });
    expect(en.message).toMatch(/filter\.capacityForFlow\.unit: There is no fitting unit "buckets"; there are: .*m3\/d/);
    const zh = await refused({ filter }, 'zh-CN');
    expect(zh.message).toMatch(/没有适用的单位“buckets”；可用的有：.*m3\/d/);
  });

  it.each<[string, Data]>([
    [
      'hostile codes',
      { filter: { technologies: ["'; drop table search_document; --"], parameters: ['\u0000', '{{7*7}}'] } },
    ],
    ['too many values', { filter: { regions: Array.from({ length: 51 }, () => 'CN') } }],
    ['a figure beyond all', { filter: { outletAtMost: [{ parameter: 'cod', value: 1e308, unit: 'g/L' }] } }],
    ['a figure below zero', { filter: { leadDaysAtMost: { days: -1 } } }],
    ['none to give', { first: 0 }],
  ])('refuses %s', async (_name, variables) => {
    expect((await refused(variables)).extensions?.['code']).toBe('BAD_USER_INPUT');
  });

  it.each([
    "' or 1=1 --",
    '& | ! ( ) : * <->',
    '\u0000\ud800',
    '%_\\',
    '🜁'.repeat(400),
    'a'.repeat(100_000),
    '%'.repeat(3_000),
    '((((((((((',
  ])('answers hostile text without a fault of ours', async (text) => {
    for (const query of [SEARCH, 'query ($text: String!) { searchSuggestions(text: $text) { text } }']) {
      const { errors } = await api.send(query, { text: text.slice(0, 90_000) });
      expect(errors).toEqual([]);
    }
    expect((await search({ kinds: ['STANDARD'], first: 1 }))['totalCount']).toBe(standards().list.length);
  });
});

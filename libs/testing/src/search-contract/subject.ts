import type { Facet, SearchAnswer, SearchDocument, SearchHit, SearchIndex, SearchRequest } from '@huanpei/app';

/** An empty index to try, and one of the same make whose server cannot be reached. */
export interface SearchUnderTest {
  readonly index: SearchIndex;
  readonly unreachable: SearchIndex;
  close(): Promise<void>;
}

export type MakeSearch = () => Promise<SearchUnderTest>;

/** The index of the moment, and what is often asked of it. */
export interface Subject {
  readonly index: SearchIndex;
  readonly unreachable: SearchIndex;
  /** The first fifty hits. */
  answer(request: string | SearchRequest): Promise<SearchAnswer>;
  hits(request: string | SearchRequest): Promise<readonly SearchHit[]>;
  idsOf(request: string | SearchRequest): Promise<readonly string[]>;
  /** The same in the order of the alphabet, for what has no order of its own. */
  setOf(request: string | SearchRequest): Promise<readonly string[]>;
}

/** An empty index for each test around it. */
export function eachAnew(make: MakeSearch): Subject {
  let made: SearchUnderTest | undefined;
  beforeEach(async () => {
    made = await make();
  });
  afterEach(() => made?.close());
  return subject(() => made);
}

/** One index with these documents for all tests around it, which only read. */
export function allWith(make: MakeSearch, documents: readonly SearchDocument[]): Subject {
  let made: SearchUnderTest | undefined;
  beforeAll(async () => {
    made = await make();
    await made.index.put(documents);
  });
  afterAll(() => made?.close());
  return subject(() => made);
}

function subject(current: () => SearchUnderTest | undefined): Subject {
  const made = (): SearchUnderTest => {
    const found = current();
    if (!found) throw new Error('The index is asked outside a test.');
    return found;
  };
  const answer = (request: string | SearchRequest) =>
    made().index.search(typeof request === 'string' ? { text: request } : request, { first: 50, after: null });
  const hits = async (request: string | SearchRequest) => (await answer(request)).items.map(({ node }) => node);
  const idsOf = async (request: string | SearchRequest) => (await hits(request)).map(({ id }) => id);
  return {
    get index() {
      return made().index;
    },
    get unreachable() {
      return made().unreachable;
    },
    answer,
    hits,
    idsOf,
    setOf: async (request) => [...(await idsOf(request))].sort(),
  };
}

/** A listing in the domain of water that says nothing, but for what is given. */
export function document(id: string, given: Partial<SearchDocument> = {}): SearchDocument {
  return {
    kind: 'LISTING',
    id,
    revision: 1,
    codes: [],
    facets: { domain: ['water'] },
    figures: [],
    title: { zh: '', en: '' },
    words: { zh: '', en: '' },
    technologies: [],
    ...given,
  };
}

/** The counts of one facet of an answer, as `value:count` in the order they came. */
export function countsOf(answer: SearchAnswer, facet: Facet): readonly string[] {
  const found = answer.facets.find((one) => one.facet === facet);
  if (!found) throw new Error(`The facet ${facet} was not counted.`);
  return found.values.map(({ value, count }) => `${value}:${count}`);
}

/** The kinds that have hits, with how many. */
export function kindsOf(answer: SearchAnswer): Readonly<Record<string, number>> {
  return Object.fromEntries(answer.kinds.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]));
}

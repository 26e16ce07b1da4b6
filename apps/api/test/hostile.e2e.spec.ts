import { ASKERS, type Asker } from '@huanpei/domain';
import { buildApiSchema } from '../src/schema-text';
import { fullVariables, leastVariables, rootOperations, withEachText, type RootOperation } from './operations';
import { RunningApi, type Answer } from './running-api';

let api: RunningApi;
let operations: readonly RootOperation[];
const tokens = new Map<Asker, string>();
/** Someone who may call each operation, found by asking. */
const callers = new Map<string, string | undefined>();

beforeAll(async () => {
  api = await RunningApi.start();
  operations = rootOperations(await buildApiSchema()).filter(({ kind }) => kind !== 'Subscription');
  for (const asker of ASKERS) {
    if (asker !== 'VISITOR') tokens.set(asker, (await api.personFor(asker)).token);
  }
  for (const operation of operations) callers.set(operation.name, await callerOf(operation));
});
afterAll(() => api.stop());

async function callerOf({ document, field }: RootOperation): Promise<string | undefined> {
  for (const token of [undefined, ...tokens.values()]) {
    const { errors } = await api.send(document, leastVariables(field), { as: token });
    if (!errors.some(({ extensions }) => /UNAUTHENTICATED|FORBIDDEN/.test(String(extensions?.['code'])))) return token;
  }
  throw new Error('nobody may call it');
}

const isFault = ({ status, text, errors }: Answer): boolean =>
  status >= 500 || errors.some(({ extensions }) => extensions?.['code'] === 'INTERNAL') || /node_modules/.test(text);

const HOSTILE: Readonly<Record<string, string>> = {
  'U+0000': 'a\u0000b',
  'a lone surrogate': 'a\ud800b',
  'right to left': '\u202Egnp.exe\u202C \u200F',
  'SQL and patterns': `'; drop table member; -- %_\\ {{7*7}} \${x} ../../etc`,
  'a number beyond all': '9'.repeat(400),
  nothing: '',
};

it.each(Object.keys(HOSTILE))('stands %s in every text of every operation', async (name) => {
  const faults: string[] = [];
  let calls = 0;
  for (const operation of operations) {
    const as = callers.get(operation.name);
    for (const [path, variables] of withEachText(fullVariables(operation.field), HOSTILE[name] ?? '')) {
      const answer = await api.send(operation.document, variables, { as });
      calls += 1;
      if (isFault(answer)) faults.push(`${operation.name} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  }
  expect(faults).toEqual([]);
  expect(calls).toBeGreaterThan(150);
});

it('stands nearly a megabyte of text in every operation', async () => {
  const faults: string[] = [];
  const text = '环'.repeat(320_000);
  for (const operation of operations) {
    const as = callers.get(operation.name);
    const all = withEachText(leastVariables(operation.field), text);
    for (const [path, variables] of all) {
      const answer = await api.send(operation.document, variables, { as });
      if (isFault(answer)) faults.push(`${operation.name} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  }
  expect(faults).toEqual([]);
});

/** Valid but for the texts that people write freely, which are `x`. */
const LISTING = {
  kind: 'EQUIPMENT',
  domain: 'water',
  technologies: ['water.mun.mbr'],
  name: { zh: 'x', en: 'x' },
  summary: { zh: 'x', en: 'x' },
  facts: [
    { metric: 'capacity', op: 'EQ', value: 5000, unit: 'm3/d', note: 'x', attachmentId: 'report' },
    { metric: 'outlet', parameter: 'cod', op: 'LE', value: 30, unit: 'mg/L', condition: 'x' },
  ],
  attachments: [{ id: 'report', kind: 'TEST_REPORT', title: 'x', issuer: 'x', number: 'x' }],
  sources: [{ title: 'x' }],
};
const TENDER = {
  title: { zh: 'x', en: 'x' },
  summary: { zh: 'x', en: 'x' },
  lots: [
    {
      id: 'x',
      title: { zh: 'x', en: 'x' },
      need: {
        domain: 'water',
        requirements: [
          {
            id: 'x',
            mandatory: true,
            metric: 'outlet',
            parameter: 'cod',
            op: 'LE',
            value: 50,
            unit: 'mg/L',
            condition: 'x',
            group: 'x',
          },
        ],
      },
    },
  ],
};

it.each([
  [
    'SUPPLIER_OWNER',
    'createListing',
    'ListingContentInput',
    LISTING,
    'name { zh en } staged { content { facts { says note } } }',
  ],
  ['BUYER_OWNER', 'createTender', 'TenderContentInput', TENDER, 'title { zh en } lots { requirements { says } }'],
] as const)(
  '%s: %s keeps or refuses every hostile text, and can read it again',
  async (asker, mutation, type, valid, read) => {
    const document = `mutation m($content: ${type}!) { result: ${mutation}(content: $content) {
    __typename ... on ${type.startsWith('Listing') ? 'Listing' : 'Tender'} { id ${read} } ... on Refusal { reasons { code field message } } } }`;
    const outcomes = new Map<string, number>();
    for (const [name, text] of Object.entries({ ...HOSTILE, long: '环'.repeat(5_000) })) {
      for (const [path, content] of withEachText(valid, text)) {
        const answer = await api.send(document, { content }, { as: tokens.get(asker) });
        expect([name, path, isFault(answer), answer.errors]).toEqual([name, path, false, []]);
        const outcome = answer.data?.['result'].__typename as string;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    }
    // Both happen, so the texts did get as far as the store.
    expect(
      Math.min(...['Refusal', type.startsWith('Listing') ? 'Listing' : 'Tender'].map((one) => outcomes.get(one) ?? 0)),
    ).toBeGreaterThan(5);
  },
);

it('answers numbers that are none, and too many things, as faults of the caller', async () => {
  const { token } = await api.person('BUYER', 'OWNER');
  const document =
    'query q($need: NeedInput!) { previewMatches(need: $need) { __typename ... on Refusal { code field } } }';
  const fact = (value: unknown) => ({ metric: 'capacity', op: 'EQ', value, unit: 'm3/d' });
  for (const value of [1e308, -1e308, 1e16, 1e-320]) {
    const answer = await api.send(document, { need: { domain: 'water', duty: [fact(value)] } }, { as: token });
    expect([value, isFault(answer)]).toEqual([value, false]);
  }
  const withDuty = (count: number) =>
    api.send(document, { need: { domain: 'water', duty: Array(count).fill(fact(1)) } }, { as: token });
  expect((await withDuty(101)).data?.['previewMatches']).toMatchObject({ code: 'TOO_LONG', field: 'need.duty' });
  // Beyond that it is not even looked at.
  expect((await withDuty(5_000)).errors[0]?.extensions?.['code']).toBe('QUERY_TOO_LARGE');
});

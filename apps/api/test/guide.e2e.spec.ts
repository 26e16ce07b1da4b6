import { eventually } from '@huanpei/testing';
import { differences, filled, guideSteps, moved, named, type Json } from './guide';
import { RunningApi, type Heard } from './running-api';

const PASSWORD = 'huanpei-demo-2026';
/** Who asks, by the field that is asked for; a visitor where nobody is named. */
const ASKERS: Readonly<Record<string, 'supplier' | 'moderator' | 'buyer'>> = {
  createListing: 'supplier',
  submitListing: 'supplier',
  improvementWorklist: 'supplier',
  previewAnswer: 'supplier',
  answerUnknown: 'supplier',
  confirmListing: 'supplier',
  updateDeliveryPreferences: 'supplier',
  createWebhook: 'supplier',
  createApiKey: 'supplier',
  rotateApiKey: 'supplier',
  apiKeys: 'supplier',
  revokeApiKey: 'supplier',
  reviewListing: 'moderator',
  marketGapGroups: 'moderator',
  draftFeedback: 'buyer',
  previewTrains: 'buyer',
  createTender: 'buyer',
  updateTender: 'buyer',
  publishTender: 'buyer',
  createSavedSearch: 'buyer',
  savedSearchHits: 'buyer',
  updateSavedSearch: 'buyer',
};

const { givenOn, steps } = guideSteps();
const tokens = new Map<string, string>();
/** Ids of the guide, and what they are here. */
const ids = new Map<string, string>();
const variablesAbove = new Map<string, Json>();
let api: RunningApi;
let heard: Heard[];

beforeAll(async () => {
  api = await RunningApi.start({ demo: true });
  for (const who of ['supplier', 'moderator', 'buyer']) {
    const signIn = `mutation { signIn(email: "${who}@demo.huanpei.example", password: "${PASSWORD}") { ... on SignedIn { accessToken } } }`;
    tokens.set(who, (await api.do(signIn))['accessToken']);
  }
  // Every open tender has been put to the market, as in a demonstration that has been running for a moment.
  await eventually(async () => {
    const { tenders } = await api.ask('{ tenders(first: 50) { edges { node { state lots { matches { id } } } } } }');
    return tenders.edges.every(({ node }: { node: { lots: { matches: unknown }[] } }) =>
      node.lots.every(({ matches }) => matches !== null),
    );
  }, 60_000);
  // And everything can be found.
  await eventually(async () => {
    const { all, listings } = await api.ask(
      '{ all: search(first: 1) { kinds { kind count } } listings(first: 1) { totalCount } }',
    );
    const counts: Record<string, number> = Object.fromEntries(
      all.kinds.map(({ kind, count }: { kind: string; count: number }) => [kind, count]),
    );
    return counts['LISTING'] === listings.totalCount && counts['TENDER'] === 10 && counts['PARAMETER'] !== undefined;
  }, 60_000);
  const told = steps.find(({ query }) => query.startsWith('subscription'));
  if (!told) throw new Error('the guide shows no subscription');
  heard = (await api.subscribe(told.query, { as: tokens.get('supplier') })).heard;
}, 120_000);
afterAll(() => api.stop());

/** What the supplier hears of the tender that the guide publishes. */
async function nextHeard(): Promise<Json> {
  const said = () => heard.find(({ data }) => data?.['notificationReceived'].says.includes('"Sewage plant upgrade"'));
  await eventually(() => said() !== undefined, 15_000);
  return said()?.data as Json;
}

describe('docs/api-guide.md', () => {
  it.each(steps.map((step, index) => [index + 1, step.title, step] as const))(
    'shows what is answered, %i: %s',
    async (_number, _title, { query, variables, shown }) => {
      const field = /[{]\s*(\w+)/.exec(query.replace(/\([^)]*\)(?=\s*\{)/, ''))?.[1] ?? '';
      const real = (text: string) => [...ids].reduce((done, [guide, here]) => done.replaceAll(guide, here), text);
      const given = variables === null ? {} : filled(variables, variablesAbove);
      named(given, variablesAbove);
      const days = Math.floor((Date.now() - Date.parse(givenOn)) / 86_400_000);
      const ask = async () =>
        query.startsWith('subscription')
          ? await nextHeard()
          : ((await api.ask(real(query), moved(given, days) as Record<string, unknown>, {
              as: tokens.get(ASKERS[field] ?? ''),
            })) as Json);
      let answer = await ask();
      // The check of a lot comes a moment after publication.
      if (field === 'tender') {
        await eventually(async () => !JSON.stringify((answer = await ask())).includes('"matches":null'), 15_000);
      }
      if (shown !== null) expect(differences(shown, answer, ids)).toEqual([]);
    },
  );

  it('gives an answer to all that it asks', () => {
    expect(steps.length).toBeGreaterThan(18);
    expect(steps.filter(({ shown }) => shown === null).map(({ title }) => title)).toEqual([]);
  });
});

import type { Tx } from '@huanpei/app';
import {
  decision,
  demand,
  listing,
  listingContent,
  matchRun,
  member,
  NOON,
  nextId,
  notification,
  offer,
  organisation,
  session,
  tender,
  tenderContent,
} from '../test/samples';
import { storeUnderTest, type StoreUnderTest } from '../test/store-under-test';

/** Texts that neither `text` nor `jsonb` holds, or that mean something to SQL, JSON or LIKE. */
const HOSTILE = [
  'a\0b',
  '\uD83C',
  '\uDFED\uD83C',
  `'; drop table listing; --`,
  '\\u0000',
  '"',
  '%_',
  '{}',
  '$1',
  '?',
  '\uFEFF',
  '𠮷野家',
];

const mended = (text: string) => text.replace(/\0|\p{Surrogate}/gu, '\uFFFD');

describe.each(HOSTILE)('the text %j', (text) => {
  let store: StoreUnderTest;

  beforeAll(async () => {
    store = await storeUnderTest();
  });
  afterAll(() => store.close());

  const run = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => store.work.run(body);

  it('is kept, as far as it can be, in every field of every row', async () => {
    const firm = organisation({
      id: `o${text}`,
      name: { zh: text, en: text },
      creditCode: text,
      region: text,
      reason: text,
      honours: [{ code: text, checked: true }],
    });
    const person = member(firm.id, { id: `m${text}`, email: text, name: text });
    const held = session(person.id, { id: `s${text}`, family: text, tokenHash: text });
    const content = listingContent({
      name: { zh: text },
      technologies: [text],
      scenarios: [text],
      ...{ [text]: text },
    });
    const offered = listing(firm.id, {
      id: `l${text}`,
      content,
      reason: text,
      staged: { number: 2, content, state: 'SUBMITTED', submittedAt: text, reason: text },
    });
    const asked = tender(firm.id, {
      id: `t${text}`,
      content: tenderContent({ title: { zh: text }, region: text }),
      reason: text,
      fromDemandId: text,
    });
    const past = demand({
      id: `d${text}`,
      title: { en: text },
      buyer: text,
      country: text,
      regionText: text,
      publishedOn: text,
      lacks: [text],
    });
    const told = notification(firm.id, { id: `n${text}`, tenderId: asked.id, listingId: offered.id, reason: text });
    const found = matchRun(asked.id, {
      id: `r${text}`,
      lotId: text,
      engine: text,
      notified: [text],
      listingRevisions: { [text]: 1 },
    });
    await run(async (tx) => {
      await tx.organisations.add(firm);
      await tx.members.add(person);
      await tx.members.saveCredential({
        memberId: person.id,
        passwordHash: text,
      });
      await tx.sessions.add(held);
      await tx.listings.add(offered);
      await tx.listings.keepRevision(offered.id, 1, content, NOON);
      await tx.listings.keepRevision(offered.id, 1, content, NOON);
      await tx.tenders.add(asked);
      await tx.tenders.keepRevision(asked.id, 1, asked.content, NOON);
      await tx.demands.add(past);
      expect(await tx.notifications.add([told])).toHaveLength(1);
      expect(await tx.notifications.add([{ ...told, id: nextId() }])).toHaveLength(0);
      expect(await tx.matchRuns.add(found)).toBe(true);
      await tx.audit(
        decision({ actor: text, subjectId: text, organisationId: text, reason: text, data: { [text]: text } }),
      );
      await tx.change({
        kind: 'LISTING',
        id: offered.id,
        revision: 1,
        offer: { ...offer(offered.id), name: { zh: text } },
      });
      await tx.change({
        kind: 'LISTING',
        id: offered.id,
        revision: 2,
        offer: { ...offer(offered.id), name: { en: text } },
      });
    });
    // Asked for in the same words, and saved under them.
    await run(async (tx) => {
      const firmNow = await tx.organisations.take(firm.id);
      expect(firmNow).toMatchObject({
        name: { zh: mended(text), en: mended(text) },
        creditCode: mended(text),
        reason: mended(text),
      });
      await tx.organisations.save({ ...firm, version: 2 });
      expect(await tx.organisations.creditCodeTaken(text)).toBe(true);
      await tx.members.save({ ...person, version: 2 });
      expect(await tx.members.byEmail(text)).toMatchObject({ name: mended(text) });
      expect(await tx.members.credential(person.id)).toMatchObject({ passwordHash: mended(text) });
      expect(await tx.sessions.takeByTokenHash(text)).toMatchObject({ family: mended(text) });
      await tx.sessions.save({ ...held, replacedAt: NOON });
      await tx.sessions.revokeFamily(text, NOON);
      await tx.listings.save({ ...offered, version: 2 });
      expect(await tx.listings.publishedOf(firm.id)).toEqual([mended(offered.id)]);
      await tx.tenders.save({ ...asked, version: 2 });
      expect(await tx.demands.find(past.id)).toMatchObject({ buyer: mended(text) });
      expect(await tx.notifications.markRead(firm.id, [told.id, text], NOON)).toBe(1);
    });
    const { reads } = store;
    expect((await reads.listing(offered.id))?.content?.name).toEqual({ zh: mended(text) });
    expect((await reads.tender(asked.id))?.content.region).toBe(mended(text));
    expect((await reads.matchRuns(asked.id, 1)).map(({ lotId }) => lotId)).toEqual([mended(text)]);
    expect((await reads.market('water')).offers.map((each) => each.offer.name)).toEqual([{ en: mended(text) }]);
    expect(await store.work.run((tx) => tx.notifications.suppliersTold(asked.id))).toEqual([mended(firm.id)]);
    expect((await reads.auditTrail({ subjectId: text }, { first: 5, after: null })).totalCount).toBe(1);
    expect(await reads.tenderRevision(asked.id, 1)).toMatchObject({ title: { zh: mended(text) } });
  });

  it('finds something or nothing, and never fails, as an id, a filter or a cursor', async () => {
    const { reads } = store;
    const page = { first: 5, after: null };
    for (const read of ['organisation', 'member', 'listing', 'tender', 'matchRun', 'notification', 'demand'] as const) {
      expect(await reads[read](`nobody${text}`)).toBeUndefined();
    }
    expect((await reads.listingsByIds([`nobody${text}`])).size).toBe(0);
    expect(
      (
        await reads.listings(
          {
            technology: text,
            domain: text as never,
            origin: text as never,
            ids: [text],
            supplierId: text,
            states: [text as never],
          },
          page,
        )
      ).totalCount,
    ).toBe(0);
    expect((await reads.listings({ technology: text }, page)).totalCount).toBe(1);
    expect((await reads.tenders({ buyerId: text, domain: text as never }, page)).totalCount).toBe(0);
    expect((await reads.demands(text as never, page)).totalCount).toBe(0);
    expect((await reads.organisations({ kind: text as never }, page)).totalCount).toBe(0);
    expect((await reads.marketAt(text as never, 5)).offers).toEqual([]);
    await expect(reads.organisations({}, { first: 5, after: text })).rejects.toThrow('cursor');
    // Cursors made of such keys and ids lead on: both lists are sorted by a hostile text.
    for (const list of [reads.demands(null, page), reads.listings({ toReview: true }, page)]) {
      const { items } = await list;
      expect(items).toHaveLength(1);
    }
    const [past] = (await reads.demands(null, page)).items;
    expect((await reads.demands(null, { first: 5, after: past?.cursor ?? null })).items).toEqual([]);
    const [waiting] = (await reads.listings({ toReview: true }, page)).items;
    expect((await reads.listings({ toReview: true }, { first: 5, after: waiting?.cursor ?? null })).items).toEqual([]);
  });
});

import { Injectable } from '@nestjs/common';
import {
  apiKeyState,
  draftListing,
  draftTender,
  editListing,
  editTender,
  keyOfActor,
  mayCall,
  roleOfKey,
  submitListing,
  type AuditDetails,
  type Listing,
  type ListingContent,
  type Organisation,
  type Refusal,
  type TenderContent,
  type Viewer,
} from '@huanpei/domain';
import { changedFields } from '@huanpei/exchange';
import { decidedBy } from '../decisions';
import { JobHandler } from '../job-handler';
import type { Jobs } from '../ports/jobs';
import { Chance, Clock } from '../ports/platform';
import { Work, type Tx } from '../ports/work';
import type { ItemResult } from './import-store';
import { contentFaults, notesOfRefusals, prepareItem, type Content, type Prepared } from './plan-item';
import type { ImportItem, SheetImport } from './sheet-import';
import { importsOf } from './upload-import';

/** Things done in one transaction. */
const BATCH = 50;
/** How far in the file one turn goes. Then the import queues up again, behind others, which so wait for seconds only. */
const TURN = 500;

interface Run {
  readonly tx: Tx;
  readonly record: SheetImport;
  readonly viewer: Viewer;
  readonly now: Date;
}

type Done = ItemResult & { readonly submitted: boolean };

/**
 * Does what a checked import says, a batch in a transaction, with its place kept in the same one: killed at any moment,
 * the next one goes on behind the last batch that was committed, and no row is done twice. Everything is decided anew on
 * what is there now, under the rights that whoever started it has now.
 */
@Injectable()
export class RunImport extends JobHandler<'run-import'> {
  readonly job = 'run-import';

  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {
    super();
  }

  async handle(turn: Jobs['run-import']): Promise<void> {
    while (await this.batch(turn));
  }

  /**
   * Whether there may be more in this turn. What is left behind its last batch is another job, sent with that batch; then
   * this one, delivered again because it was killed just after it, has nothing to do: each import is one chain of jobs.
   */
  private batch({ importId, run, after }: Jobs['run-import']): Promise<boolean> {
    return this.work.run(async (tx) => {
      const record = await tx.imports.take(importId);
      if (record?.state !== 'RUNNING' || record.run !== run) return false;
      // A job of an older release says nothing of its turn and goes on to the end.
      const end = (after ?? record.position) + TURN;
      if (record.position >= end) return false;
      const now = this.clock.now();
      // The organisation before its listings, as everywhere.
      const organisation = await tx.organisations.take(record.organisationId);
      const viewer = organisation && (await viewerOf(tx, record, organisation, now));
      if (!viewer || !mayRun(record, viewer)) {
        await tx.imports.save({ ...record, state: 'STOPPED', endedAt: now, version: record.version + 1 });
        return false;
      }
      const items = await tx.imports.nextItems(importId, record.position, BATCH);
      const last = items.at(-1);
      if (!last) {
        await tx.imports.save({ ...record, state: 'DONE', endedAt: now, version: record.version + 1 });
        return false;
      }
      const keys = items.flatMap(({ key }) => (key === null ? [] : [key]));
      const ids = await tx.imports.idsOfKeys(record.organisationId, record.kind, keys);
      const results: Done[] = [];
      for (const item of items) {
        const id = item.key === null ? undefined : ids.get(item.key);
        const at = { tx, record, viewer, now };
        results.push(record.kind === 'LISTINGS' ? await this.listing(at, item, id) : await this.tender(at, item, id));
      }
      await tx.imports.saveResults(importId, results);
      const of = (outcome: ItemResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
      const { counts } = record;
      await tx.imports.save({
        ...record,
        position: last.number,
        counts: {
          ...counts,
          created: counts.created + of('CREATED'),
          changed: counts.changed + of('CHANGED'),
          kept: counts.kept + of('UNCHANGED'),
          failed: counts.failed + of('FAILED'),
          submitted: counts.submitted + results.filter(({ submitted }) => submitted).length,
        },
        version: record.version + 1,
      });
      if (last.number < end) return true;
      await tx.enqueue('run-import', { importId, run, after: last.number });
      return false;
    });
  }

  private async listing(run: Run, item: ImportItem, id: string | undefined): Promise<Done> {
    const { tx, record, viewer, now } = run;
    const taken = id === undefined ? undefined : await tx.listings.take(id);
    const listing = taken?.supplierId === record.organisationId ? taken : undefined;
    const before = listing && (listing.staged?.content ?? listing.content ?? undefined);
    const prepared = readyItem(record, item, before);
    if (prepared.faults.length > 0) return failed(item, prepared.faults, id);
    const content = prepared.content as ListingContent;
    const data: AuditDetails = { importId: record.id };
    if (!listing) {
      const drafted = draftListing(this.chance.id(), record.organisationId, content, now);
      const submitted = record.submit ? submitListing(drafted, now) : undefined;
      if (submitted && !submitted.ok) return refusedItem(item, prepared, submitted.refusals, undefined);
      await tx.listings.add(submitted ? { ...submitted.value, version: 1 } : drafted);
      await tx.audit(decidedBy(viewer, 'LISTING_DRAFTED', subject('LISTING', drafted.id), { revision: 1, data }));
      if (submitted)
        await tx.audit(decidedBy(viewer, 'LISTING_SUBMITTED', subject('LISTING', drafted.id), { revision: 1, data }));
      if (item.key !== null) await tx.imports.addKey(record.organisationId, record.kind, item.key, drafted.id);
      return { ...done(item, 'CREATED', drafted.id), submitted: submitted !== undefined };
    }
    const isSame = before !== undefined && changedFields(before, content).length === 0;
    const edited = isSame ? undefined : editListing(listing, content);
    if (edited && !edited.ok) return refusedItem(item, prepared, edited.refusals, listing.id);
    const staged = edited?.value ?? listing;
    // What says the same is handed in only when it waits as a draft.
    const submitted = record.submit && staged.staged?.state === 'DRAFT' ? submitListing(staged, now) : undefined;
    if (submitted && !submitted.ok) return refusedItem(item, prepared, submitted.refusals, listing.id);
    const after: Listing = submitted?.value ?? staged;
    if (after !== listing) await tx.listings.save({ ...after, version: listing.version + 1 });
    if (submitted) {
      const revision = after.staged?.number ?? null;
      await tx.audit(decidedBy(viewer, 'LISTING_SUBMITTED', subject('LISTING', listing.id), { revision, data }));
    }
    return { ...done(item, isSame ? 'UNCHANGED' : 'CHANGED', listing.id), submitted: submitted !== undefined };
  }

  private async tender(run: Run, item: ImportItem, id: string | undefined): Promise<Done> {
    const { tx, record, viewer, now } = run;
    const taken = id === undefined ? undefined : await tx.tenders.take(id);
    const tender = taken?.buyerId === record.organisationId ? taken : undefined;
    const prepared = readyItem(record, item, tender?.content);
    if (prepared.faults.length > 0) return failed(item, prepared.faults, id);
    const content = prepared.content as TenderContent;
    if (!tender) {
      const drafted = draftTender(this.chance.id(), record.organisationId, content, now);
      await tx.tenders.add(drafted);
      const data: AuditDetails = { importId: record.id };
      await tx.audit(decidedBy(viewer, 'TENDER_DRAFTED', subject('TENDER', drafted.id), { data }));
      if (item.key !== null) await tx.imports.addKey(record.organisationId, record.kind, item.key, drafted.id);
      return { ...done(item, 'CREATED', drafted.id), submitted: false };
    }
    if (changedFields(tender.content, content).length === 0)
      return { ...done(item, 'UNCHANGED', tender.id), submitted: false };
    const edited = editTender(tender, content);
    if (!edited.ok) return refusedItem(item, prepared, edited.refusals, tender.id);
    await tx.tenders.save(edited.value);
    return { ...done(item, 'CHANGED', tender.id), submitted: false };
  }
}

/** Put together on what is there now, and judged. */
function readyItem(record: SheetImport, item: ImportItem, before: Content | undefined): Prepared {
  const prepared = prepareItem(record.kind, { ...item.read, key: item.key }, record.columns, before);
  const refusals = contentFaults(record.kind, prepared.content);
  const notes = notesOfRefusals(refusals, prepared.cells, fallbackOf(item), prepared.faults);
  return { ...prepared, faults: [...prepared.faults, ...notes] };
}

const fallbackOf = ({ read }: ImportItem) => read.main?.at ?? Object.values(read.lists).flat()[0]?.at;

const subject = (subjectKind: 'LISTING' | 'TENDER', subjectId: string) => ({ subjectKind, subjectId });

const done = (item: ImportItem, outcome: ItemResult['outcome'], subjectId: string): ItemResult => ({
  number: item.number,
  outcome,
  faults: [],
  subjectId,
});

const failed = (item: ImportItem, faults: ItemResult['faults'], id: string | undefined): Done => ({
  number: item.number,
  outcome: 'FAILED',
  faults,
  subjectId: id ?? null,
  submitted: false,
});

const refusedItem = (
  item: ImportItem,
  { cells }: Prepared,
  refusals: readonly Refusal[],
  id: string | undefined,
): Done => failed(item, notesOfRefusals(refusals, cells, fallbackOf(item), []), id);

/**
 * Who started the import, as they are now: a member who left, and a key that ended or was revoked since, is nobody. A
 * key's allow-list was asked when it started the import; a job comes from no address.
 */
async function viewerOf(
  tx: Tx,
  { memberId: actor }: SheetImport,
  organisation: Organisation,
  now: Date,
): Promise<Viewer | undefined> {
  const keyId = keyOfActor(actor);
  const key = keyId === undefined ? undefined : await tx.apiKeys.find(keyId);
  if (keyId !== undefined && (key?.organisationId !== organisation.id || apiKeyState(key, now) !== 'ACTIVE'))
    return undefined;
  const member = await tx.members.find(key?.makerId ?? actor);
  if (!member?.active || member.organisationId !== organisation.id) return undefined;
  const { kind, state: organisationState } = organisation;
  const who = { memberId: member.id, organisationId: organisation.id, kind, organisationState };
  if (!key) return { ...who, role: member.role };
  return { ...who, role: roleOfKey(kind, member.role), apiKey: { id: key.id, scopes: key.scopes } };
}

function mayRun(record: SheetImport, viewer: Viewer): boolean {
  return (
    importsOf(viewer) === record.kind &&
    mayCall('Mutation.startImport', viewer) === 'ALLOWED' &&
    (!record.submit || mayCall('Mutation.submitListing', viewer) === 'ALLOWED')
  );
}

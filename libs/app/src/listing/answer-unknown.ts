import { Injectable } from '@nestjs/common';
import {
  accepted,
  answeredContent,
  editListing,
  effectOf,
  isAnswer,
  refused,
  submitListing,
  type Listing,
  type ListingAnswer,
  type ListingContent,
  type Organisation,
  type Outcome,
  type Refusal,
  type RevisionEffect,
  type Viewer,
} from '@huanpei/domain';
import { ownershipOfListing, reachable } from '../access';
import { decidedBy } from '../decisions';
import { Clock } from '../ports/platform';
import { Reads } from '../ports/reads';
import { Work } from '../ports/work';
import { changeListing } from './change-listing';
import { listingFaults } from './listing-faults';
import { standingsOfEdit } from './preview-listing';

export interface Answered {
  readonly listing: Listing;
  /** What its publication would change, as the open tenders are now. */
  readonly effect: RevisionEffect;
}

/**
 * A supplier says what a tender asks of a listing. The answer goes into the staged revision, or begins one from what is
 * published, and is reviewed like any other edit; when it is published, the matcher does the rest.
 */
@Injectable()
export class AnswerUnknown {
  constructor(
    private readonly work: Work,
    private readonly reads: Reads,
    private readonly clock: Clock,
  ) {}

  /** What the answer would change; nothing is kept. */
  async preview(viewer: Viewer, id: string, answer: ListingAnswer): Promise<Outcome<RevisionEffect>> {
    const listing = await this.reads.listing(id);
    const supplier = listing && (await this.reads.organisation(listing.supplierId));
    const own =
      supplier && reachable('Query.previewAnswer', viewer, listing, (one) => ownershipOfListing(one, supplier));
    if (!own) return refused({ code: 'NOT_FOUND', field: 'id' });
    const answered = withAnswer(own, answer);
    return answered.ok ? accepted(await this.effectOf(own, supplier, answered.value)) : answered;
  }

  /**
   * Stages the answer and hands it to the operators.
   *
   * @param submit whether to hand it in at once; when null, unless another edit was under way already
   */
  async execute(
    viewer: Viewer,
    id: string,
    answer: ListingAnswer,
    expectedVersion: number,
    submit: boolean | null,
  ): Promise<Outcome<Answered>> {
    const now = this.clock.now();
    const outcome = await this.work.run(async (tx) => {
      const changed = await changeListing(
        tx,
        viewer,
        id,
        'Mutation.answerUnknown',
        expectedVersion,
        now,
        (listing): Outcome<Listing> => {
          const answered = withAnswer(listing, answer);
          if (!answered.ok) return answered;
          const edited = editListing(listing, answered.value);
          if (!edited.ok || !(submit ?? listing.staged === null)) return edited;
          const submitted = submitListing(edited.value, now);
          // Both are one step of the listing, saved once.
          return submitted.ok ? accepted({ ...submitted.value, version: listing.version + 1 }) : submitted;
        },
      );
      if (!changed.ok) return changed;
      const { staged } = changed.value;
      if (staged?.state === 'SUBMITTED') {
        const subject = { subjectKind: 'LISTING' as const, subjectId: id };
        await tx.audit(decidedBy(viewer, 'LISTING_SUBMITTED', subject, { revision: staged.number }));
      }
      return changed;
    });
    if (!outcome.ok) return outcome;
    const listing = outcome.value;
    const supplier = await this.reads.organisation(listing.supplierId);
    const content = listing.staged?.content;
    if (!supplier || !content) throw new Error(`listing ${id} has lost its firm or its staged revision`);
    return accepted({ listing, effect: await this.effectOf(listing, supplier, content) });
  }

  /** What the open tenders would make of this content, beside what they make of the published one. */
  private async effectOf(listing: Listing, supplier: Organisation, content: ListingContent): Promise<RevisionEffect> {
    const { before, after } = await standingsOfEdit(this.reads, this.clock.now(), listing, supplier, content);
    return effectOf(before, after);
  }
}

/** The content with the answer in it, or what is wrong with that; faults of the answer name its own places. */
function withAnswer(listing: Listing, answer: ListingAnswer): Outcome<ListingContent> {
  if (!isAnswer(answer)) return refused({ code: 'REQUIRED', field: 'answer' });
  const before = listing.staged?.content ?? listing.content;
  if (!before) throw new Error(`listing ${listing.id} has no content`);
  const content = answeredContent(before, answer);
  const faults = listingFaults(content);
  return faults.length === 0 ? accepted(content) : refused(...faults.map((fault) => inAnswer(fault, content, answer)));
}

/** New entries stand at the end of their lists, so a fault in one of them is found by counting from there. */
function inAnswer(fault: Refusal, content: ListingContent, answer: ListingAnswer): Refusal {
  const [, list, index, rest] = /^content\.(\w+)(?:\[(\d+)\])?(.*)$/.exec(fault.field ?? '') ?? [];
  if (list === undefined || !(list in answer)) return fault;
  if (index === undefined) return { ...fault, field: `answer.${list}${rest}` };
  const length = (lists: object): number => ((lists as Record<string, readonly unknown[]>)[list] ?? []).length;
  const place = Number(index) - (length(content) - length(answer));
  return place < 0 ? fault : { ...fault, field: `answer.${list}[${place}]${rest}` };
}

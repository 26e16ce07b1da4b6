import { Injectable } from '@nestjs/common';
import { accepted, KEPT_MATCHES, needsOf, refused, type MatchRun, type Outcome, type Viewer } from '@huanpei/domain';
import { ENGINE_VERSION, matchNeed } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { ownershipOfTender, reachable } from '../access';
import { Digest } from '../ports/platform';
import { Reads } from '../ports/reads';
import { digestOf } from './match-lots';

export interface Reproduction {
  readonly run: MatchRun;
  /** The digest that came out now. */
  readonly digest: string;
  readonly identical: boolean;
  /** Why it may differ: another engine or another edition of the reference data runs today. */
  readonly engineNow: string;
  readonly referenceEditionNow: string;
}

/** Computes a kept run again from the revisions and the market position it names, and compares the digests. */
@Injectable()
export class ReproduceMatchRun {
  constructor(
    private readonly reads: Reads,
    private readonly digest: Digest,
  ) {}

  async execute(viewer: Viewer | null, runId: string): Promise<Outcome<Reproduction>> {
    const run = await this.reads.matchRun(runId);
    const tender =
      run && reachable('Query.reproduceMatchRun', viewer, await this.reads.tender(run.tenderId), ownershipOfTender);
    const content = run && tender && (await this.reads.tenderRevision(run.tenderId, run.tenderRevision));
    if (!run || !content) return refused({ code: 'NOT_FOUND', field: 'id' });
    const need = needsOf({ id: run.tenderId, content }, run.asOf).find(
      (_need, index) => content.lots[index]?.id === run.lotId,
    );
    if (!need) throw new Error(`match run ${runId} names a lot that its tender revision has not`);
    const market = await this.reads.marketAt(need.domain, run.marketPosition);
    const reference = matchingReference();
    const result = matchNeed(
      need,
      market.offers.map(({ offer }) => offer),
      reference,
      { top: KEPT_MATCHES, today: run.asOf, market: true },
    );
    const digest = digestOf(result, (text) => this.digest.sha256(text));
    return accepted({
      run,
      digest,
      identical: digest === run.digest,
      engineNow: ENGINE_VERSION,
      referenceEditionNow: reference.edition,
    });
  }
}

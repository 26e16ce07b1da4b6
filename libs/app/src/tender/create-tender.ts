import { Injectable } from '@nestjs/common';
import {
  accepted,
  draftTender,
  refused,
  type Outcome,
  type Tender,
  type TenderContent,
  type Viewer,
} from '@huanpei/domain';
import { decidedBy } from '../decisions';
import { Chance, Clock } from '../ports/platform';
import { Work } from '../ports/work';
import { tenderFaults, workingCopyFaults } from './tender-faults';

/** A buyer begins a tender; nobody else sees it until it is published. */
@Injectable()
export class CreateTender {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  async execute(viewer: Viewer, content: TenderContent, workingCopy: string | null = null): Promise<Outcome<Tender>> {
    const faults = [...tenderFaults(content), ...workingCopyFaults(workingCopy)];
    return faults.length > 0 ? refused(...faults) : this.keep(viewer, content, { workingCopy });
  }

  /** Opens an archived real demand as a draft with what its record states; the buyer fills in the rest. */
  async fromDemand(viewer: Viewer, demandId: string): Promise<Outcome<Tender>> {
    const demand = await this.work.run((tx) => tx.demands.find(demandId));
    if (!demand) return refused({ code: 'NOT_FOUND', field: 'demandId' });
    const { id: _id, name: _name, asOf: _asOf, ...need } = demand.need;
    return this.keep(
      viewer,
      {
        title: demand.title,
        track: 'GOVERNMENT_PROCUREMENT',
        method: 'OPEN',
        region: demand.region,
        budget: demand.budget,
        documentsUntil: null,
        deadline: null,
        lots: [{ id: '1', title: demand.title, need }],
      },
      { fromDemandId: demandId },
    );
  }

  private keep(
    viewer: Viewer,
    content: TenderContent,
    beside: Partial<Pick<Tender, 'fromDemandId' | 'workingCopy'>>,
  ): Promise<Outcome<Tender>> {
    const tender = draftTender(this.chance.id(), viewer.organisationId, content, this.clock.now(), beside);
    return this.work.run(async (tx) => {
      await tx.tenders.add(tender);
      await tx.audit(
        decidedBy(
          viewer,
          'TENDER_DRAFTED',
          { subjectKind: 'TENDER', subjectId: tender.id },
          { data: { fromDemandId: tender.fromDemandId } },
        ),
      );
      return accepted(tender);
    });
  }
}

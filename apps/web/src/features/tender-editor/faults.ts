import { METHODS_OF } from '@huanpei/domain';
import { UNTITLED, demandIsWhole, dutyIsWhole, type Draft, type DraftLot } from './draft';

export const STEPS = ['duty', 'standard', 'requirements', 'lots', 'dates', 'review'] as const;
export type Step = (typeof STEPS)[number];

export const isStep = (text: string | null): text is Step => STEPS.includes(text as Step);

export type FaultCode =
  | 'TITLE_MISSING'
  | 'BUDGET_UNREAD'
  | 'LOT_TITLE_MISSING'
  | 'DUTY_UNFINISHED'
  | 'REQUIREMENT_UNFINISHED'
  | 'NOTHING_DEMANDED'
  | 'ALONE_IN_GROUP'
  | 'METHOD_NOT_OF_LAW'
  | 'DEADLINE_MISSING'
  | 'DEADLINE_TOO_SOON'
  | 'DOCUMENTS_TOO_SHORT';

/** Something that keeps a draft from being published, and where it is mended. */
export interface DraftFault {
  readonly code: FaultCode;
  readonly step: Step;
  readonly lot?: string;
  /** How many lines it is about. */
  readonly count?: number;
}

/** The first instants that the law allows. */
export interface EarliestDates {
  readonly deadline: string | undefined;
  readonly documentsUntil: string | undefined;
}

const said = ({ zh, en }: { readonly zh?: string | null; readonly en?: string | null }) =>
  [zh, en].some((text) => Boolean(text?.trim()) && text !== UNTITLED.zh && text !== UNTITLED.en);
const sooner = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && Date.parse(one) < Date.parse(other);

/** What is still missing. Only the server's check decides; this says it before it is asked. */
export function faultsOf(draft: Draft, earliest: EarliestDates): readonly DraftFault[] {
  const several = draft.lots.length > 1;
  return [
    ...(said(draft.title) ? [] : [{ code: 'TITLE_MISSING', step: 'lots' } as const]),
    ...(draft.budgetUnread === undefined ? [] : [{ code: 'BUDGET_UNREAD', step: 'lots' } as const]),
    ...draft.lots.flatMap((lot) => lotFaults(lot, several)),
    ...(METHODS_OF[draft.track].includes(draft.method) ? [] : [{ code: 'METHOD_NOT_OF_LAW', step: 'dates' } as const]),
    ...(draft.deadline === undefined ? [{ code: 'DEADLINE_MISSING', step: 'dates' } as const] : []),
    ...(sooner(draft.deadline, earliest.deadline) ? [{ code: 'DEADLINE_TOO_SOON', step: 'dates' } as const] : []),
    ...(sooner(draft.documentsUntil ?? draft.deadline, earliest.documentsUntil)
      ? [{ code: 'DOCUMENTS_TOO_SHORT', step: 'dates' } as const]
      : []),
  ];
}

function lotFaults(lot: DraftLot, several: boolean): readonly DraftFault[] {
  const duty = lot.duty.filter((one) => !dutyIsWhole(one)).length;
  const requirements = lot.requirements.filter(({ demand }) => !demandIsWhole(demand)).length;
  const groups = lot.requirements.flatMap(({ group }) => group ?? []);
  const alone = groups.filter((group) => groups.filter((other) => other === group).length === 1).length;
  const demanded = lot.standards.length + lot.requirements.length - requirements > 0;
  const at = { lot: lot.id };
  return [
    ...(several && !said(lot.title) ? [{ code: 'LOT_TITLE_MISSING', step: 'lots', ...at } as const] : []),
    ...(duty > 0 ? [{ code: 'DUTY_UNFINISHED', step: 'duty', count: duty, ...at } as const] : []),
    ...(requirements > 0
      ? [{ code: 'REQUIREMENT_UNFINISHED', step: 'requirements', count: requirements, ...at } as const]
      : []),
    ...(alone > 0 ? [{ code: 'ALONE_IN_GROUP', step: 'requirements', count: alone, ...at } as const] : []),
    ...(demanded ? [] : [{ code: 'NOTHING_DEMANDED', step: 'requirements', ...at } as const]),
  ];
}

/** How many lines and gaps each step has. */
export function countsOf(faults: readonly DraftFault[]): Readonly<Record<Step, number>> {
  const counts = { duty: 0, standard: 0, requirements: 0, lots: 0, dates: 0, review: 0 };
  for (const { step, count = 1 } of faults) counts[step] += count;
  return counts;
}

import type { ProcurementMethod, TenderContent, Track } from '@huanpei/domain';
import { Field, InputType } from '@nestjs/graphql';
import { MoneyInput, NameInput } from '../graphql/common.objects';
import { Described, Optional } from '../graphql/described';
import { ProcurementMethodEnum, TrackEnum } from '../graphql/enums';
import { stated } from '../graphql/stated';
import { lotNeedOf, NeedInput } from '../match/need.inputs';

@InputType('LotInput', { description: 'A part of a tender that is awarded by itself.' })
export class LotInput {
  @Described(() => String, 'Short id, unique within the tender: `1`, `2` …')
  readonly id!: string;

  @Described(() => NameInput, 'Title.')
  readonly title!: NameInput;

  @Described(() => NeedInput, 'What is needed.')
  readonly need!: NeedInput;
}

@InputType('TenderContentInput', {
  description: 'What a tender says. A draft may leave the deadline out; a publication may not.',
})
export class TenderContentInput {
  @Described(() => NameInput, 'Title.')
  readonly title!: NameInput;

  @Optional(() => NameInput, 'In some sentences.')
  readonly summary?: NameInput | null;

  @Field(() => TrackEnum, { description: 'The law it is under.', defaultValue: 'GOVERNMENT_PROCUREMENT' })
  readonly track!: Track;

  @Field(() => ProcurementMethodEnum, { description: 'How suppliers are chosen.', defaultValue: 'OPEN' })
  readonly method!: ProcurementMethod;

  @Optional(() => String, 'Code of the region.')
  readonly region?: string | null;

  @Optional(() => MoneyInput, 'Budget.')
  readonly budget?: MoneyInput | null;

  @Optional(() => Date, 'Until when the documents are on offer; until the deadline when not given.')
  readonly documentsUntil?: Date | null;

  @Optional(() => Date, 'Bid deadline.')
  readonly deadline?: Date | null;

  @Described(() => [LotInput], 'Lots; at least one to publish.')
  readonly lots!: readonly LotInput[];
}

/** The input as the domain's content. */
export function tenderContentOf(input: TenderContentInput): TenderContent {
  const { title, summary, track, method, region, budget, documentsUntil, deadline, lots } = input;
  return {
    title: stated(title),
    ...(summary ? { summary: stated(summary) } : {}),
    track,
    method,
    region: region ?? null,
    budget: budget ? { amountMinor: budget.amountMinor, currency: budget.currency } : null,
    documentsUntil: documentsUntil?.toISOString() ?? null,
    deadline: deadline?.toISOString() ?? null,
    lots: lots.map((lot) => ({ id: lot.id, title: stated(lot.title), need: lotNeedOf(lot.need) })),
  };
}

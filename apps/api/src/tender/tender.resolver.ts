import {
  AmendTender,
  CancelTender,
  Clock,
  CreateTender,
  draftNeed,
  LONGEST_TEXT,
  LONGEST_WORKING_COPY,
  ownershipOfTender,
  PreviewMatches,
  PublishTender,
  reachable,
  Reads,
  recogniseNeed,
  ReproduceMatchRun,
  TendersForSupplier,
  UpdateTender,
  type TenderOrder,
} from '@huanpei/app';
import {
  accepted,
  elapse,
  TENDER_STATES,
  type Language,
  type Organisation,
  type Tender,
  type TenderState,
  type Viewer,
} from '@huanpei/domain';
import { labels } from '@huanpei/reference';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CodedObject, MoneyObject, moneyObject, NameObject } from '../graphql/common.objects';
import { badInput, connected, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Asking, Context, Loading, Signed, Speaking, type ApiContext } from '../graphql/context';
import { DomainEnum, ProcurementMethodEnum, TenderOrderEnum, TenderStateEnum, TrackEnum } from '../graphql/enums';
import type { Loaders } from '../graphql/loaders';
import { READ_VERSION } from '../graphql/described';
import { reply, resultOf } from '../graphql/refusal';
import { DemandObject } from '../market/demand.objects';
import { demandView } from '../market/demand.views';
import { MatchPreviewObject, ReproductionObject } from '../match/match.objects';
import { noticeViews, resultView } from '../match/match.views';
import { needOf, NeedInput } from '../match/need.inputs';
import { OrganisationObject } from '../organisation/organisation.objects';
import { coded } from '../reference/reference.views';
import { TenderAmendmentObject } from './amendment.objects';
import { amendmentView } from './amendment.views';
import { RecognisedNeedObject } from './recognise.objects';
import { draftView, recognisedView } from './recognise.views';
import { TenderContentInput, tenderContentOf } from './tender.inputs';
import {
  DraftedNeedObject,
  LotObject,
  TenderConnection,
  TenderForSupplierObject,
  TenderObject,
} from './tender.objects';
import { lotView, type LotOfTender } from './tender.views';

const TenderResult = resultOf('Tender', TenderObject);
const DraftNeedResult = resultOf('DraftNeed', DraftedNeedObject);
const PreviewResult = resultOf('PreviewMatches', MatchPreviewObject);
const ReproductionResult = resultOf('ReproduceMatchRun', ReproductionObject);

/** A tender that was amended more often tells of the latest. */
const MOST_AMENDMENTS = 30;
/** No code of a region is longer. */
const LONGEST_CODE = 40;
const WORKING_COPY = {
  nullable: true,
  type: () => String,
  description: `What an editor keeps of the draft beside its content, in a form of its own; at most ${LONGEST_WORKING_COPY} characters. It belongs to this content: left out, none is kept.`,
};
/** States a tender is seen in by everyone. */
const PUBLIC_STATES = TENDER_STATES.filter((state) => state !== 'DRAFT');

@Resolver(() => TenderObject)
export class TenderResolver {
  constructor(
    private readonly reads: Reads,
    private readonly create: CreateTender,
    private readonly update: UpdateTender,
    private readonly publish: PublishTender,
    private readonly amend: AmendTender,
    private readonly cancel: CancelTender,
    private readonly preview: PreviewMatches,
    private readonly reproduce: ReproduceMatchRun,
    private readonly forSupplier: TendersForSupplier,
    private readonly clock: Clock,
  ) {}

  @Query(() => TenderConnection, {
    description: 'Published tenders; unless said otherwise the open ones by deadline, then the others, newest first.',
  })
  tenders(
    @Args() page: PageArgs,
    @Args('states', { nullable: true, type: () => [TenderStateEnum], description: 'Only in these states.' })
    states?: TenderState[] | null,
    @Args('domain', { nullable: true, type: () => DomainEnum, description: 'With a lot of this medium.' })
    domain?: Tender['content']['lots'][number]['need']['domain'] | null,
    @Args('region', {
      nullable: true,
      type: () => String,
      description: 'In this region or one inside it: its code, such as `CN-GD`.',
    })
    region?: string | null,
    @Args('order', { nullable: true, type: () => TenderOrderEnum, description: 'In what order.' })
    order?: TenderOrder | null,
  ): Promise<Connection<Tender>> {
    // A cancelled draft was never public.
    const shown = (states ?? PUBLIC_STATES).filter((state) => state !== 'DRAFT');
    return connected(
      this.reads.tenders(
        {
          states: shown,
          ...(domain ? { domain } : {}),
          ...(region ? { region: region.slice(0, LONGEST_CODE) } : {}),
          order: order ?? 'DEADLINE',
          published: true,
        },
        pageOf(page),
      ),
    );
  }

  @Query(() => TenderObject, { nullable: true, description: 'One tender, when it is public or yours.' })
  async tender(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Asking() viewer: Viewer | null,
  ): Promise<Tender | undefined> {
    return reachable('Query.tender', viewer, await this.reads.tender(id), ownershipOfTender);
  }

  @Query(() => TenderConnection, { description: "Your own organisation's tenders in every state." })
  myTenders(@Args() page: PageArgs, @Signed() viewer: Viewer): Promise<Connection<Tender>> {
    return connected(this.reads.tenders({ buyerId: viewer.organisationId }, pageOf(page)));
  }

  @Query(() => [TenderForSupplierObject], {
    description: 'Open tenders that your listings fit, or nearly fit, as of now; those with a fit first.',
  })
  async tendersForMe(@Signed() viewer: Viewer, @Context() context: ApiContext): Promise<TenderForSupplierObject[]> {
    const found = await this.forSupplier.execute(viewer);
    return Promise.all(
      found.map(async ({ tender, matches }) => ({ tender, matches: await noticeViews(matches, context) })),
    );
  }

  @Query(() => DraftNeedResult, {
    description:
      'Reads a duty (`50,000 m3/d, COD 120, NH3-N 25`) and a standard (`GB 18918-2002 一级A`) as people write them. Keeps nothing.',
  })
  draftNeed(
    @Args('duty', { description: 'Flow and inlet figures, divided by commas.' }) duty: string,
    @Args('standard', { description: 'A standard and its class.' }) standard: string,
    @Speaking() language: Language,
  ) {
    if (duty.length > 2_000 || standard.length > 200) throw badInput('duty', '文本过长 the text is too long');
    const drafted = draftNeed(duty, standard);
    return reply(drafted.ok ? accepted(draftView(drafted.value, language)) : drafted, language);
  }

  @Query(() => RecognisedNeedObject, {
    description:
      'Reads a paragraph of a tender into a need: flow, what comes in and goes out, removals, standards with their class, technologies, region, ceiling price, delivery. Says for each where it stands, and what it left; the reader confirms. Keeps nothing.',
  })
  recogniseNeed(
    @Args('text', { description: `The paragraph, in Chinese or English; at most ${LONGEST_TEXT} characters.` })
    text: string,
    @Speaking() language: Language,
  ): RecognisedNeedObject {
    if (text.trim() === '') throw badInput('text', '请粘贴招标文件中的一段文字 paste a paragraph of a tender');
    if (text.length > LONGEST_TEXT) {
      throw badInput(
        'text',
        `文本过长，请分段粘贴（每次不超过 ${LONGEST_TEXT} 字） too long, paste it in parts of at most ${LONGEST_TEXT} characters`,
      );
    }
    return recognisedView(recogniseNeed(text), language);
  }

  @Query(() => PreviewResult, {
    description:
      'What the market answers to a need that nobody has published: every finding explained. Nothing is kept, nobody is told.',
  })
  async previewMatches(
    @Args('need', { description: 'What is needed.' }) need: NeedInput,
    @Args('top', {
      type: () => Int,
      defaultValue: 10,
      description: 'How many matches, and how many near misses, at most 50.',
    })
    top: number,
    @Context() context: ApiContext,
  ) {
    if (top < 1 || top > 50) throw badInput('top', 'top 应为 1 到 50 top must be from 1 to 50');
    const outcome = await this.preview.execute(needOf(need), top);
    if (!outcome.ok) return reply(outcome, context.language);
    const { result, ...stamp } = outcome.value;
    return reply(accepted(await resultView(result, stamp, {}, context)), context.language);
  }

  @Query(() => ReproductionResult, {
    description:
      'Computes a kept run again from the revisions and the market position it names, and compares the digests.',
  })
  async reproduceMatchRun(
    @Args('id', { type: () => ID, description: 'Id of the run.' }) id: string,
    @Asking() viewer: Viewer | null,
    @Speaking() language: Language,
  ) {
    const outcome = await this.reproduce.execute(viewer, id);
    if (!outcome.ok) return reply(outcome, language);
    const { run, digest, identical, engineNow, referenceEditionNow } = outcome.value;
    const { engine, referenceEdition } = run;
    return reply(
      accepted({
        runId: run.id,
        kept: run.digest,
        digest,
        identical,
        engine,
        engineNow,
        referenceEdition,
        referenceEditionNow,
      }),
      language,
    );
  }

  @Mutation(() => TenderResult, { description: 'Begins a tender; nobody else sees it until it is published.' })
  async createTender(
    @Args('content', { description: 'What it says.' }) content: TenderContentInput,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
    @Args('workingCopy', WORKING_COPY) workingCopy?: string | null,
  ) {
    return reply(await this.create.execute(viewer, tenderContentOf(content), workingCopy ?? null), language);
  }

  @Mutation(() => TenderResult, {
    description: 'Opens an archived real demand as a draft with what its record states.',
  })
  async createTenderFromDemand(
    @Args('demandId', { type: () => ID, description: 'Id of the archived demand.' }) demandId: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.create.fromDemand(viewer, demandId), language);
  }

  @Mutation(() => TenderResult, { description: 'Changes a draft.' })
  async updateTender(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('content', { description: 'What it says now.' }) content: TenderContentInput,
    @Args('expectedVersion', { type: () => Int, description: 'The version you have read.' }) expectedVersion: number,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
    @Args('workingCopy', WORKING_COPY) workingCopy?: string | null,
  ) {
    const written = tenderContentOf(content);
    return reply(await this.update.execute(viewer, id, written, expectedVersion, workingCopy ?? null), language);
  }

  @Mutation(() => TenderResult, {
    description: 'Opens the tender to bids. The legal minimum periods of its track are checked.',
  })
  async publishTender(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('expectedVersion', READ_VERSION) expectedVersion: number | null,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.publish.execute(viewer, id, expectedVersion ?? null), language);
  }

  @Mutation(() => TenderResult, {
    description: 'Changes a published tender within the legal periods; everyone told is told anew.',
  })
  async amendTender(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('content', { description: 'What it says now.' }) content: TenderContentInput,
    @Args('reason', { description: 'Why.' }) reason: string,
    @Args('expectedVersion', { type: () => Int, description: 'The version you have read.' }) expectedVersion: number,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.amend.execute(viewer, id, tenderContentOf(content), reason, expectedVersion), language);
  }

  @Mutation(() => TenderResult, { description: 'Ends a tender; the suppliers who were told of it are told why.' })
  async cancelTender(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('reason', { description: 'Why.' }) reason: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.cancel.execute(viewer, id, reason), language);
  }

  @ResolveField(() => TenderStateEnum, {
    description: 'Where it stands now: a tender whose deadline has passed is closed.',
  })
  state(@Parent() tender: Tender): TenderState {
    return elapse(tender, this.clock.now()).state;
  }

  @ResolveField(() => NameObject, { description: 'Title.' })
  title(@Parent() { content }: Tender) {
    return content.title;
  }

  @ResolveField(() => NameObject, { nullable: true, description: 'In some sentences.' })
  summary(@Parent() { content }: Tender) {
    return content.summary ?? null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'What an editor keeps of a draft beside its content, as it was given; only members of the buyer read it, and a publication ends it.',
  })
  workingCopy(@Parent() { buyerId, workingCopy }: Tender, @Asking() viewer: Viewer | null): string | null {
    return viewer?.organisationId === buyerId ? workingCopy : null;
  }

  @ResolveField(() => TrackEnum, { description: 'The law it is under.' })
  track(@Parent() { content }: Tender) {
    return content.track;
  }

  @ResolveField(() => ProcurementMethodEnum, { description: 'How suppliers are chosen.' })
  method(@Parent() { content }: Tender) {
    return content.method;
  }

  @ResolveField(() => CodedObject, { nullable: true, description: 'Region.' })
  region(@Parent() { content }: Tender, @Speaking() language: Language): CodedObject | null {
    return content.region === null ? null : coded(content.region, labels(language).region);
  }

  @ResolveField(() => MoneyObject, { nullable: true, description: 'Budget.' })
  budget(@Parent() { content }: Tender): MoneyObject | null {
    return content.budget && moneyObject(content.budget);
  }

  @ResolveField(() => Date, { nullable: true, description: 'Until when the documents are on offer.' })
  documentsUntil(@Parent() { content }: Tender): Date | null {
    return content.documentsUntil === null ? null : new Date(content.documentsUntil);
  }

  @ResolveField(() => [LotObject], { description: 'Its lots.' })
  lots(@Parent() tender: Tender, @Speaking() language: Language): LotOfTender[] {
    return tender.content.lots.map((lot) => lotView(lot, tender, language));
  }

  @ResolveField(() => [TenderAmendmentObject], {
    description: `The latest amendments, newest first, at most ${MOST_AMENDMENTS}: each with what it changed. None of a draft.`,
  })
  async amendments(@Parent() { id, revision }: Tender, @Speaking() language: Language) {
    // Most tenders are never amended: nothing is read for them.
    if (revision < 2) return [];
    const amendments = await this.reads.tenderAmendments(id, MOST_AMENDMENTS);
    return amendments.map((amendment) => amendmentView(amendment, language));
  }

  @ResolveField(() => OrganisationObject, { description: 'Who buys.' })
  async buyer(@Parent() tender: Tender, @Loading() loaders: Loaders): Promise<Organisation> {
    const buyer = await loaders.organisation.load(tender.buyerId);
    if (!buyer) throw new Error(`tender ${tender.id} has no buyer`);
    return buyer;
  }

  @ResolveField(() => DemandObject, { nullable: true, description: 'The archived demand it was opened from.' })
  async fromDemand(@Parent() tender: Tender, @Speaking() language: Language): Promise<DemandObject | null> {
    const demand = tender.fromDemandId === null ? undefined : await this.reads.demand(tender.fromDemandId);
    return demand ? demandView(demand, language) : null;
  }
}

import {
  CancelImport,
  Clock,
  ExportSheets,
  ImportReads,
  ownershipOfImport,
  reachable,
  RetryImport,
  StartImport,
  type ImportItem,
  type SheetImport,
} from '@huanpei/app';
import type { Language, Viewer } from '@huanpei/domain';
import { Args, Float, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { connected, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Context, Signed, Speaking, type ApiContext } from '../graphql/context';
import { reply, resultOf } from '../graphql/refusal';
import { stated } from '../graphql/stated';
import {
  ImportConnection,
  ImportItemArgs,
  ImportItemConnection,
  ImportObject,
  ImportSheetObject,
  type ImportItemObject,
} from './import.objects';
import { itemView, rateOf, sheetView, shownOf } from './import.views';

const ImportResult = resultOf('Import', ImportObject);

@Resolver(() => ImportObject)
export class ImportResolver {
  constructor(
    private readonly imports: ImportReads,
    private readonly start: StartImport,
    private readonly retry: RetryImport,
    private readonly cancel: CancelImport,
    private readonly sheets: ExportSheets,
    private readonly clock: Clock,
  ) {}

  @Query(() => ImportConnection, { name: 'imports', description: "Your organisation's imports, newest first." })
  async all(@Args() page: PageArgs, @Signed() viewer: Viewer): Promise<Connection<SheetImport>> {
    return connected(this.imports.records(viewer.organisationId, pageOf(page)));
  }

  @Query(() => ImportObject, { nullable: true, name: 'import', description: 'One import of your organisation.' })
  async one(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Signed() viewer: Viewer,
  ): Promise<SheetImport | undefined> {
    return reachable('Query.import', viewer, await this.imports.record(id), ownershipOfImport);
  }

  @Mutation(() => ImportResult, {
    description:
      'Does what the report of a checked file says: creates what is new, stages a revision of what is known and changed, leaves alone what says the same or has faults. Never deletes.',
  })
  async startImport(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Args('submit', {
      type: () => Boolean,
      defaultValue: false,
      description: 'Hand new and changed listings to the operators at once, for verified organisations.',
    })
    submit: boolean,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.start.execute(viewer, id, submit), language);
  }

  @Mutation(() => ImportResult, {
    description:
      'Tries again: a check that did not come about, a run that stopped or stands still, or what failed of a run that is done. Nothing is done twice.',
  })
  async retryImport(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.retry.execute(viewer, id), language);
  }

  @Mutation(() => ImportResult, { description: 'Ends an import. What it has done stays done.' })
  async cancelImport(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Signed() viewer: Viewer,
    @Speaking() language: Language,
  ) {
    return reply(await this.cancel.execute(viewer, id), language);
  }

  @ResolveField(() => String, { nullable: true, description: 'Why the file cannot be read, and what to do.' })
  fault(@Parent() record: SheetImport, @Speaking() language: Language): string | null {
    return this.sheets.faultOf(record, language);
  }

  @ResolveField('sheets', () => [ImportSheetObject], {
    description: 'Its sheets and columns, and what they were read as.',
  })
  sheetsOf(@Parent() { sheets }: SheetImport, @Speaking() language: Language): readonly ImportSheetObject[] {
    return sheets.map((sheet) => sheetView(sheet, language));
  }

  @ResolveField(() => Float, {
    nullable: true,
    description: 'Things done each second since it was started last; none before.',
  })
  rate(@Parent() record: SheetImport): number | null {
    return rateOf(record, this.clock.now());
  }

  @ResolveField(() => ImportItemConnection, { description: 'Its listings or tenders, in the order of the file.' })
  async items(
    @Parent() record: SheetImport,
    @Args() { plan, outcome, faulty, warned, ...page }: ImportItemArgs,
    @Context() { loaders, language }: ApiContext,
  ): Promise<Connection<ImportItemObject>> {
    const filter = stated({ plan, outcome, faulty, warned });
    const found = await connected<ImportItem>(this.imports.items(record.id, filter, pageOf(page)));
    const loader = record.kind === 'LISTINGS' ? loaders.listing : loaders.tender;
    const edges = await Promise.all(
      found.edges.map(async ({ cursor, node }) => {
        const subject = node.subjectId === null ? undefined : await loader.load(node.subjectId);
        return { cursor, node: itemView(node, shownOf(record, node, subject, language), language) };
      }),
    );
    return { ...found, edges };
  }
}

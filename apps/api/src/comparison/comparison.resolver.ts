import { CompareListings, type ComparedWith, type ListingComparison } from '@huanpei/app';
import { accepted, refused, type Language, type Outcome, type Viewer } from '@huanpei/domain';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Asking, Speaking } from '../graphql/context';
import { FileFormatEnum, LanguageEnum } from '../graphql/enums';
import { reply, resultOf } from '../graphql/refusal';
import { NeedInput, needOf } from '../match/need.inputs';
import { comparisonBytes, comparisonTable, type FileFormat } from './comparison.file';
import { ComparedLotInput, ComparisonFileObject, ComparisonObject } from './comparison.objects';
import { comparisonView } from './comparison.views';

const ComparisonResult = resultOf('Comparison', ComparisonObject);
const ComparisonFileResult = resultOf('ComparisonFile', ComparisonFileObject);

const IDS = { type: () => [ID], description: 'Two to six listings, in the order of the columns.' } as const;
const NEED = {
  nullable: true,
  type: () => NeedInput,
  description:
    'What they are held against, as for `previewMatches`; against each other alone when neither this nor a lot is given.',
} as const;
const LOT = {
  nullable: true,
  type: () => ComparedLotInput,
  description: 'In place of a need: a lot of a tender that you may see.',
} as const;
const LANGUAGE = {
  nullable: true,
  type: () => LanguageEnum,
  description: 'Language of the texts; that of the request when not given.',
} as const;

const MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  CSV: 'text/csv; charset=utf-8',
};

@Resolver()
export class ComparisonResolver {
  constructor(private readonly compare: CompareListings) {}

  @Query(() => ComparisonResult, {
    description:
      'Two to six listings side by side: everything that any of them states, what differs first, which is best where less or more is better, and, against a need, what the engine finds for each demand. Nothing is kept, nobody is told.',
  })
  async compareListings(
    @Args('ids', IDS) ids: string[],
    @Asking() viewer: Viewer | null,
    @Speaking() asked: Language,
    @Args('need', NEED) need?: NeedInput | null,
    @Args('lot', LOT) lot?: ComparedLotInput | null,
    @Args('language', LANGUAGE) language?: Language | null,
  ) {
    const compared = await this.compared(viewer, ids, need, lot);
    const words = language ?? asked;
    return reply(compared.ok ? accepted(comparisonView(compared.value, words)) : compared, words);
  }

  @Query(() => ComparisonFileResult, {
    description: 'The same as a file, every cell of which is a text: a workbook, or a CSV in UTF-8.',
  })
  async exportComparison(
    @Args('ids', IDS) ids: string[],
    @Args('format', { type: () => FileFormatEnum, description: 'Kind of file.' }) format: FileFormat,
    @Asking() viewer: Viewer | null,
    @Speaking() asked: Language,
    @Args('need', NEED) need?: NeedInput | null,
    @Args('lot', LOT) lot?: ComparedLotInput | null,
    @Args('language', LANGUAGE) language?: Language | null,
  ) {
    const compared = await this.compared(viewer, ids, need, lot);
    const words = language ?? asked;
    if (!compared.ok) return reply(compared, words);
    const table = comparisonTable(comparisonView(compared.value, words), words);
    const bytes = comparisonBytes(table, format, words);
    const file: ComparisonFileObject = {
      name: `huanpei-comparison-${compared.value.asOf}.${format.toLowerCase()}`,
      mediaType: MEDIA_TYPES[format],
      base64: bytes.toString('base64'),
    };
    return reply(accepted(file), words);
  }

  private async compared(
    viewer: Viewer | null,
    ids: readonly string[],
    need: NeedInput | null | undefined,
    lot: ComparedLotInput | null | undefined,
  ): Promise<Outcome<ListingComparison>> {
    if (need && lot) {
      const facts = { zh: 'need 与 lot 只能给出一个', en: 'give a need or a lot, not both' };
      return refused({ code: 'INVALID', field: 'lot', facts });
    }
    const compared: ComparedWith = need
      ? { kind: 'NEED', need: needOf(need) }
      : lot
        ? { kind: 'LOT', ...lot }
        : { kind: 'EACH_OTHER' };
    return this.compare.execute(viewer, ids, compared);
  }
}

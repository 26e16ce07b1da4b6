import type { ImportCounts, ImportItem, SheetImport } from '@huanpei/app';
import type { ChangeKind } from '@huanpei/domain';
import type { CellNote } from '@huanpei/exchange';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, PageArgs } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import {
  ChangeKindEnum,
  ImportKindEnum,
  ImportNoteCodeEnum,
  ImportOutcomeEnum,
  ImportPlanEnum,
  ImportStateEnum,
  SheetFormatEnum,
} from '../graphql/enums';

@ObjectType('ImportNote', { description: 'What is wrong with a cell or a row, or what was read into it.' })
export class ImportNoteObject implements Omit<CellNote, 'facts'> {
  @Described(() => ImportNoteCodeEnum, 'What, for programs.')
  readonly code!: CellNote['code'];

  @Described(() => String, 'The sheet, as the file calls it.')
  readonly sheet!: string;

  @Described(() => Int, 'The row, as the spreadsheet counts.')
  readonly row!: number;

  @Optional(() => String, 'The header of the column, as the file writes it; none where the whole row is meant.')
  readonly column!: string | null;

  @Optional(() => String, 'The cell, such as `C12`.')
  readonly address!: string | null;

  @Optional(() => String, 'What stands there.')
  readonly value!: string | null;

  @Described(() => String, 'What is wrong and what to do, in the language asked for.')
  readonly message!: string;
}

@ObjectType('ImportChange', { description: 'One thing that an import would change of what is there.' })
export class ImportChangeObject {
  @Described(() => ChangeKindEnum, 'Added, removed or changed.')
  readonly kind!: ChangeKind;

  @Described(() => String, 'What.')
  readonly what!: string;

  @Optional(() => String, 'As it is; none when it is not stated.')
  readonly before!: string | null;

  @Optional(() => String, 'As the file has it; none when it does not state it.')
  readonly after!: string | null;
}

@ObjectType('ImportItem', { description: 'One listing or tender of a file with all rows that belong to it.' })
export class ImportItemObject implements Pick<ImportItem, 'number' | 'key' | 'plan' | 'fields' | 'outcome'> {
  @Described(() => Int, 'Its place in the file, from 1.')
  readonly number!: number;

  @Optional(() => String, 'Its external key.')
  readonly key!: string | null;

  @Described(() => ImportPlanEnum, 'What the import would do with it, as of the check.')
  readonly plan!: ImportItem['plan'];

  @Described(() => [String], 'Fields that it would change.')
  readonly fields!: readonly string[];

  @Optional(() => String, 'What it is called, by the file or else as it is; none where neither says.')
  readonly name!: string | null;

  @Described(() => [String], 'Its main figures, at most 5.')
  readonly figures!: readonly string[];

  @Described(
    () => [ImportChangeObject],
    'What it would change of what is there, at most 50; none of what is new, and none once it has been done.',
  )
  readonly changes!: readonly ImportChangeObject[];

  @Optional(() => ImportOutcomeEnum, 'What became of it; none before its turn.')
  readonly outcome!: ImportItem['outcome'];

  @Optional(() => ID, 'The listing or tender.')
  readonly subjectId!: string | null;

  @Described(() => [ImportNoteObject], 'What is wrong with it.')
  readonly faults!: readonly ImportNoteObject[];

  @Described(() => [ImportNoteObject], 'What was read into it.')
  readonly warnings!: readonly ImportNoteObject[];
}

export const ImportItemConnection = connectionOf('ImportItem', () => ImportItemObject);

@ObjectType('ImportColumn', { description: 'A column of a file.' })
export class ImportColumnObject {
  @Described(() => String, 'Its header, as written.')
  readonly header!: string;

  @Optional(() => String, 'The column of the template that it was read as; none for one that is kept and not read.')
  readonly readAs!: string | null;

  @Optional(() => String, 'The column of the template that is most like one that was not read.')
  readonly nearest!: string | null;
}

@ObjectType('ImportSheet', { description: 'A sheet of a file.' })
export class ImportSheetObject {
  @Described(() => String, 'As the file calls it.')
  readonly sheet!: string;

  @Optional(() => String, 'The sheet of the template that it was read as; none for one that was not read.')
  readonly readAs!: string | null;

  @Described(() => Int, 'The row of its headers; 0 for a sheet that was not read.')
  readonly headerRow!: number;

  @Described(() => [ImportColumnObject], 'Its columns.')
  readonly columns!: readonly ImportColumnObject[];

  @Described(() => Int, "How many rows of the template's example were left out.")
  readonly examples!: number;
}

@ObjectType('ImportCounts', { description: 'Things of a file by what is planned and by what was done.' })
export class ImportCountsObject implements ImportCounts {
  @Described(() => Int, 'Listings or tenders in the file.')
  readonly items!: number;

  @Described(() => Int, 'Rows of all its sheets.')
  readonly rows!: number;

  @Described(() => Int, 'To be created.')
  readonly create!: number;

  @Described(() => Int, 'To be changed.')
  readonly change!: number;

  @Described(() => Int, 'Saying the same.')
  readonly unchanged!: number;

  @Described(() => Int, 'Refused by the check.')
  readonly refused!: number;

  @Described(() => Int, 'Cells that were read with interpretation.')
  readonly warnings!: number;

  @Described(() => Int, 'Created.')
  readonly created!: number;

  @Described(() => Int, 'Changed.')
  readonly changed!: number;

  @Described(() => Int, 'Found to say the same.')
  readonly kept!: number;

  @Described(() => Int, 'Failed while running.')
  readonly failed!: number;

  @Described(() => Int, 'Handed to the operators.')
  readonly submitted!: number;
}

@ObjectType('Import', { description: 'A file that your organisation has handed in, with its report.' })
export class ImportObject implements Pick<
  SheetImport,
  'id' | 'kind' | 'format' | 'fileName' | 'size' | 'withoutKey' | 'submit' | 'state' | 'encoding' | 'position'
> {
  @Described(() => ID, 'Its id.')
  readonly id!: string;

  @Described(() => ImportKindEnum, 'What it holds.')
  readonly kind!: SheetImport['kind'];

  @Described(() => SheetFormatEnum, 'Its format.')
  readonly format!: SheetImport['format'];

  @Described(() => String, 'Its name.')
  readonly fileName!: string;

  @Described(() => Int, 'Its size in bytes.')
  readonly size!: number;

  @Described(() => Boolean, 'Whether things without an external key are created.')
  readonly withoutKey!: boolean;

  @Described(() => Boolean, 'Whether listings are handed to the operators at once.')
  readonly submit!: boolean;

  @Described(() => ImportStateEnum, 'Where it stands.')
  readonly state!: SheetImport['state'];

  @Optional(() => String, 'How a CSV turned out to be encoded.')
  readonly encoding!: string | null;

  @Described(() => ImportCountsObject, 'What is planned and what was done.')
  readonly counts!: ImportCountsObject;

  @Described(() => Int, 'The place up to which it has been done.')
  readonly position!: number;

  @Described(() => Date, 'When it was uploaded.')
  readonly createdAt!: Date;

  @Optional(() => Date, 'When its report was there.')
  readonly checkedAt!: Date | null;

  @Optional(() => Date, 'When it was started last.')
  readonly startedAt!: Date | null;

  @Optional(() => Date, 'When it ended.')
  readonly endedAt!: Date | null;
}

export const ImportConnection = connectionOf('Import', () => ImportObject);

@ArgsType()
export class ImportItemArgs extends PageArgs {
  @Field(() => ImportPlanEnum, { nullable: true, description: 'Only those with this plan.' })
  readonly plan?: ImportItem['plan'] | null;

  @Field(() => ImportOutcomeEnum, { nullable: true, description: 'Only those of which this became.' })
  readonly outcome?: NonNullable<ImportItem['outcome']> | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those with faults.' })
  readonly faulty?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those with warnings.' })
  readonly warned?: boolean | null;
}

import { toMajor, type Language, type ListingContent, type TenderContent } from '@huanpei/domain';
import type { Certificate, NumericStatement, Requirement } from '@huanpei/matching';
import { cellOfText, isVerbatim, textOfCell, type RawCell, type RawRow, type RawTable } from './cells';
import { EMPTY_WORDS } from './choices';
import { writtenInstant } from './figure';
import { sheetsOf, type Column, type ImportKind, type SheetLayout } from './layout';
import { nameKey, writtenName, type NameKind, type Vocabulary } from './vocabulary';

/** What an export says of a thing beside its content; for people, and not read back. */
export interface ExportNotes {
  readonly state?: string;
  /** Which of two contents it is: what is published, or what is staged. */
  readonly content?: string;
  readonly supplier?: string;
  readonly buyer?: string;
}

export interface ExportedListing {
  readonly key: string;
  readonly content: ListingContent;
  readonly notes: ExportNotes;
}

export interface ExportedTender {
  readonly key: string;
  readonly content: TenderContent;
  readonly notes: ExportNotes;
}

type Values = Readonly<Record<string, unknown>>;

/** Writes contents as sheets; reading them gives the same contents. */
export class SheetWriter {
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly language: Language,
  ) {}

  headers(layout: SheetLayout): RawRow {
    return layout.columns.map((column) => ({ value: column[this.language] }));
  }

  /** Rows of every sheet of the kind, by code of the sheet, in the order of the things. */
  rows(kind: ImportKind, things: readonly (ExportedListing | ExportedTender)[]): ReadonlyMap<string, RawRow[]> {
    const rows = new Map<string, RawRow[]>(sheetsOf(kind).map(({ code }) => [code, []]));
    for (const thing of things) {
      const values =
        kind === 'LISTINGS' ? listingValues(thing as ExportedListing) : tenderValues(thing as ExportedTender);
      for (const [code, list] of Object.entries(values)) {
        const layout = sheetsOf(kind).find((one) => one.code === code);
        if (layout) rows.get(code)?.push(...list.map((of) => this.row(layout, of)));
      }
    }
    return rows;
  }

  tables(kind: ImportKind, rows: ReadonlyMap<string, readonly RawRow[]>): readonly RawTable[] {
    return sheetsOf(kind).map((layout) => ({
      sheet: layout.title,
      rows: [this.headers(layout), ...(rows.get(layout.code) ?? [])],
    }));
  }

  private row(layout: SheetLayout, values: Values): RawRow {
    return layout.columns.map((column) => this.cell(column, values[column.code]));
  }

  private cell(column: Column, value: unknown): RawCell | undefined {
    if (value === undefined || value === null) return undefined;
    switch (column.kind) {
      case 'NUMBER':
      case 'WHOLE':
      case 'VALUE':
      case 'AMOUNT':
        return { value: value as number };
      case 'FLAG':
        return { value: this.name(column.code === 'mandatory' ? 'mandatory' : 'flag', String(value)) };
      case 'NAME':
        return { value: this.name(column.of ?? 'domain', String(value)) };
      case 'NAMES': {
        const codes = value as readonly string[];
        return {
          value:
            codes.length === 0
              ? this.none()
              : codes.map((code) => this.name(column.of ?? 'technology', code)).join('; '),
        };
      }
      case 'LINES': {
        const lines = value as readonly string[];
        return { value: lines.length === 0 ? this.none() : lines.join('\n') };
      }
      case 'CERTIFICATES': {
        const held = value as readonly Certificate[];
        const texts = held.map(({ scheme, validUntil }) => {
          const name = this.name('certificate', scheme);
          return validUntil === undefined ? name : `${name} (${validUntil})`;
        });
        return { value: texts.length === 0 ? this.none() : texts.join('; ') };
      }
      case 'WEIGHTS': {
        const weights = Object.entries(value as Readonly<Record<string, number>>);
        return {
          value: weights.length === 0 ? this.none() : weights.map(([term, weight]) => `${term}=${weight}`).join('; '),
        };
      }
      case 'INSTANT':
        return { value: writtenInstant(String(value)) };
      case 'OP':
        return { value: this.name('op', String(value)) };
      case 'UNIT':
      case 'PER': {
        const text = String(value);
        // Only as it stands where reading would make something else of it.
        const read = column.kind === 'PER' && text === 'unit' ? text : (this.vocabulary.unit(text) ?? text);
        const isPlain = read === text && text.trim() === text && !/^(?:'|(?:台|套|件|每台|个)$)/u.test(text);
        return { value: isPlain && !EMPTY_WORDS.has(nameKey(text) || text) ? text : `'${text}` };
      }
      case 'CONDITION':
        return { value: this.condition(String(value).replace(/\r\n?/g, '\n')) };
      case 'LEVEL':
      case 'STANDARD':
      case 'DAY':
      case 'CURRENCY':
        return { value: String(value) };
      case 'KEY':
      case 'PARENT':
      case 'LOT':
      case 'TEXT':
      case 'INFO':
        return { value: cellOfText(String(value)) };
    }
  }

  /** As people write it where reading gives it back; else as it is, and not to be read, where reading would change it. */
  private condition(text: string): string {
    const isReadBack = (written: string) =>
      // A CSV puts an apostrophe before signs of formulas, which says not to read.
      !isVerbatim(written) &&
      !/^\s*[=+\-@＝＋－＠]/u.test(written) &&
      textOfCell(written) === written &&
      this.vocabulary.condition(written).condition === text;
    const said = this.vocabulary.conditionLabel(text, this.language);
    return [said, text].find((one) => one !== undefined && isReadBack(one)) ?? `'${text}`;
  }

  private name(kind: NameKind, code: string): string {
    return writtenName(this.vocabulary, kind, code, this.language);
  }

  private none(): string {
    return this.language === 'zh' ? '无' : 'none';
  }
}

const ofName = (path: string, name: { readonly zh?: string; readonly en?: string } | undefined): Values => ({
  [`${path}.zh`]: name?.zh,
  [`${path}.en`]: name?.en,
});

function moneyOf(
  path: string,
  money: { readonly amountMinor: number; readonly currency: string } | null | undefined,
): Values {
  if (!money) return {};
  const { amount, currency } = toMajor(money);
  return { [`${path}.amount`]: amount, [`${path}.currency`]: currency };
}

function listingValues({ key, content, notes }: ExportedListing): Readonly<Record<string, readonly Values[]>> {
  const { price, name, summary, facts, attachments = [], sources = [] } = content;
  return {
    LISTINGS: [
      {
        key,
        ...content,
        ...ofName('name', name),
        ...ofName('summary', summary),
        ...moneyOf('price', price),
        'price.per': price?.per,
        $state: notes.state,
        $content: notes.content,
        $supplier: notes.supplier,
      },
    ],
    FACTS: facts.map((fact) => ({ key, ...fact })),
    ATTACHMENTS: attachments.map((attachment) => ({ key, ...attachment })),
    SOURCES: sources.map((source) => ({ key, ...source })),
  };
}

function tenderValues({ key, content, notes }: ExportedTender): Readonly<Record<string, readonly Values[]>> {
  const { title, summary, budget, lots } = content;
  const inLots = <T extends object>(
    of: (lot: TenderContent['lots'][number]) => readonly T[] | undefined,
  ): readonly Values[] => lots.flatMap((lot) => (of(lot) ?? []).map((one) => ({ key, lot: lot.id, ...one })));
  return {
    TENDERS: [
      {
        key,
        ...content,
        ...ofName('title', title),
        ...ofName('summary', summary),
        ...moneyOf('budget', budget),
        $state: notes.state,
        $buyer: notes.buyer,
      },
    ],
    LOTS: lots.map((lot) => ({ key, lot: lot.id, ...lot.need, ...ofName('title', lot.title) })),
    REQUIREMENTS: inLots<object>(({ need }) => need.requirements?.map(requirementValues)),
    DUTY: inLots<NumericStatement>(({ need }) => need.duty),
    STANDARDS: inLots(({ need }) => need.standards),
  };
}

function requirementValues(requirement: Requirement): Values {
  if (!('price' in requirement)) return { ...requirement };
  const { price, ...rest } = requirement;
  return { ...rest, 'price.amount': price.amount, 'price.currency': price.currency, 'price.per': price.per };
}

import { toMinor } from '@huanpei/domain';
import { address, isBlank, isVerbatim, shown, textOfCell, type RawCell } from './cells';
import { EMPTY_WORDS, NONE_WORDS } from './choices';
import { readDay, readFigure, readInstant, readNumber, type ReadingNote } from './figure';
import type { HeaderRead, SheetRead } from './headers';
import type { Column } from './layout';
import { nearestOf } from './nearest';
import type { CellFault, CellNote, CellWarning, NoteFacts } from './notes';
import { candidatesOf, codesOf, nameKey, type NameKind, type Vocabulary } from './vocabulary';

/** A cell of a file, or (without a column) a row of it. */
export type CellRef = Pick<CellNote, 'sheet' | 'row' | 'column' | 'address' | 'value'>;

/** One row with its meaning. */
export interface ReadRow {
  /** By the code of the column; what is absent is not stated. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Where each value stands. */
  readonly cells: Readonly<Record<string, CellRef>>;
  readonly at: CellRef;
}

export interface RowReading {
  readonly row: ReadRow;
  readonly faults: readonly CellNote[];
  readonly warnings: readonly CellNote[];
}

/** Names that were not known are compared with all that are; so often in one file, since that takes its time. */
const MOST_COMPARED = 300;

/** Reads rows of one file. */
export class RowReader {
  private compared = 0;
  private readonly nearest = new Map<string, string | undefined>();

  constructor(
    private readonly vocabulary: Vocabulary,
    /** In a CSV every figure is a text. */
    private readonly everythingIsText: boolean,
  ) {}

  /**
   * @param index place of the row in its table
   * @param medium the medium of the thing, by which names that mean several are told apart
   */
  read(sheet: SheetRead, index: number, medium?: string): RowReading {
    const reading = new Reading(this, this.vocabulary, sheet, index, this.everythingIsText, medium);
    return reading.all();
  }

  /** The key in a cell, as it joins rows. */
  keyOf(cell: RawCell): string | null {
    const text = textOfCell(typeof cell.value === 'number' ? String(cell.value) : shown(cell));
    return text === '' ? null : text;
  }

  nearestName(kind: NameKind | 'unit', text: string): string | undefined {
    const key = `${kind} ${text}`;
    if (this.nearest.has(key)) return this.nearest.get(key);
    if (this.compared >= MOST_COMPARED) return undefined;
    this.compared += 1;
    const { vocabulary } = this;
    const names =
      kind === 'unit'
        ? vocabulary.units
        : codesOf(vocabulary, kind).flatMap((code) =>
            kind in NAMED
              ? [code]
              : [code, vocabulary.label(kind as never, code, 'zh'), vocabulary.label(kind as never, code, 'en')],
          );
    const found = nearestOf(text, names);
    this.nearest.set(key, found);
    return found;
  }
}

/** Fixed choices are few and told whole. */
const NAMED: Readonly<Record<string, true>> = {
  listingKind: true,
  attachmentKind: true,
  track: true,
  method: true,
  flag: true,
  mandatory: true,
  op: true,
};

class Reading {
  private readonly values: Record<string, unknown> = {};
  private readonly cells: Record<string, CellRef> = {};
  private readonly faults: CellNote[] = [];
  private readonly warnings: CellNote[] = [];
  private readonly at: CellRef;
  /** Kinds of columns whose cell holds an error. */
  private readonly broken = new Set<string>();

  constructor(
    private readonly reader: RowReader,
    private readonly vocabulary: Vocabulary,
    private readonly sheet: SheetRead,
    private readonly index: number,
    private readonly everythingIsText: boolean,
    private readonly medium: string | undefined,
  ) {
    this.at = { sheet: sheet.sheet, row: index + 1, column: null, address: null, value: null };
  }

  all(): RowReading {
    const row = this.sheet.table.rows[this.index] ?? [];
    const stated = new Map<string, readonly [HeaderRead, RawCell]>();
    for (const header of this.sheet.headers) {
      const cell = row[header.index];
      if (!header.column || header.column.kind === 'INFO' || cell === undefined || isBlank(cell)) continue;
      const ref = this.refOf(header, cell);
      this.cells[header.column.code] = ref;
      if (cell.error) {
        this.fault(ref, 'EXCEL_ERROR', { formula: cell.formula ? 1 : 0 });
        this.broken.add(header.column.kind);
        continue;
      }
      if (cell.merged) this.warn(ref, 'MERGED');
      if (cell.formula) this.warn(ref, 'FORMULA_CACHED');
      const isText = ['TEXT', 'CONDITION', 'KEY', 'PARENT', 'LOT'].includes(header.column.kind);
      if (!isText && typeof cell.value === 'string' && EMPTY_WORDS.has(nameKey(cell.value) || cell.value.trim())) {
        this.warn(ref, 'EMPTY_WORD');
        continue;
      }
      stated.set(header.column.code, [header, cell]);
    }
    for (const [header, cell] of stated.values()) {
      if (header.column && !STATEMENT.has(header.column.kind))
        this.one(header.column, cell, stated.get('parameter')?.[1]);
    }
    if ([...stated.values()].some(([{ column }]) => column && STATEMENT.has(column.kind))) this.statement(stated);
    this.money('price');
    this.money('budget');
    this.required();
    return {
      row: { values: this.values, cells: this.cells, at: this.at },
      faults: this.faults,
      warnings: this.warnings,
    };
  }

  private refOf({ header, index }: HeaderRead, cell: RawCell): CellRef {
    return {
      sheet: this.sheet.sheet,
      row: this.index + 1,
      column: header,
      address: address(index, this.index + 1),
      value: shown(cell).slice(0, 200),
    };
  }

  private fault(ref: CellRef, code: CellFault, facts: NoteFacts = {}): void {
    this.faults.push({ ...ref, code, facts });
  }

  private warn(ref: CellRef, code: CellWarning, facts: NoteFacts = {}): void {
    this.warnings.push({ ...ref, code, facts });
  }

  private warnAll(ref: CellRef, notes: readonly ReadingNote[]): void {
    for (const { code, facts } of notes) this.warn(ref, code, facts);
  }

  private ref(code: string): CellRef {
    return this.cells[code] ?? this.at;
  }

  private one(column: Column, cell: RawCell, parameterCell: RawCell | undefined): void {
    const ref = this.ref(column.code);
    if (column.code === 'metric' && this.splitMetric(textOfCell(shown(cell)), ref, parameterCell)) return;
    const value = this.valueOf(column, cell, ref);
    if (value !== undefined) this.values[column.code] = value;
  }

  /** `出水COD` and `COD去除率` say the metric and the parameter in one; a parameter of its own must be the same then. */
  private splitMetric(text: string, ref: CellRef, parameterCell: RawCell | undefined): boolean {
    if (this.found('metric', text).length > 0) return false;
    const [, side, of] = /^(出水|出口|排放|进水|进口|入口)\s*(.+)$/u.exec(text) ?? [];
    const [, removed] = /^(.+?)\s*(?:去除率|去除效率|removal)$/iu.exec(text) ?? [];
    const metric =
      removed !== undefined ? 'removal_pct' : side !== undefined && /^[出排]/u.test(side) ? 'outlet' : 'inlet';
    const parameter = this.found('parameter', removed ?? of ?? '');
    const [only] = parameter;
    if ((removed ?? of) === undefined || parameter.length !== 1 || only === undefined) return false;
    if (this.cells['parameter'] !== undefined) {
      const beside = parameterCell && this.found('parameter', textOfCell(shown(parameterCell)));
      if (!beside?.includes(only)) return false;
    } else {
      this.values['parameter'] = only;
      this.cells['parameter'] = ref;
    }
    this.values['metric'] = metric;
    this.warn(ref, 'METRIC_SPLIT', { metric, parameter: only });
    return true;
  }

  private valueOf(column: Column, cell: RawCell, ref: CellRef): unknown {
    switch (column.kind) {
      case 'KEY':
      case 'PARENT':
      case 'LOT': {
        if (typeof cell.value === 'number' && column.kind !== 'LOT') this.warn(ref, 'KEY_WAS_NUMBER');
        const text = textOfCell(typeof cell.value === 'number' ? String(cell.value) : shown(cell));
        if ([...text].length > LONGEST_KEY) return void this.fault(ref, 'TOO_LONG', { most: LONGEST_KEY });
        return text === '' ? undefined : text;
      }
      case 'TEXT':
        return textOfCell(typeof cell.value === 'string' ? cell.value : shown(cell));
      case 'CONDITION':
        return this.condition(cell, ref);
      case 'NUMBER':
        return this.number(cell, ref);
      case 'AMOUNT':
        return this.amount(cell, ref);
      case 'WHOLE': {
        const value = this.number(cell, ref);
        if (value !== undefined && !Number.isInteger(value)) return void this.fault(ref, 'NOT_WHOLE');
        return value;
      }
      case 'FLAG': {
        if (typeof cell.value === 'boolean') return cell.value;
        const code = this.name(column.code === 'mandatory' ? 'mandatory' : 'flag', textOfCell(shown(cell)), ref);
        return code === undefined ? undefined : code === 'true';
      }
      case 'DAY':
        return this.day(cell, ref);
      case 'INSTANT':
        return this.instant(cell, ref);
      case 'NAME':
        return this.name(column.of ?? 'domain', textOfCell(shown(cell)), ref);
      case 'NAMES':
        return this.names(column.of ?? 'technology', textOfCell(shown(cell)), ref);
      case 'LINES':
        return this.lines(textOfCell(shown(cell)));
      case 'CERTIFICATES':
        return this.certificates(textOfCell(shown(cell)), ref);
      case 'WEIGHTS':
        return this.weights(textOfCell(shown(cell)), ref);
      case 'CURRENCY':
        return currencyOf(textOfCell(shown(cell))) ?? textOfCell(shown(cell)).toUpperCase();
      case 'PER': {
        if (isVerbatim(shown(cell))) return shown(cell).slice(1);
        const text = textOfCell(shown(cell));
        return /^(unit|台|套|件|每台|个)$/iu.test(text) ? 'unit' : (this.vocabulary.unit(text) ?? text);
      }
      case 'STANDARD':
        return this.standard(textOfCell(shown(cell)), ref);
      case 'LEVEL':
        // Read with its standard, in `required`.
        return textOfCell(shown(cell));
      case 'OP':
      case 'VALUE':
      case 'UNIT':
      case 'INFO':
        return undefined;
    }
  }

  private number(cell: RawCell, ref: CellRef): number | undefined {
    if (cell.date !== undefined) return void this.fault(ref, 'DATE_IN_FIGURE', { date: cell.date.slice(0, 10) });
    if (typeof cell.value === 'number') return cell.value;
    if (typeof cell.value === 'boolean') return void this.fault(ref, 'NOT_A_NUMBER');
    const reading = readNumber(textOfCell(cell.value));
    if (!reading.ok) return void this.fault(ref, reading.code, reading.facts);
    this.warnAll(ref, reading.notes);
    if (!this.everythingIsText && reading.notes.length === 0) this.warn(ref, 'TEXT_NUMBER');
    return reading.value;
  }

  private amount(cell: RawCell, ref: CellRef): unknown {
    if (typeof cell.value === 'number' && cell.date === undefined) return cell.value;
    const text = textOfCell(shown(cell)).normalize('NFKC');
    const [, before = '', figure = '', behind = ''] =
      /^\s*([^\d.+-]*)\s*([\d.,+-]+(?:e[-+]?\d+)?\s*[万亿]?)\s*(\D*)$/iu.exec(text) ?? [];
    const currency = currencyOf(before) ?? currencyOf(behind);
    if (figure === '' || (before.trim() + behind.trim() !== '' && currency === undefined)) {
      return void this.fault(ref, cell.date === undefined ? 'NOT_A_NUMBER' : 'DATE_IN_FIGURE', {
        date: cell.date ?? '',
      });
    }
    const reading = readNumber(figure);
    if (!reading.ok) return void this.fault(ref, reading.code, reading.facts);
    this.warnAll(ref, reading.notes);
    if (currency !== undefined) {
      this.warn(ref, 'CURRENCY_READ', { currency });
      this.values['$currency'] = currency;
    } else if (!this.everythingIsText && reading.notes.length === 0) this.warn(ref, 'TEXT_NUMBER');
    return reading.value;
  }

  private day(cell: RawCell, ref: CellRef): string | undefined {
    if (cell.date !== undefined) {
      this.warn(ref, 'EXCEL_DATE', { read: cell.date.slice(0, 10) });
      return cell.date.slice(0, 10);
    }
    const text = textOfCell(shown(cell));
    const day = readDay(text);
    if (day === undefined) return void this.fault(ref, 'NOT_A_DAY');
    if (day !== text) this.warn(ref, 'DATE_READ', { read: day });
    return day;
  }

  private instant(cell: RawCell, ref: CellRef): string | undefined {
    const instant = readInstant(cell.date ?? textOfCell(shown(cell)));
    if (instant === undefined) return void this.fault(ref, 'NOT_AN_INSTANT');
    if (cell.date !== undefined) this.warn(ref, 'EXCEL_DATE', { read: cell.date });
    return instant;
  }

  /** The one code a name means; a name that is neither the code nor its label is reported with what was read. */
  private name(kind: NameKind, text: string, ref: CellRef): string | undefined {
    const found = this.found(kind, text);
    const [only] = found;
    if (found.length === 1 && only !== undefined) {
      // Aliases of metrics and parameters are registered in the reference data; of these, only parts of names are.
      if (kind === 'technology' || kind === 'region') {
        const said = [only, this.vocabulary.label(kind, only, 'zh'), this.vocabulary.label(kind, only, 'en')];
        if (!said.some((one) => nameKey(one) === nameKey(text))) {
          this.warn(ref, 'NAME_READ', { given: text, read: only, kind });
        }
      }
      return only;
    }
    if (found.length > 1)
      return void this.fault(ref, 'AMBIGUOUS_NAME', {
        kind,
        given: text.slice(0, 100),
        candidates: found.slice(0, 8).join(', '),
      });
    if (kind in NAMED) return void this.fault(ref, 'UNKNOWN_CHOICE', { kind, given: text.slice(0, 100) });
    const nearest = this.reader.nearestName(kind, text.slice(0, 100));
    return void this.fault(ref, 'UNKNOWN_NAME', {
      kind,
      given: text.slice(0, 100),
      ...(nearest === undefined ? {} : { nearest }),
    });
  }

  private found(kind: NameKind, text: string): readonly string[] {
    const medium = kind === 'parameter' ? this.medium : undefined;
    const found = medium === undefined ? [] : candidatesOf(this.vocabulary, kind, text, medium);
    return found.length > 0 ? found : candidatesOf(this.vocabulary, kind, text);
  }

  private names(kind: NameKind, text: string, ref: CellRef): readonly string[] | undefined {
    if (NONE_WORDS.has(nameKey(text))) return [];
    // Names hold commas themselves: 1,1-二氯乙烷.
    if (this.found(kind, text).length === 1) {
      const only = this.name(kind, text, ref);
      return only === undefined ? undefined : [only];
    }
    const parts = partsOf(text, (part) => this.found(kind, part).length > 0);
    const codes = parts.map((part) => this.name(kind, part, ref));
    return codes.some((code) => code === undefined) ? undefined : (codes as string[]);
  }

  /** What the engine decides is kept in its form; anything else as it is written, with a word that it decides nothing. */
  private condition(cell: RawCell, ref: CellRef): string {
    const written = typeof cell.value === 'string' ? cell.value : shown(cell);
    const text = isVerbatim(written) ? written.slice(1).replace(/\r\n?/g, '\n') : textOfCell(written);
    const read = this.vocabulary.condition(text);
    const kept = isVerbatim(written) || !read.decides ? text : read.condition;
    const given = text.slice(0, 50);
    const isLabel = [kept, ...(['zh', 'en'] as const).map((one) => this.vocabulary.conditionLabel(kept, one))].includes(
      text,
    );
    if (!read.decides || read.condition !== kept) this.warn(ref, 'CONDITION_OPEN', { given });
    else if (!isLabel) this.warn(ref, 'CONDITION_READ', { given, read: kept });
    return kept;
  }

  private lines(text: string): readonly string[] {
    if (NONE_WORDS.has(nameKey(text))) return [];
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }

  private certificates(text: string, ref: CellRef): unknown {
    if (NONE_WORDS.has(nameKey(text))) return [];
    const read = partsOf(text, () => false).map((part) => {
      const [, name = part, until] =
        /^(.*?)\s*[（(]\s*(?:有效期)?(?:至|until)?\s*([\d./年月日 -]{8,})\s*[)）]$/iu.exec(part) ?? [];
      const scheme = this.name('certificate', name.trim(), ref);
      const validUntil = until === undefined ? undefined : readDay(until);
      if (until !== undefined && validUntil === undefined) this.fault(ref, 'NOT_A_DAY');
      return scheme === undefined ? undefined : { scheme, ...(validUntil === undefined ? {} : { validUntil }) };
    });
    return read.some((one) => one === undefined) ? undefined : read;
  }

  private weights(text: string, ref: CellRef): unknown {
    if (NONE_WORDS.has(nameKey(text))) return {};
    const read = partsOf(text, () => false).map((part) =>
      /^([a-z]+)\s*[=:]\s*(\d+(?:\.\d+)?(?:e[-+]?\d+)?)$/iu.exec(part.normalize('NFKC')),
    );
    if (read.some((one) => one === null)) return void this.fault(ref, 'NOT_A_NUMBER');
    return Object.fromEntries(read.map((one) => [one?.[1] ?? '', Number(one?.[2])]));
  }

  private standard(text: string, ref: CellRef): string | undefined {
    const found = this.vocabulary.standard(text);
    if (found === undefined) return this.name('standard', text, ref);
    if (found.level !== undefined) this.values['$level'] = found.level;
    if (found.code !== text)
      this.warn(ref, 'NAME_READ', {
        given: text,
        read: [found.code, found.level ?? ''].join(' ').trim(),
        kind: 'standard',
      });
    return found.code;
  }

  /**
   * Figure, operator and unit belong together: each may stand in the cell of another. One that cannot be read does not hide
   * what is wrong with the others, so that all of it is told at once.
   */
  private statement(stated: ReadonlyMap<string, readonly [HeaderRead, RawCell]>): void {
    // What follows from a cell that cannot be read is no second fault.
    if ([...STATEMENT].some((kind) => this.broken.has(kind))) return;
    const cellOf = (code: string) => stated.get(code)?.[1];
    const [opCell, valueCell, unitCell] = [cellOf('op'), cellOf('value'), cellOf('unit')];
    let op = opCell && this.name('op', textOfCell(shown(opCell)), this.ref('op'));
    let isWhole = opCell === undefined || op !== undefined;
    const opUnread = !isWhole;
    const figure = valueCell && this.figure(valueCell);
    const valueUnread = valueCell !== undefined && figure === undefined;
    if (valueUnread) isWhole = false;
    const value = figure?.value;
    let valueMax = this.values['valueMax'] as number | undefined;
    if (figure?.op !== undefined && !opUnread) {
      if (op !== undefined && op !== figure.op) {
        this.fault(this.ref('op'), 'OPERATOR_CONFLICT', { one: op, other: figure.op });
        isWhole = false;
      }
      op = figure.op;
    }
    if (figure?.valueMax !== undefined) {
      if (valueMax !== undefined && valueMax !== figure.valueMax) {
        this.fault(this.ref('value'), 'RANGE_CONFLICT', { low: figure.valueMax, high: valueMax });
        isWhole = false;
      }
      valueMax = figure.valueMax;
    }
    if (op === undefined && !opUnread && (value !== undefined || valueMax !== undefined)) {
      op = valueMax === undefined ? '=' : 'range';
      this.warn(this.ref('value'), 'OPERATOR_ASSUMED', { read: op });
    }
    if (op !== undefined && op !== 'not_detectable' && value === undefined && !valueUnread) {
      this.fault(this.ref(opCell ? 'op' : 'value'), 'REQUIRED', { column: 'value' });
      isWhole = false;
    }
    // A figure that is not there, or cannot be read, may have had its unit beside it.
    const unit =
      value === undefined && unitCell === undefined && !isWhole ? undefined : this.unit(unitCell, figure?.unit);
    if (!isWhole) return;
    if (op !== undefined) this.values['op'] = op;
    if (value !== undefined) this.values['value'] = value;
    if (valueMax !== undefined) this.values['valueMax'] = valueMax;
    if (unit !== undefined) this.values['unit'] = unit;
  }

  /** The cell of a figure with what stands beside the number; undefined, with a fault, where it cannot be read. */
  private figure(cell: RawCell): FigureRead | undefined {
    const ref = this.ref('value');
    if (cell.date !== undefined) return void this.fault(ref, 'DATE_IN_FIGURE', { date: cell.date.slice(0, 10) });
    if (typeof cell.value === 'boolean') return void this.fault(ref, 'NOT_A_FIGURE');
    if (typeof cell.value === 'number') {
      if (!cell.percent) return { value: cell.value };
      const value = Number((cell.value * 100).toPrecision(15));
      this.warn(ref, 'PERCENT_FORMAT', { read: value });
      return { value, unit: '%' };
    }
    const reading = readFigure(textOfCell(cell.value), (text) => this.vocabulary.unit(text) !== undefined);
    if (!reading.ok) return void this.fault(ref, reading.code, reading.facts);
    this.warnAll(ref, reading.notes);
    const { unit } = reading;
    if (unit !== undefined) this.warn(ref, 'UNIT_IN_CELL', { read: this.vocabulary.unit(unit) ?? unit });
    else if (!this.everythingIsText && reading.notes.length === 0) this.warn(ref, 'TEXT_NUMBER');
    return reading;
  }

  private unit(cell: RawCell | undefined, beside: string | undefined): string | undefined {
    const ref = this.ref('unit');
    const inValue = beside === undefined ? undefined : this.vocabulary.unit(beside);
    if (cell !== undefined) {
      const isAsItIs = isVerbatim(shown(cell));
      const text = isAsItIs ? shown(cell).slice(1) : textOfCell(shown(cell));
      const named = isAsItIs ? undefined : this.usualUnitNamed(text);
      const known = isAsItIs ? text : (named ?? this.vocabulary.unit(text));
      if (known === undefined) {
        const nearest = this.reader.nearestName('unit', text.slice(0, 50));
        this.warn(ref, 'UNIT_UNKNOWN', { given: text.slice(0, 50), ...(nearest === undefined ? {} : { nearest }) });
      } else if (known !== text && named === undefined)
        this.warn(ref, 'UNIT_SYNONYM', { given: text.slice(0, 50), read: known });
      const unit = known ?? text;
      if (inValue !== undefined && inValue !== unit)
        return void this.fault(ref, 'UNIT_CONFLICT', { one: inValue, other: unit });
      return unit;
    }
    if (inValue !== undefined) return inValue;
    const metric = this.values['metric'];
    if (typeof metric !== 'string') return undefined;
    const usual = this.vocabulary.usualUnits(metric, this.values['parameter'] as string | undefined);
    const [only] = usual;
    if (usual.length === 1 && only !== undefined) {
      this.warn(this.ref('value'), 'UNIT_ASSUMED', { read: only });
      return only;
    }
    return void this.fault(this.ref('value'), 'UNIT_MISSING', { usual: usual.slice(0, 6).join(', ') });
  }

  /** The usual unit that has this name: two units can share one, as the counts of germs per litre do. */
  private usualUnitNamed(text: string): string | undefined {
    const metric = this.values['metric'];
    if (typeof metric !== 'string') return undefined;
    const usual = this.vocabulary.usualUnits(metric, this.values['parameter'] as string | undefined);
    return usual.find((unit) =>
      (['zh', 'en'] as const).some((language) => nameKey(this.vocabulary.unitLabel(unit, language)) === nameKey(text)),
    );
  }

  /** An amount with its currency becomes money; minor units where the product keeps them. */
  private money(path: 'price' | 'budget'): void {
    const amount = this.values[`${path}.amount`];
    if (typeof amount !== 'number') return;
    const currency = String(this.values[`${path}.currency`] ?? this.values['$currency'] ?? 'CNY');
    const given = this.values['price.per'];
    if (this.sheet.layout.code === 'REQUIREMENTS') {
      this.values['price'] = { amount, currency, ...(given === undefined ? {} : { per: given }) };
      return;
    }
    const minor = toMinor(amount, currency);
    if (!minor) return this.fault(this.ref(`${path}.amount`), 'NOT_MONEY', { currency });
    this.values[path] = path === 'budget' ? minor : { ...minor, per: given ?? 'unit' };
  }

  private required(): void {
    if (this.sheet.layout.code === 'STANDARDS' && typeof this.values['code'] === 'string')
      this.level(this.values['code']);
    for (const column of this.sheet.layout.columns) {
      // Keys are asked for where rows are put together.
      if (!column.required || column.kind === 'KEY' || column.kind === 'PARENT') continue;
      if (this.values[column.code] !== undefined || this.cells[column.code] !== undefined) continue;
      const inFile = this.sheet.headers.some((header) => header.column?.code === column.code);
      const updatesOnly = !inFile && this.sheet.layout.list === undefined;
      if (!updatesOnly) this.fault(this.at, 'REQUIRED', { column: column.code });
    }
  }

  private level(standard: string): void {
    const written = this.values['level'];
    const inName = this.values['$level'];
    if (typeof written === 'string') {
      const level = this.vocabulary.level(standard, written);
      if (level === undefined) {
        this.fault(this.ref('level'), 'UNKNOWN_NAME', {
          kind: 'level',
          given: written.slice(0, 100),
          nearest: this.vocabulary.levels(standard).slice(0, 12).join(', '),
        });
      } else this.values['level'] = level;
    } else if (typeof inName === 'string') this.values['level'] = inName;
    else this.fault(this.at, 'REQUIRED', { column: 'level' });
  }
}

/** What a cell of a figure says. */
interface FigureRead {
  readonly value?: number;
  readonly valueMax?: number;
  readonly op?: string;
  readonly unit?: string;
}

/** Columns that are read together. */
const STATEMENT: ReadonlySet<string> = new Set(['OP', 'VALUE', 'UNIT']);

/** Longest external key. */
export const LONGEST_KEY = 100;

/** Parts of a list, divided by semicolons and line breaks; by commas where the parts so made are names. */
function partsOf(text: string, isName: (part: string) => boolean): readonly string[] {
  const trimmed = (parts: readonly string[]) => parts.map((part) => part.trim()).filter((part) => part !== '');
  return trimmed(text.split(/[;；\n]/u)).flatMap((part) => (isName(part) ? [part] : trimmed(part.split(/[,，、]/u))));
}

/** The currency a sign or word means. `$` is several. */
function currencyOf(text: string): string | undefined {
  const word = text.normalize('NFKC').trim().toUpperCase();
  if (/^(¥|CN¥|RMB|CNY|元|人民币|人民币元|元人民币|YUAN)$/.test(word)) return 'CNY';
  if (/^(€|EUR|欧元)$/.test(word)) return 'EUR';
  if (/^(US\$|USD|美元)$/.test(word)) return 'USD';
  return undefined;
}

import { deflateRawSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import * as fc from 'fast-check';
import { cellOfText, textOfCell, type RawCell } from './cells';
import { readCsv, writeCsv } from './csv';
import { recogniseSheet } from './headers';
import { SHEETS } from './layout';
import { SHEET_LIMITS } from './limits';
import { UnreadableFile } from './notes';
import { readXlsx, writeXlsx } from './xlsx';
import { guardZip } from './zip-guard';

const faultOf = (body: () => unknown): string => {
  try {
    body();
  } catch (fault) {
    if (fault instanceof UnreadableFile) return fault.fault.code;
    throw fault;
  }
  return 'READ';
};

interface Entry {
  readonly name: string;
  readonly body: Buffer;
  /** What the directory says of its size. */
  readonly said?: number;
  /** What the directory says of how it is packed: 0 for not at all. */
  readonly method?: number;
  /** What stands before the entry says of its size; what the directory says when not given. */
  readonly ownSize?: number;
  readonly ownName?: string;
  /** Extra fields, in the directory and before the entry. */
  readonly extra?: Buffer;
}

/** A zip by hand, so that it can lie. */
function zipOf(entries: readonly Entry[], { counted = entries.length, comment = '' } = {}): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, body, said, method = 8, ownSize, ownName = name, extra = Buffer.alloc(0) } of entries) {
    const packed = deflateRawSync(body);
    const local = Buffer.alloc(30 + ownName.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(ownSize ?? said ?? body.length, 22);
    local.writeUInt16LE(ownName.length, 26);
    local.writeUInt16LE(extra.length, 28);
    local.write(ownName, 30, 'latin1');
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(said ?? body.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(at, 42);
    entry.write(name, 46, 'latin1');
    parts.push(local, extra, packed);
    directory.push(entry, extra);
    at += local.length + extra.length + packed.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(counted, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end, Buffer.from(comment, 'latin1')]));
}

describe('a workbook', () => {
  const book = { name: 'xl/workbook.xml', body: Buffer.from('<workbook/>') };

  it('that unpacks to more than is allowed is not opened, whatever its directory says', () => {
    const bomb = Buffer.alloc(3_000_000);
    expect(faultOf(() => guardZip(zipOf([book]), 2_000_000))).toBe('READ');
    expect(faultOf(() => guardZip(zipOf([book, { name: 'xl/a.xml', body: bomb }]), 2_000_000))).toBe('ZIP_TOO_LARGE');
    expect(faultOf(() => guardZip(zipOf([book, { name: 'xl/a.xml', body: bomb, said: 10 }]), 2_000_000))).toBe(
      'ZIP_TOO_LARGE',
    );
    const many = Array.from({ length: 20 }, (_, at) => ({
      name: `xl/${at}.xml`,
      body: bomb.subarray(0, 200_000),
      said: 1,
    }));
    expect(faultOf(() => guardZip(zipOf([book, ...many]), 2_000_000))).toBe('ZIP_TOO_LARGE');
  });

  it('that says two different things of itself is not opened, whichever the library would believe', () => {
    const bomb = { name: 'xl/a.xml', body: Buffer.alloc(3_000_000) };
    const small = { name: 'xl/a.xml', body: Buffer.alloc(10) };
    const guarded = (...zip: Parameters<typeof zipOf>) => faultOf(() => guardZip(zipOf(...zip), 2_000_000));
    expect(guarded([book, small])).toBe('READ');
    // Stored, says the directory; the library unpacks it all the same.
    expect(guarded([book, { ...bomb, said: 0, method: 0 }])).toBe('ZIP_BROKEN');
    // One entry in all, but two on this disk, and the library counts those.
    expect(guarded([book, bomb], { counted: 1 })).toBe('ZIP_BROKEN');
    // The library makes room for what is said before the entry, or by the sizes of a larger zip.
    expect(guarded([book, { ...small, ownSize: 0xfffffff0 }])).toBe('ZIP_BROKEN');
    const large = Buffer.alloc(20);
    large.writeUInt16LE(1, 0);
    large.writeUInt16LE(16, 2);
    large.writeUInt32LE(0xfffffff0, 4);
    expect(guarded([book, { ...small, extra: large }])).toBe('ZIP_BROKEN');
    expect(guarded([book, { ...small, said: 9 }])).toBe('ZIP_BROKEN');
    expect(guarded([book, { ...small, ownName: 'xl/b.xml' }])).toBe('ZIP_BROKEN');
    // The library looks for the record of the end among the very last bytes, too.
    expect(guarded([book, small], { comment: 'PK\x05\x06' })).toBe('ZIP_BROKEN');
    expect(guarded([book, small], { comment: 'made by hand' })).toBe('READ');
  });

  it('that is none, is cut off, or is encrypted or old is refused and throws nothing else', () => {
    expect(faultOf(() => readXlsx(zipOf([{ name: 'a.txt', body: Buffer.from('a') }]), SHEET_LIMITS))).toBe('NOT_XLSX');
    expect(faultOf(() => readXlsx(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), SHEET_LIMITS))).toBe('NOT_XLSX');
    const whole = writeXlsx([{ sheet: 'a', rows: [[{ value: 'x' }]] }]);
    for (const length of [10, 100, whole.length - 30, whole.length - 1])
      expect(['ZIP_BROKEN', 'NOT_XLSX']).toContain(faultOf(() => readXlsx(whole.slice(0, length), SHEET_LIMITS)));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const broken = whole.slice();
        broken[at] = byte;
        // Whatever comes of it, it is told or read.
        expect(typeof faultOf(() => readXlsx(broken, SHEET_LIMITS))).toBe('string');
      }),
      { numRuns: 100 },
    );
  });

  it('with too many rows or cells is refused', () => {
    const rows = Array.from({ length: 30 }, (_, at) => [{ value: at }, { value: 'x' }]);
    const bytes = writeXlsx([{ sheet: 'a', rows }]);
    expect(faultOf(() => readXlsx(bytes, { ...SHEET_LIMITS, rows: 29 }))).toBe('TOO_MANY_ROWS');
    expect(faultOf(() => readXlsx(bytes, { ...SHEET_LIMITS, cells: 59 }))).toBe('TOO_MANY_CELLS');
    expect(faultOf(() => readXlsx(bytes, { ...SHEET_LIMITS, columns: 1 }))).toBe('TOO_MANY_CELLS');
    expect(faultOf(() => readXlsx(bytes, SHEET_LIMITS))).toBe('READ');
    expect(faultOf(() => readCsv(writeCsv({ sheet: 'a', rows }), 'a', { ...SHEET_LIMITS, rows: 29 }))).toBe(
      'TOO_MANY_ROWS',
    );
  });

  it('is written whatever its sheets are called', () => {
    const names = [
      "'; drop",
      'History',
      'a/b?c*[d]:',
      'x'.repeat(100),
      'X'.repeat(100),
      '',
      '../../etc/passwd',
      "''",
      '<b>',
    ];
    const bytes = writeXlsx(names.map((sheet) => ({ sheet, rows: [[{ value: sheet }]] })));
    const back = readXlsx(bytes, SHEET_LIMITS);
    expect(back).toHaveLength(names.length);
    expect(new Set(back.map(({ sheet }) => sheet.toLowerCase())).size).toBe(names.length);
  });

  it('gives formulas by their last value, dates and shares as such, and merged cells filled', () => {
    const sheet = utils.aoa_to_sheet([
      ['a', 0.95, 45_000, 1],
      ['b', null, null, null],
    ]);
    sheet['B1'].z = '0%';
    sheet['C1'].z = 'yyyy-mm-dd';
    sheet['D1'].f = '1+2';
    sheet['E1'] = { t: 'n', f: 'NOW()' };
    sheet['F1'] = { t: 'e', v: 0x17, w: '#REF!' };
    sheet['!ref'] = 'A1:F2';
    sheet['!merges'] = [
      { s: { r: 0, c: 1 }, e: { r: 1, c: 1 } },
      // Over all the sheet there can be; filled only where there are data.
      { s: { r: 0, c: 3 }, e: { r: 1_048_575, c: 16_383 } },
    ];
    const made = utils.book_new();
    utils.book_append_sheet(made, sheet, 'x');
    const bytes = new Uint8Array(write(made, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
    const [first, second] = readXlsx(bytes, SHEET_LIMITS)[0]!.rows;
    expect(first).toMatchObject([
      { value: 'a' },
      { value: 0.95, shown: '95%', percent: true },
      { value: 45_000, date: '2023-03-15 00:00:00' },
      { value: 1, formula: true },
      { error: true },
      { error: true },
    ]);
    expect(second![1]).toMatchObject({ value: 0.95, merged: true });
    expect(second).toHaveLength(6);
  });
});

describe('a CSV', () => {
  const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const cells = (...values: readonly (string | number)[]): readonly RawCell[] => values.map((value) => ({ value }));

  it('is written so that Excel knows it and takes no text for a formula', () => {
    const written = text(writeCsv({ sheet: 'a', rows: [cells('=1+1', '-5', '@x', -5, 'a"b', '+86 10')] }));
    expect(written).toBe('\ufeff\'=1+1,-5,\'@x,-5,"a""b",\'+86 10\r\n');
  });

  it('takes the wide signs of Chinese keyboards for those of formulas, too', () => {
    const written = text(writeCsv({ sheet: 'a', rows: [cells('＝1+1', '＋1', '－5', '＠x', 'a＝1')] }));
    expect(written).toBe("\ufeff'＝1+1,'＋1,'－5,'＠x,a＝1\r\n");
  });

  it('is read whatever divides it and however it is encoded', () => {
    const read = (bytes: Uint8Array) => {
      const { table, encoding, delimiter } = readCsv(bytes, 'a', SHEET_LIMITS);
      return [encoding, delimiter, ...table.rows.map((row) => row.map((cell) => cell?.value).join('|'))];
    };
    const utf8 = (written: string) => new TextEncoder().encode(written);
    expect(read(utf8('\ufeffa;b\r\n1,5;"x;y"\r\n'))).toEqual(['UTF-8', ';', 'a|b', '1,5|x;y']);
    expect(read(utf8('a\tb\n1\t2'))).toEqual(['UTF-8', '\t', 'a|b', '1|2']);
    expect(read(utf8('sep=;\na;b,c\n'))).toEqual(['UTF-8', ';', '', 'a|b,c']);
    expect(read(new Uint8Array([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xa1, 0xdc]))).toEqual(['GB18030', ',', '编号|≤']);
    expect(read(new Uint8Array(Buffer.from('\ufeff编,号', 'utf16le')))).toEqual(['UTF-16', ',', '编|号']);
  });

  it('that is broken is refused with its line', () => {
    const bytes = new TextEncoder().encode('a,b\n1,"2\n3,4\n');
    expect(faultOf(() => readCsv(bytes, 'a', SHEET_LIMITS))).toBe('CSV_BROKEN');
    expect(faultOf(() => readCsv(new Uint8Array([0xff, 0x00, 0xff, 0xff]), 'a', SHEET_LIMITS))).toBe('ENCODING');
    expect(faultOf(() => readCsv(new Uint8Array(), 'a', SHEET_LIMITS))).toBe('FILE_EMPTY');
  });
});

it('gives every text back that was put into a cell, through both formats', () => {
  const any = fc
    .string({ unit: 'binary', maxLength: 30 })
    .map((one) => one.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, ' '));
  const texts = fc.oneof(
    any,
    fc.constantFrom(
      "'",
      "''",
      "'=",
      '=',
      '@',
      '＝1',
      "'＝",
      '－5',
      "'a ",
      ' ',
      '_x0041_',
      '_x005F_',
      "'tis",
      '\t',
      '\n',
    ),
  );
  fc.assert(fc.property(texts, (text) => expect(textOfCell(cellOfText(text))).toBe(text)));
  fc.assert(
    fc.property(
      fc.array(
        texts.filter((one) => one !== ''),
        { minLength: 1, maxLength: 5 },
      ),
      (all) => {
        const rows = [all.map((one) => ({ value: cellOfText(one) }))];
        const back = (cells: readonly (RawCell | undefined)[] | undefined) =>
          cells?.map((cell) => textOfCell(String(cell?.value)));
        expect(back(readXlsx(writeXlsx([{ sheet: 'a', rows }]), SHEET_LIMITS)[0]?.rows[0])).toEqual(all);
        expect(back(readCsv(writeCsv({ sheet: 'a', rows }), 'a', { ...SHEET_LIMITS }).table.rows[0])).toEqual(all);
      },
    ),
    { numRuns: 60 },
  );
});

describe('headers', () => {
  it('are found in Chinese, in English and as codes, for every column of every sheet', () => {
    for (const layout of SHEETS) {
      const columns = layout.columns.filter(({ kind }) => kind !== 'INFO');
      for (const name of ['zh', 'en', 'code'] as const) {
        const table = {
          sheet: layout.title,
          rows: [[{ value: '标题' }], [...columns].reverse().map((column) => ({ value: ` ${column[name]} * ` }))],
        };
        const found = recogniseSheet(table, layout.kind);
        expect(found.kind === 'READ' && found.read.headers.map(({ column }) => column?.code)).toEqual(
          [...columns].reverse().map(({ code }) => code),
        );
      }
    }
  });

  it('tell sheets apart that have no title of ours, and the likeliest header of one that is not known', () => {
    const header = (...names: readonly string[]) => ({ sheet: 'Sheet1', rows: [names.map((value) => ({ value }))] });
    const layoutOf = (kind: 'LISTINGS' | 'TENDERS', ...names: readonly string[]) => {
      const found = recogniseSheet(header(...names), kind);
      return found.kind === 'READ' ? found.read.layout.code : found.kind;
    };
    expect(layoutOf('LISTINGS', '编码', '名称', '领域', '技术')).toBe('LISTINGS');
    expect(layoutOf('LISTINGS', '编码', '指标', '参数', '数值', '单位')).toBe('FACTS');
    expect(layoutOf('TENDERS', 'key', 'lot', 'metric', 'value', 'unit')).toBe('DUTY');
    expect(layoutOf('TENDERS', 'key', 'lot', 'id', 'mandatory', 'metric', 'value', 'unit')).toBe('REQUIREMENTS');
    expect(layoutOf('LISTINGS', '姓名', '电话')).toBe('UNKNOWN');
    const odd = recogniseSheet(header('编码', '名称', '领域', '技术', '交货天數', 'xyz'), 'LISTINGS');
    expect(odd.kind === 'READ' && odd.read.headers.map(({ nearest }) => nearest?.code)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'leadDays',
      undefined,
    ]);
  });
});

import { addressOfSheet, contentTypeOf, fileFault, nameOfDownload } from './file';

it('refuses what need not be sent', () => {
  expect(fileFault({ name: '产品.XLSX', size: 10 })).toBeUndefined();
  expect(fileFault({ name: 'a.csv', size: 20_000_000 })).toBeUndefined();
  expect(fileFault({ name: 'a.csv', size: 20_000_001 })).toBe('TOO_LARGE');
  expect(fileFault({ name: 'a.xlsx', size: 0 })).toBe('EMPTY');
  expect(fileFault({ name: 'a.xls', size: 10 })).toBe('OLD_FORMAT');
  expect(fileFault({ name: 'a.xlsx.pdf', size: 10 })).toBe('OTHER_FORMAT');
});

it('says what kind of file is sent', () => {
  expect(contentTypeOf('a.CSV')).toBe('text/csv');
  expect(contentTypeOf('a.xlsx')).toMatch(/spreadsheetml/u);
});

it('saves a download under its Chinese name', () => {
  const both = 'attachment; filename="__.xlsx"; filename*=UTF-8\'\'%E8%A3%85%E5%A4%87.xlsx';
  expect(nameOfDownload(both, 'x')).toBe('装备.xlsx');
  expect(nameOfDownload('attachment; filename="a.csv"', 'x')).toBe('a.csv');
  expect(nameOfDownload('attachment; filename="a.csv"; filename*=UTF-8\'\'%E8%A3', 'x')).toBe('a.csv');
  expect(nameOfDownload(null, 'x')).toBe('x');
});

it('asks for a sheet only of a CSV, and for the content only of listings', () => {
  const wish = { kind: 'LISTINGS', what: 'TEMPLATE', language: 'zh', format: 'xlsx', sheet: 'FACTS' } as const;
  expect(addressOfSheet(wish)).toBe('/imports/template?format=xlsx&language=zh&kind=LISTINGS');
  expect(addressOfSheet({ ...wish, what: 'PUBLISHED', format: 'csv' })).toBe(
    '/exports/listings?format=csv&language=zh&sheet=FACTS&content=PUBLISHED',
  );
  expect(addressOfSheet({ ...wish, kind: 'TENDERS', what: 'LATEST', language: 'en' })).toBe(
    '/exports/tenders?format=xlsx&language=en',
  );
});

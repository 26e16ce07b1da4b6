import { SHEET_LIMITS } from '@huanpei/exchange';
import type { ImportKind } from '../../generated/schema';

/** Why a file is not even sent; the server looks at what is in it. */
export type FileFault = 'EMPTY' | 'TOO_LARGE' | 'OLD_FORMAT' | 'OTHER_FORMAT';

export const MOST_MEGABYTES = SHEET_LIMITS.bytes / 1e6;

export function fileFault({ name, size }: Pick<File, 'name' | 'size'>): FileFault | undefined {
  if (/\.xls$/iu.test(name)) return 'OLD_FORMAT';
  if (!/\.(xlsx|csv)$/iu.test(name)) return 'OTHER_FORMAT';
  if (size === 0) return 'EMPTY';
  return size > SHEET_LIMITS.bytes ? 'TOO_LARGE' : undefined;
}

export const contentTypeOf = (name: string): string =>
  /\.csv$/iu.test(name) ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The name under which a download is saved (`Content-Disposition`): the one with all signs, where it is given. */
export function nameOfDownload(disposition: string | null, otherwise: string): string {
  const coded = /filename\*=UTF-8''([^;]+)/iu.exec(disposition ?? '')?.[1];
  if (coded !== undefined) {
    try {
      return decodeURIComponent(coded);
    } catch {
      // Not percent-encoded after all: the plain name will do.
    }
  }
  return /filename="([^"]*)"/iu.exec(disposition ?? '')?.[1] || otherwise;
}

export interface SheetWish {
  readonly kind: ImportKind;
  readonly what: 'TEMPLATE' | 'LATEST' | 'PUBLISHED';
  readonly language: 'zh' | 'en';
  readonly format: 'xlsx' | 'csv';
  /** Of a CSV, which holds one sheet. */
  readonly sheet: string;
}

/** Where a template or one's own things are got. */
export function addressOfSheet({ kind, what, language, format, sheet }: SheetWish): string {
  const asked = new URLSearchParams({ format, language });
  if (format === 'csv') asked.set('sheet', sheet);
  if (what === 'TEMPLATE') {
    asked.set('kind', kind);
    return `/imports/template?${asked}`;
  }
  if (kind === 'LISTINGS') asked.set('content', what);
  return `/exports/${kind.toLowerCase()}?${asked}`;
}

import { inflateRawSync } from 'node:zlib';
import { unreadable } from './notes';

/** Bytes that all entries of a workbook may have together once they are unpacked. */
export const MOST_UNPACKED = 100_000_000;
const MOST_ENTRIES = 2_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * Whether a file is an XLSX workbook that may be unpacked: what its directory says is checked first, then every entry is
 * unpacked within what is left of the allowance, since a directory can lie. Throws an `UnreadableFile` when not.
 */
export function guardZip(bytes: Uint8Array, mostUnpacked = MOST_UNPACKED): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 4 || file.readUInt32LE(0) !== LOCAL) unreadable('NOT_XLSX');
  const end = endOf(file);
  const entries = file.readUInt16LE(end + 10);
  if (entries > MOST_ENTRIES) unreadable('ZIP_TOO_LARGE', { most: Math.round(mostUnpacked / 1e6) });
  let at = file.readUInt32LE(end + 16);
  let left = mostUnpacked;
  let isWorkbook = false;
  const found: { readonly method: number; readonly packed: number; readonly local: number }[] = [];
  for (let index = 0; index < entries; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) unreadable('ZIP_BROKEN');
    const [flags, method] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10)];
    const [packed, unpacked] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset));
    const name = file.toString('latin1', at + 46, at + 46 + (nameLength ?? 0));
    // Encrypted, packed in another way, or with the sizes of a zip beyond 4 GB.
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8) || packed === 0xffffffff) unreadable('ZIP_BROKEN');
    left -= unpacked;
    if (left < 0) unreadable('ZIP_TOO_LARGE', { most: Math.round(mostUnpacked / 1e6) });
    if (/^xl\/workbook\.xml$/i.test(name)) isWorkbook = true;
    found.push({ method, packed, local: file.readUInt32LE(at + 42) });
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  if (!isWorkbook) unreadable('NOT_XLSX');
  unpackAll(file, found, mostUnpacked);
}

function unpackAll(
  file: Buffer,
  entries: readonly { readonly method: number; readonly packed: number; readonly local: number }[],
  mostUnpacked: number,
): void {
  let left = mostUnpacked;
  for (const { method, packed, local } of entries) {
    if (local + 30 > file.length || file.readUInt32LE(local) !== LOCAL) unreadable('ZIP_BROKEN');
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    if (from + packed > file.length) unreadable('ZIP_BROKEN');
    left -= method === 0 ? packed : unpackedSize(file.subarray(from, from + packed), left, mostUnpacked);
    if (left < 0) unreadable('ZIP_TOO_LARGE', { most: Math.round(mostUnpacked / 1e6) });
  }
}

function unpackedSize(packed: Buffer, left: number, most: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) }).length;
  } catch (fault) {
    if ((fault as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') {
      return unreadable('ZIP_TOO_LARGE', { most: Math.round(most / 1e6) });
    }
    return unreadable('ZIP_BROKEN');
  }
}

/** Place of the record that ends the directory; a comment of up to 64 KB may follow it. */
function endOf(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - 0xffff); at -= 1) {
    if (file.readUInt32LE(at) === END) return at;
  }
  return unreadable('ZIP_BROKEN');
}

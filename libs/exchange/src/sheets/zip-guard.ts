import { inflateRawSync } from 'node:zlib';
import { unreadable } from './notes';

/** Bytes that all entries of a workbook may have together once they are unpacked. */
export const MOST_UNPACKED = 100_000_000;
const MOST_ENTRIES = 2_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const LARGE_SIZES = 0x0001;

interface ZipEntry {
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly name: string;
  readonly local: number;
}

/**
 * Whether a file is an XLSX workbook that may be unpacked: what its directory says is checked first, then every entry is
 * unpacked within what is left of the allowance, since a directory can lie. A zip says most things twice, and the library
 * that opens the workbook does not believe the same place as others do: a file that says two different things is
 * refused, so that what is unpacked here is what is unpacked there. Throws an `UnreadableFile` when not.
 */
export function guardZip(bytes: Uint8Array, mostUnpacked = MOST_UNPACKED): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 4 || file.readUInt32LE(0) !== LOCAL) unreadable('NOT_XLSX');
  const end = endOf(file);
  const entries = file.readUInt16LE(end + 10);
  if (entries !== file.readUInt16LE(end + 8)) unreadable('ZIP_BROKEN');
  if (entries > MOST_ENTRIES) unreadable('ZIP_TOO_LARGE', { most: Math.round(mostUnpacked / 1e6) });
  let at = file.readUInt32LE(end + 16);
  let left = mostUnpacked;
  let isWorkbook = false;
  const found: ZipEntry[] = [];
  for (let index = 0; index < entries; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) unreadable('ZIP_BROKEN');
    const [flags, method] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10)];
    const [packed, unpacked] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24)];
    const nameLength = file.readUInt16LE(at + 28);
    const extra = file.readUInt16LE(at + 30);
    const name = file.toString('latin1', at + 46, at + 46 + nameLength);
    // Encrypted, packed in another way, or with the sizes of a zip beyond 4 GB.
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8) || packed === 0xffffffff) unreadable('ZIP_BROKEN');
    if (hasLargeSizes(file, at + 46 + nameLength, extra)) unreadable('ZIP_BROKEN');
    left -= unpacked;
    if (left < 0) unreadable('ZIP_TOO_LARGE', { most: Math.round(mostUnpacked / 1e6) });
    if (/^xl\/workbook\.xml$/i.test(name)) isWorkbook = true;
    found.push({ flags, method, packed, unpacked, name, local: file.readUInt32LE(at + 42) });
    at += 46 + nameLength + extra + file.readUInt16LE(at + 32);
  }
  if (!isWorkbook) unreadable('NOT_XLSX');
  unpackAll(file, found, mostUnpacked);
}

function unpackAll(file: Buffer, entries: readonly ZipEntry[], mostUnpacked: number): void {
  let left = mostUnpacked;
  let isTrue = true;
  for (const entry of entries) {
    const { method, packed, unpacked, local } = entry;
    if (local + 30 > file.length || file.readUInt32LE(local) !== LOCAL) unreadable('ZIP_BROKEN');
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    if (from + packed > file.length || !isAsTheDirectorySays(file, entry)) unreadable('ZIP_BROKEN');
    const size = method === 0 ? packed : unpackedSize(file.subarray(from, from + packed), left, mostUnpacked);
    left -= size;
    if (left < 0) unreadable('ZIP_TOO_LARGE', { most: Math.round(mostUnpacked / 1e6) });
    isTrue &&= size === unpacked;
  }
  if (!isTrue) unreadable('ZIP_BROKEN');
}

/** Whether what stands before an entry says of it what the directory says. */
function isAsTheDirectorySays(file: Buffer, { flags, method, packed, unpacked, name, local }: ZipEntry): boolean {
  const nameLength = file.readUInt16LE(local + 26);
  const [ownPacked, ownUnpacked] = [file.readUInt32LE(local + 18), file.readUInt32LE(local + 22)];
  // Who writes without knowing the sizes says 0 here and puts them behind the entry.
  const isLater = (flags & 8) !== 0 && ownPacked === 0 && ownUnpacked === 0;
  return (
    file.readUInt16LE(local + 6) === flags &&
    file.readUInt16LE(local + 8) === method &&
    (isLater || (ownPacked === packed && ownUnpacked === unpacked)) &&
    file.toString('latin1', local + 30, local + 30 + nameLength) === name &&
    !hasLargeSizes(file, local + 30 + nameLength, file.readUInt16LE(local + 28))
  );
}

/** Whether the extra fields hold the sizes of a zip beyond 4 GB, which take the place of the usual ones. */
function hasLargeSizes(file: Buffer, from: number, length: number): boolean {
  const end = Math.min(from + length, file.length);
  for (let at = from; at + 4 <= end; at += 4 + file.readUInt16LE(at + 2)) {
    if (file.readUInt16LE(at) === LARGE_SIZES) return true;
  }
  return false;
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
  // From the very last bytes, as the library looks: a mark too near to the end would be another record to it.
  for (let at = file.length - 4; at >= Math.max(0, file.length - 22 - 0xffff); at -= 1) {
    if (file.readUInt32LE(at) === END) return at + 22 <= file.length ? at : unreadable('ZIP_BROKEN');
  }
  return unreadable('ZIP_BROKEN');
}

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SnapshotStore, type Snapshot, type SnapshotStamp } from '@huanpei/app';
import { z } from 'zod';

/** The first line of the file; another form gets another number. */
const FORM = 'huanpei market snapshot 2';
/** The last line: the SHA-256 of everything before it, in hex. */
const SUM_BYTES = 65;

/** So much is read, written and summed up at a time, so that others are answered in between. */
const CHUNK = 1 << 22;
/** The body begins at a multiple of this, so that its numbers can be read where they lie. */
const ALIGNMENT = 8;

/** A part that nobody has written to for so long belongs to a process that was killed. */
const LEFT_AFTER_MS = 60 * 60_000;

const STAMP = z.strictObject({
  engine: z.string(),
  referenceEdition: z.string(),
  database: z.string(),
  position: z.int().min(0),
  fingerprint: z.string(),
  offers: z.int().min(0),
});

/**
 * One file: a line that names the form, the stamp as a line of JSON (blanks before its end bring the body to a multiple of
 * eight bytes), the body, and the checksum of all of it.
 */
export class FileSnapshotStore extends SnapshotStore {
  /** @param onDamage told why a file that is there cannot be used */
  constructor(
    private readonly path: string,
    private readonly onDamage: (why: string) => void = () => undefined,
  ) {
    super();
  }

  async read(): Promise<Snapshot | undefined> {
    const file = await open(this.path).catch((fault: unknown) => {
      if ((fault as { code?: unknown }).code === 'ENOENT') return undefined;
      throw fault;
    });
    if (!file) return undefined;
    const { bytes, sum } = await wholeOf(file).finally(() => file.close());
    const whole = bytes.subarray(0, -SUM_BYTES);
    if (bytes.length < SUM_BYTES || bytes.toString('latin1', whole.length) !== `${sum}\n`)
      return this.damaged('its checksum is wrong');
    const form = whole.indexOf('\n');
    const stamp = whole.indexOf('\n', form + 1);
    if (form < 0 || stamp < 0 || whole.toString('utf8', 0, form) !== FORM)
      return this.damaged('it has another form than this release writes');
    const parsed = STAMP.safeParse(JSON.parse(whole.toString('utf8', form + 1, stamp)));
    if (!parsed.success) return this.damaged('its stamp is not as it should be');
    return { stamp: parsed.data, body: whole.subarray(stamp + 1) };
  }

  /** Written beside it, made safe on the disk, and then put in its place. */
  async write(stamp: SnapshotStamp, body: Iterable<Uint8Array>): Promise<number> {
    const folder = dirname(this.path);
    await mkdir(folder, { recursive: true });
    const partial = `${this.path}.${process.pid}.${randomUUID().slice(0, 8)}.part`;
    let bytes = SUM_BYTES;
    try {
      const file = await open(partial, 'wx', 0o600);
      try {
        const hash = createHash('sha256');
        const put = async (piece: Uint8Array): Promise<void> => {
          hash.update(piece);
          await file.writeFile(piece);
          bytes += piece.length;
        };
        await put(headOf(stamp));
        for (const piece of body)
          for (let at = 0; at < piece.length; at += CHUNK) await put(piece.subarray(at, at + CHUNK));
        await file.writeFile(`${hash.digest('hex')}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, this.path);
    } catch (fault) {
      await rm(partial, { force: true });
      throw fault;
    }
    await syncFolder(folder);
    await this.removeLeftovers(folder);
    return bytes;
  }

  private damaged(why: string): undefined {
    this.onDamage(why);
    return undefined;
  }

  /** What a process that was killed while writing has left; another that writes at this moment is let alone. */
  private async removeLeftovers(folder: string): Promise<void> {
    const begin = `${basename(this.path)}.`;
    for (const name of await readdir(folder)) {
      if (!name.startsWith(begin) || !name.endsWith('.part')) continue;
      const leftover = join(folder, name);
      const { mtimeMs } = await stat(leftover);
      if (Date.now() - mtimeMs > LEFT_AFTER_MS) await rm(leftover, { force: true });
    }
  }
}

function headOf(stamp: SnapshotStamp): Buffer {
  const head = Buffer.from(`${FORM}\n${JSON.stringify(stamp)}`);
  const gap = (ALIGNMENT - ((head.length + 1) % ALIGNMENT)) % ALIGNMENT;
  return Buffer.concat([head, Buffer.from(`${' '.repeat(gap)}\n`)]);
}

/** All of a file in memory of its own, and the SHA-256, in hex, of everything before its last line. */
async function wholeOf(file: FileHandle): Promise<{ readonly bytes: Buffer; readonly sum: string }> {
  const { size } = await file.stat();
  const bytes = Buffer.from(new ArrayBuffer(size));
  const hash = createHash('sha256');
  const summed = Math.max(0, size - SUM_BYTES);
  for (let at = 0; at < size;) {
    const { bytesRead } = await file.read(bytes, at, Math.min(CHUNK, size - at), at);
    if (bytesRead === 0) throw new Error('the snapshot was cut off while it was read');
    hash.update(bytes.subarray(at, Math.min(summed, at + bytesRead)));
    at += bytesRead;
  }
  return { bytes, sum: hash.digest('hex') };
}

/** So that the new name outlives a power cut, where the platform can do so. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SnapshotStamp } from '@huanpei/app';
import { FileSnapshotStore } from './file-snapshot-store';

const STAMP: SnapshotStamp = {
  engine: '1',
  referenceEdition: 'e',
  database: 'd',
  position: 7,
  fingerprint: 'f',
  offers: 2,
};
const BODY = [Buffer.from('{"一":1}\n'), Buffer.from('{"二":2}\n')];

/** A process of its own that writes a later snapshot and is killed in the moment before it renames it. */
const WRITE_AND_DIE = `
  const Module = require('node:module');
  const { transformFileSync } = require('@swc/core');
  const load = Module._load;
  Module._load = (name, ...rest) => (name === '@huanpei/app' ? { SnapshotStore: class {} } : load(name, ...rest));
  require.extensions['.ts'] = (module, file) =>
    module._compile(
      transformFileSync(file, { module: { type: 'commonjs' }, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }).code,
      file,
    );
  require('node:fs/promises').rename = () => process.kill(process.pid, 'SIGKILL');
  const [, file, path] = process.argv;
  const { FileSnapshotStore } = require(file);
  const stamp = { engine: '1', referenceEdition: 'e', database: 'd', position: 9, fingerprint: 'f', offers: 2 };
  new FileSnapshotStore(path).write(stamp, [Buffer.from('all of it')]);
`;

let folder: string;
let path: string;
let said: string[];
let store: FileSnapshotStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huanpei-snapshot-'));
  path = join(folder, 'inner', 'market.snapshot');
  said = [];
  store = new FileSnapshotStore(path, (why) => said.push(why));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const written = () => readdirSync(join(folder, 'inner')).sort();

describe('a snapshot in a file', () => {
  it('is absent at first, and then what was written last', async () => {
    expect(await store.read()).toBeUndefined();
    expect(said).toEqual([]);
    await store.write({ ...STAMP, position: 3 }, BODY);
    const bytes = await store.write(STAMP, BODY);
    expect(readFileSync(path).length).toBe(bytes);
    const { stamp, body } = (await store.read())!;
    expect(stamp).toEqual(STAMP);
    expect(Buffer.from(body)).toEqual(Buffer.concat(BODY));
    expect(written()).toEqual(['market.snapshot']);
  });

  it('begins its body where the widest numbers may lie, in memory of its own', async () => {
    for (const database of ['d', 'dd', '数据库', 'ddddddd']) {
      await store.write({ ...STAMP, database }, [new Uint8Array(new Float64Array([1.5, 2.5]).buffer)]);
      const { stamp, body } = (await store.read())!;
      expect(stamp.database).toBe(database);
      expect(new Float64Array(body.buffer, body.byteOffset, 2)).toEqual(new Float64Array([1.5, 2.5]));
    }
  });

  it('holds more than is written or read at a time', async () => {
    const body = Buffer.alloc(9_000_001, 'abc');
    await store.write(STAMP, [body.subarray(0, 5_000_000), body.subarray(5_000_000)]);
    expect(Buffer.compare(Buffer.from((await store.read())!.body), body)).toBe(0);
  });

  it('is the old one after a kill with everything written and nothing renamed', async () => {
    await store.write(STAMP, BODY);
    const killed = spawnSync(process.execPath, ['-e', WRITE_AND_DIE, join(__dirname, 'file-snapshot-store.ts'), path], {
      encoding: 'utf8',
    });
    expect([killed.signal, killed.stderr]).toEqual(['SIGKILL', '']);
    expect(written()).toEqual(['market.snapshot', expect.stringMatching(/\.part$/)]);
    expect((await store.read())?.stamp.position).toBe(7);
    expect(said).toEqual([]);
    await store.write({ ...STAMP, position: 8 }, BODY);
    expect((await store.read())?.stamp.position).toBe(8);
  });

  it('stays the old one when a new one cannot be written to its end', async () => {
    await store.write(STAMP, BODY);
    const failing = function* () {
      yield BODY[0]!;
      throw new Error('the disk is full');
    };
    await expect(store.write({ ...STAMP, position: 9 }, failing())).rejects.toThrow('the disk is full');
    expect((await store.read())?.stamp.position).toBe(7);
    expect(written()).toEqual(['market.snapshot']);
  });

  it('is not disturbed by what a killed process has left, which goes after an hour', async () => {
    await store.write(STAMP, BODY);
    const [old, fresh] = [`${path}.1.abcd.part`, `${path}.2.abcd.part`];
    for (const leftover of [old, fresh]) writeFileSync(leftover, 'half');
    utimesSync(old, new Date(Date.now() - 2 * 3_600_000), new Date(Date.now() - 2 * 3_600_000));
    expect((await store.read())?.stamp).toEqual(STAMP);
    await store.write(STAMP, BODY);
    expect(written()).toEqual(['market.snapshot', 'market.snapshot.2.abcd.part']);
  });

  it('is of no use when any byte of it is another, wherever it stands', async () => {
    await store.write(STAMP, BODY);
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path, bytes);
      expect([at, await store.read()]).toEqual([at, undefined]);
    }
    expect(new Set(said)).toEqual(new Set(['its checksum is wrong']));
  });

  it('is of no use when it was cut off, wherever that was', async () => {
    await store.write(STAMP, BODY);
    for (let length = readFileSync(path).length - 1; length >= 0; length -= 1) {
      truncateSync(path, length);
      expect([length, await store.read()]).toEqual([length, undefined]);
    }
  });

  it('is of no use in the form of another release', async () => {
    await store.write(STAMP, BODY);
    const other = Buffer.from(readFileSync(path).subarray(0, -65).toString().replace('snapshot 2\n', 'snapshot 1\n'));
    writeFileSync(path, Buffer.concat([other, Buffer.from(`${createHash('sha256').update(other).digest('hex')}\n`)]));
    expect(await store.read()).toBeUndefined();
    expect(said).toEqual(['it has another form than this release writes']);
  });
});

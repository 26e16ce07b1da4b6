import { PAGE, startKernel, type KernelMemory, type KernelValue } from '../web-assembly';
import { KERNEL_CODE } from './kernel-code';

/** What `assembly/judged-lanes.ts` exports; it says what each parameter is. */
export interface Kernel {
  countLane(
    length: number,
    own: number,
    second: number,
    low: number,
    high: number,
    plain: number,
    strong: number,
    better: number,
    isRange: boolean,
    keys: number,
    key: number,
    tally: number,
  ): number;
  findRows(tally: number, first: number, end: number, ruledOutByOne: boolean): number;
}

interface Exports extends Kernel {
  readonly memory: KernelMemory;
  readonly laneAt: KernelValue;
  readonly laneBytes: KernelValue;
  readonly asksAt: KernelValue;
  readonly restAt: KernelValue;
}

const WORD = 4;
/** Bytes of a reading, and how many there is room for: an offer has as many as it has lanes, or a few times as many. */
export const READING_BYTES = 64;
const MOST_READINGS = 2048;
export const FULL = -1;

/**
 * The memory in which offers are compared with needs, that of a kernel in WebAssembly: it judges four demands in one
 * operation. There is one in a process, used by one question at a time.
 */
export class Workspace {
  readonly kernel: Kernel;
  /** What keeps the needs of a segment from the offer at hand. */
  tally = new Int32Array(0);
  tallyAt = 0;
  /** By row, which conditions its duty makes true. */
  keys = new Uint8Array(0);
  keysAt = 0;
  /** The lane at hand, its columns one behind the other. */
  lane = new Uint32Array(0);
  readonly laneAt: number;
  /** The places of what must be asked, or the rows that are found. */
  asks = new Int32Array(0);
  /** What the offer at hand comes to: readings, as figures and as bytes. */
  figures = new Float32Array(0);
  bytes = new Uint8Array(0);
  private readonly exports = startKernel<Exports>(KERNEL_CODE);
  private readings = 0;
  private rows = 0;

  constructor() {
    this.kernel = this.exports;
    this.laneAt = this.exports.laneAt.value;
    this.makeRoom(PAGE);
  }

  /** Forgets the last offer, and makes room for so many rows in a segment. */
  begin(rows: number): void {
    this.readings = 0;
    if (rows > this.rows) this.makeRoom(Math.ceil(rows * 1.25));
  }

  /** Where there is room for some readings beside each other, or {@link FULL}. */
  take(readings: number): number {
    if (this.readings + readings > MOST_READINGS) return FULL;
    const at = this.exports.restAt.value + this.readings * READING_BYTES;
    this.readings += readings;
    return at;
  }

  private makeRoom(rows: number): void {
    const { memory, restAt, laneAt, laneBytes, asksAt } = this.exports;
    this.rows = Math.ceil(rows / WORD) * WORD;
    this.keysAt = restAt.value + MOST_READINGS * READING_BYTES;
    this.tallyAt = this.keysAt + this.rows;
    const missing = this.tallyAt + this.rows * WORD - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    const { buffer } = memory;
    this.keys = new Uint8Array(buffer, this.keysAt, this.rows);
    this.tally = new Int32Array(buffer, this.tallyAt, this.rows);
    this.lane = new Uint32Array(buffer, laneAt.value, laneBytes.value / WORD);
    this.asks = new Int32Array(buffer, asksAt.value, laneBytes.value / WORD);
    this.figures = new Float32Array(buffer);
    this.bytes = new Uint8Array(buffer);
  }
}

let workspace: Workspace | undefined;

/** The one of this process, made when it is first asked for. */
export const theWorkspace = (): Workspace => (workspace ??= new Workspace());

import { PAGE, startKernel, type KernelMemory, type KernelValue } from '../web-assembly';
import { KERNEL_CODE } from './kernel-code';

/**
 * What compares bitmaps and puts them together, in WebAssembly: 128 rows in one operation, where JavaScript takes 32 (see
 * `assembly`, which says what each function does). It has memory of its own. A column is copied there a few blocks at a time,
 * which also brings it through memory in one go, in place of line by line as it is asked for; the bitmaps of a query lie
 * there (see `scratch.ts`), and are given to it by where they begin, `byteOffset`.
 */
export interface Kernel {
  into(
    passes: number,
    fails: number,
    nothing: number,
    straddles: number,
    uncounted: number,
    differs: number,
    line: number,
  ): void;
  turn(blocks: number, stride: number, uppers: number, lowers: number, reaches: number, bits: number): void;
  begin(conditions: number, severalDiffer: boolean, allWaver: boolean, uncountedOf: number, foreignOf: number): void;
  all(family: number, into: number): void;
  limit(
    family: number,
    isLeast: boolean,
    about: number,
    above: number,
    isSharp: boolean,
    open: boolean,
    eachModular: boolean,
    hundred: number,
    betterFails: boolean,
  ): void;
  within(
    family: number,
    leastAbout: number,
    leastAbove: number,
    mostAbout: number,
    mostAbove: number,
    touchingKeeps: boolean,
  ): void;
  around(
    family: number,
    lowFrom: number,
    lowAfter: number,
    lowIsSharp: boolean,
    highFrom: number,
    highAfter: number,
    highIsSharp: boolean,
    isCapacity: boolean,
    unbounded: number,
    ample: number,
  ): void;
  copy(to: number, from: number, bytes: number): void;
  join(to: number, rows: number, bytes: number): void;
  meet(to: number, rows: number, bytes: number): void;
  leaveOpen(to: number, live: number, settled: number, bytes: number): number;
  ruleOut(once: number, twice: number, fail: number, bytes: number): void;
  take(
    pass: number,
    fail: number,
    failed: number,
    twice: number,
    unknown: number,
    open: number,
    openTwice: number,
    bytes: number,
  ): void;
  count(rows: number, one: number, two: number, four: number, eight: number, sixteen: number, bytes: number): void;
  figure(
    passF: number,
    failF: number,
    straddleF: number,
    differF: number,
    passR: number,
    failR: number,
    straddleR: number,
    differR: number,
    outside: number,
    nothingI: number,
    strongF: number,
    strongR: number,
    saidF: number,
    saidR: number,
    pass: number,
    fail: number,
    bytes: number,
  ): void;
  envelope(pass: number, passes: number, strong: number, stated: number, uncounted: number, bytes: number): void;
  leaveWithUnits(
    byUnits: number,
    differ: number,
    live: number,
    settled: number,
    pass: number,
    fail: number,
    bytes: number,
  ): void;
}

/** Blocks that the kernel looks at in one go, at the most. */
export const MOST_BLOCKS = 32;

interface Exports extends Kernel {
  readonly memory: KernelMemory;
  readonly inputAt: KernelValue;
  readonly conditionsAt: KernelValue;
  readonly asideAt: KernelValue;
  readonly scratchAt: KernelValue;
}

/** The kernel, and its memory as it is seen from here: what is seen of it changes when it grows. */
class Started {
  readonly kernel: Kernel;
  buffer!: ArrayBuffer;
  /** Blocks of a column. */
  input!: Int32Array;
  /** Where the bitmaps of true conditions begin in a block, in bytes. */
  conditions!: Int32Array;
  /** Where the kernel writes rows of classes that nobody asks for, and from where on the memory is free, in bytes. */
  readonly asideAt: number;
  readonly scratchAt: number;
  private readonly exports = startKernel<Exports>(KERNEL_CODE);

  constructor() {
    const { exports } = this;
    this.kernel = exports;
    this.asideAt = exports.asideAt.value;
    this.scratchAt = exports.scratchAt.value;
    this.see();
  }

  /** Doubles the memory. Arrays of what it was before are empty from now on. */
  grow(): void {
    this.exports.memory.grow(this.buffer.byteLength / PAGE);
    this.see();
  }

  private see(): void {
    const { memory, inputAt, conditionsAt } = this.exports;
    this.buffer = memory.buffer;
    this.input = new Int32Array(memory.buffer, inputAt.value);
    this.conditions = new Int32Array(memory.buffer, conditionsAt.value);
  }
}

let started: Started | undefined;

/** The one of this process, started when it is first asked for. It is used by one query at a time. */
export function startedKernel(): Started {
  return (started ??= new Started());
}

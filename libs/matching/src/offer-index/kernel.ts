import { KERNEL_CODE } from './kernel-code';

/**
 * What compares bitmaps, in WebAssembly: 128 rows in one operation, where JavaScript takes 32 (see
 * `assembly/placed-rows.ts`, which says what each function does). It has memory of its own: a column is copied there a few
 * blocks at a time, which also brings it through memory in one go, in place of line by line as it is asked for.
 */
export interface Kernel {
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
}

/** Blocks that the kernel looks at in one go, at the most. */
export const MOST_BLOCKS = 32;

/** What every platform has, and the language's own library does not name. */
declare const WebAssembly: {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
};

interface Exports extends Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly inputAt: { readonly value: number };
  readonly conditionsAt: { readonly value: number };
}

/** The kernel, and its memory as it is seen from here. */
interface Started {
  readonly kernel: Kernel;
  /** Blocks of a column. */
  readonly input: Int32Array;
  /** Where the bitmaps of true conditions begin in a block, in bytes. */
  readonly conditions: Int32Array;
  /** The rows found, class by class. */
  readonly output: Int32Array;
}

let started: Started | undefined;

/** The one of this process, started when it is first asked for. It is used by one query at a time. */
export function startedKernel(): Started {
  if (started) return started;
  const code = Uint8Array.from(KERNEL_CODE.match(/../g) ?? [], (byte) => parseInt(byte, 16));
  const exports = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Exports;
  const { buffer } = exports.memory;
  return (started = {
    kernel: exports,
    input: new Int32Array(buffer, exports.inputAt.value),
    conditions: new Int32Array(buffer, exports.conditionsAt.value),
    output: new Int32Array(buffer),
  });
}

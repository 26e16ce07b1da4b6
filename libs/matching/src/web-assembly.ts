/** What every platform has, and the language's own library does not name. */
declare const WebAssembly: {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
};

/** Bytes by which the memory of a kernel is counted. */
export const PAGE = 64 * 1024;

/** The memory of a kernel. It is another buffer after it has grown, and what was seen of the one before is empty. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** A number that a kernel exports. */
export interface KernelValue {
  readonly value: number;
}

/**
 * Starts a kernel.
 *
 * @param code two signs for each byte, as `npm run build:kernel` writes it
 * @returns what it exports
 */
export const startKernel = <E>(code: string): E =>
  new WebAssembly.Instance(
    new WebAssembly.Module(Uint8Array.from(code.match(/../g) ?? [], (byte) => parseInt(byte, 16))),
  ).exports as E;

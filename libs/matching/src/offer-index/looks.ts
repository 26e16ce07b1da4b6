const FIRST = 256;

/**
 * What statements of one column come to, each at its place: one for all columns, since each is read at once. Many figures
 * are looked at several times while a column is laid out, and are worked out once.
 */
export class Looks {
  /** Which statements it may share a bin with. */
  group: Int32Array = new Int32Array(FIRST);
  condition: Uint32Array = new Uint32Array(FIRST);
  family: Uint32Array = new Uint32Array(FIRST);
  /** Where it lies among those of its group. */
  key: Float64Array = new Float64Array(FIRST);
  /** Its figures in the first unit of its family; NaN where it states no such end. */
  lower: Float64Array = new Float64Array(FIRST);
  upper: Float64Array = new Float64Array(FIRST);
  reach: Float64Array = new Float64Array(FIRST);
  modular: Uint8Array = new Uint8Array(FIRST);
  spread: Uint8Array = new Uint8Array(FIRST);

  /** Makes room for so many; what was there is gone. */
  reserve(count: number): void {
    if (count <= this.group.length) return;
    const size = count + (count >> 1);
    this.group = new Int32Array(size);
    this.condition = new Uint32Array(size);
    this.family = new Uint32Array(size);
    this.key = new Float64Array(size);
    this.lower = new Float64Array(size);
    this.upper = new Float64Array(size);
    this.reach = new Float64Array(size);
    this.modular = new Uint8Array(size);
    this.spread = new Uint8Array(size);
  }
}

/** A slab of texts: what is written stays where it is. */
const SLAB = 1 << 20;
/** Before each text: how many bytes it has, in UTF-8. */
const HEAD = 4;

export interface ListedTextsData {
  readonly revisions: Uint32Array;
  /** One more than the number of the supplier; 0 where there is none. */
  readonly suppliers: Uint32Array;
  readonly supplierIds: readonly string[];
  /** One more than the place of the text; 0 where nothing is kept. */
  readonly places: Float64Array;
  readonly slabs: readonly Uint8Array[];
}

/**
 * Of each offer, by its number in the index: its revision, its supplier, and a text. Texts lie one after the other as
 * bytes, so that a million of them cost the heap nothing; the place of one that was replaced is given back when the
 * whole is built anew.
 */
export class ListedTexts {
  private revisions = new Uint32Array(64);
  private suppliers = new Uint32Array(64);
  private places = new Float64Array(64);
  private supplierIds: string[] = [];
  private readonly supplierNumbers = new Map<string, number>();
  private slabs: Uint8Array[] = [];
  /** Bytes written to the last slab. */
  private end = 0;
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  static from(data: ListedTextsData): ListedTexts {
    const texts = new ListedTexts();
    texts.revisions = data.revisions as Uint32Array<ArrayBuffer>;
    texts.suppliers = data.suppliers as Uint32Array<ArrayBuffer>;
    texts.places = data.places as Float64Array<ArrayBuffer>;
    texts.supplierIds = [...data.supplierIds];
    texts.supplierIds.forEach((id, number) => texts.supplierNumbers.set(id, number));
    texts.slabs = [...data.slabs];
    texts.end = data.slabs.at(-1)?.byteLength ?? 0;
    return texts;
  }

  /** As it is now; what is put later does not change it. */
  data(): ListedTextsData {
    const { revisions, suppliers, places, supplierIds, slabs } = this;
    return {
      revisions: revisions.slice(),
      suppliers: suppliers.slice(),
      places: places.slice(),
      supplierIds: [...supplierIds],
      // What is written to a slab stays, so its written part need not be copied.
      slabs: slabs.map((slab, number) => (number === slabs.length - 1 ? slab.subarray(0, this.end) : slab)),
    };
  }

  /** What is written. The rest of the last slab takes address space and, until something is written there, no memory. */
  get bytes(): number {
    const { revisions, suppliers, places, slabs } = this;
    const arrays = revisions.byteLength + suppliers.byteLength + places.byteLength;
    return slabs.slice(0, -1).reduce((sum, slab) => sum + slab.byteLength, arrays + this.end);
  }

  put(number: number, revision: number, supplier: string | undefined, text: string): void {
    if (number >= this.revisions.length) this.grow(number + (number >> 2) + 64);
    this.revisions[number] = revision;
    this.suppliers[number] = supplier === undefined ? 0 : this.supplierNumber(supplier) + 1;
    this.places[number] = this.write(text) + 1;
  }

  /** Forgets what is kept of an offer. */
  drop(number: number): void {
    if (number < this.places.length) this.places[number] = 0;
  }

  revision(number: number): number {
    return this.revisions[number] ?? 0;
  }

  supplier(number: number): string | undefined {
    return this.supplierIds[(this.suppliers[number] ?? 0) - 1];
  }

  /** One number for each supplier; 0 for none. */
  supplierCode(number: number): number {
    return this.suppliers[number] ?? 0;
  }

  text(number: number): string {
    const place = (this.places[number] ?? 0) - 1;
    if (place < 0) throw new Error(`nothing is kept of offer ${number}`);
    const slab = this.slabs[Math.floor(place / SLAB)] as Uint8Array;
    const at = place % SLAB;
    return this.decoder.decode(slab.subarray(at + HEAD, at + HEAD + lengthAt(slab, at)));
  }

  private write(text: string): number {
    const bytes = this.encoder.encode(text);
    const length = HEAD + bytes.length;
    if (this.end + length > (this.slabs.at(-1)?.byteLength ?? 0)) {
      // A text too long for a slab gets one of its own.
      this.slabs.push(new Uint8Array(Math.max(SLAB, length)));
      this.end = 0;
    }
    const number = this.slabs.length - 1;
    const slab = this.slabs[number] as Uint8Array;
    const at = this.end;
    new DataView(slab.buffer, slab.byteOffset).setUint32(at, bytes.length, true);
    slab.set(bytes, at + HEAD);
    this.end += length;
    return number * SLAB + at;
  }

  private supplierNumber(id: string): number {
    const known = this.supplierNumbers.get(id);
    if (known !== undefined) return known;
    const number = this.supplierIds.length;
    this.supplierIds.push(id);
    this.supplierNumbers.set(id, number);
    return number;
  }

  private grow(size: number): void {
    const { revisions, suppliers, places } = this;
    this.revisions = new Uint32Array(size);
    this.revisions.set(revisions);
    this.suppliers = new Uint32Array(size);
    this.suppliers.set(suppliers);
    this.places = new Float64Array(size);
    this.places.set(places);
  }
}

function lengthAt(slab: Uint8Array, at: number): number {
  return new DataView(slab.buffer, slab.byteOffset).getUint32(at, true);
}

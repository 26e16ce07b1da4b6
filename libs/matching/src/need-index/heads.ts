import type { DemandClass } from './demand-class';
import { Held } from './lists';

const CLASSES = 2 ** 24;

/** Pairs of a demand's class and finding id by number: many demands share both, as the rows of a cited standard do. */
export class Heads {
  /** By the number of the pair: the number of the class, and in the last two bits its width. */
  codes = new Uint32Array(0);
  private readonly classes: DemandClass[] = [];
  private readonly findings: number[] = [];
  private readonly pairs = new Held<number>();
  private readonly texts = new Held<string>();

  hold(of: DemandClass, findingId: string): number {
    const finding = this.texts.hold(findingId);
    const head = this.pairs.hold(finding * CLASSES + of.number);
    this.classes[head] = of;
    if (head >= this.codes.length) {
      const codes = new Uint32Array(Math.ceil((head + 1) * 1.25));
      codes.set(this.codes);
      this.codes = codes;
    }
    this.codes[head] = (of.number << 2) | of.width;
    this.findings[head] = finding;
    return head;
  }

  release(head: number): void {
    this.pairs.release(head);
    this.texts.release(this.findings[head] ?? 0);
  }

  classOf(head: number): DemandClass {
    const found = this.classes[head];
    if (!found) throw new Error(`no demand has the head ${head}`);
    return found;
  }

  findingId(head: number): string {
    return this.texts.at(this.findings[head] ?? 0);
  }

  holdText(text: string): number {
    return this.texts.hold(text);
  }

  releaseText(number: number): void {
    this.texts.release(number);
  }

  text(number: number): string {
    return this.texts.at(number);
  }
}

export interface Bounded {
  bound: number;
  /** Rising as they are made. */
  readonly made: number;
}

const comes = (a: Bounded, b: Bounded): boolean => a.bound < b.bound || (a.bound === b.bound && a.made < b.made);

/** A binary heap of things with a bound: lowest first, and of equal ones what was made first. */
export class Heap<T extends Bounded> {
  private readonly items: T[] = [];
  get size(): number {
    return this.items.length;
  }
  get first(): T | undefined {
    return this.items[0];
  }
  push(item: T): void {
    const { items } = this;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] as T;
      if (!comes(item, above)) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }
  pop(): T | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && comes(items[child + 1] as T, items[child] as T)) child += 1;
      if (!comes(items[child] as T, last)) break;
      items[at] = items[child] as T;
      at = child;
    }
    items[at] = last;
    return top;
  }
}

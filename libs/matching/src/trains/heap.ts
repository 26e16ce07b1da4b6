/** A binary heap of things with a `bound`, lowest first. */
export class Heap<T extends { bound: number }> {
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
      if (above.bound <= item.bound) break;
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
      if (child + 1 < items.length && (items[child + 1] as T).bound < (items[child] as T).bound) child += 1;
      if (last.bound <= (items[child] as T).bound) break;
      items[at] = items[child] as T;
      at = child;
    }
    items[at] = last;
    return top;
  }
}

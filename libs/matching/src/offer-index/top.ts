/**
 * The best of a stream, by a score that may be off by a little: everything that could be among the first `most` is kept,
 * so that exact scores, worked out for these alone, decide the order.
 */
export class Top {
  private scores: number[] = [];
  private places: number[] = [];
  /** Below this nothing can be among the first. */
  private bar = -Infinity;

  constructor(
    private readonly most: number,
    private readonly slack: number,
  ) {}

  offer(score: number, place: number): void {
    if (score < this.bar) return;
    this.scores.push(score);
    this.places.push(place);
    if (this.scores.length >= this.most * 4 + 64) this.settle();
  }

  /** Places of everything that could be among the first. */
  candidates(): readonly number[] {
    this.settle();
    return this.places;
  }

  /** Drops what is out of reach: below the last of the first by more than both can be off. */
  private settle(): void {
    if (this.scores.length <= this.most) return;
    const bar = [...this.scores].sort((a, b) => b - a)[this.most - 1] ?? -Infinity;
    this.bar = bar - 2 * this.slack;
    const scores: number[] = [];
    const places: number[] = [];
    this.scores.forEach((score, index) => {
      if (score < this.bar) return;
      scores.push(score);
      places.push(this.places[index] ?? 0);
    });
    this.scores = scores;
    this.places = places;
  }
}

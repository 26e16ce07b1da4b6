import { Lag } from './lag';

describe('the lag', () => {
  it('is unknown before the first change', () => {
    expect(new Lag().figures()).toBeNull();
  });

  it('is told by nearest rank, of the last thousand', () => {
    const lag = new Lag();
    for (let ms = 1; ms <= 100; ms += 1) lag.add(ms);
    expect(lag.figures()).toEqual({ p50Ms: 50, p95Ms: 95, maxMs: 100, changes: 100 });
    for (let ms = 0; ms < 1_000; ms += 1) lag.add(7);
    expect(lag.figures()).toEqual({ p50Ms: 7, p95Ms: 7, maxMs: 7, changes: 1_000 });
  });

  it('is never below nothing, whatever the clocks of two machines say', () => {
    const lag = new Lag();
    lag.add(-4);
    expect(lag.figures()).toMatchObject({ maxMs: 0 });
  });
});

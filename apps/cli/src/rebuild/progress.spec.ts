import { progressTo } from './progress';

function screen(isTTY: boolean, columns = 200) {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
}

describe('the progress of a rebuild', () => {
  it('is a line every five seconds where there is no terminal, with share, rate and what is left', () => {
    let now = 0;
    const lines = screen(false);
    const { show, end } = progressTo(lines, () => now);
    for (const [at, processed] of [
      [0, 1_000],
      [2_000, 3_000],
      [10_000, 11_000],
      [11_000, 12_000],
    ] as const) {
      now = at;
      show({ processed, total: 101_000, step: 'LISTING' });
    }
    end();
    expect(lines.written).toEqual([
      '[........................] 1000/101000 0% 设备 listings\n',
      // 10,000 in ten seconds of this run; what an earlier run did is no speed of this one.
      '[##......................] 11000/101000 10% 1000/s 剩余 left 1:30 设备 listings\n',
      '[##......................] 12000/101000 11% 1000/s 剩余 left 1:29 设备 listings\n',
    ]);
  });

  it('is one line drawn over on a terminal, never longer than it is wide', () => {
    let now = 0;
    const terminal = screen(true, 60);
    const { show, end } = progressTo(terminal, () => now);
    show({ processed: 0, total: 10, step: 'REFERENCE' });
    now = 50;
    // Too soon to be seen.
    show({ processed: 5, total: 10, step: 'LISTING' });
    now = 60;
    show({ processed: 10, total: 10, step: 'LEFTOVERS' });
    end();
    const [first, last, newline, ...more] = terminal.written;
    expect([newline, more]).toEqual(['\n', []]);
    expect(first).toMatch(/^\r\[\.{24}\] 0\/10 0%/);
    expect(last).toMatch(/^\r\[#{24}\] 10\/10 100% 167\/s 剩余 left 0:00/);
    for (const line of [first!, last!]) expect([...line].length).toBeLessThan(65);
  });

  it('counts what has come since as part of the whole', () => {
    const lines = screen(false);
    progressTo(lines, () => 0).show({ processed: 12, total: 10, step: 'SUPPLIER' });
    expect(lines.written[0]).toContain(' 12/12 100%');
  });
});

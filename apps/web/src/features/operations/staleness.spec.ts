import { givenUpOf, ASK_EVERY_MS, isOld, showBytes, showMs } from './staleness';

describe('how old what is shown is', () => {
  it('is said once three answers were missed', () => {
    expect(isOld(undefined, 1e9)).toBe(false);
    expect(isOld(1_000, 1_000 + 3 * ASK_EVERY_MS)).toBe(false);
    expect(isOld(1_000, 1_001 + 3 * ASK_EVERY_MS)).toBe(true);
  });

  it('says bytes in the larger unit that is not nothing', () =>
    expect([40_960, 3 * 1_048_576].map(showBytes)).toEqual(['40 KiB', '3 MiB']));

  it.each([
    [0.4, '0 ms'],
    [120, '120 ms'],
    [3_400, '3.4 secs'],
    [180_000, '3 mins'],
  ])('%d milliseconds are %s', (ms, says) => expect(showMs(ms, 'en')).toBe(says));
});

it('counts what was given up of the index, and of nothing else', () =>
  expect(
    givenUpOf([
      { job: 'index-listing', failed: 2 },
      { job: 'index-supplier', failed: 1 },
      { job: 'send-mails', failed: 4 },
    ]),
  ).toBe(3));

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchingReference } from '@huanpei/reference';
import { failures, evaluate, matchNeed, type Need, type Offer } from './index';

interface Case {
  readonly title: { readonly zh: string; readonly en: string };
  readonly need: Need;
  readonly offer: Offer;
  readonly expect: {
    readonly outcome: string;
    readonly findings: Readonly<Record<string, string | readonly [string, number]>>;
    readonly units?: number;
    readonly nearMiss?: boolean;
  };
}

const FOLDER = join(__dirname, '../cases');
const cases = readdirSync(FOLDER)
  .sort()
  .map((file) => [file, JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Case] as const);

describe('the worked examples', () => {
  it.each(cases)('%s', (_file, { need, offer, expect: expected }) => {
    const match = evaluate(need, offer, matchingReference(), { today: '2026-01-01' });
    if (!match) throw new Error('not compared');
    const found = Object.fromEntries(
      match.findings.map(({ id, verdict, code, predicted }) => [
        id,
        predicted === undefined ? `${verdict} ${code}` : [`${verdict} ${code}`, Number(predicted.toPrecision(9))],
      ]),
    );
    expect(found).toEqual(expected.findings);
    expect(match.outcome).toBe(expected.outcome);
    expect(match.units).toBe(expected.units);
    if (expected.nearMiss !== undefined) {
      const { nearMisses } = matchNeed(need, [offer], matchingReference(), { top: 1, today: '2026-01-01' });
      expect(nearMisses.length === 1).toBe(expected.nearMiss);
      expect(match.outcome === 'RULED_OUT' && failures(match) === 1).toBe(expected.nearMiss);
    }
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgedSet, matchingReference } from '@huanpei/reference';
import { parseNeedsFile } from './index';

describe('the judged needs', () => {
  const reference = matchingReference();

  it('are a needs file as anybody may hand one in', () => {
    const bytes = readFileSync(join(__dirname, '../../reference/data/judged/needs.json'));
    const parsed = parseNeedsFile(bytes, reference);
    expect(parsed.ok ? [] : parsed.faults).toEqual([]);
    expect(parsed.ok && parsed.value.map(({ id }) => id)).toEqual(judgedSet().map(({ need }) => need.id));
  });

  it('cite classes that have rows, and none that was only remembered decides alone', () => {
    for (const { need } of judgedSet()) {
      for (const { code, level, parameters } of need.standards ?? []) {
        const rows = reference.limits(code, level);
        expect([need.id, code, level, rows.length > 0]).toEqual([need.id, code, level, true]);
        const asked = parameters ?? [...new Set(rows.map((row) => row.parameter))];
        for (const parameter of asked) {
          const confirmed = rows.filter(
            (row) => row.parameter === parameter && !/^(known|recalled)/i.test(row.confidence),
          );
          expect([need.id, code, level, parameter, confirmed.length > 0]).toEqual([
            need.id,
            code,
            level,
            parameter,
            true,
          ]);
        }
      }
    }
  });

  it('ask between 4 and 12 things each', () => {
    for (const { need } of judgedSet()) {
      const cited = (need.standards ?? []).flatMap(({ code, level, parameters }) => [
        ...new Set(parameters ?? reference.limits(code, level).map((row) => row.parameter)),
      ]);
      const asked = (need.requirements?.length ?? 0) + cited.length;
      expect([need.id, asked >= 4 && asked <= 12]).toEqual([need.id, true]);
    }
  });
});

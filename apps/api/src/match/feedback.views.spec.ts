import type { DraftFeedback, RequirementFeedback } from '@huanpei/app';
import { feedbackView } from './feedback.views';

const asked = {
  kind: 'NUMERIC',
  demand: { metric: 'outlet', parameter: 'cod', op: '<=', value: 50, unit: 'mg/L' },
} as const;

/** What is said of one requirement where two listings fit. */
function says(language: 'zh' | 'en', of: Pick<RequirementFeedback, 'excludes' | 'fitsWithout'>): string | undefined {
  const feedback = {
    result: { compared: 9, fits: 2, needsData: 3, ruledOut: 4, relaxations: [] },
    requirements: [{ requirement: 'cod', asked, emptiesMarket: false, ...of }],
    asked: new Map(),
    suppliers: 1,
    tailoring: null,
  } as unknown as DraftFeedback;
  return feedbackView(feedback, null, language).requirements?.[0]?.says;
}

describe('what one requirement does to the market, in words', () => {
  it('is how many more fit without it', () => {
    expect(says('en', { excludes: 1, fitsWithout: 3 })).toMatch(
      /rules out 1 by itself; without it 2 → 3 listings fit\.$/,
    );
    expect(says('zh', { excludes: 1, fitsWithout: 3 })).toMatch(/单独排除 1 件；去掉此项后满足的装备 2 → 3 件。$/);
  });

  it('is no count that stays as it was: those that it rules out still lack figures', () => {
    expect(says('en', { excludes: 1, fitsWithout: 2 })).toMatch(
      /by itself; without it that one would still need data\.$/,
    );
    expect(says('en', { excludes: 4, fitsWithout: 2 })).toMatch(
      /out 4 by itself; without it they would still need data\.$/,
    );
    expect(says('zh', { excludes: 4, fitsWithout: 2 })).toMatch(/单独排除 4 件；去掉此项后仍需补充数据。$/);
  });

  it('is nothing where it is in nobody’s way', () => {
    expect(says('en', { excludes: 0, fitsWithout: 2 })).toMatch(/rules out 0 by itself\.$/);
    expect(says('zh', { excludes: 0, fitsWithout: 2 })).not.toMatch(/→/);
  });
});

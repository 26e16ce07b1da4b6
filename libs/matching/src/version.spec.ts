import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchingReference } from '@huanpei/reference';
import { ENGINE_VERSION, matchNeed, type Need, type Offer } from './index';

/**
 * What this version of the engine answers to the worked examples, all offers against every need. When the digest
 * changes, an answer has changed: raise ENGINE_VERSION and write the new digest here, in one commit.
 */
const ANSWERS: Readonly<Record<string, string>> = {
  '0.1.0': 'ff9bbc1ac8deab219da05e21fd0720a6ccc51c03659144d27a854f4273597c32',
  '0.2.0': 'd88130648acb0b390e09977eb409b83a47bd159a6bcc715fb0e54ae5a064d5bd',
  '0.3.0': '36fcd48ecf1ff5fbe4e3c950f5dfe59b9e0efcfcba172ca0688d7852a2c950f5',
  // Trains answer otherwise, where the need says nothing of an inlet; of matches the finding of a capacity names its units.
  '0.4.0': 'edc918a5ce2d17eaecd58969d1c8bdd3fc4346a62a97fea969f9e4d18ff1d8af',
};

describe('the version of the engine', () => {
  it('stands for what it answers', () => {
    const folder = join(__dirname, '../cases');
    const cases = readdirSync(folder)
      .sort()
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { need: Need; offer: Offer });
    const offers = cases.map(({ offer }) => offer);
    const answers = cases.map(({ need }) =>
      matchNeed(need, offers, matchingReference(), { top: 20, today: '2026-01-01' }),
    );
    const digest = createHash('sha256').update(JSON.stringify(answers)).digest('hex');
    expect({ [ENGINE_VERSION]: digest }).toEqual({ [ENGINE_VERSION]: ANSWERS[ENGINE_VERSION] });
  });
});

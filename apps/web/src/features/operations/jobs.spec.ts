import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JOBS, jobText } from './jobs';

/** The names stand in a library that the pages do not build in, so its text is read. */
const known = [
  ...readFileSync(join(__dirname, '../../../../../libs/app/src/ports/jobs.ts'), 'utf8')
    .split('export const JOB_ROLES')[1]!
    .matchAll(/'([a-z-]+)': '(?:matcher|indexer)'/gu),
].map(([, job]) => job!);

describe('the names of jobs', () => {
  it('are there for every job, and for no other', () => {
    expect(known.length).toBeGreaterThan(10);
    expect(Object.keys(JOBS)).toEqual([...known].sort());
  });

  it('differ from one another in both languages', () => {
    for (const language of ['zh', 'en'] as const)
      expect(new Set(known.map((job) => jobText(job, language).name)).size).toBe(known.length);
  });

  it('are the code where nobody has named it', () => {
    expect(jobText('constructor', 'zh')).toEqual({ name: 'constructor', does: '' });
  });
});

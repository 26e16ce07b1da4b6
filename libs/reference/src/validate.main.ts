import { validate } from './validate/validate';

const problems = validate();
for (const { file, path, problem } of problems) console.error(`${file}: ${path}: ${problem}`);
console.error(
  problems.length === 0 ? 'reference data: no problem found' : `reference data: ${problems.length} problem(s)`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

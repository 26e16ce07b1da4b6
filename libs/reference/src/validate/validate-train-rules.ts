import { closure } from '../train-rules';
import { checkBilingual, checkCode, checkConfidence, checkKeyed, checkUnique } from './checks';
import type { Known, Report } from './files';

/** Steps and technologies that exist, a source and a confidence on every rule, and no step that must stand behind itself. */
export function validateTrainRules(known: Known, report: Report): void {
  const { steps, order, usual, either, alternatives, sources } = known.files.trainRules;
  const codes = new Set(steps.map(({ code }) => code));
  const step = (code: string) => codes.has(code);
  checkUnique(
    steps.map(({ code }) => code),
    (index) => `steps[${index}].code`,
    report,
  );
  checkUnique(
    steps.flatMap(({ technologies }) => technologies),
    () => 'steps',
    report,
  );
  steps.forEach((one, index) => {
    checkBilingual(one, `steps[${index}]`, report);
    one.technologies.forEach((code) =>
      checkCode(known.technology, code, `steps[${index}].technologies`, 'technology', report),
    );
  });
  const groups = { order, usual, either, alternatives };
  for (const [name, rules] of Object.entries(groups)) {
    rules.forEach((rule, index) => {
      const path = `${name}[${index}]`;
      checkBilingual(rule.why, `${path}.why`, report);
      checkKeyed(rule.source, sources, `${path}.source`, report);
      checkConfidence(rule.confidence, path, known, report);
    });
  }
  for (const [name, rules] of Object.entries({ order, usual })) {
    rules.forEach(({ before, after }, index) => {
      checkCode(step, before, `${name}[${index}].before`, 'step', report);
      checkCode(step, after, `${name}[${index}].after`, 'step', report);
    });
  }
  either.forEach(({ steps: of }, index) =>
    of.forEach((code) => checkCode(step, code, `either[${index}].steps`, 'step', report)),
  );
  alternatives.forEach(({ technologies }, index) =>
    technologies.forEach((code) =>
      checkCode(known.technology, code, `alternatives[${index}].technologies`, 'technology', report),
    ),
  );
  const behind = closure(order);
  for (const [code, after] of behind) if (after.has(code)) report(code, 'must stand behind itself');
  usual.forEach(({ before, after }, index) => {
    if (behind.get(before)?.has(after) || behind.get(after)?.has(before))
      report(`usual[${index}]`, 'are ordered by another rule');
  });
  either.forEach(({ steps: of }, index) => {
    if (of.some((a) => of.some((b) => behind.get(a)?.has(b))))
      report(`either[${index}].steps`, 'are ordered by another rule');
  });
}

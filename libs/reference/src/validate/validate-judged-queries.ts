import { QUERY_KINDS, RELEVANCES } from '../judged-queries';
import { checkUnique } from './checks';
import type { Known, Report } from './files';

const LEAST_TEST = 100;
const LEAST_TUNE = 30;

/** Every query is of a known kind, and every document it names exists in the demonstration or the reference data. */
export function validateJudgedQueries(known: Known, report: Report): void {
  const { about, queries } = known.files.judgedQueries;
  if (!about.trim()) report('about', 'is empty');
  const count = (set: string): number => queries.filter((query) => query.set === set).length;
  if (count('test') < LEAST_TEST) report('queries', `to test on are fewer than ${LEAST_TEST}: ${count('test')}`);
  if (count('tune') < LEAST_TUNE) report('queries', `to tune on are fewer than ${LEAST_TUNE}: ${count('tune')}`);
  checkUnique(
    queries.map(({ id }) => id),
    (index) => `queries[${index}].id`,
    report,
  );
  checkUnique(
    queries.map(({ text }) => text.trim().toLowerCase()),
    (index) => `queries[${index}].text`,
    report,
  );
  const documents = documentsOf(known);
  queries.forEach(({ set, kind, language, text, relevant }, index) => {
    const path = `queries[${index}]`;
    if (!['tune', 'test'].includes(set)) report(`${path}.set`, `is unknown: ${String(set)}`);
    if (!QUERY_KINDS.includes(kind)) report(`${path}.kind`, `is unknown: ${String(kind)}`);
    if (!['zh', 'en', 'mixed'].includes(language)) report(`${path}.language`, `is unknown: ${String(language)}`);
    if (!text.trim()) report(`${path}.text`, 'is empty');
    for (const grade of Object.keys(relevant)) {
      if (!RELEVANCES.some((one) => one === grade)) report(`${path}.relevant`, `holds an unknown grade: ${grade}`);
    }
    const named = RELEVANCES.flatMap((grade) => relevant[grade] ?? []);
    if (!relevant['3']?.length) report(`${path}.relevant`, 'names nothing that is exactly meant');
    checkUnique(named, () => `${path}.relevant`, report);
    for (const document of named) {
      if (!documents.has(document)) report(`${path}.relevant`, `names an unknown document: ${document}`);
    }
  });
}

function documentsOf({ files }: Known): ReadonlySet<string> {
  const { equipment, illustrations, standards, parameters } = files;
  return new Set([
    ...[...equipment.listings, ...illustrations.listings].map(({ id }) => `LISTING:${id}`),
    ...illustrations.tenders.map(({ id }) => `TENDER:${id}`),
    ...[...equipment.suppliers, ...illustrations.suppliers].map(({ key }) => `SUPPLIER:${key}`),
    ...standards.standards.map(({ code }) => `STANDARD:${code}`),
    ...parameters.parameters.map(({ code }) => `PARAMETER:${code}`),
  ]);
}

import { GRADES, READINGS, RECORD, TRAPS, type JudgedNeedRecord } from '../judged';
import { PARAGRAPH_SETS } from '../judged-paragraphs';
import { checkNeed, DOMAINS } from './check-need';
import { checkBilingual, checkCode, checkSources, checkUnique } from './checks';
import type { Known, Report } from './files';

/** Fewer needs than this say little about a ranking. */
const LEAST_NEEDS = 40;
const SUITABLE = 2;

export function validateJudgedNeeds(known: Known, report: Report): void {
  const { needs } = known.files.judgedNeeds;
  const { grades } = known.files.judgedGrades;
  if (needs.length < LEAST_NEEDS) report('needs', `are fewer than ${LEAST_NEEDS}: ${needs.length}`);
  for (const domain of DOMAINS.filter((one) => one !== 'x')) {
    if (!needs.some((need) => need.domain === domain)) report('needs', `leave out a domain: ${domain}`);
  }
  checkUnique(
    needs.map((need) => need.id),
    (index) => `needs[${index}].id`,
    report,
  );
  needs.forEach((need, index) => {
    const path = `needs[${index}]`;
    checkNeed(need, path, known, report);
    checkBilingual(need.name, `${path}.name`, report);
    checkBilingual(need.text, `${path}.text`, report);
    if (need.trap !== undefined && !TRAPS.includes(need.trap)) report(`${path}.trap`, `is unknown: ${need.trap}`);
    checkSuitable(
      need,
      grades.filter((one) => one.need === need.id).map((one) => one.grade),
      path,
      report,
    );
  });
}

function checkSuitable(need: JudgedNeedRecord, grades: readonly number[], path: string, report: Report): void {
  const suitable = grades.filter((grade) => grade >= SUITABLE).length;
  if (grades.length === 0) report(path, 'has no grade');
  else if (need.noneSuitable && suitable > 0) report(`${path}.noneSuitable`, 'contradicts a grade of 2 or more');
  else if (!need.noneSuitable && suitable === 0) report(path, 'has no suitable listing and does not say so');
}

export function validateJudgedGrades(known: Known, report: Report): void {
  const { judgedNeeds, judgedGrades, equipment, illustrations } = known.files;
  const needs = new Set(judgedNeeds.needs.map((need) => need.id));
  const listings = new Map([...equipment.listings, ...illustrations.listings].map((listing) => [listing.id, listing]));
  for (const [key, source] of Object.entries(judgedGrades.sources)) {
    const path = `sources.${key}`;
    checkSources([source], path, report);
    if (key === RECORD) report(path, 'takes the key of a listing’s own record');
    if (!READINGS.includes(source.read)) report(`${path}.read`, `is unknown: ${source.read}`);
    if (!judgedGrades.grades.some((one) => one.sources.includes(key))) report(path, 'is not used');
  }
  checkUnique(
    judgedGrades.grades.map(({ need, listing }) => `${need} ${listing}`),
    (index) => `grades[${index}]`,
    report,
  );
  judgedGrades.grades.forEach(({ need, listing, grade, why, sources }, index) => {
    const path = `grades[${index}]`;
    if (!needs.has(need)) report(`${path}.need`, `is unknown: ${need}`);
    if (!listings.has(listing)) report(`${path}.listing`, `is unknown: ${listing}`);
    if (!GRADES.includes(grade)) report(`${path}.grade`, `is none of ${GRADES.join(', ')}: ${grade}`);
    if (!why.trim() || why.includes('\n')) report(`${path}.why`, 'is not one line');
    if (sources.length === 0) report(`${path}.sources`, 'names no source');
    for (const key of sources) {
      if (key !== RECORD && !Object.hasOwn(judgedGrades.sources, key))
        report(`${path}.sources`, `names an unknown source: ${key}`);
    }
  });
}

/** Metrics that say nothing without a parameter. */
const OF_A_PARAMETER = ['outlet', 'inlet', 'removal_pct'];
const FIGURE = /^(\S+?)(?: (\S+))? (?:(?:=|<=|<|>=|>) (-?\d+(?:\.\d+)?)|(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)) (.+)$/u;
const LEAD = /^leadDays [1-9]\d*$/u;
const PRICE = /^price [1-9]\d*(?:\.\d{1,4})? [A-Z]{3}$/u;

/** Every line of a judged paragraph is in the notation of its type, and everything it names exists. */
export function validateJudgedParagraphs(known: Known, report: Report): void {
  const { about, paragraphs } = known.files.judgedParagraphs;
  if (!about.trim()) report('about', 'is empty');
  checkUnique(
    paragraphs.map(({ id }) => id),
    (index) => `paragraphs[${index}].id`,
    report,
  );
  checkUnique(
    paragraphs.map(({ text }) => text),
    (index) => `paragraphs[${index}].text`,
    report,
  );
  for (const set of PARAGRAPH_SETS) {
    if (!paragraphs.some((one) => one.set === set)) report('paragraphs', `leave out a set: ${set}`);
  }
  paragraphs.forEach(({ set, language, domain, text, readings, optional = [], unsettled = [] }, index) => {
    const path = `paragraphs[${index}]`;
    if (!PARAGRAPH_SETS.includes(set)) report(`${path}.set`, `is unknown: ${String(set)}`);
    if (!['zh', 'en'].includes(language)) report(`${path}.language`, `is unknown: ${String(language)}`);
    if (!DOMAINS.includes(domain)) report(`${path}.domain`, `is unknown: ${domain}`);
    if (!text.trim()) report(`${path}.text`, 'is empty');
    if (readings.length === 0) report(`${path}.readings`, 'are empty');
    checkUnique([...readings, ...optional], (at) => `${path}.readings[${at}]`, report);
    readings.forEach((line, at) => checkReading(line, `${path}.readings[${at}]`, known, report));
    optional.forEach((line, at) => checkReading(line, `${path}.optional[${at}]`, known, report));
    for (const stretch of unsettled) {
      if (!stretch.trim() || !text.includes(stretch)) report(`${path}.unsettled`, `is not in the text: ${stretch}`);
    }
  });
}

function checkReading(line: string, path: string, known: Known, report: Report): void {
  const [first = ''] = line.split(' ');
  if (first === 'leadDays' || first === 'price') {
    if (!(first === 'price' ? PRICE : LEAD).test(line)) report(path, `is not in the notation: ${line}`);
    return;
  }
  const figure = FIGURE.exec(line);
  if (figure) {
    const [, metric = '', parameter, , low, high, unit = ''] = figure;
    checkCode(known.metric, metric, path, 'metric', report);
    if (parameter !== undefined) checkCode(known.parameter, parameter, path, 'parameter', report);
    else if (OF_A_PARAMETER.includes(metric)) report(path, `names no parameter: ${line}`);
    checkCode(known.unit, unit, path, 'unit', report);
    if (low !== undefined && Number(low) >= Number(high)) report(path, `is no range: ${line}`);
    return;
  }
  const cited = known.files.standards.standards.some(({ code }) =>
    line.startsWith(`${code} `) ? known.level(code, line.slice(code.length + 1)) : false,
  );
  if (!cited && !known.technology(line) && !known.region(line))
    report(path, `is neither a figure nor a class, technology or region that exists: ${line}`);
}

import type { Standard, StandardLimit } from '../standards';
import { standardKey } from '../text-key';
import { checkBilingual, checkCode, checkConfidence, checkSources, checkUnique } from './checks';
import type { Known, Report } from './files';

/** Jurisdictions that are no region of the region file. */
const OUTSIDE = ['EU'];

export function validateStandards(known: Known, report: Report): void {
  const { standards, limits } = known.files.standards;
  checkUnique(
    standards.map((standard) => standard.code),
    (index) => `standards[${index}].code`,
    report,
  );
  const named = new Map<string, string>();
  standards.forEach((standard, index) => {
    const path = `standards[${index}]`;
    checkBilingual(standard, path, report);
    checkBilingual(standard.status, `${path}.status`, report);
    checkSources(standard.sources, `${path}.sources`, report);
    if (!known.label('media', standard.medium) && !['noise'].includes(standard.medium)) {
      report(`${path}.medium`, `has no label: ${standard.medium}`);
    }
    if (!OUTSIDE.includes(standard.jurisdiction))
      checkCode(known.region, standard.jurisdiction, `${path}.jurisdiction`, 'region', report);
    for (const text of new Set([standard.code, standard.zh, ...standard.aliases].map(standardKey))) {
      const other = named.get(text);
      if (other !== undefined) report(`${path}.aliases`, `“${text}” also names ${other}`);
      named.set(text, standard.code);
    }
    validateScenarios(standard, path, known, report);
    validateLevels(standard, limits, path, report);
  });
  const alone = standards.flatMap(({ code, levels }) =>
    levels.flatMap((level) => (level.alone ?? []).map((text) => ({ code, level, text }))),
  );
  const cited = new Map<string, string>();
  for (const { code, level, text } of alone) {
    const meant = `${code} ${level.code}`;
    const other = cited.get(standardKey(text));
    if (other !== undefined && other !== meant) report(`standards.${code}`, `“${text}” alone also names ${other}`);
    cited.set(standardKey(text), meant);
  }
  checkUnique(
    limits.map((row) => row.id),
    (index) => `limits[${index}].id`,
    report,
  );
  limits.forEach((row, index) => validateRow(row, `limits[${index}]`, known, report));
}

/** A scenario is named by words that stand in the title or in that of a class. */
function validateScenarios(
  { zh, levels, scenarios = [] }: Standard,
  path: string,
  { files }: Known,
  report: Report,
): void {
  const known = new Set(files.taxonomy.nodes.filter(({ level }) => level === 'scenario').map(({ code }) => code));
  checkUnique(
    scenarios.map(({ code }) => code),
    (index) => `${path}.scenarios[${index}].code`,
    report,
  );
  scenarios.forEach(({ code, says }, index) => {
    const at = `${path}.scenarios[${index}]`;
    checkCode((one) => known.has(one), code, `${at}.code`, 'scenario', report);
    const titles = [zh, ...levels.map((level) => level.zh)];
    if (says === '' || !titles.some((title) => title.includes(says)))
      report(`${at}.says`, `stands in no title: ${says}`);
  });
}

function validateLevels(standard: Standard, limits: readonly StandardLimit[], path: string, report: Report): void {
  checkUnique(
    standard.levels.map((level) => level.code),
    (index) => `${path}.levels[${index}].code`,
    report,
  );
  const meant = new Map<string, string>();
  standard.levels.forEach((level, index) => {
    checkBilingual(level, `${path}.levels[${index}]`, report);
    for (const text of new Set([level.code, level.zh, level.en, ...level.aliases].map(standardKey))) {
      const other = meant.get(text);
      if (other !== undefined) report(`${path}.levels[${index}].aliases`, `“${text}” also names ${other}`);
      meant.set(text, level.code);
    }
    if (!limits.some((row) => row.standard === standard.code && row.level === level.code)) {
      report(`${path}.levels[${index}]`, `has no limit row: ${level.code}`);
    }
  });
}

function validateRow(row: StandardLimit, path: string, known: Known, report: Report): void {
  if (!known.level(row.standard, row.level)) report(`${path}.level`, `is unknown: ${row.standard} ${row.level}`);
  checkCode(known.parameter, row.parameter, `${path}.parameter`, 'parameter', report);
  checkCode(known.unit, row.unit, `${path}.unit`, 'unit', report);
  checkConfidence(row.confidence, path, known, report);
  const fault = figuresFault(row);
  if (fault) report(path, fault);
  const texts = [
    ['conditions', 'condition', row.condition],
    ['scopes', 'scope', row.scope],
    ['averaging', 'averaging', row.averaging],
    ['monitoringPoints', 'monitoringPoint', row.monitoringPoint],
  ] as const;
  for (const [group, field, text] of texts) {
    if (text !== null && !known.label(group, text)) report(`${path}.${field}`, `has no label: ${text}`);
  }
}

/** What is wrong with the figures of a row for its operator, if anything. */
function figuresFault(row: StandardLimit): string | undefined {
  const { op, limit, limitMax } = row;
  const number = (value: number | null): value is number => typeof value === 'number' && Number.isFinite(value);
  switch (op) {
    case '<=':
    case '<':
    case '>=':
    case '>':
      if (!number(limit)) return `${op} needs a limit`;
      return limitMax === null ? undefined : `${op} takes no upper limit`;
    case 'range':
      return number(limit) && number(limitMax) && limit <= limitMax
        ? undefined
        : 'range needs a limit and an upper limit above it';
    case 'bat_ael_range':
      if (!number(limitMax)) return 'bat_ael_range needs an upper limit';
      return limit === null || limit <= limitMax ? undefined : 'the limit is above the upper limit';
    case 'not_detectable':
      return limitMax === null && (limit === null || limit === 0) ? undefined : 'not_detectable takes no figure';
    default:
      return `is no operator: ${String(op satisfies never)}`;
  }
}

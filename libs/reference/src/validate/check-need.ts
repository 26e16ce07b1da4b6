import type { Need, Requirement } from '@huanpei/matching';
import { checkCode, checkNumeric, checkUnique } from './checks';
import type { Known, Report } from './files';

export const DOMAINS: readonly string[] = ['air', 'water', 'soil', 'waste', 'monitoring', 'x'];

/** A need whose every code, unit and cited class exists. */
export function checkNeed(need: Need, path: string, known: Known, report: Report): void {
  if (!DOMAINS.includes(need.domain)) report(`${path}.domain`, `is unknown: ${need.domain}`);
  for (const code of [...(need.technologies ?? []), ...(need.scenario ? [need.scenario] : [])]) {
    checkCode(known.technology, code, `${path}.technologies`, 'technology', report);
  }
  if (need.region) checkCode(known.region, need.region, `${path}.region`, 'region', report);
  need.duty?.forEach((fact, at) => {
    if (!['capacity', 'inlet', 'operating_temp'].includes(fact.metric))
      report(`${path}.duty[${at}].metric`, `is no duty: ${fact.metric}`);
    checkNumeric(fact, `${path}.duty[${at}]`, known, report);
  });
  checkUnique(
    (need.requirements ?? []).map((one) => one.id),
    (at) => `${path}.requirements[${at}].id`,
    report,
  );
  need.requirements?.forEach((one, at) => checkRequirement(one, `${path}.requirements[${at}]`, known, report));
  need.standards?.forEach((citation, at) => {
    const where = `${path}.standards[${at}]`;
    if (!known.level(citation.code, citation.level))
      report(where, `cites an unknown class: ${citation.code} ${citation.level}`);
    citation.parameters?.forEach((code) =>
      checkCode(known.parameter, code, `${where}.parameters`, 'parameter', report),
    );
    const rows = known.files.standards.limits.filter(
      (row) => row.standard === citation.code && row.level === citation.level,
    );
    for (const text of [...(citation.where ?? []), ...(citation.whereNot ?? [])]) {
      if (!rows.some((row) => row.condition === text || row.scope === text))
        report(`${where}.where`, `no row carries it: ${text}`);
    }
  });
}

function checkRequirement(one: Requirement, path: string, known: Known, report: Report): void {
  if ('metric' in one) {
    // A note on a requirement is free text, so it needs no label.
    checkNumeric({ ...one, condition: null }, path, known, report);
    if (['outlet', 'removal_pct', 'inlet'].includes(one.metric) && one.parameter === undefined)
      report(`${path}.parameter`, 'is missing');
  } else if ('certificate' in one)
    checkCode((code) => known.scheme(code, 'CERTIFICATE'), one.certificate, path, 'certificate', report);
  else if ('honour' in one) checkCode((code) => known.scheme(code, 'HONOUR'), one.honour, path, 'honour', report);
  else if ('service' in one) checkCode(known.service, one.service, path, 'service', report);
  else if ('region' in one) checkCode(known.region, one.region, path, 'region', report);
}

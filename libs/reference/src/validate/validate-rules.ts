import { unpackRegions } from '../regions';
import { checkBilingual, checkCode, checkConfidence, checkKeyed, checkSources, checkUnique } from './checks';
import type { Known, Report } from './files';

export function validateRegions(known: Known, report: Report): void {
  const { regions: file } = known.files;
  const list = unpackRegions(file);
  const codes = new Set(list.map((region) => region.code));
  checkUnique(
    list.map((region) => region.code),
    (index) => `${list[index]?.code ?? ''}`,
    report,
  );
  checkConfidence(file.confidence, '$', known, report);
  for (const region of list) {
    if (!region.zh.trim()) report(region.code, 'has no Chinese name');
    if (region.parent !== null && !codes.has(region.parent))
      report(region.code, `names an unknown region: ${region.parent}`);
    if (!/^[A-Z]{2}(-[A-Z]{2}(-\d{4}(-\d{6})?)?)?$/.test(region.code))
      report(region.code, 'is not keyed as the exchange format says');
    if (region.level === 'COUNTRY' || region.level === 'PROVINCE') checkBilingual(region, region.code, report);
  }
  for (const province of file.provinces) {
    for (const [city, , counties] of province.cities) {
      if (!city.startsWith(province.code)) report(`CN-${province.iso}-${city}`, `does not continue ${province.code}`);
      for (const [county] of counties)
        if (!county.startsWith(city)) report(`CN-${province.iso}-${city}-${county}`, `does not continue ${city}`);
    }
  }
}

export function validateLegalClocks(known: Known, report: Report): void {
  const { clocks, laws, calendar, confidences } = known.files.legalClocks;
  checkUnique(
    clocks.map((clock) => clock.id),
    (index) => `clocks[${index}].id`,
    report,
  );
  for (const [code, law] of Object.entries(laws)) checkBilingual(law, `laws.${code}`, report);
  clocks.forEach((clock, index) => {
    const path = `clocks[${index}]`;
    checkBilingual(clock.label, `${path}.label`, report);
    checkBilingual(clock.fromLabel, `${path}.fromLabel`, report);
    if (clock.note) checkBilingual(clock.note, `${path}.note`, report);
    checkKeyed(clock.law, laws, `${path}.law`, report);
    if (!Object.hasOwn(confidences, clock.confidence)) report(`${path}.confidence`, `is unknown: ${clock.confidence}`);
    if (clock.article === null && clock.confidence !== 'K')
      report(`${path}.article`, 'is missing though the clock decides');
    if (!(Number.isFinite(clock.amount) && clock.amount >= 0)) report(`${path}.amount`, 'is no number at or above 0');
    if (!['DAYS', 'WORKING_DAYS', 'YEARS', 'PERCENT', 'COUNT'].includes(clock.unit))
      report(`${path}.unit`, `is unknown: ${clock.unit}`);
    if (!['MINIMUM', 'MAXIMUM', 'EXACT'].includes(clock.direction))
      report(`${path}.direction`, `is unknown: ${clock.direction}`);
  });
  checkBilingual(calendar.note, 'calendar.note', report);
}

export function validateFairCompetition(known: Known, report: Report): void {
  const { source, rules } = known.files.fairCompetition;
  const { laws, confidences } = known.files.legalClocks;
  checkSources([source], 'source', report);
  checkUnique(
    rules.map((rule) => rule.track),
    (index) => `rules[${index}].track`,
    report,
  );
  rules.forEach(({ law, text, confidence, item }, index) => {
    const path = `rules[${index}]`;
    checkKeyed(law, laws, `${path}.law`, report);
    checkBilingual(text, `${path}.text`, report);
    if (!Object.hasOwn(confidences, confidence)) report(`${path}.confidence`, `is unknown: ${confidence}`);
    if (!(Number.isInteger(item) && item >= 1 && item <= 9)) report(`${path}.item`, 'is no item of an article');
  });
}

export function validateHeldThings(known: Known, report: Report): void {
  const { things, sources, services } = known.files.heldThings;
  checkUnique(
    things.map((thing) => thing.code),
    (index) => `things[${index}].code`,
    report,
  );
  things.forEach((thing, index) => {
    const path = `things[${index}]`;
    for (const [field, name] of [
      ['', thing],
      ['.issuer', thing.issuer],
      ['.proves', thing.proves],
      ['.validity', thing.validity],
    ] as const) {
      checkBilingual(name, `${path}${field}`, report);
    }
    checkKeyed(thing.source, sources, `${path}.source`, report);
    checkConfidence(thing.confidence, path, known, report);
  });
  services.forEach((code, index) => checkCode(known.technology, code, `services[${index}]`, 'technology', report));
}

export function validateCatalogues(known: Known, report: Report): void {
  const { catalogues, sources } = known.files.catalogues;
  checkUnique(
    catalogues.map(({ code }) => code),
    (index) => `catalogues[${index}].code`,
    report,
  );
  catalogues.forEach((catalogue, index) => {
    const path = `catalogues[${index}]`;
    checkBilingual(catalogue, path, report);
    checkKeyed(catalogue.source, sources, `${path}.source`, report);
    checkConfidence(catalogue.confidence, path, known, report);
    if (catalogue.knownBy === 'honour' && !known.scheme(catalogue.code, 'HONOUR'))
      report(`${path}.code`, `names an unknown honour: ${catalogue.code}`);
  });
}

export function validateFactTemplates(known: Known, report: Report): void {
  const { templates, reasons } = known.files.factTemplates;
  const { nodes } = known.files.taxonomy;
  const records = new Set(known.files.equipment.listings.map((listing) => listing.id));
  const byCode = new Map(templates.map((template) => [template.for, template]));
  const groups = new Set(known.files.parameters.parameters.map(({ group }) => group));
  const checkGroup = (group: string, path: string) =>
    checkCode((code) => groups.has(code), group, path, 'group of parameters', report);
  const limited = new Set(known.files.standards.limits.map(({ standard, parameter }) => `${standard}\n${parameter}`));
  const limitedGroups = new Set(
    known.files.parameters.parameters.flatMap(({ code, group }) =>
      known.files.standards.standards.flatMap(({ code: standard }) =>
        limited.has(`${standard}\n${code}`) ? [`${standard}\n${group}`] : [],
      ),
    ),
  );
  checkUnique(
    templates.map((template) => template.for),
    (index) => `templates[${index}].for`,
    report,
  );
  for (const [code, reason] of Object.entries(reasons)) checkBilingual(reason, `reasons.${code}`, report);
  templates.forEach((template, index) => {
    const path = `templates[${index}]`;
    checkCode(known.technology, template.for, `${path}.for`, 'technology', report);
    checkBilingual(template.source, `${path}.source`, report);
    checkConfidence(template.confidence, path, known, report);
    template.without?.forEach((metric, at) =>
      checkCode(known.metric, metric, `${path}.without[${at}]`, 'metric', report),
    );
    template.facts.forEach((fact, at) => {
      const where = `${path}.facts[${at}]`;
      for (const metric of [fact.metric, ...(fact.or ?? [])])
        checkCode(known.metric, metric, `${where}.metric`, 'metric', report);
      if (fact.parameter !== undefined)
        checkCode(known.parameter, fact.parameter, `${where}.parameter`, 'parameter', report);
      if (fact.units.length === 0) report(`${where}.units`, 'names no unit');
      fact.units.forEach((unit) => checkCode(known.unit, unit, `${where}.units`, 'unit', report));
      if (!Object.hasOwn(reasons, fact.reason)) report(`${where}.reason`, `is unknown: ${fact.reason}`);
      fact.records?.forEach((record) =>
        checkCode((code) => records.has(code), record, `${where}.records`, 'record', report),
      );
      if (fact.among && !fact.anyParameter) report(`${where}.among`, 'is only for any parameter');
      fact.among?.forEach((group) => checkGroup(group, `${where}.among`));
    });
    template.actsOn?.forEach(({ parameter, group, records: of, standard, source }, at) => {
      const where = `${path}.actsOn[${at}]`;
      if ((parameter === undefined) === (group === undefined)) report(where, 'names not one of parameter and group');
      if (parameter !== undefined) checkCode(known.parameter, parameter, `${where}.parameter`, 'parameter', report);
      if (group !== undefined) checkGroup(group, `${where}.group`);
      if ([of, standard, source].filter((one) => one !== undefined).length !== 1)
        report(where, 'names not one of records, standard and source');
      of?.forEach((record) => checkCode((code) => records.has(code), record, `${where}.records`, 'record', report));
      if (of?.length === 0) report(`${where}.records`, 'names no record');
      if (
        standard !== undefined &&
        !(limited.has(`${standard}\n${parameter}`) || limitedGroups.has(`${standard}\n${group}`))
      )
        report(`${where}.standard`, `has no row for it: ${standard}`);
      if (source !== undefined) checkBilingual(source, `${where}.source`, report);
    });
  });
  const parents = new Map(nodes.map((node) => [node.code, node.parent]));
  for (const node of nodes.filter((one) => one.level === 'technology')) {
    let essential = false;
    for (let code: string | null = node.code; code !== null; code = parents.get(code) ?? null) {
      essential ||= byCode.get(code)?.facts.some((fact) => fact.importance === 'ESSENTIAL') ?? false;
    }
    if (!essential) report(node.code, 'has no template with an essential fact');
  }
}

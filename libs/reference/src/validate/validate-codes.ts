import { aliasIndex } from '../alias-index';
import { textKey } from '../text-key';
import { checkBilingual, checkCode, checkConfidence, checkKeyed, checkUnique } from './checks';
import type { Known, Report } from './files';

const PARENT_LEVELS: Readonly<Record<string, readonly (string | null)[]>> = {
  domain: [null],
  cross: [null],
  scenario: ['domain'],
  technology: ['scenario', 'cross'],
};

export function validateTaxonomy(known: Known, report: Report): void {
  const { nodes, sources, codeSystems } = known.files.taxonomy;
  const byCode = new Map(nodes.map((node) => [node.code, node]));
  checkUnique(
    nodes.map((node) => node.code),
    (index) => `nodes[${index}].code`,
    report,
  );
  nodes.forEach((node, index) => {
    const path = `nodes[${index}]`;
    const parent = node.parent === null ? null : byCode.get(node.parent);
    if (parent === undefined) report(`${path}.parent`, `names an unknown technology: ${node.parent}`);
    else if (!PARENT_LEVELS[node.level]?.includes(parent?.level ?? null)) {
      report(`${path}.parent`, `a ${node.level} cannot stand under ${parent?.level ?? 'nothing'}`);
    }
    checkBilingual(node, path, report);
    checkConfidence(node.confidence, path, known, report);
    if (node.sources.length === 0 && node.level === 'technology') report(`${path}.sources`, 'names no source');
    node.sources.forEach((source, at) => checkKeyed(source, sources, `${path}.sources[${at}]`, report));
    node.seeAlso?.forEach((code, at) =>
      checkCode(known.technology, code, `${path}.seeAlso[${at}]`, 'technology', report),
    );
  });
  for (const [name, system] of Object.entries(codeSystems)) {
    if (!system.source?.title) report(`codeSystems.${name}.source`, 'names no source');
  }
}

export function validateParameters(known: Known, report: Report): void {
  const { parameters, sources, ambiguous, formulas, hj212 } = known.files.parameters;
  checkUnique(
    parameters.map((parameter) => parameter.code),
    (index) => `parameters[${index}].code`,
    report,
  );
  parameters.forEach((parameter, index) => {
    const path = `parameters[${index}]`;
    checkBilingual(parameter, path, report);
    checkConfidence(parameter.confidence, path, known, report);
    checkKeyed(parameter.source, sources, `${path}.source`, report);
    if (!known.label('kinds', parameter.kind)) report(`${path}.kind`, `has no label: ${parameter.kind}`);
    if (!known.label('groups', parameter.group)) report(`${path}.group`, `has no label: ${parameter.group}`);
    parameter.media.forEach((medium, at) => {
      if (!known.label('media', medium)) report(`${path}.media[${at}]`, `has no label: ${medium}`);
    });
    parameter.units.forEach((unit, at) => checkCode(known.unit, unit, `${path}.units[${at}]`, 'unit', report));
    if (parameter.hj212 && !hj212.codes.some((code) => code.code === parameter.hj212)) {
      report(`${path}.hj212`, `is not among the HJ 212 codes: ${parameter.hj212}`);
    }
  });
  const listed = new Map(ambiguous.map(({ text, codes }) => [textKey(text), [...codes].sort().join(' ')]));
  for (const [text, codes] of aliasIndex(parameters).folded) {
    if (codes.length > 1 && listed.get(text) !== [...codes].sort().join(' ')) {
      report('ambiguous', `“${text}” means ${codes.join(' and ')} and is not listed as ambiguous`);
    }
  }
  formulas.forEach((formula, index) => {
    checkConfidence(formula.confidence, `formulas[${index}]`, known, report);
    if (formula.source.length === 0) report(`formulas[${index}].source`, 'names no source');
  });
}

export function validateUnits(known: Known, report: Report): void {
  const { units, quantities, sources, source, confidence } = known.files.units;
  checkKeyed(source, sources, 'source', report);
  checkConfidence(confidence, '$', known, report);
  checkUnique(
    units.map((unit) => unit.unit),
    (index) => `units[${index}].unit`,
    report,
  );
  units.forEach((unit, index) => {
    checkBilingual(unit, `units[${index}]`, report);
    if (unit.quantity !== null && !Object.hasOwn(quantities, unit.quantity)) {
      report(`units[${index}].quantity`, `is unknown: ${unit.quantity}`);
    }
    if (unit.group !== undefined && unit.quantity === null) {
      report(`units[${index}].group`, 'parts no quantity');
    }
    unit.media?.forEach((medium, at) => {
      if (!known.label('media', medium)) report(`units[${index}].media[${at}]`, `has no label: ${medium}`);
    });
  });
  for (const [code, name] of Object.entries(quantities)) checkBilingual(name, `quantities.${code}`, report);
}

export function validateLabels(known: Known, report: Report): void {
  for (const [group, texts] of Object.entries(known.files.labels)) {
    for (const [code, name] of Object.entries(texts)) checkBilingual(name, `${group}[${JSON.stringify(code)}]`, report);
  }
}

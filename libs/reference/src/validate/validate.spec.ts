import { referenceFiles, type ReferenceFiles } from './files';
import { validate } from './validate';

/** A copy of the shipped files that may be broken. */
type Mutable<T> = T extends readonly (infer E)[]
  ? Mutable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;
type Files = Mutable<ReferenceFiles>;

function problemsAfter(breakIt: (files: Files) => void): string[] {
  const files = structuredClone(referenceFiles()) as unknown as Files;
  breakIt(files);
  return validate(files as unknown as ReferenceFiles).map(({ file, path, problem }) => `${file} ${path} ${problem}`);
}

it('finds nothing wrong with the shipped data', () => expect(validate()).toEqual([]));

describe('the validator finds', () => {
  const broken: readonly (readonly [what: string, breakIt: (files: Files) => void, expected: RegExp])[] = [
    [
      'a synonym in two groups',
      (f) => {
        f.synonyms.groups[1]!.terms.push('Dust  Removal');
      },
      /synonyms.json groups\[1\].terms\[8\] is in the group dedusting already: Dust {2}Removal/,
    ],
    [
      'a synonym that is a sign of a parameter it does not mean',
      (f) => {
        f.synonyms.groups.find(({ id }) => id === 'fgd')!.terms.push('氨逃逸');
      },
      /means several parameters: 氨逃逸/,
    ],
    [
      'a group of synonyms without a source',
      (f) => {
        f.synonyms.groups[2]!.source = 'nobody';
      },
      /synonyms.json groups\[2\].source names an unknown source: nobody/,
    ],
    [
      'a group of one word',
      (f) => {
        f.synonyms.groups[2]!.terms.length = 1;
      },
      /synonyms.json groups\[2\].terms says nothing with fewer than two/,
    ],
    [
      'a dangling parent',
      (f) => {
        f.taxonomy.nodes[3]!.parent = 'air.nowhere';
      },
      /taxonomy.json nodes\[3\].parent names an unknown technology/,
    ],
    [
      'a technology straight under a domain',
      (f) => {
        f.taxonomy.nodes.find((n) => n.code === 'air.ule.scr')!.parent = 'air';
      },
      /cannot stand under domain/,
    ],
    [
      'a code given twice',
      (f) => {
        f.taxonomy.nodes[5]!.code = f.taxonomy.nodes[4]!.code;
      },
      /is there twice/,
    ],
    [
      'a missing English name',
      (f) => {
        f.taxonomy.nodes[7]!.en = ' ';
      },
      /nodes\[7\].en has no English text/,
    ],
    [
      'an English name in Chinese',
      (f) => {
        f.parameters.parameters[2]!.en = '五日';
      },
      /holds Chinese characters/,
    ],
    [
      'an unlisted ambiguity',
      (f) => {
        f.parameters.parameters.find((p) => p.code === 'codmn')!.aliases.push('C O D');
      },
      /“cod” means cod and codmn/,
    ],
    [
      'an unknown parameter source',
      (f) => {
        f.parameters.parameters[0]!.source = 'hearsay';
      },
      /parameters\[0\].source names an unknown source/,
    ],
    [
      'a parameter without confidence',
      (f) => {
        f.parameters.parameters[0]!.confidence = '';
      },
      /parameters\[0\].confidence is missing/,
    ],
    [
      'a unit nobody registered',
      (f) => {
        f.standards.limits[0]!.unit = 'mg/l';
      },
      /limits\[0\].unit names an unknown unit: mg\/l/,
    ],
    [
      'a unit registered twice',
      (f) => {
        f.units.units[1]!.unit = 'mg/L';
      },
      /is there twice: mg\/L/,
    ],
    [
      'an unknown quantity',
      (f) => {
        f.units.units[0]!.quantity = 'taste';
      },
      /quantity is unknown: taste/,
    ],
    [
      'a limit row without a limit',
      (f) => {
        f.standards.limits[0]!.limit = null;
      },
      /limits\[0\] <= needs a limit/,
    ],
    [
      'an upper limit where none belongs',
      (f) => {
        f.standards.limits[0]!.limitMax = 60;
      },
      /takes no upper limit/,
    ],
    [
      'a range upside down',
      (f) => {
        Object.assign(
          f.standards.limits.find((r) => r.op === 'range')!,
          { limit: 9, limitMax: 6 },
        );
      },
      /range needs a limit and an upper limit/,
    ],
    [
      'a BAT range without an upper end',
      (f) => {
        f.standards.limits.find((r) => r.op === 'bat_ael_range')!.limitMax = null;
      },
      /bat_ael_range needs an upper limit/,
    ],
    [
      'an unknown operator',
      (f) => {
        f.standards.limits[0]!.op = '~' as '<=';
      },
      /is no operator: ~/,
    ],
    [
      'a row of a level that no standard has',
      (f) => {
        f.standards.limits[0]!.level = '1C';
      },
      /limits\[0\].level is unknown: GB 18918-2002 1C/,
    ],
    [
      'a level without rows',
      (f) => {
        f.standards.standards[0]!.levels.push({ code: '9', zh: '九级', en: 'Class 9', aliases: [] });
      },
      /has no limit row: 9/,
    ],
    [
      'a class alias that names two classes',
      (f) => {
        f.standards.standards[0]!.levels[1]!.aliases.push('一级 a');
      },
      /“一级a” also names 1A/,
    ],
    [
      'a class cited alone that two standards have',
      (f) => {
        f.standards.standards[2]!.levels[0]!.alone = ['一级A标准'];
      },
      /alone also names GB 18918-2002 1A/,
    ],
    [
      'an unknown parameter in a row',
      (f) => {
        f.standards.limits[9]!.parameter = 'codd';
      },
      /limits\[9\].parameter names an unknown parameter: codd/,
    ],
    [
      'a row id given twice',
      (f) => {
        f.standards.limits[1]!.id = 'L0001';
      },
      /limits\[1\].id is there twice: L0001/,
    ],
    [
      'a condition without a label',
      (f) => {
        f.standards.limits[0]!.condition = 'on Sundays';
      },
      /condition has no label: on Sundays/,
    ],
    [
      'a confidence without a label',
      (f) => {
        f.standards.limits[0]!.confidence = 'surely';
      },
      /confidence has no label: surely/,
    ],
    [
      'a standard without a source',
      (f) => {
        f.standards.standards[3]!.sources = [];
      },
      /standards\[3\].sources names no source/,
    ],
    [
      'an unknown jurisdiction',
      (f) => {
        f.standards.standards[3]!.jurisdiction = 'CN-ZZ';
      },
      /jurisdiction names an unknown region/,
    ],
    [
      'a label in one language',
      (f) => {
        f.labels.scopes['all']!.zh = '';
      },
      /labels.json scopes\["all"\].zh has no Chinese text/,
    ],
    [
      'a county of another city',
      (f) => {
        (f.regions.provinces[0]!.cities[0]![2] as [string, string][])[0]![0] = '999999';
      },
      /does not continue 1101/,
    ],
    [
      'a clock without a law',
      (f) => {
        f.legalClocks.clocks[0]!.law = 'custom';
      },
      /clocks\[0\].law names an unknown source: custom/,
    ],
    [
      'a deciding clock without an article',
      (f) => {
        f.legalClocks.clocks[0]!.article = null;
      },
      /article is missing though the clock decides/,
    ],
    [
      'an unknown service',
      (f) => {
        f.heldThings.services[0] = 'x.svc.magic';
      },
      /services\[0\] names an unknown technology/,
    ],
    [
      'a template for nothing',
      (f) => {
        f.factTemplates.templates[0]!.for = 'fire';
      },
      /templates\[0\].for names an unknown technology: fire/,
    ],
    [
      'a template that asks a pollutant as a metric',
      (f) => {
        f.factTemplates.templates[0]!.facts[0]!.metric = 'cod';
      },
      /names an unknown metric: cod/,
    ],
    [
      'a template derived from no record',
      (f) => {
        f.factTemplates.templates.flatMap((t) => t.facts).find((x) => x.records)!.records = ['kel-none'];
      },
      /names an unknown record: kel-none/,
    ],
    [
      'any parameter of a group that is none',
      (f) => {
        f.factTemplates.templates.flatMap((t) => t.facts).find((x) => x.among)!.among = ['metals'];
      },
      /among names an unknown group of parameters: metals/,
    ],
    [
      'something acted on by the word of nobody',
      (f) => {
        delete f.factTemplates.templates.flatMap((t) => t.actsOn ?? [])[0]!.records;
      },
      /actsOn\[0\] names not one of records, standard and source/,
    ],
    [
      'something acted on because of a standard without a row for it',
      (f) => {
        f.factTemplates.templates.flatMap((t) => t.actsOn ?? []).find((x) => x.standard)!.parameter = 'cod';
      },
      /standard has no row for it: GB/,
    ],
    [
      'a technology whose template asks nothing essential',
      (f) => {
        for (const t of f.factTemplates.templates) if (t.for.startsWith('x.noise')) t.facts = [];
      },
      /x.noise.barrier has no template/,
    ],
    [
      'an equipment fact with an unknown metric',
      (f) => {
        f.equipment.listings[0]!.content.facts[0]!.metric = 'beauty';
      },
      /names an unknown metric: beauty/,
    ],
    [
      'an equipment range without its end',
      (f) => {
        delete f.equipment.listings.flatMap((l) => l.content.facts).find((x) => x.op === 'range')!.valueMax;
      },
      /valueMax is no number at or above value/,
    ],
    [
      'a record without a source',
      (f) => {
        f.equipment.listings[0]!.content.sources = [];
      },
      /content.sources names no source/,
    ],
    [
      'a real record marked as something else',
      (f) => {
        f.equipment.listings[0]!.origin = 'ILLUSTRATION';
      },
      /a real record must be marked as one/,
    ],
    [
      'an illustration that does not say so',
      (f) => {
        f.illustrations.listings[0]!.content.name.zh = '膜组件';
      },
      /is not marked as an illustration/,
    ],
    [
      'a supplier that is not marked as demo',
      (f) => {
        f.equipment.suppliers[0]!.name.zh = '某某环保公司';
      },
      /is not marked as part of the demonstration/,
    ],
    [
      'a demand of an unknown region',
      (f) => {
        f.demands.demands[0]!.region = 'CN-ZJ-9999';
      },
      /demands\[0\].region names an unknown region/,
    ],
    [
      'a citation of a class that is not there',
      (f) => {
        f.demands.demands.find((d) => d.need.standards)!.need.standards![0]!.level = '1C';
      },
      /cites an unknown class: GB 18918-2002 1C/,
    ],
    [
      'a where text that no row carries',
      (f) => {
        f.illustrations.tenders[0]!.content.lots[0]!.need.standards![0]!.where = ['on the moon'];
      },
      /no row carries it: on the moon/,
    ],
    [
      'a deadline shorter than the law allows',
      (f) => {
        f.illustrations.tenders[0]!.deadlineDays = 19;
      },
      /is shorter than tl-open-deadline allows/,
    ],
    [
      'documents withdrawn too early',
      (f) => {
        f.illustrations.tenders.find(
          (t) => t.content.track === 'GOVERNMENT_PROCUREMENT' && t.content.method === 'OPEN',
        )!.documentsDays = 5;
      },
      /is shorter than gp-documents-on-offer allows/,
    ],
    [
      'an unknown certificate',
      (f) => {
        f.illustrations.listings.find((l) => l.certificateDays)!.certificateDays = { GOLD: 5 };
      },
      /names an unknown certificate: GOLD/,
    ],
    [
      'a train rule on a step nobody defined',
      (f) => {
        f.trainRules.order[0]!.after = 'NOWHERE';
      },
      /order\[0\].after names an unknown step: NOWHERE/,
    ],
    [
      'a train step that must stand behind itself',
      (f) => {
        f.trainRules.order.push({ ...f.trainRules.order[0]!, before: 'DISINFECTION', after: 'SCREENING' });
      },
      /must stand behind itself/,
    ],
    [
      'a train rule without a source',
      (f) => {
        f.trainRules.order[2]!.source = 'hearsay';
      },
      /order\[2\].source names an unknown source: hearsay/,
    ],
    [
      'a usual order that another rule settles',
      (f) => {
        f.trainRules.usual.push({ ...f.trainRules.usual[0]!, before: 'DISINFECTION', after: 'SCREENING' });
      },
      /usual\[2\] are ordered by another rule/,
    ],
    [
      'train steps that are free and ordered at once',
      (f) => {
        f.trainRules.either.push({ ...f.trainRules.either[0]!, steps: ['SCREENING', 'DISINFECTION'] });
      },
      /are ordered by another rule/,
    ],
  ];

  it.each(broken)('%s', (_what, breakIt, expected) => {
    expect(problemsAfter(breakIt)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  composeTrains,
  explainTrain,
  explainTrainFinding,
  type DutyFact,
  type Need,
  type Offer,
  type Train,
} from '@huanpei/matching';
import { demo, labels, matchingReference, trainRules, type DemoListing } from '@huanpei/reference';

/** The two trains of docs/trains.md, computed here; the page must say what comes out. */

const TODAY = '2026-11-27';
const PAGE = readFileSync(join(__dirname, '../../../docs/trains.md'), 'utf8');
const reference = matchingReference();

const offerOf = ({ id, supplier, content }: DemoListing): Offer => ({
  id,
  supplier,
  name: content.name,
  domain: content.domain,
  technologies: content.technologies,
  facts: content.facts,
  ...(content.modular === undefined ? {} : { modular: content.modular }),
  ...(content.maxUnits === undefined ? {} : { maxUnits: content.maxUnits }),
});

const told = (train: Train, findings = true): string =>
  (['zh', 'en'] as const)
    .map((language) =>
      [
        ...explainTrain(train, language, labels(language)),
        ...(findings
          ? train.findings.map(
              (one) =>
                `  ${{ PASS: '✓', FAIL: '✗', UNKNOWN: '?' }[one.verdict]} ${explainTrainFinding(one, language, labels(language))}`,
            )
          : []),
      ].join('\n'),
    )
    .join('\n\n');

describe('the worked trains', () => {
  it('from class 1B to class 1A at 200,000 m3/d: what the real catalogue lacks, and who could tell', () => {
    const rows = reference
      .limits('GB 18918-2002', '1B')
      .filter(
        ({ condition, op }) =>
          op !== 'not_detectable' &&
          [null, 'plant built from 2006-01-01', 'water temperature > 12 degC'].includes(condition),
      );
    const duty: readonly DutyFact[] = [
      { metric: 'capacity', op: '=', value: 200_000, unit: 'm3/d' },
      ...rows.flatMap(({ parameter, op, limit, limitMax, unit }): readonly DutyFact[] =>
        limit === null
          ? []
          : [
              {
                metric: 'inlet',
                parameter,
                op: op === 'range' ? 'range' : '<=',
                value: limit,
                ...(limitMax === null ? {} : { valueMax: limitMax }),
                unit,
              },
            ],
      ),
    ];
    const need: Need = {
      id: '1b-1a',
      name: { zh: '一级B提标至一级A', en: 'Class 1B to class 1A' },
      domain: 'water',
      technologies: ['water.municipal'],
      duty,
      standards: [{ code: 'GB 18918-2002', level: '1A' }],
    };
    const offers = demo()
      .listings.filter(({ origin }) => origin === 'REAL_RECORD')
      .map(offerOf);
    const { trains, complete } = composeTrains(need, offers, reference, {
      objective: 'ENERGY',
      top: 3,
      rules: trainRules(),
      today: TODAY,
    });
    expect(complete).toBe(true);
    expect(trains.length).toBeGreaterThan(1);
    expect(trains.every(({ outcome }) => outcome === 'NEEDS_DATA')).toBe(true);
    for (const { missing } of trains) {
      expect(missing.some(({ from }) => from === 'SUPPLIER')).toBe(true);
      expect(missing.some(({ from }) => from === 'BUYER')).toBe(true);
    }
    expect(PAGE).toContain(told(trains[0] as Train));
    expect(PAGE).toContain(told(trains[1] as Train, false));
  });

  it('one of two illustrations fits', () => {
    const need: Need = {
      id: 'brewery',
      name: { zh: '示例·啤酒厂废水', en: 'Example: brewery wastewater' },
      domain: 'water',
      duty: [
        { metric: 'capacity', op: '=', value: 3000, unit: 'm3/d' },
        { metric: 'inlet', parameter: 'cod', op: '=', value: 2000, unit: 'mg/L' },
        { metric: 'inlet', parameter: 'ss', op: '=', value: 800, unit: 'mg/L' },
        { metric: 'inlet', parameter: 'nh3n', op: '=', value: 40, unit: 'mg/L' },
        { metric: 'inlet', parameter: 'water_temp', op: '=', value: 20, unit: 'degC' },
      ],
      standards: [{ code: 'GB 18918-2002', level: '1A', parameters: ['cod', 'nh3n'] }],
    };
    const offers = demo()
      .listings.filter(({ origin }) => origin === 'ILLUSTRATION')
      .map(offerOf);
    const { trains, complete } = composeTrains(need, offers, reference, {
      objective: 'STAGES',
      top: 1,
      rules: trainRules(),
      today: TODAY,
    });
    expect(complete).toBe(true);
    const [train] = trains;
    expect(train?.outcome).toBe('FITS');
    expect(train?.missing).toEqual([]);
    expect(train?.stages.map(({ offerId }) => offerId)).toEqual(['ill-egsb', 'ill-mbr-5000']);
    expect(PAGE).toContain(told(train as Train));
  });
});

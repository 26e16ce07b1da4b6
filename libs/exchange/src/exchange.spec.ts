import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchingReference } from '@huanpei/reference';
import { parseNeedsFile, parseOffersFile } from './index';

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const need = (more: object = {}) => ({ id: 'n', name: { zh: '需求' }, domain: 'water', ...more });
const offer = (more: object = {}) => ({ id: 'o', name: { en: 'Offer' }, domain: 'water', facts: [], ...more });
const faultsOfNeeds = (...needs: readonly object[]) => told(parseNeedsFile(bytes({ needs }), matchingReference()));
const faultsOfOffers = (...offers: readonly object[]) => told(parseOffersFile(bytes({ offers })));
const told = (parsed: ReturnType<typeof parseOffersFile> | ReturnType<typeof parseNeedsFile>) =>
  parsed.ok ? [] : parsed.faults.map(({ path, en }) => `${path}: ${en}`);

describe('exchange files', () => {
  const folder = join(__dirname, '../../matching/cases');
  it.each(readdirSync(folder))('accept the worked example %s', (file) => {
    const example = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { need: object; offer: object };
    expect(faultsOfNeeds(example.need)).toEqual([]);
    expect(faultsOfOffers(example.offer)).toEqual([]);
  });

  it('ignore unknown keys and a byte-order mark', () => {
    const text = `\ufeff${JSON.stringify({ offers: [offer({ colour: 'blue' })], more: 1 })}`;
    expect(parseOffersFile(bytes(text)).ok).toBe(true);
  });

  it('cannot set aside what they demand, whatever stands under the key by which the engine would', () => {
    for (const setAside of [['r'], 5, null]) {
      const parsed = parseNeedsFile(bytes({ needs: [need({ setAside })] }), matchingReference());
      expect(parsed).toEqual({ ok: true, value: [need()] });
    }
  });

  it('are refused when not JSON, not UTF-8, or without their key', () => {
    expect(told(parseOffersFile(bytes('{')))[0]).toMatch(/^: the file is not JSON/);
    expect(told(parseOffersFile(Uint8Array.from([0xff, 0xfe, 0x7b])))[0]).toMatch(/not in UTF-8/);
    expect(told(parseOffersFile(bytes({ needs: [] })))).toEqual(['offers: offers is required']);
    expect(told(parseOffersFile(bytes('[]')))).toEqual([': must be an object']);
  });

  it('name the path and the fault of every number that does not fit', () => {
    const facts = [
      { metric: 'outlet', parameter: 'cod', op: '<=', value: '30', unit: 'mg/L' },
      { metric: 'outlet', parameter: 'cod', op: '≤', value: 30, unit: 'mg/L' },
      { metric: 'outlet', parameter: 'cod', op: 'range', value: 3, valueMax: 2, unit: 'mg/L' },
    ];
    expect(faultsOfOffers(offer({ facts }))).toEqual([
      'offers[0].facts[0].value: must be a number',
      'offers[0].facts[1].op: must be one of: =, <=, <, >=, >, range, not_detectable',
    ]);
    expect(faultsOfOffers(offer({ facts: facts.slice(2) }))).toEqual([
      'offers[0].facts[0].valueMax: the upper end 2 of the range is below its lower end 3',
    ]);
    const huge = `{"offers":[{"id":"o","name":{"zh":"x"},"domain":"water","facts":[],"leadDays":1e999}]}`;
    expect(told(parseOffersFile(bytes(huge)))).toEqual(['offers[0].leadDays: must not be above 1000000000000000']);
  });

  it('refuse ids used twice or reserved', () => {
    expect(faultsOfOffers(offer(), offer())).toEqual(['offers[1].id: the id o is that of offers[0] too']);
    const held = (id: string) => ({ id, mandatory: true, certificate: 'ccep' });
    const standards = [{ code: 'GB 18918-2002', level: '1A' }];
    expect(faultsOfNeeds(need({ requirements: [held('a'), held('a')] }))).toEqual([
      'needs[0].requirements[1].id: the id a is used twice',
    ]);
    expect(
      faultsOfNeeds(need({ standards, requirements: [held('GB 18918-2002/1A'), held('GB 18918-2002/1A/cod')] })),
    ).toHaveLength(2);
    expect(faultsOfNeeds(need({ requirements: [held('capacity')] }))[0]).toMatch(/reserved id/);
    expect(faultsOfNeeds(need({ requirements: [held('capacity2')] }))).toEqual([]);
  });

  it('refuse a requirement that is none or two of the kinds, and say what a numeric one lacks', () => {
    const of = (requirement: object) =>
      faultsOfNeeds(need({ requirements: [{ id: 'r', mandatory: true, ...requirement }] }));
    expect(of({})).toEqual([expect.stringContaining('needs exactly one of')]);
    expect(of({ certificate: 'a', honour: 'b' })).toEqual([expect.stringContaining('needs exactly one of')]);
    expect(of({ metric: 'outlet', op: '<=', unit: 'mg/L' })).toEqual([
      'needs[0].requirements[0].value: value is required',
      'needs[0].requirements[0].parameter: parameter is required',
    ]);
  });

  it('refuse a class cited twice and texts that no row of it carries', () => {
    const cite = (more: object = {}) => ({ code: 'GB 18918-2002', level: '1A', ...more });
    expect(faultsOfNeeds(need({ standards: [cite(), cite()] }))).toEqual([
      'needs[0].standards[1]: GB 18918-2002 1A is cited twice',
    ]);
    expect(faultsOfNeeds(need({ standards: [cite({ where: ['nonsense'] })] }))[0]).toMatch(
      /^needs\[0\].standards\[0\].where\[0\]/,
    );
    expect(faultsOfNeeds(need({ standards: [cite({ where: ['plant built from 2006-01-01'] })] }))).toEqual([]);
  });

  it('refuse weights of terms the score has not', () => {
    expect(faultsOfNeeds(need({ weights: { price: 2 } }))).toEqual([]);
    expect(faultsOfNeeds(need({ weights: { colour: 2 } }))[0]).toMatch(/weights.colour: the terms of the score are/);
  });
});

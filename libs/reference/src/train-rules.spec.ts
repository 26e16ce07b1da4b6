import { taxonomy } from './taxonomy';
import { rulesOf, trainRules, trainRulesFile } from './train-rules';

describe('the order rules of trains', () => {
  const rules = trainRules();

  it('put screening before biology, biology before filtration, filtration before ultraviolet and reverse osmosis', () => {
    const chain = ['water.mun.screen', 'water.mun.cas', 'water.mun.tertiary-filter'];
    expect(rules.precedes(chain[0]!, chain[1]!)).toBe(true);
    expect(rules.precedes(chain[1]!, chain[2]!)).toBe(true);
    expect(rules.precedes(chain[2]!, 'water.mun.uv')).toBe(true);
    expect(rules.precedes(chain[2]!, 'water.salt.ro')).toBe(true);
  });

  it('hold across steps that a train does not have', () => {
    expect(trainRulesFile().order.some(({ before, after }) => before === 'SCREENING' && after === 'DISINFECTION')).toBe(
      false,
    );
    expect(rules.precedes('water.mun.screen', 'water.mun.uv')).toBe(true);
    expect(rules.precedes('water.mun.uv', 'water.mun.screen')).toBe(false);
  });

  it('want chemical phosphorus removal behind biology unless an engineer says otherwise', () => {
    for (const biology of ['water.mun.mbbr', 'water.mun.mbr']) {
      expect(rules.usuallyPrecedes(biology, 'water.mun.p-removal')).toBe(true);
      expect(rules.usuallyPrecedes('water.mun.p-removal', biology)).toBe(false);
      // Nothing forbids the other way round.
      expect(rules.precedes(biology, 'water.mun.p-removal')).toBe(false);
    }
    expect(rules.precedes('water.mun.p-removal', 'water.mun.tertiary-filter')).toBe(true);
    expect(rules.usuallyPrecedes('water.mun.cas', 'water.ind.coag')).toBe(false);
  });

  it('put a septic tank, which is primary treatment, before biology', () => {
    for (const biology of ['water.mun.cas', 'water.mun.mbr', 'water.rural.packaged-plant']) {
      expect(rules.precedes('water.rural.septic', biology)).toBe(true);
      expect(rules.precedes(biology, 'water.rural.septic')).toBe(false);
    }
  });

  it('leave SCR and dust removal to what the listing declares', () => {
    for (const dust of ['air.ule.esp-dry', 'air.ule.fabric-filter']) {
      expect(rules.known('air.ule.scr') && rules.known(dust)).toBe(true);
      expect(rules.precedes('air.ule.scr', dust) || rules.precedes(dust, 'air.ule.scr')).toBe(false);
    }
  });

  it('decide nothing by what was only remembered', () => {
    const remembered = trainRulesFile().order.filter(({ confidence }) => confidence.startsWith('known'));
    expect(remembered.length).toBeGreaterThan(0);
    expect(rules.known('air.ule.sncr')).toBe(false);
    expect(rules.precedes('air.ule.esp-dry', 'air.ule.fgd-wet-limestone')).toBe(false);
    const read = rulesOf({
      ...trainRulesFile(),
      order: remembered.map((rule) => ({ ...rule, confidence: 'verified' })),
    });
    expect(read.precedes('air.ule.esp-dry', 'air.ule.fgd-wet-limestone')).toBe(true);
  });

  it('name alternatives, each other than itself', () => {
    expect(rules.alternatives('water.mun.mbr', 'water.mun.cas')).toBe(true);
    expect(rules.alternatives('water.mun.mbr', 'water.mun.mbr')).toBe(false);
    expect(rules.alternatives('water.mun.mbr', 'water.mun.uv')).toBe(false);
  });

  it('know nothing of a technology without a rule', () => {
    const unknown = taxonomy()
      .technologiesUnder('water')
      .filter((code) => !rules.known(code));
    expect(unknown).toContain('water.ind.fenton');
    expect(rules.known('no such code')).toBe(false);
  });
});

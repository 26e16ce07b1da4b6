import { matchingReference } from '@huanpei/reference';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counts, matchNeed, OfferIndex, prepareNeed, type Match, type Need, type Offer } from '.';
import { asks, fact, need, offer } from '../test/make';

const REFERENCE = matchingReference();
const TODAY = '2026-06-30';
const ALL = { top: 1_000, today: TODAY };

const openIn = (match: Match): readonly string[] =>
  match.findings.filter((finding) => counts(finding) && finding.verdict !== 'PASS').map(({ id }) => id);

/** The ids that can be set aside: every finding that counts, a group's own among them. */
function idsOf(asked: Need): readonly string[] {
  const { demands, groups } = prepareNeed(asked, REFERENCE, TODAY);
  return [
    ...demands.filter(counts).map(({ id }) => id),
    ...groups.filter(({ mandatory }) => mandatory).map(({ name }) => `group:${name}`),
  ];
}

/** Every offer with all its findings, however far off. */
function allOf(asked: Need, offers: readonly Offer[]): readonly Match[] {
  const ids = idsOf(asked);
  const { matches } = matchNeed({ ...asked, setAside: ids }, offers, REFERENCE, ALL);
  // With everything set aside nothing counts, so what would have counted is read off the ids.
  return matches.map((match) => ({
    ...match,
    findings: match.findings.map((finding) => (ids.includes(finding.id) ? { ...finding, mandatory: true } : finding)),
  }));
}

describe('a finding that is set aside', () => {
  const folder = join(__dirname, '../cases');
  const cases = readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { need: Need; offer: Offer },
  );
  const quiet = fact('noise_level', '<= 50 dB(A)');
  const alternatives = [
    offer([fact('outlet:cod', '<= 80 mg/L'), fact('outlet:nh3n', '<= 8 mg/L'), quiet], { id: 'fails the group' }),
    offer([fact('outlet:cod', '<= 80 mg/L'), quiet], { id: 'does not say enough for the group' }),
    offer([fact('outlet:nh3n', '<= 3 mg/L'), quiet], { id: 'keeps the group' }),
    offer([fact('outlet:nh3n', '<= 3 mg/L')], { id: 'does not say how loud it is' }),
  ];
  const offers = [...new Map(cases.map(({ offer: one }) => [one.id, one])).values(), ...alternatives].map((one) => ({
    ...one,
    domain: 'water' as const,
    technologies: [],
  }));
  const groups = need({
    id: 'groups',
    requirements: [
      asks('outlet:cod', '<= 50 mg/L', { id: 'a', group: 'g' }),
      asks('outlet:nh3n', '<= 5 mg/L', { id: 'b', group: 'g' }),
      asks('noise_level', '<= 60 dB(A)', { id: 'c' }),
    ],
  });

  it.each([...cases.map((one) => one.need), groups].map((one) => [one.id, one] as const))(
    '%s: lets in exactly the offers that it alone kept out',
    (_id, given) => {
      const asked: Need = { ...given, domain: 'water', technologies: [] };
      const index = new OfferIndex(REFERENCE);
      for (const one of offers) index.put(one);
      const before = allOf(asked, offers);
      expect(before).toHaveLength(offers.length);
      expect(before.filter((match) => openIn(match).length === 0)).toHaveLength(
        matchNeed(asked, offers, REFERENCE, ALL).fits,
      );
      for (const id of idsOf(asked)) {
        const after = { ...asked, setAside: [id] };
        const result = matchNeed(after, offers, REFERENCE, ALL);
        const expected = before.filter((match) => openIn(match).every((open) => open === id));
        expect(result.fits).toBe(expected.length);
        expect(
          result.matches
            .filter(({ outcome }) => outcome === 'FITS')
            .map(({ offerId }) => offerId)
            .sort(),
        ).toEqual(expected.map(({ offerId }) => offerId).sort());
        expect(index.query(after, ALL)).toMatchObject({
          fits: result.fits,
          needsData: result.needsData,
          ruledOut: result.ruledOut,
        });
      }
    },
  );

  it('is still checked, and changes no score', () => {
    const asked = need({ requirements: [asks('outlet:cod', '<= 50 mg/L')] });
    const poor = offer([fact('outlet:cod', '<= 80 mg/L')]);
    const [before] = matchNeed(asked, [poor], REFERENCE, ALL).nearMisses;
    const [after] = matchNeed({ ...asked, setAside: ['r'] }, [poor], REFERENCE, ALL).matches;
    expect(before?.findings[0]).toMatchObject({ verdict: 'FAIL', mandatory: true });
    expect(after).toMatchObject({ outcome: 'FITS', score: before?.score });
    expect(after?.findings[0]).toMatchObject({ verdict: 'FAIL', mandatory: false });
  });
});

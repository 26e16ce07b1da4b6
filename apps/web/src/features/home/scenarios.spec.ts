import { DOMAINS } from '@huanpei/matching';
import { taxonomy } from '@huanpei/reference';
import { scenariosOf } from './scenarios';

describe('scenarios of a medium', () => {
  it('are those beneath it in the catalogue, every one under its own', () => {
    const scenarios = taxonomy().list.filter(({ level }) => level === 'scenario');
    expect(scenarios.length).toBeGreaterThan(15);
    for (const domain of DOMAINS)
      expect(scenariosOf(scenarios, domain)).toEqual(scenarios.filter(({ parent }) => parent === domain));
  });
});

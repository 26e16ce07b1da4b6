import { describeChanges } from './search-contract/changes';
import { describeFacets } from './search-contract/facets';
import { describeFigures } from './search-contract/figures';
import { describeHeld } from './search-contract/held';
import { describeHostile } from './search-contract/hostile';
import { describeModel } from './search-contract/model';
import { describeOrder } from './search-contract/order';
import { describePages } from './search-contract/pages';
import { document, eachAnew, type MakeSearch } from './search-contract/subject';
import { describeSuggest } from './search-contract/suggest';
import { describeWords } from './search-contract/words';

export { document as searchDocument, type SearchUnderTest } from './search-contract/subject';

/**
 * What every search index does. `make` gives an empty index; it is called for each test that writes, and once for those
 * around one catalogue that only read it. No case depends on the scores of one engine, only on what is found and which
 * of two things comes first.
 */
export function describeSearchContract(name: string, make: MakeSearch): void {
  describe(`search index: ${name}`, () => {
    describeWords(make);
    describeFacets(make);
    describeFigures(make);
    describeSuggest(make);
    describeChanges(make);
    describePages(make);
    describeOrder(make);
    describeHeld(make);
    describeHostile(make);
    describeModel(make);

    describe('its server', () => {
      const subject = eachAnew(make);

      it('answers a ping, and throws when its server is down', async () => {
        const { index, unreachable } = subject;
        await expect(index.ping()).resolves.toBeUndefined();
        await expect(unreachable.ping()).rejects.toThrow();
        await expect(unreachable.search({ text: 'pump' }, { first: 1, after: null })).rejects.toThrow();
        await expect(unreachable.suggest({ text: 'pump', language: 'en', first: 1 })).rejects.toThrow();
        await expect(unreachable.put([document('pump')])).rejects.toThrow();
        await expect(unreachable.remove('LISTING', ['pump'])).rejects.toThrow();
      });
    });
  });
}

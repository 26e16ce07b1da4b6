import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

/** Bundles the engine as for a page; anything it imports that is no file of its own ends the build. */
const BUNDLE = `
  import { build } from 'vite';
  const own = {
    name: 'own-files-only',
    enforce: 'pre',
    resolveId(id, importer) {
      if (importer && !id.startsWith('.')) throw new Error(importer + ' imports ' + id);
    },
  };
  const [entry] = process.argv.slice(1);
  const { 0: { output } } = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [own],
    build: { write: false, minify: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'matching' } },
  });
  process.stdout.write(output.map(({ code }) => code).join(''));
`;

/** What pages have beside the language itself, of what the engine uses. */
const PAGE = { TextEncoder, TextDecoder };

describe('the engine in a browser', () => {
  it('needs nothing of Node', () => {
    const entry = join(__dirname, 'index.ts');
    const code = execFileSync(process.execPath, ['--input-type=module', '-e', BUNDLE, entry], {
      cwd: __dirname,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    const says = runInNewContext(
      `${code}
      const reference = { edition: 'page', parameterKind: () => 'pollutant', limits: () => [], taxonomyParent: () => undefined };
      const limit = { id: 'cod', mandatory: true, metric: 'outlet', parameter: 'cod', op: '<=', value: 50, unit: 'mg/L' };
      const need = { id: 'n', name: {}, domain: 'water', requirements: [limit] };
      const fact = { metric: 'outlet', parameter: 'cod', op: '<=', value: 0.03, unit: 'g/L' };
      const offer = { id: 'o', name: {}, domain: 'water', facts: [fact] };
      const held = matching.OfferIndex.build(reference, [offer]);
      const again = matching.OfferIndex.restore(reference, new Uint8Array(held.snapshot().flatMap((part) => [...part])));
      const needs = new matching.NeedIndex(reference);
      needs.put(need);
      const { matches } = matching.matchNeed(need, [offer], reference, { top: 1, today: '2026-06-30' });
      JSON.stringify([
        matches.map(({ outcome }) => outcome),
        again.query(need, { top: 1, today: '2026-06-30' }).fits,
        needs.match(offer, { today: '2026-06-30' }).fitting,
      ]);`,
      { ...PAGE },
    ) as string;
    expect(JSON.parse(says)).toEqual([['FITS'], 1, ['n']]);
  });
});

/**
 * npm run test:web: the three users' stories in a real browser (Debian's chromium, or CHROMIUM), against `npm start` on a
 * clean data folder.
 *
 *   --pictures   also takes the pictures of README and docs/tour.md, into docs/images
 *   --only=name  one story
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, startProduct } from './product.mjs';

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const pictures = process.argv.includes('--pictures');
const folder = fileURLToPath(new URL('stories', import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.mjs'))
  .sort()
  // Taking pictures is no story that could hold or fail.
  .filter((name) => pictures || !name.includes('pictures'))
  .filter((name) => only === undefined || name.includes(only));
if (names.length === 0) throw new Error(`no story is called ${only}`);

const product = await startProduct();
const browser = await launch();
let failed = 0;
try {
  for (const name of names) {
    const { title, tell } = await import(`./stories/${name}`);
    const from = performance.now();
    try {
      await tell({ browser, base: product.base, product, pictures });
      console.log(`ok    ${title} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
    } catch (fault) {
      failed += 1;
      console.log(`FAIL  ${title}\n${fault.stack ?? fault}`);
    }
  }
} finally {
  await browser.close();
  await product.stop();
}
console.log(`${names.length - failed} of ${names.length} stories hold`);
process.exitCode = failed === 0 ? 0 : 1;

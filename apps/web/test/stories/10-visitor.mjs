import assert from 'node:assert/strict';
import { inaccessible, person, scrollsSideways } from '../product.mjs';

export const title =
  'A visitor reads what is public: drawn by the server, in both languages and themes, wide and narrow';

/** Where a visitor can go without knowing an id. */
const PAGES = [
  '/',
  '/search',
  '/search?q=MBR',
  '/listings/ill-mbbr',
  '/tenders',
  '/tenders/ill-sewage-50000',
  '/demands',
  '/standards',
  '/standards/GB%2018918-2002?level=1A',
  '/parameters/nh3n',
  '/guide',
  '/guide/water.municipal',
  '/compare?ids=ill-mbbr,ill-mbr-5000',
  '/sign-in',
  '/register',
  '/nowhere',
];

export async function tell({ browser, base }) {
  await drawnByTheServer(base);
  for (const [locale, dark, width] of [
    ['zh-CN', false, 1280],
    ['en', true, 390],
  ]) {
    const { context, page, faults } = await person(browser, base, { locale, dark, width });
    for (const path of PAGES) {
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      assert.deepEqual(await inaccessible(page), [], `axe on ${path} (${locale}, ${dark ? 'dark' : 'light'})`);
      assert.equal(await scrollsSideways(page), false, `${path} scrolls sideways at ${width}`);
      assert.equal(
        await page.getByRole('heading', { level: 1 }).count(),
        path === '/nowhere' ? 0 : 1,
        `one h1 on ${path}`,
      );
    }
    // A page that is not there is sent with 404, which the browser notes.
    assert.deepEqual(
      faults.filter((fault) => !fault.includes('/nowhere')),
      [],
    );
    await context.close();
  }
  await choicesAreKept(browser, base);
}

/** Without scripts, a citizen or a search engine reads the same words. */
async function drawnByTheServer(base) {
  const chinese = await (await fetch(`${base}/tenders/ill-sewage-50000`)).text();
  assert.match(chinese, /<html lang="zh-CN"/);
  assert.match(chinese, /示例·5万吨\/日城镇污水厂提标（一级A）/);
  const english = await (
    await fetch(`${base}/tenders/ill-sewage-50000`, { headers: { 'accept-language': 'en-GB,en' } })
  ).text();
  assert.match(english, /<html lang="en"/);
  assert.match(english, /Example: 50,000 m³\/d sewage plant/);
  assert.equal((await fetch(`${base}/tenders/none`)).status, 404);
}

async function choicesAreKept(browser, base) {
  const { context, page } = await person(browser, base, {});
  await page.goto('/demands');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Archive' }).waitFor();
  await page.reload();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en', 'the language is kept');
  await page.getByRole('button', { name: 'press for dark' }).click();
  await page.reload();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'DARK', 'the theme is kept');
  await context.close();
}

import assert from 'node:assert/strict';
import { inaccessible, person, scrollsSideways } from '../product.mjs';

export const title =
  'A visitor reads what is public: drawn by the server, in both languages and themes, wide and narrow';

/** Where a visitor can go without knowing an id. */
const PAGES = [
  '/',
  '/search',
  '/search?q=MBR',
  '/search?kind=LISTING&sort=price:m3/d',
  '/search?q=5000%20m3/d',
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
    // English words are longer: what fits in Chinese may run over the edge.
    ['en', false, 1280],
  ]) {
    const { context, page, faults } = await person(browser, base, { locale, dark, width });
    for (const path of PAGES) {
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      assert.deepEqual(await inaccessible(page), [], `axe on ${path} (${locale}, ${dark ? 'dark' : 'light'})`);
      assert.equal(await scrollsSideways(page), false, `${path} scrolls sideways at ${width}`);
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, `one h1 on ${path}`);
    }
    // A page that is not there is sent with 404, which the browser notes.
    assert.deepEqual(
      faults.filter((fault) => !fault.includes('/nowhere')),
      [],
    );
    await context.close();
  }
  await choicesAreKept(browser, base);
  await sortsAndFigures(browser, base);
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
  for (const path of ['/tenders/none', '/no-such-page']) {
    const answer = await fetch(`${base}${path}`);
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /<h1[^>]*>[^<]+<\/h1>/, `${path} has a heading`);
  }
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

/** What is found is put in another order, what does not state it last; a figure among the words becomes a filter. */
async function sortsAndFigures(browser, base) {
  const { context, page } = await person(browser, base, { locale: 'en' });
  await page.goto('/search?q=MBR');
  await page.getByLabel('Sort by').selectOption({ label: 'Price per m³/d' });
  await page.waitForURL(/kind=LISTING/);
  assert.match(page.url(), /sort=price/, 'the order is in the address, and only equipment has a price');
  const rows = page.locator('.hits > li');
  await rows.filter({ hasText: 'do not state "Price per m³/d"' }).waitFor();
  const texts = await rows.allInnerTexts();
  const said = texts.findIndex((text) => text.includes('do not state'));
  const priced = texts.map((text) => /¥([\d,]+) \/ m³\/d/u.exec(text)?.[1]?.replaceAll(',', ''));
  assert.ok(said > 1, 'some state a price');
  assert.deepEqual(
    priced.slice(0, said).map(Number),
    priced
      .slice(0, said)
      .map(Number)
      .sort((a, b) => a - b),
    'the lowest price first',
  );
  assert.ok(
    priced.slice(said).every((price) => price === undefined),
    'what states none comes last',
  );
  await page.getByRole('button', { name: 'Smallest first' }).click();
  await page.getByRole('button', { name: 'Largest first' }).waitFor();
  await page.goto('/search?q=MBR%205000%20m3/d');
  await page.getByRole('button', { name: 'Capacity for my flow: 5,000 m³/d' }).click();
  await page.waitForURL(/flow=5000/);
  assert.match(page.url(), /q=MBR(&|$)/, 'the other words stay');
  await page.getByRole('link', { name: 'Example: MBR module' }).waitFor();
  await page.goto('/search?q=HJ212-2017');
  await page.getByText('searched for: HJ212').waitFor();
  await context.close();
}

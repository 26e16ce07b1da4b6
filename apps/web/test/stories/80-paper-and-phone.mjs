import assert from 'node:assert/strict';
import { person, scrollsSideways } from '../product.mjs';

export const title = 'On paper a page is a data sheet without buttons; on a phone the places are behind a menu';

const PRINTED = [
  '/listings/ill-mbr-5000',
  '/tenders/ill-sewage-50000',
  '/compare?ids=ill-mbbr,ill-mbr-5000',
  '/standards/GB%2018918-2002?level=1A',
];

export async function tell({ browser, base }) {
  await onPaper(browser, base);
  await onAPhone(browser, base);
}

async function onPaper(browser, base) {
  // A sheet of A4 is 794 pixels wide.
  const { page, faults, context } = await person(browser, base, { width: 794, dark: true });
  for (const path of PRINTED) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.getByRole('navigation').filter({ visible: true }).count(), 0, `no navigation on ${path}`);
    assert.equal(await page.getByRole('button').filter({ visible: true }).count(), 0, `no button on ${path}`);
    assert.equal(await scrollsSideways(page), false, `nothing is cut off on ${path}`);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.ok(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(ground), `black on white on ${path}, not ${ground}`);
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  }
  assert.deepEqual(faults, []);
  await context.close();
}

async function onAPhone(browser, base) {
  const { page, faults, context } = await person(browser, base, { width: 390, height: 844 });
  await page.goto('/');
  const standards = page.getByRole('link', { name: '标准库', exact: true });
  assert.equal(await standards.filter({ visible: true }).count(), 0, 'the places are put away');
  const menu = page.getByText('菜单', { exact: true });
  await menu.click();
  await standards.filter({ visible: true }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForURL('**/standards');
  await standards.first().waitFor({ state: 'hidden' });
  assert.deepEqual(faults, []);
  await context.close();
}

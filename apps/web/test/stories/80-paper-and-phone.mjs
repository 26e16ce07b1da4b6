import assert from 'node:assert/strict';
import { MEMBERS, person, scrollsSideways, signIn } from '../product.mjs';

export const title =
  'On paper a page is a data sheet without buttons; on a phone the places are behind a menu, and cards are still heard as a table';

const PRINTED = [
  '/listings/ill-mbr-5000',
  '/tenders/ill-sewage-50000',
  '/compare?ids=ill-mbbr,ill-mbr-5000',
  '/standards/GB%2018918-2002?level=1A',
];

export async function tell({ browser, base }) {
  await onPaper(browser, base);
  await onAPhone(browser, base);
  for (const [member, path, heads] of CARDS) await asCards(browser, base, member, path, heads);
}

/** Tables that are cards on a phone: who sees them, and the heads of some of their columns. */
const CARDS = [
  ['supplier', '/work/listings', ['状态', '操作']],
  ['supplier', '/work/account', ['发送邮件', '频率']],
  ['supplier', '/listings/ill-mbbr', ['数值', '下限']],
  ['buyer', '/work/tenders', ['状态', '版次']],
  ['administrator', '/work/audit', ['决定', '操作者']],
];

/** What a screen reader is told, by the browser's own tree of what there is to hear. */
async function asCards(browser, base, member, path, heads) {
  const { page, context } = await person(browser, base, { width: 390, height: 844 });
  await signIn(page, MEMBERS[member]);
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  await page.locator('table').first().waitFor();
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const heard = nodes.filter(({ ignored }) => !ignored);
  const named = (role) => heard.filter((node) => node.role?.value === role).map(({ name }) => name?.value);
  for (const role of ['table', 'row', 'columnheader', 'cell'])
    assert.ok(named(role).length > 0, `${path} has a ${role} on a phone`);
  for (const head of heads) assert.ok(named('columnheader').includes(head), `${path} tells of its column ${head}`);
  assert.equal(await scrollsSideways(page), false, `${path} does not scroll sideways`);
  await context.close();
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

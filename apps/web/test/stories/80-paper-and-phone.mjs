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
  for (const card of CARDS) await asCards(browser, base, card);
  await tabsAreSeen(browser, base);
}

/** Rows of tabs that are wider than a phone: which is the last of each, by its address. */
const LAST_TABS = [
  ['buyer', '/demands?domain=monitoring', '.tabs'],
  ['buyer', '/work/tenders/new?from=demand', '.editor-steps'],
  ['administrator', '/work/audit', '.work-nav'],
];

async function tabsAreSeen(browser, base) {
  for (const [member, path, row] of LAST_TABS) {
    const { page, context } = await person(browser, base, { locale: 'en', width: 390, height: 844 });
    await signIn(page, MEMBERS[member], 'en');
    await page.goto(path);
    const tab = page.locator(`${row} [aria-current], ${row} [aria-pressed=true]`).first();
    await tab.waitFor();
    await page.waitForLoadState('networkidle');
    const { x, width } = await tab.boundingBox();
    assert.ok(x >= 0 && x + width <= 390, `the chosen tab of ${path} is in sight: ${x}–${x + width}`);
    const scrolls = await page.locator(row).evaluate((one) => one.scrollWidth > one.clientWidth);
    assert.ok(scrolls, `${path} has more tabs than a phone is wide`);
    await context.close();
  }
}

/** Tables that are cards on a phone: who sees them, the heads of some of their columns, and what must be done first. */
const CARDS = [
  ['supplier', '/work/listings', ['状态', '操作']],
  ['supplier', '/work/account', ['发送邮件', '频率']],
  ['supplier', '/listings/ill-mbbr', ['数值', '下限']],
  ['buyer', '/work/tenders', ['状态', '版次']],
  ['buyer', '/work/tenders/ill-sewage-20000/trains', ['进口', '限值', '结论']],
  ['administrator', '/work/audit', ['决定', '操作者']],
  ['buyer', '/work/searches', ['条件', '通知'], saveASearch],
  ['supplier', '/work/import', ['状态', '结果'], uploadAFile],
];

async function saveASearch(page) {
  await page.goto('/search?q=MBR');
  await page.getByRole('button', { name: '保存此搜索' }).filter({ visible: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存“MBR”。').waitFor();
}

/** What is wrong with a cell, and what to do, is read without scrolling too. */
async function uploadAFile(page) {
  await page.goto('/work/import');
  const buffer = Buffer.from('外部编号,名称（中文）,领域,技术分类\nP-1,手机上的设备,水,没有这种技术\n');
  await page.locator('input[type=file]').setInputFiles({ name: 'phone.csv', mimeType: 'text/csv', buffer });
  const remedy = page.getByRole('cell', { name: /不认识的技术分类“没有这种技术”/ });
  await remedy.waitFor();
  const { x, width } = await remedy.boundingBox();
  assert.ok(x >= 0 && x + width <= 390, 'the remedy is in sight');
  await importsAFile(page);
}

/** So is what came of each thing, and the way to it. */
async function importsAFile(page) {
  await page.goto('/work/import');
  const buffer = Buffer.from('外部编号,名称（中文）,领域,技术分类\nP-2,手机上的设备,水,water.mun.mbr\n');
  await page.locator('input[type=file]').setInputFiles({ name: 'good.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: /^导入 1/ }).click();
  await page.getByText('导入已完成').waitFor();
  const row = page.getByRole('row', { name: /P-2/ });
  for (const part of [row.getByText('已新建'), row.getByRole('link')]) {
    await part.waitFor();
    const { x, width } = await part.boundingBox();
    assert.ok(x >= 0 && x + width <= 390, 'what came of it is in sight');
  }
}

/** What a screen reader is told, by the browser's own tree of what there is to hear. */
async function asCards(browser, base, [member, path, heads, before]) {
  const { page, context } = await person(browser, base, { width: 390, height: 844 });
  await signIn(page, MEMBERS[member]);
  await before?.(page);
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

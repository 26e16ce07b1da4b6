import assert from 'node:assert/strict';
import { inaccessible, MEMBERS, person, signIn } from '../product.mjs';

export const title =
  'Two tabs write in one listing and one tender: neither loses a word; a reviewer sees what was done about a reason';

const NAME = `双开·膜生物反应器 ${process.pid}`;
const LOAD = '载入新版本，保留我的修改';
const OVERTAKEN = '他人刚刚保存了新版本；载入之前，这里的内容不会保存、提交或发布。';

export async function tell({ browser, base }) {
  const path = await inOneListing(browser, base);
  await sentBack(browser, base, path);
  await inOneTender(browser, base);
}

const secondTab = async ({ context }, address) => {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(address);
  return page;
};
const saved = (page) => page.getByRole('status').filter({ hasText: '与已保存的一致' }).waitFor();

async function inOneListing(browser, base) {
  const supplier = await person(browser, base);
  const { page } = supplier;
  await signIn(page, MEMBERS.supplier);
  await page.goto('/work/listings/new');
  await page.getByLabel('技术', { exact: true }).fill('膜生物反应器');
  await page.locator('.ant-select-item-option', { hasText: '膜生物反应器' }).first().click();
  await page.keyboard.press('Escape');
  await page.getByLabel('名称（中文）').fill(NAME);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.waitForURL(/\/work\/listings\/[^/]+\/edit/);
  const path = new URL(page.url()).pathname;

  const other = await secondTab(supplier, path);
  await other.getByLabel('名称（中文）').fill(`${NAME} 甲`);
  await other.getByLabel('简介（中文，可不填）').fill('另一页写的简介');
  await other.getByRole('button', { name: '保存草稿' }).click();
  await saved(other);

  await page.getByLabel('名称（中文）').fill(`${NAME} 乙`);
  await page.getByLabel('名称（英文，可不填）').fill('MBR of this tab');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText(OVERTAKEN).waitFor();
  const name = page.getByRole('group', { name: '名称（中文）' });
  assert.deepEqual(
    await name.getByRole('radio').evaluateAll((radios) => radios.map(({ checked }) => checked)),
    [true, false],
    'what was typed here stands unless one says otherwise',
  );
  assert.deepEqual(await inaccessible(page), []);
  await name.getByText(`${NAME} 甲`).click();
  await page.getByRole('button', { name: LOAD }).click();
  await page.getByText(OVERTAKEN).waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('名称（中文）').inputValue(), `${NAME} 甲`, 'theirs, as chosen');
  assert.equal(await page.getByLabel('名称（英文，可不填）').inputValue(), 'MBR of this tab', 'mine');
  assert.equal(await page.getByLabel('简介（中文，可不填）').inputValue(), '另一页写的简介', 'theirs alone');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await saved(page);

  // Nothing is left to save here, and yet what would be handed in is not what is shown.
  await other.reload();
  await other.getByLabel('简介（中文，可不填）').fill('另一页后写的简介');
  await other.getByRole('button', { name: '保存草稿' }).click();
  await saved(other);
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '仍然提交' }).click();
  await page.getByText(OVERTAKEN).waitFor();
  await page.getByRole('button', { name: LOAD }).click();
  await page.getByText(OVERTAKEN).waitFor({ state: 'detached' });
  assert.equal(
    await page.getByLabel('简介（中文，可不填）').inputValue(),
    '另一页后写的简介',
    'seen before it is handed in',
  );
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '仍然提交' }).click();
  await page.waitForURL('**/work/listings');
  assert.deepEqual(supplier.faults, []);
  await supplier.context.close();
  return path;
}

async function sentBack(browser, base, path) {
  const [supplier, moderator] = await Promise.all([0, 1].map(() => person(browser, base)));
  await signIn(supplier.page, MEMBERS.supplier);
  await signIn(moderator.page, MEMBERS.moderator);
  const id = path.split('/').at(-2);

  const review = moderator.page;
  await review.goto(`/work/review/${id}`);
  const decision = review.getByRole('region', { name: '审核决定' });
  await decision.getByRole('textbox', { name: /理由/ }).fill('请补充交货期。\n请核对名称。');
  await decision.getByRole('button', { name: '要求修改' }).last().click();
  await review.getByRole('dialog').getByRole('button', { name: '要求修改' }).click();
  await review.getByRole('dialog').waitFor({ state: 'detached' });

  await supplier.page.goto(`${path}?part=offer`);
  await supplier.page.getByText('平台要求修改：请补充交货期。').waitFor();
  await supplier.page.getByLabel('交货期（天）').fill('60');
  await supplier.page.getByLabel('对退回理由的答复（可不填）').fill('交货期已补充；名称与样本一致。');
  await supplier.page.getByRole('button', { name: '提交审核' }).click();
  await supplier.page.getByRole('dialog').getByRole('button', { name: '仍然提交' }).click();
  await supplier.page.waitForURL('**/work/listings');

  await review.goto(`/work/review/${id}`);
  const points = review.locator('section').filter({ hasText: '上次退回的意见与答复' });
  await points.getByRole('listitem').filter({ hasText: '请核对名称。' }).waitFor();
  await points.getByText('交货期已补充；名称与样本一致。').waitFor();
  const difference = review.getByRole('table', { name: '与上次退回内容的差异' });
  await difference.getByRole('row', { name: /交货天数.*60/ }).waitFor();
  assert.equal(await difference.locator('tr.ADDED, tr.REMOVED, tr.CHANGED').count(), 1, 'and nothing else');
  assert.deepEqual(await inaccessible(review), []);
  assert.deepEqual([...supplier.faults, ...moderator.faults], []);
  for (const { context } of [supplier, moderator]) await context.close();
}

async function inOneTender(browser, base) {
  const buyer = await person(browser, base);
  const { page } = buyer;
  await signIn(page, MEMBERS.buyer);
  await page.goto('/work/tenders/new?from=text');
  await page.getByLabel('招标文件中的一段文字').fill('设计规模2万吨/日，进水氨氮 35 mg/L，采用膜生物反应器。');
  await page.getByRole('button', { name: '识别' }).click();
  await page.getByRole('button', { name: /开始编辑/ }).click();
  await page.waitForURL(/\/work\/tenders\/[^/]+\/edit/);
  const path = new URL(page.url()).pathname;
  const lots = `${path}?step=lots&lot=1`;
  await page.goto(lots);
  await page.getByLabel('名称（中文）').waitFor();
  const other = await secondTab(buyer, lots);
  await other.getByLabel('名称（中文）').fill('双开·另一页的名称');
  await other
    .getByText(/^已保存 /)
    .first()
    .waitFor();

  await page.getByLabel('名称（中文）').fill('双开·本页的名称');
  await page.getByText(OVERTAKEN).waitFor();
  assert.deepEqual(await inaccessible(page), []);
  await page.getByRole('button', { name: LOAD }).click();
  await page.getByText(OVERTAKEN).waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('名称（中文）').inputValue(), '双开·本页的名称');
  await page
    .getByText(/^已保存 /)
    .first()
    .waitFor();
  await page.reload();
  await page.getByLabel('名称（中文）').waitFor();
  assert.equal(await page.getByLabel('名称（中文）').inputValue(), '双开·本页的名称', 'and it is on the server');
  assert.deepEqual(buyer.faults, []);
  await buyer.context.close();
}

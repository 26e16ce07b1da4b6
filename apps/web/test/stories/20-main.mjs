import assert from 'node:assert/strict';
import { MEMBERS, person, signIn } from '../product.mjs';

export const title =
  'The main story: a listing is written, sent back, changed and approved; a need is drafted, relaxed and published; the supplier is told why, and the market is compared';

const NAME = `故事·膜生物反应器 ${process.pid}`;

export async function tell({ browser, base }) {
  const [supplier, moderator] = await Promise.all([person(browser, base), person(browser, base)]);
  await signIn(supplier.page, MEMBERS.supplier);
  await signIn(moderator.page, MEMBERS.moderator);

  await writeListing(supplier.page);
  await askForAChange(moderator.page);
  await changeListing(supplier.page);
  await approve(moderator.page);
  for (const { faults, context } of [supplier, moderator]) {
    assert.deepEqual(faults, []);
    await context.close();
  }
}

/** What the technology's template asks for, each with one click and one figure typed as people write it. */
async function writeListing(page) {
  await page.goto('/work/listings');
  await page.getByRole('link', { name: '录入装备' }).click();
  await page.getByLabel('技术', { exact: true }).fill('膜生物反应器');
  await page.locator('.ant-select-tree-title', { hasText: '膜生物反应器' }).first().click();
  await page.keyboard.press('Escape');
  await page.getByLabel('名称（中文）').fill(NAME);
  await page.getByRole('button', { name: '性能数据' }).click();
  for (const [expected, figure] of [
    ['处理能力', '3万吨/天'],
    ['化学需氧量 进口条件', '100-500 mg/L'],
    ['化学需氧量 出口保证值', '≤30 mg/L'],
    ['氨氮 进口条件', '10-50 mg/L'],
    ['氨氮 出口保证值', '≤1.5 mg/L'],
  ]) {
    await page.getByRole('button', { name: `+ ${expected}` }).click();
    const row = page.getByRole('listitem', { name: /^第 \d+ 行$/ }).last();
    await row.getByLabel('数值', { exact: true }).fill(figure);
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: '匹配预览' }).click();
  await page.getByText(/与 \d+ 个标段比较/).waitFor();
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('已提交，平台审核后公开。').waitFor();
  const listed = page.getByRole('row', { name: new RegExp(NAME) });
  await listed.getByText('审核中').waitFor();
}

/** The operator sends it back with a template for a reason. */
async function askForAChange(page) {
  await page.goto('/work/inbox');
  await page.goto('/work/review');
  await page.getByRole('link', { name: NAME }).click();
  const decision = page.getByRole('region', { name: '审核决定' });
  await decision.getByRole('textbox', { name: /^理由/ }).fill('请注明氨氮出口指标成立的水温条件。');
  await decision.getByRole('button', { name: '要求修改' }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: '要求修改' }).click();
  await page.getByText(`已要求修改“${NAME}”。`).waitFor();
}

/** The supplier reads why, adds the condition, and hands it in again. */
async function changeListing(page) {
  await page.goto('/work/notifications');
  await page.getByText('请注明氨氮出口指标成立的水温条件。').first().waitFor();
  await page.goto('/work/listings');
  await page
    .getByRole('row', { name: new RegExp(NAME) })
    .getByRole('link', { name: '编辑' })
    .click();
  await page.getByText('平台要求修改：请注明氨氮出口指标成立的水温条件。').waitFor();
  await page.getByRole('button', { name: '性能数据' }).click();
  const row = page.getByRole('listitem', { name: '第 5 行' });
  await row.getByLabel('适用条件').fill('水温 > 12 ℃');
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('已提交，平台审核后公开。').waitFor();
}

async function approve(page) {
  await page.goto('/work/review');
  await page.getByRole('link', { name: NAME }).click();
  await page.getByText('水温 > 12 ℃').first().waitFor();
  await page.getByRole('region', { name: '审核决定' }).getByRole('button', { name: '批准' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
  await page.getByText(`已批准“${NAME}”。`).waitFor();
}

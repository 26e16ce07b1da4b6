import assert from 'node:assert/strict';
import { MEMBERS, person, signIn } from '../product.mjs';

export const title =
  'The server crashes under two half-filled editors: nothing typed is lost, and it is saved once it is back';

const LISTING = `断线·膜生物反应器 ${process.pid}`;
const TENDER = `断线·污水厂提标 ${process.pid}`;

export async function tell({ browser, base, product }) {
  const [supplier, buyer] = await Promise.all([0, 1].map(() => person(browser, base)));
  await signIn(supplier.page, MEMBERS.supplier);
  await signIn(buyer.page, MEMBERS.buyer);

  await supplier.page.goto('/work/listings/new');
  await supplier.page.getByLabel('技术', { exact: true }).fill('膜生物反应器');
  await supplier.page.locator('.ant-select-item-option', { hasText: '膜生物反应器' }).first().click();
  await supplier.page.keyboard.press('Escape');

  await buyer.page.goto('/work/tenders/new?from=text');
  await buyer.page.getByLabel('招标文件中的一段文字').fill('设计规模2万吨/日，进水氨氮 35 mg/L，采用膜生物反应器。');
  await buyer.page.getByRole('button', { name: '识别' }).click();
  await buyer.page.getByRole('button', { name: /开始编辑/ }).click();
  const status = buyer.page.getByRole('status').filter({ hasText: /保存/ });
  await status.first().waitFor();
  await buyer.page
    .getByRole('navigation', { name: '编辑步骤' })
    .getByRole('link', { name: /标段与概要/ })
    .click();

  await product.kill();
  await buyer.page.getByLabel('名称（中文）').fill(TENDER);
  await buyer.page.getByText('无法连接服务器，请检查网络后重试。').first().waitFor();
  await buyer.page.getByText('连接已断开：恢复后会继续收到通知。').waitFor();
  await supplier.page.getByLabel('名称（中文）').fill(LISTING);
  await supplier.page.getByRole('button', { name: '保存草稿' }).click();
  await supplier.page.getByText('无法连接服务器，请检查网络后重试。').first().waitFor();
  assert.equal(await supplier.page.getByLabel('名称（中文）').inputValue(), LISTING, 'what was typed stays');
  // Whoever goes elsewhere now is asked first.
  await supplier.page.getByRole('link', { name: '消息', exact: true }).click();
  const asked = supplier.page.getByRole('dialog', { name: '内容尚未保存' });
  await asked.waitFor();
  await supplier.page.keyboard.press('Escape');
  await asked.waitFor({ state: 'hidden' });

  await product.start();
  // By itself, without another key.
  await buyer.page
    .getByText(/^已保存/)
    .first()
    .waitFor({ timeout: 60_000 });
  await buyer.page.getByText('连接已断开：恢复后会继续收到通知。').waitFor({ state: 'detached', timeout: 60_000 });
  await buyer.page.reload();
  await buyer.page.getByLabel('名称（中文）').waitFor();
  assert.equal(await buyer.page.getByLabel('名称（中文）').inputValue(), TENDER, 'the draft is on the server');
  await supplier.page.getByRole('button', { name: '保存草稿' }).click();
  await supplier.page.waitForURL(/\/work\/listings\/[^/]+\/edit/);
  await supplier.page.goto('/work/listings');
  await supplier.page.getByRole('row', { name: new RegExp(LISTING) }).waitFor();

  for (const { context } of [supplier, buyer]) await context.close();
}

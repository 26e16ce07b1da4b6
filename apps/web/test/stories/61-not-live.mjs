import assert from 'node:assert/strict';
import { MEMBERS, person, signIn } from '../product.mjs';

export const title =
  'Where no live connection stands the page says so, messages come all the same, and it is live again';

const NOT_LIVE = /^暂无实时连接：消息每 \d+ 秒刷新一次。$/;

export async function tell({ browser, base }) {
  const [supplier, moderator] = await Promise.all([0, 1].map(() => person(browser, base)));
  const { page } = supplier;
  let isShut = true;
  await page.routeWebSocket(/\/graphql$/, (socket) => (isShut ? socket.close() : socket.connectToServer()));
  await signIn(page, MEMBERS.supplier);
  await page.getByText(NOT_LIVE).waitFor();

  await page.goto('/work/listings/new');
  await page.getByLabel('技术', { exact: true }).fill('膜生物反应器');
  await page.locator('.ant-select-item-option', { hasText: '膜生物反应器' }).first().click();
  await page.keyboard.press('Escape');
  const name = `未连·膜生物反应器 ${process.pid}`;
  await page.getByLabel('名称（中文）').fill(name);
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '仍然提交' }).click();
  await page.waitForURL('**/work/listings');
  const id = (await page.getByRole('link', { name }).first().getAttribute('href')).split('/').at(-2);
  await page.getByText(NOT_LIVE).waitFor();

  await signIn(moderator.page, MEMBERS.moderator);
  const decide = async (word, reason) => {
    await moderator.page.goto(`/work/review/${id}`);
    const decision = moderator.page.getByRole('region', { name: '审核决定' });
    if (reason) await decision.getByRole('textbox', { name: /理由/ }).fill(reason);
    await decision.getByRole('button', { name: word }).last().click();
    await moderator.page.getByRole('dialog').getByRole('button', { name: word }).click();
    await moderator.page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await decide('要求修改', '请补充处理能力。');
  const told = page.locator('.ant-notification');
  await told.getByText(`“${name}”需要修改后再提交。`).waitFor();
  assert.ok(await page.getByText(NOT_LIVE).isVisible(), 'it was asked for, not told');

  isShut = false;
  await page.getByText(NOT_LIVE).waitFor({ state: 'detached' });
  await page.goto(`/work/listings/${id}/edit?part=offer`);
  await page.getByLabel('交货期（天）').fill('30');
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '仍然提交' }).click();
  await page.waitForURL('**/work/listings');
  await decide('批准');
  await told.getByText(`“${name}”已通过审核并发布。`).waitFor({ timeout: 10_000 });
  assert.deepEqual(
    supplier.faults.filter((fault) => !/WebSocket/.test(fault)),
    [],
  );
  for (const { context } of [supplier, moderator]) await context.close();
}

import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { CreateOperator } from '@huanpei/app';
import { readConfig, StartFault, withUseCases } from '@huanpei/runtime';

const USAGE = `用法 usage: OPERATOR_PASSWORD=… npm run -s operator:create -- --organisation 平台运营 --email admin@example.org --name 张三
  没有 OPERATOR_PASSWORD 时从标准输入读取一行 without OPERATOR_PASSWORD one line is read from standard input`;

const WORDS: Readonly<Record<string, string>> = {
  INVALID: '格式不对 is not well formed',
  REQUIRED: '必填 is required',
  WEAK_PASSWORD:
    '密码过弱，至少 12 个字符，且不要与邮箱相近 is too weak: at least 12 characters, and not like the e-mail address',
  EMAIL_TAKEN: '该邮箱已注册 is registered already',
};

/** Founds the operating organisation with its first administrator. */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { organisation: { type: 'string' }, email: { type: 'string' }, name: { type: 'string' } },
  });
  const { organisation, email, name } = values;
  if (organisation === undefined || email === undefined || name === undefined) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  try {
    const password = process.env['OPERATOR_PASSWORD'] ?? (await oneLine());
    // Nothing is signed here, so no secret is needed.
    const config = readConfig({ ...process.env, PROFILE: 'demo' }, process.cwd());
    const outcome = await withUseCases(config, (app) =>
      app.get(CreateOperator).execute({ organisation, email, name, password }),
    );
    if (outcome.ok) {
      process.stdout.write(`已建立平台管理员 the administrator can sign in: ${outcome.value.email}\n`);
      return 0;
    }
    for (const { code, field } of outcome.refusals) process.stderr.write(`${field ?? ''}: ${WORDS[code] ?? code}\n`);
    return 1;
  } catch (fault) {
    if (!(fault instanceof StartFault)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return 2;
  }
}

async function oneLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question('密码 password: ');
  } finally {
    lines.close();
  }
}

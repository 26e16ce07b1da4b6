import { spawnSync } from 'node:child_process';
import path from 'node:path';

describe('the kernels', () => {
  it('are what their sources compile to', () => {
    const script = path.resolve(__dirname, '../../../../apps/cli/build-kernel.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }, 60_000);
});

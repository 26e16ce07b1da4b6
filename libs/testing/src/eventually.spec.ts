import { eventually } from './eventually';

describe('eventually', () => {
  it('waits for the check to pass and gives its answer', async () => {
    let asked = 0;
    await expect(eventually(() => (++asked < 3 ? false : asked), 1_000, 1)).resolves.toBe(3);
  });

  it('fails with the last reason when the time is up', async () => {
    const never = () => Promise.reject(new Error('not yet'));
    await expect(eventually(never, 20, 1)).rejects.toThrow('not yet');
  });
});

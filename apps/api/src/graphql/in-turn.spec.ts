import type { ApiContext } from './context';
import { inTurn } from './in-turn';

const contextOf = (abandoned: AbortSignal): ApiContext => ({ abandoned }) as Partial<ApiContext> as ApiContext;
const waiting = () => contextOf(new AbortController().signal);

describe('what one request asks of the market', () => {
  it('is answered one after the other, with others answered in between', async () => {
    const context = waiting();
    let [turns, under, most] = [0, 0, 0];
    const turn = () => {
      turns += 1;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    const answers = Array.from({ length: 20 }, (_, at) =>
      inTurn(context, async () => {
        under += 1;
        most = Math.max(most, under);
        await Promise.resolve();
        under -= 1;
        return at;
      }),
    );
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 20 }, (_, at) => at));
    clearImmediate(next);
    expect(most).toBe(1);
    expect(turns).toBeGreaterThan(15);
  });

  it('does not wait for another request, nor fail with what failed before', async () => {
    const context = waiting();
    let letGo = (): void => undefined;
    const held = inTurn(context, () => new Promise<void>((resolve) => (letGo = resolve)));
    expect(await inTurn(waiting(), async () => 'other')).toBe('other');
    letGo();
    await held;
    await expect(inTurn(context, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inTurn(context, async () => 'next')).toBe('next');
  });

  it('is not begun once the caller has gone', async () => {
    const caller = new AbortController();
    const give = jest.fn(async () => 'never');
    const asked = inTurn(contextOf(caller.signal), give);
    caller.abort(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
    expect(give).not.toHaveBeenCalled();
  });
});

// Tasks of threads that only specs start; plain JavaScript, since a thread loads what is there and nothing compiles this.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { Transferred } = require('@huanpei/app/dist/threads/threads.js');

exports.Transferred = Transferred;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

exports.THREADS = {
  test: {
    mayWait: 2,
    tasks: () => {
      let held = 0;
      return {
        /** Adds to what the thread holds. */
        add: (figure) => (held += figure),
        echo: (input) => input,
        /** How many pieces came, and how much is in all of them and the input. */
        count: (input, { pieces }) => [pieces.length, pieces.flat().length + input],
        /** Gives its own bytes away. */
        bytes: (length) => {
          const bytes = new Uint8Array(length).fill(7);
          return new Transferred({ bytes }, [bytes.buffer]);
        },
        /** Bytes that were handed over, counted. */
        sum: ({ bytes }) => bytes.reduce((sum, one) => sum + one, 0),
        /** Computes without a pause until it is told to stop. */
        search: (_input, { stopped }) => {
          const from = performance.now();
          while (!stopped());
          return performance.now() - from;
        },
        rest: (ms) => wait(ms),
        fail: () => {
          throw new RangeError('no such figure');
        },
        unsayable: () => () => undefined,
        /** Computes and never asks whether to stop. */
        hang: () => {
          for (;;);
        },
        crash: () => process.exit(3),
        burst: () => {
          setTimeout(() => {
            throw new Error('burst');
          });
          return wait(1_000);
        },
      };
    },
  },
  broken: {
    mayWait: 2,
    tasks: () => {
      throw new Error('its data cannot be read');
    },
  },
};

import { describeJobContract } from '@huanpei/testing';
import { makeQueueEnv } from '../test/job-env';

const url = process.env['REDIS_URL'];
const suite = url ? describe : describe.skip;

suite(url ? 'REDIS_URL' : 'skipped, as REDIS_URL names no server', () => {
  describeJobContract('jobs on Redis', () => makeQueueEnv(url));
});

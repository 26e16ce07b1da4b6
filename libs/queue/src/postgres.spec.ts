import { describeJobContract } from '@huanpei/testing';
import { makeQueueEnv } from '../test/job-env';

describeJobContract('jobs on Postgres', () => makeQueueEnv());

import { describeJobContract } from '../../testing/src/job-contract';
import { makeQueueEnv } from '../test/job-env';

describeJobContract('jobs on Postgres', () => makeQueueEnv());

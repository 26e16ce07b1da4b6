import { runWorker } from '@huanpei/runtime';

void runWorker('matcher');

import { shanghaiDay } from '@huanpei/domain';

/** The day in Asia/Shanghai, as the server counts what holds and what has ended. */
export const today = (): string => shanghaiDay(new Date());

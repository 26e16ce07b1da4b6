import { composeTrains, type Need, type Offer, type TrainOptions, type TrainSearch } from '@huanpei/matching';
import { matchingReference, trainRules } from '@huanpei/reference';
import type { TaskControl } from '../ports/threads';

export interface TrainTask {
  readonly need: Need;
  /** What is no plain data stands in the thread itself: the rules of order, and the time. */
  readonly options: Omit<TrainOptions, 'rules' | 'deadline'>;
}

/** The search for trains among the offers that are sent in pieces. It holds nothing from one to the next. */
export const trainTasks = () => ({
  compose: ({ need, options }: TrainTask, { stopped, pieces }: TaskControl<readonly Offer[]>): TrainSearch =>
    composeTrains(need, pieces.flat(), matchingReference(), { ...options, rules: trainRules(), deadline: stopped }),
});

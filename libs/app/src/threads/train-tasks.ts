import { composeTrains, type Need, type Offer, type TrainOptions, type TrainSearch } from '@huanpei/matching';
import { matchingReference, trainRules } from '@huanpei/reference';
import type { TaskControl } from '../ports/threads';

export interface TrainTask {
  readonly need: Need;
  readonly offers: readonly Offer[];
  /** What is no plain data stands in the thread itself: the rules of order, and the time. */
  readonly options: Omit<TrainOptions, 'rules' | 'deadline'>;
}

/** The search for trains. It holds nothing from one to the next. */
export const trainTasks = () => ({
  compose: ({ need, offers, options }: TrainTask, { stopped }: TaskControl): TrainSearch =>
    composeTrains(need, offers, matchingReference(), { ...options, rules: trainRules(), deadline: stopped }),
});

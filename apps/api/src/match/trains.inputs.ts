import type { TrainWishes } from '@huanpei/app';
import { toMajor } from '@huanpei/domain';
import { USUAL_STAGES, type TrainObjective } from '@huanpei/matching';
import { Field, Float, InputType, Int } from '@nestjs/graphql';
import { MoneyInput } from '../graphql/common.objects';
import { Described, Optional } from '../graphql/described';
import { TrainObjectiveEnum } from '../graphql/enums';

@InputType('ElectricityInput', { description: 'What electricity costs, to be counted with the price of a train.' })
export class ElectricityInput {
  @Described(() => MoneyInput, 'Price of a megawatt-hour (1000 kWh); ¥0.60 per kWh is 60000 fen.')
  readonly perMWh!: MoneyInput;

  @Described(() => Float, 'For how many years it is counted, at most 100.')
  readonly years!: number;
}

/** Stands for the whole input where it is left out, and for each field where that is. */
export const USUAL_OPTIONS = {
  objective: 'LIFE_CYCLE_COST',
  top: 3,
  maxStages: USUAL_STAGES,
} as const satisfies TrainWishes;

@InputType('TrainOptionsInput', { description: 'Which trains to look for, and for how long.' })
export class TrainOptionsInput {
  @Field(() => TrainObjectiveEnum, {
    description: 'What a train should have least of.',
    defaultValue: USUAL_OPTIONS.objective,
  })
  readonly objective!: TrainObjective;

  @Field(() => Int, {
    description: 'How many trains, each of other technologies, 1 to 10.',
    defaultValue: USUAL_OPTIONS.top,
  })
  readonly top!: number;

  @Field(() => Int, { description: 'The most stages of a train, 1 to 6.', defaultValue: USUAL_OPTIONS.maxStages })
  readonly maxStages!: number;

  @Optional(
    () => Float,
    'For how many seconds to search at most; what the marketplace allows (`TRAIN_SECONDS`, usually 10) when not given.',
  )
  readonly seconds?: number | null;

  @Optional(() => ElectricityInput, 'Counted with the price by `LIFE_CYCLE_COST`; the price alone when not given.')
  readonly electricity?: ElectricityInput | null;
}

const KWH_PER_MWH = 1_000;

/** The input as the use case's wishes. Money becomes major units here. */
export function wishesOf({ seconds, electricity, ...rest }: TrainOptionsInput): TrainWishes {
  if (!electricity) return { ...rest, ...(seconds == null ? {} : { seconds }) };
  const { amount, currency } = toMajor(electricity.perMWh);
  return {
    ...rest,
    ...(seconds == null ? {} : { seconds }),
    electricity: { perKWh: { amount: amount / KWH_PER_MWH, currency }, years: electricity.years },
  };
}

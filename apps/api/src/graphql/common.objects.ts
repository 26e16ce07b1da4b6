import { decimalsOf, type MinorMoney } from '@huanpei/domain';
import type { Name } from '@huanpei/matching';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Described, Optional } from './described';
import { Long } from './scalars';

@ObjectType('Name', { description: 'A name or text in Chinese and English; at least one of them is given.' })
export class NameObject implements Name {
  @Optional(() => String, 'In Chinese.')
  readonly zh?: string;

  @Optional(() => String, 'In English.')
  readonly en?: string;
}

@InputType('NameInput', { description: 'A name or text in Chinese, English or both.' })
export class NameInput implements Name {
  @Optional(() => String, 'In Chinese.')
  readonly zh?: string;

  @Optional(() => String, 'In English.')
  readonly en?: string;
}

@ObjectType('Coded', { description: 'A code of the reference data with its name in the language asked for.' })
export class CodedObject {
  @Described(() => String, 'The code.')
  readonly code!: string;

  @Described(() => String, 'Its name.')
  readonly label!: string;
}

@ObjectType('Money', { description: 'An amount in whole minor units (fen for CNY).' })
export class MoneyObject implements MinorMoney {
  @Described(() => Long, 'Minor units.')
  readonly amountMinor!: number;

  @Described(() => String, 'ISO 4217 code.')
  readonly currency!: string;

  @Described(() => String, 'As people read it.')
  readonly display!: string;
}

@InputType('MoneyInput', { description: 'An amount in whole minor units (fen for CNY).' })
export class MoneyInput implements MinorMoney {
  @Field(() => Long, { description: 'Minor units.' })
  readonly amountMinor!: number;

  @Field(() => String, { description: 'ISO 4217 code.', defaultValue: 'CNY' })
  readonly currency!: string;
}

export function moneyObject({ amountMinor, currency }: MinorMoney): MoneyObject {
  const decimals = decimalsOf(currency);
  const major = Number(`${amountMinor}e-${decimals}`);
  const text = major.toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: decimals });
  return { amountMinor, currency, display: currency === 'CNY' ? `¥${text}` : `${currency} ${text}` };
}

@ObjectType('Source', { description: 'Where a record comes from.' })
export class SourceObject {
  @Described(() => String, 'Its title.')
  readonly title!: string;

  @Optional(() => String, 'Its address.')
  readonly url?: string;
}

@InputType('SourceInput', { description: 'Where a record comes from.' })
export class SourceInput {
  @Described(() => String, 'Its title.')
  readonly title!: string;

  @Optional(() => String, 'Its address.')
  readonly url?: string;
}

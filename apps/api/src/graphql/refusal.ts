import type { Language, Outcome, Refusal } from '@huanpei/domain';
import type { Type } from '@nestjs/common';
import { createUnionType, ObjectType } from '@nestjs/graphql';
import { Described, Optional } from './described';
import { RefusalCodeEnum } from './enums';
import { messageOf } from './refusal-messages';

@ObjectType('RefusalFact', { description: 'One fact to act on, such as the earliest lawful deadline.' })
export class RefusalFactObject {
  @Described(() => String, 'What the fact is.')
  readonly name!: string;

  @Described(() => String, 'Its value as text.')
  readonly value!: string;
}

@ObjectType('RefusalReason', { description: 'One thing that stands in the way.' })
export class RefusalReasonObject {
  @Described(() => RefusalCodeEnum, 'Why, for programs.')
  readonly code!: Refusal['code'];

  @Optional(() => String, 'Path of the input at fault, such as `content.facts[2].unit`.')
  readonly field!: string | null;

  @Described(() => String, 'Why and what to do, for people, in the language asked for.')
  readonly message!: string;

  @Described(() => [RefusalFactObject], 'Facts to act on.')
  readonly facts!: readonly RefusalFactObject[];
}

@ObjectType('Refusal', { description: 'An expected "no". Nothing was changed.' })
export class RefusalObject {
  @Described(() => RefusalCodeEnum, 'Code of the first reason.')
  readonly code!: Refusal['code'];

  @Optional(() => String, 'Field of the first reason.')
  readonly field!: string | null;

  @Described(() => String, 'Message of the first reason.')
  readonly message!: string;

  @Described(() => [RefusalReasonObject], 'Every reason, so that all can be mended at once.')
  readonly reasons!: readonly RefusalReasonObject[];
}

/** What a union resolves to: the accepted value in a wrapper that remembers its type. */
const ACCEPTED = Symbol('accepted');

/** `union NameResult = Type | Refusal`. */
export function resultOf<T extends object>(name: string, type: Type<T>) {
  return createUnionType({
    name: `${name}Result`,
    description: `What came of ${name
      .replace(/([A-Z])/g, ' $1')
      .trim()
      .toLowerCase()}: the thing itself, or why not.`,
    types: () => [type, RefusalObject] as const,
    resolveType: (value: object) => (ACCEPTED in value ? type : RefusalObject),
  });
}

/** An outcome as a member of its result union. */
export function reply<T extends object>(outcome: Outcome<T>, language: Language): T | RefusalObject {
  if (outcome.ok) return Object.assign(Object.create(null) as object, outcome.value, { [ACCEPTED]: true }) as T;
  const reasons = outcome.refusals.map((refusal) => reasonOf(refusal, language));
  const [first] = reasons;
  if (!first) throw new Error('refused without a reason');
  return { code: first.code, field: first.field, message: first.message, reasons };
}

function reasonOf(refusal: Refusal, language: Language): RefusalReasonObject {
  return {
    code: refusal.code,
    field: refusal.field ?? null,
    message: messageOf(refusal, language),
    facts: Object.entries(refusal.facts ?? {})
      .filter(([name]) => name !== 'zh' && name !== 'en')
      .map(([name, value]) => ({ name, value: String(value) })),
  };
}

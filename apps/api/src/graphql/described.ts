import { Field, Int, type ReturnTypeFunc } from '@nestjs/graphql';

/** A field with the description that every field must have. */
export const Described = (type: ReturnTypeFunc, description: string): PropertyDecorator & MethodDecorator =>
  Field(type, { description });

/** The same for a field that may be absent. */
export const Optional = (type: ReturnTypeFunc, description: string): PropertyDecorator & MethodDecorator =>
  Field(type, { description, nullable: true });

/** The version that a decision is about, where nothing of it is overwritten. */
export const READ_VERSION = {
  nullable: true,
  type: () => Int,
  description: 'The version you have read: refused with STALE_VERSION when it was changed or decided on since.',
} as const;

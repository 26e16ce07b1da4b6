import { Field, type ReturnTypeFunc } from '@nestjs/graphql';

/** A field with the description that every field must have. */
export const Described = (type: ReturnTypeFunc, description: string): PropertyDecorator & MethodDecorator =>
  Field(type, { description });

/** The same for a field that may be absent. */
export const Optional = (type: ReturnTypeFunc, description: string): PropertyDecorator & MethodDecorator =>
  Field(type, { description, nullable: true });

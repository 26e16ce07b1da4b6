import { InvalidCursor, type Page, type PageRequest } from '@huanpei/app';
import type { Type } from '@nestjs/common';
import { ArgsType, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { Described, Optional } from './described';

/** How many rows one page may have. */
export const MOST_PER_PAGE = 100;

@ArgsType()
export class PageArgs {
  @Described(() => Int, `How many to give, at most ${MOST_PER_PAGE}.`)
  readonly first: number = 20;

  @Optional(() => String, 'The cursor after which to begin.')
  readonly after?: string | null;
}

@ObjectType('PageInfo', { description: 'Whether there is more, and where it begins (Relay).' })
export class PageInfoObject {
  @Described(() => Boolean, 'Whether there are rows after this page.')
  readonly hasNextPage!: boolean;

  @Described(() => Boolean, 'Always false: lists are read forward.')
  readonly hasPreviousPage!: boolean;

  @Optional(() => String, 'Cursor of the first row of this page.')
  readonly startCursor!: string | null;

  @Optional(() => String, 'Cursor of the last row of this page; give it as `after` to go on.')
  readonly endCursor!: string | null;
}

export interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: PageInfoObject;
  readonly totalCount: number;
}

/** The Relay connection and edge types of a node. */
export function connectionOf<T extends object>(name: string, node: () => Type<T>): Type<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One row of a list of ${name} with its cursor.` })
  class Edge {
    @Described(() => String, 'Opaque place of this row in the list.')
    readonly cursor!: string;

    @Described(node, 'The row itself.')
    readonly node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionObject {
    @Described(() => [Edge], 'The rows of this page.')
    readonly edges!: Edge[];

    @Described(() => PageInfoObject, 'Whether there is more.')
    readonly pageInfo!: PageInfoObject;

    @Described(() => Int, 'How many rows the whole list has.')
    readonly totalCount!: number;
  }
  return ConnectionObject as unknown as Type<Connection<T>>;
}

/** The page asked for; more than the most is cut, less than one is at fault. */
export function pageOf({ first, after }: PageArgs): PageRequest {
  if (first < 1) throw badInput('first', 'first 应不小于 1 first must be at least 1');
  return { first: Math.min(first, MOST_PER_PAGE), after: after ?? null };
}

/** A page as a connection. A cursor that is not this list's becomes an error of the input. */
export async function connected<T>(reading: Promise<Page<T>>): Promise<Connection<T>> {
  try {
    const { items, hasNextPage, totalCount } = await reading;
    return {
      edges: items,
      pageInfo: {
        hasNextPage,
        hasPreviousPage: false,
        startCursor: items[0]?.cursor ?? null,
        endCursor: items.at(-1)?.cursor ?? null,
      },
      totalCount,
    };
  } catch (fault) {
    if (fault instanceof InvalidCursor)
      throw badInput('after', 'after 不是本列表的游标 after is not a cursor of this list');
    throw fault;
  }
}

export function badInput(field: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', field } });
}

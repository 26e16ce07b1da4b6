import { mayCall, RULES, type Operation } from '@huanpei/domain';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { ApiContext } from './context';
import { denied } from './denials';

const isOperation = (name: string): name is Operation => Object.hasOwn(RULES, name);

/** Asks the one table of permissions before every operation. An operation without a rule is refused to everyone. */
@Injectable()
export class RuleGuard implements CanActivate {
  canActivate(execution: ExecutionContext): boolean {
    if (execution.getType<string>() !== 'graphql') return true;
    const graphql = GqlExecutionContext.create(execution);
    const { parentType, fieldName } = graphql.getInfo<GraphQLResolveInfo>();
    const operation = `${parentType.name}.${fieldName}`;
    if (!isOperation(operation)) throw new Error(`${operation} has no rule of permission`);
    const { viewer, language } = graphql.getContext<ApiContext>();
    const permission = mayCall(operation, viewer);
    if (permission === 'ALLOWED') return true;
    throw denied(permission, operation, language);
  }
}

import { mayCall, RULES, type Language, type Operation, type Permission } from '@huanpei/domain';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { ApiContext } from './context';
import { messageOf } from './refusal-messages';

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
    throw denied(permission, language);
  }
}

function denied(permission: Exclude<Permission, 'ALLOWED'>, language: Language): GraphQLError {
  const notSignedIn = language === 'zh' ? '请先登录。' : 'Sign in first.';
  const message = permission === 'NOT_SIGNED_IN' ? notSignedIn : messageOf({ code: permission }, language);
  const code = permission === 'NOT_SIGNED_IN' ? 'UNAUTHENTICATED' : permission;
  return new GraphQLError(message, { extensions: { code } });
}

import type { Language, Refusal, RefusalCode } from '@huanpei/domain';
import { GraphQLError } from 'graphql';
import { messageOf } from '../graphql/refusal-messages';

/** An expected "no" of a route beside GraphQL: the code of a refusal (or of the way in), and a sentence. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly sentence: (language: Language) => string,
    readonly field?: string,
  ) {
    super(code);
  }
}

export const ofRefusal = (
  status: number,
  code: RefusalCode,
  facts: NonNullable<Refusal['facts']> = {},
  field?: string,
): Refused => new Refused(status, code, (language) => messageOf({ code, facts }, language), field);

/** What the way in said before anything was asked, in its own words; undefined for a fault of ours. */
export function ofGraphQL({ message, extensions }: GraphQLError): Refused | undefined {
  const code = extensions['code'];
  if (typeof code !== 'string' || code.startsWith('INTERNAL')) return undefined;
  const { status } = (extensions['http'] ?? {}) as { readonly status?: unknown };
  return new Refused(typeof status === 'number' ? status : code === 'UNAUTHENTICATED' ? 401 : 403, code, () => message);
}

/** What the server made of a request before a route saw it, as a "no" that can be told. */
export function ofServer(fault: unknown): Refused | undefined {
  const { statusCode } = fault as { readonly statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
    ? ofRefusal(statusCode, 'INVALID')
    : undefined;
}

/** The answer to a fault of ours. */
export const internalFault = (correlationId: string) => ({
  code: 'INTERNAL',
  message: `服务器出错，请稍后再试；如需帮助请提供编号 ${correlationId}。 Something went wrong on our side; try again later, and name ${correlationId} if you need help.`,
  correlationId,
});

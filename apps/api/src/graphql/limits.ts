import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type ValidationRule } from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { MOST_PER_PAGE } from './connection';
import type { ApiContext } from './context';

/** How large one operation may be. Generous for people's screens, small for a machine's malice. */
export const LIMITS = {
  depth: 14,
  aliases: 30,
  directives: 20,
  /** Tokens of the query text. */
  tokens: 4_000,
  /** Fields answered, lists counted by what they may hold. */
  cost: 30_000,
} as const;

/** Lists without a page of their own are short in practice. */
const SHORT_LIST = 5;

const told = { propagateOnRejection: false } as const;

const armor = new ApolloArmor({
  maxDepth: { n: LIMITS.depth, flattenFragments: true, ...told },
  maxAliases: { n: LIMITS.aliases, ...told },
  maxDirectives: { n: LIMITS.directives, ...told },
  maxTokens: { n: LIMITS.tokens, ...told },
  // Counted below instead, with the sizes of pages.
  costLimit: { enabled: false },
  // Suggestions help honest callers, and the schema is public.
  blockFieldSuggestion: { enabled: false },
}).protect();

export const limitRules = armor.validationRules as ValidationRule[];
export const limitPlugins = armor.plugins as ApolloServerPlugin[];

/** One for each field, a connection as many times as rows are asked for, another list as often as it is long. */
const estimate: ComplexityEstimator = ({ args, childComplexity, field }) => {
  const first: unknown = args['first'] ?? args['top'];
  if (typeof first === 'number') return 1 + Math.min(Math.max(first, 1), MOST_PER_PAGE) * childComplexity;
  // The rows of a connection were counted where its page was asked for.
  const isList = field.type.toString().includes('[') && field.name !== 'edges';
  return 1 + (isList ? SHORT_LIST : 1) * childComplexity;
};

/** Refuses an operation that asks for too much, before anything is read. */
export function costPlugin(): ApolloServerPlugin<ApiContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, request, operationName }) => {
        const cost = getComplexity({
          schema,
          query: document,
          estimators: [estimate],
          ...(request.variables ? { variables: request.variables } : {}),
          ...(operationName ? { operationName } : {}),
        });
        if (cost <= LIMITS.cost) return;
        throw new GraphQLError(
          `查询过大（${cost}，上限 ${LIMITS.cost}）；请减少 first 或所选字段。 The query is too large (${cost}, at most ${LIMITS.cost}); ask for fewer rows or fields.`,
          { extensions: { code: 'QUERY_TOO_LARGE', http: { status: 400 } } },
        );
      },
    }),
  };
}

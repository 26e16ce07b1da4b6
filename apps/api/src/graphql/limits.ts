import type { ApolloServerPlugin } from '@apollo/server';
import {
  GraphQLError,
  Kind,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
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

/** How the text is read: no further than it may be long. */
export const parseOptions = { maxTokens: LIMITS.tokens } as const;

/** What a part of an operation comes to, with every fragment put in its place. */
interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly selections: number;
}

/** Refuses an operation that is too deep, or too wide, once its fragments are in place. */
function sizeRule(context: ValidationContext): ReturnType<ValidationRule> {
  const sizes = new Map<FragmentDefinitionNode, Size>();
  return {
    OperationDefinition(operation) {
      const size = sizeOf(operation.selectionSet);
      refuse('深度', 'depth', size.depth, LIMITS.depth);
      refuse('别名数', 'number of aliases', size.aliases, LIMITS.aliases);
      refuse(
        '指令数',
        'number of directives',
        size.directives + (operation.directives?.length ?? 0),
        LIMITS.directives,
      );
      // What it costs is counted later by walking through all of it, so all of it must be within reach.
      refuse('字段数', 'number of fields', size.selections, LIMITS.cost);

      function refuse(zh: string, en: string, is: number, most: number): void {
        if (is <= most) return;
        context.reportError(
          new GraphQLError(
            `查询的${zh}为 ${is}，上限 ${most}。 The ${en} of the query is ${is}; at most ${most} is allowed.`,
            { nodes: operation, extensions: { code: 'QUERY_TOO_LARGE' } },
          ),
        );
      }
    },
  };

  function sizeOf(set: SelectionSetNode | undefined): Size {
    let [depth, aliases, directives, selections] = [0, 0, 0, 0];
    for (const selection of set?.selections ?? []) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value) : sizeOf(selection.selectionSet);
      // How deep the schema may be asked is limited by a rule of the library, which counts what matters there.
      const isSchema = isField && (selection.name.value === '__schema' || selection.name.value === '__type');
      depth = Math.max(depth, (isSchema ? 0 : inner.depth) + (isField ? 1 : 0));
      aliases += inner.aliases + (isField && selection.alias ? 1 : 0);
      directives += inner.directives + (selection.directives?.length ?? 0);
      selections += inner.selections + 1;
    }
    return { depth, aliases, directives, selections };
  }

  /** Each fragment is measured once. One that holds itself comes to nothing here; another rule refuses it. */
  function ofFragment(name: string): Size {
    const fragment = context.getFragment(name);
    if (!fragment) return NOTHING;
    const known = sizes.get(fragment);
    if (known) return known;
    sizes.set(fragment, NOTHING);
    const size = sizeOf(fragment.selectionSet);
    sizes.set(fragment, size);
    return size;
  }
}

const NOTHING: Size = { depth: 0, aliases: 0, directives: 0, selections: 0 };

export const limitRules: readonly ValidationRule[] = [sizeRule];

/** Lists without a page of their own are short in practice. */
const SHORT_LIST = 5;

/** Fields that check a whole market before they answer anything. */
const CHECKS_MARKET: ReadonlySet<string> = new Set(['preview', 'previewMatches', 'reproduceMatchRun', 'tendersForMe']);
const MARKET_COST = 500;

/** One for each field, a connection as many times as rows are asked for, another list as often as it is long. */
const estimate: ComplexityEstimator = ({ args, childComplexity, field }) => {
  const first: unknown = args['first'];
  if (typeof first === 'number') return 1 + Math.min(Math.max(first, 1), MOST_PER_PAGE) * childComplexity;
  // The rows of a connection were counted where its page was asked for.
  const isList = field.type.toString().includes('[') && field.name !== 'edges';
  const own = CHECKS_MARKET.has(field.name) ? MARKET_COST : 1;
  return own + (isList ? SHORT_LIST : 1) * childComplexity;
};

/** Refuses an operation that asks for too much, before anything is read. */
export function costPlugin(): ApolloServerPlugin<ApiContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, request, operation, operationName }) => {
        if (!operation) return;
        const given = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
        // Variables that do not fit are refused where the operation would begin.
        if (given.errors) return;
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

import type { ApolloServerPlugin } from '@apollo/server';
import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { MOST_PER_PAGE } from './connection';
import type { ApiContext } from './context';
import { rateLimited } from './denials';

/** How large one operation may be. Generous for people's screens, small for a machine's malice. */
export const LIMITS = {
  depth: 14,
  aliases: 30,
  directives: 20,
  /** Tokens of the query text. */
  tokens: 4_000,
  /** Fields answered, lists counted by what they may hold. */
  cost: 30_000,
  /** So much cost is one request of those that a caller may send a minute; more is as many requests as it holds. */
  costOfRequest: 3_000,
  /** The same for one event of a subscription, which comes as often as it happens. */
  eventCost: 2_000,
  /** Subscriptions of one socket at a time. */
  subscriptions: 20,
  /** Bytes of one message of a socket. */
  socketMessage: 100_000,
  /** Findings of matches that one request is told. */
  findings: 30_000,
  /** Faults of variables that are told of. */
  variableFaults: 10,
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

/**
 * Fields that check a whole market before they answer anything. Here and below by type and field: what a saved search
 * keeps under the name of a question costs no question.
 */
const CHECKS_MARKET: ReadonlySet<string> = new Set([
  'Lot.feedback',
  'Lot.preview',
  'MarketGap.excluding',
  'MarketGapGroup.excluding',
  'Mutation.answerUnknown',
  'Query.draftFeedback',
  'Query.improvementWorklist',
  'Query.marketGapGroups',
  'Query.marketGaps',
  'Query.previewAnswer',
  'Query.previewListing',
  'Query.previewMatches',
  'Query.tendersForMe',
]);
/** Of these, those that ask the market once more for each demand. */
const ASKS_PER_DEMAND: ReadonlySet<string> = new Set(['Lot.feedback', 'Query.draftFeedback']);
/** Fields that search for seconds, in a thread that others wait for. */
const SEARCHES_TRAINS: ReadonlySet<string> = new Set(['Query.lotTrains', 'Query.previewTrains']);
/** Fields that hold some listings against each other, and a need against each; as a file they take longer. */
const COMPARES: Readonly<Record<string, number>> = { 'Query.compareListings': 1_500, 'Query.exportComparison': 4_000 };
/** So much that no two fit into one operation. */
const ONCE = LIMITS.cost / 2 + 1;
/** Fields that cost the same whatever need the request shows. */
const FIXED: Readonly<Record<string, number>> = {
  // They ask the search index, which counts facets and figures over all that it finds.
  'Query.search': 300,
  'Query.searchSuggestions': 50,
  // It reads up to thirty contents of a tender and holds each against the next.
  'Tender.amendments': 100,
  // It puts a need to the market which the request does not show: taken for one of a hundred demands.
  'Query.savedSearchHits': 7_000,
  // It reads a long text through, for up to a tenth of a second in which nobody else is answered: two and no third.
  'Query.recogniseNeed': 10_000,
  // It hashes thousands of entries, for up to a tenth of a second in which nobody else is answered.
  'Query.verifyAudit': 10_000,
  // It reads a whole market from the log and checks each offer of it, without an index.
  'Query.reproduceMatchRun': ONCE,
  // They hash a password, which is slow by design; requests are counted, and so guesses must be no more than these.
  'Mutation.addMember': ONCE,
  'Mutation.changePassword': ONCE,
  'Mutation.registerOrganisation': ONCE,
  'Mutation.signIn': ONCE,
};
/** Every field that is priced otherwise than by what it answers, as `Type.field`. */
export const PRICED: readonly string[] = [
  ...CHECKS_MARKET,
  ...SEARCHES_TRAINS,
  ...Object.keys(COMPARES),
  ...Object.keys(FIXED),
];
const MARKET_COST = 2_000;
const SEARCH_COST = 8_000;
/** For each demand and figure of a need that is checked against it. */
const DEMAND_COST = 50;

/** How many things of a need each listing will be checked for; a cited class stands for about ten limits. */
function demandsOf(need: unknown): number {
  const { duty, requirements, standards } = (need ?? {}) as Readonly<
    Record<string, readonly unknown[] | null | undefined>
  >;
  return (duty?.length ?? 0) + (requirements?.length ?? 0) + 10 * (standards?.length ?? 0);
}

/** One for each field, a connection as many times as rows are asked for, another list as often as it is long. */
const estimate: ComplexityEstimator = ({ args, childComplexity, field, type }) => {
  const name = `${type.name}.${field.name}`;
  const demands = demandsOf(args['need']);
  const base = CHECKS_MARKET.has(name) ? MARKET_COST : SEARCHES_TRAINS.has(name) ? SEARCH_COST : COMPARES[name];
  const once = base === undefined ? (FIXED[name] ?? 1) : base + DEMAND_COST * demands;
  const own = ASKS_PER_DEMAND.has(name) ? Math.round(once * (1 + demands / 10)) : once;
  const first: unknown = args['first'];
  if (typeof first === 'number') return own + Math.min(Math.max(first, 1), MOST_PER_PAGE) * childComplexity;
  // The rows of a connection were counted where its page was asked for.
  const isList = field.type.toString().includes('[') && field.name !== 'edges';
  return own + (isList ? SHORT_LIST : 1) * childComplexity;
};

interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/** What an operation costs; counted by its text and variables alone, before anything is read. */
export const costOf = ({ schema, document, variables, operationName }: Asked): number =>
  getComplexity({
    schema,
    query: document,
    estimators: [estimate],
    ...(variables ? { variables } : {}),
    ...(operationName ? { operationName } : {}),
  });

/** How many of the requests that a caller may send a minute an operation of this cost is. */
export const requestsOf = (cost: number): number => Math.max(1, Math.ceil(cost / LIMITS.costOfRequest));

/** Why an operation of this cost asks for too much; nothing when it does not. */
export function costFault(cost: number, most: number): GraphQLError | undefined {
  if (cost <= most) return undefined;
  return new GraphQLError(
    `查询过大（${cost}，上限 ${most}）；请减少 first 或所选字段。 The query is too large (${cost}, at most ${most}); ask for fewer rows or fields.`,
    { extensions: { code: 'QUERY_TOO_LARGE', http: { status: 400 } } },
  );
}

/** What tells of nothing but its variables. */
type AskedWith = Pick<Asked, 'schema' | 'variables'> & { readonly operation: OperationDefinitionNode };

/**
 * Whether the variables fit, as far as `LIMITS.variableFaults` tells. Each fault repeats what was sent, so that the
 * libraries, which look for all of them, would make thousands of texts out of a request, each as long as the request:
 * memory for them ends before they do.
 *
 * @returns `FIT`; `FAULTY` where what comes next tells of them all; one fault, where there are more than may be told of
 */
export function variableFaults({ schema, operation, variables }: AskedWith): 'FIT' | 'FAULTY' | GraphQLError {
  const { variableFaults: most } = LIMITS;
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, {
    maxErrors: most,
  });
  if (!errors) return 'FIT';
  const [first] = errors;
  // The last of more than that says that there are more.
  if (errors.length <= most || !first) return 'FAULTY';
  return new GraphQLError(
    `变量有 ${most} 处以上不符，其一 more than ${most} faults in the variables, one of them: ${first.message}`,
    { nodes: first.nodes ?? null, extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
  );
}

/**
 * Refuses an operation that asks for too much, of itself or of what its caller may ask a minute, before anything is read.
 * The request has been counted once already.
 */
export function costPlugin(): ApolloServerPlugin<ApiContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async (asked) => {
        const { schema, document, operation, operationName, contextValue } = asked;
        const { variables } = asked.request;
        if (!operation) return;
        const faults = variableFaults({ schema, operation, variables });
        if (faults instanceof GraphQLError) throw faults;
        // Variables that do not fit are refused where the operation would begin.
        if (faults === 'FAULTY') return;
        const cost = costOf({ schema, document, variables, operationName });
        const fault = costFault(cost, LIMITS.cost);
        if (fault) throw fault;
        const seconds = contextValue.countAs(requestsOf(cost));
        if (seconds > 0) throw rateLimited(seconds, contextValue.language);
      },
    }),
  };
}

import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { CoreModule, type Config, type Core, type Logger } from '@huanpei/runtime';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { PreferencesResolver } from './delivery/preferences.resolver';
import { WebhookDeliveryResolver, WebhookResolver } from './delivery/webhook.resolver';
import { ApiKeyResolver } from './api-key/api-key.resolver';
import { ApiContexts } from './graphql/api-context';
import { FaultFilter } from './graphql/fault.filter';
import { faultPlugin, formatError, statusPlugin } from './graphql/faults';
import { DateTime } from './graphql/scalars';
import { costPlugin, limitRules, parseOptions } from './graphql/limits';
import { RuleGuard } from './graphql/rule.guard';
import { ComparisonResolver } from './comparison/comparison.resolver';
import { HealthController } from './http/health.controller';
import { MailboxController } from './http/mailbox.controller';
import { UnsubscribeController } from './http/unsubscribe.controller';
import { RateLimits } from './http/rate-limits';
import { WayIn } from './http/way-in';
import { ImportResolver } from './import/import.resolver';
import { ListingResolver } from './listing/listing.resolver';
import { MarketGapGroupResolver, MarketGapResolver } from './market-gap/market-gap.resolver';
import { IS_DEMO, MarketResolver } from './market/market.resolver';
import { SearchAnswerResolver, SearchFacetResolver, SearchResolver } from './search/search.resolver';
import { FeedbackResolver } from './match/feedback.resolver';
import { TrainsResolver } from './match/trains.resolver';
import { NotificationResolver } from './notification/notification.resolver';
import { AuditResolver } from './operator/audit.resolver';
import { InboxResolver } from './operator/inbox.resolver';
import { OperationsResolver } from './operator/operations.resolver';
import { OperatorResolver } from './operator/operator.resolver';
import { SuspendedListingResolver } from './operator/suspended-listing.resolver';
import { TailoringResolver } from './operator/tailoring.resolver';
import { MemberResolver, OrganisationResolver } from './organisation/organisation.resolver';
import { LegalClockResolver, ReferenceResolver, StandardLevelResolver } from './reference/reference.resolver';
import { SavedSearchResolver } from './saved-search/saved-search.resolver';
import { SignInResolver } from './sign-in/sign-in.resolver';
import { LotResolver, MatchRunResolver } from './tender/lot.resolver';
import { TenderResolver } from './tender/tender.resolver';
import { WorklistResolver } from './worklist/worklist.resolver';

/** Everything that answers a part of the schema. */
export const RESOLVERS = [
  ReferenceResolver,
  LegalClockResolver,
  StandardLevelResolver,
  MarketResolver,
  SearchResolver,
  SearchAnswerResolver,
  SearchFacetResolver,
  ListingResolver,
  TenderResolver,
  LotResolver,
  FeedbackResolver,
  TrainsResolver,
  ComparisonResolver,
  MatchRunResolver,
  OrganisationResolver,
  MemberResolver,
  ApiKeyResolver,
  SignInResolver,
  NotificationResolver,
  PreferencesResolver,
  WebhookResolver,
  WebhookDeliveryResolver,
  SavedSearchResolver,
  OperatorResolver,
  AuditResolver,
  OperationsResolver,
  InboxResolver,
  ImportResolver,
  WorklistResolver,
  MarketGapResolver,
  MarketGapGroupResolver,
  SuspendedListingResolver,
  TailoringResolver,
];

/** What the way in needs to be told. */
export type Entry = Pick<Config, 'profile' | 'trustedProxies' | 'publicUrl' | 'ratePerKey' | 'ratePerAddress'>;

@Module({})
export class ContextModule {
  static for({ trustedProxies, publicUrl, ratePerKey, ratePerAddress }: Entry): DynamicModule {
    const rates = { perKey: ratePerKey, perAddress: ratePerAddress };
    return {
      module: ContextModule,
      providers: [
        ApiContexts,
        { provide: WayIn, useValue: new WayIn(trustedProxies, publicUrl) },
        { provide: RateLimits, useValue: new RateLimits(rates, () => performance.now()) },
      ],
      exports: [ApiContexts],
    };
  }
}

/** The GraphQL API on a core that is open. */
@Module({})
export class ApiModule {
  static for(core: Core, log: Logger, entry: Entry): DynamicModule {
    const demo = entry.profile === 'demo';
    return {
      module: ApiModule,
      imports: [
        CoreModule.for(core),
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          imports: [ContextModule.for(entry)],
          inject: [ApiContexts],
          useFactory: (contexts: ApiContexts) => graphqlOptions(contexts, log),
        }),
      ],
      controllers: [
        HealthController,
        UnsubscribeController,
        // Shows everybody everybody's mail: for a demonstration only.
        ...(demo && core.mail === 'MAILBOX' ? [MailboxController] : []),
      ],
      providers: [
        DateTime,
        ...RESOLVERS,
        { provide: APP_GUARD, useClass: RuleGuard },
        { provide: APP_FILTER, useClass: FaultFilter },
        { provide: IS_DEMO, useValue: demo },
      ],
    };
  }
}

function graphqlOptions(contexts: ApiContexts, log: Logger): ApolloDriverConfig {
  return {
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    playground: false,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    autoTransformHttpErrors: false,
    context: (...from: Parameters<ApiContexts['of']>) => contexts.of(...from),
    formatError,
    persistedQueries: false,
    parseOptions,
    validationRules: [...limitRules],
    plugins: [costPlugin(), faultPlugin(log), statusPlugin()],
  };
}

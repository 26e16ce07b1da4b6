import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { CoreModule, type Core, type Logger } from '@huanpei/runtime';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { ApiContexts } from './graphql/api-context';
import { FaultFilter } from './graphql/fault.filter';
import { faultPlugin, formatError, statusPlugin } from './graphql/faults';
import { DateTime } from './graphql/scalars';
import { costPlugin, limitRules, parseOptions } from './graphql/limits';
import { RuleGuard } from './graphql/rule.guard';
import { HealthController } from './http/health.controller';
import { ImportResolver } from './import/import.resolver';
import { ListingResolver } from './listing/listing.resolver';
import { MarketGapGroupResolver, MarketGapResolver } from './market-gap/market-gap.resolver';
import { IS_DEMO, MarketResolver } from './market/market.resolver';
import { FeedbackResolver } from './match/feedback.resolver';
import { TrainsResolver } from './match/trains.resolver';
import { NotificationResolver } from './notification/notification.resolver';
import { OperatorResolver } from './operator/operator.resolver';
import { TailoringResolver } from './operator/tailoring.resolver';
import { MemberResolver, OrganisationResolver } from './organisation/organisation.resolver';
import { ReferenceResolver } from './reference/reference.resolver';
import { SignInResolver } from './sign-in/sign-in.resolver';
import { LotResolver, MatchRunResolver } from './tender/lot.resolver';
import { TenderResolver } from './tender/tender.resolver';
import { WorklistResolver } from './worklist/worklist.resolver';

/** Everything that answers a part of the schema. */
export const RESOLVERS = [
  ReferenceResolver,
  MarketResolver,
  ListingResolver,
  TenderResolver,
  LotResolver,
  FeedbackResolver,
  TrainsResolver,
  MatchRunResolver,
  OrganisationResolver,
  MemberResolver,
  SignInResolver,
  NotificationResolver,
  OperatorResolver,
  ImportResolver,
  WorklistResolver,
  MarketGapResolver,
  MarketGapGroupResolver,
  TailoringResolver,
];

@Module({ providers: [ApiContexts], exports: [ApiContexts] })
export class ContextModule {}

/** The GraphQL API on a core that is open. */
@Module({})
export class ApiModule {
  static for(core: Core, log: Logger, demo: boolean): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        CoreModule.for(core),
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          imports: [ContextModule],
          inject: [ApiContexts],
          useFactory: (contexts: ApiContexts) => graphqlOptions(contexts, log),
        }),
      ],
      controllers: [HealthController],
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

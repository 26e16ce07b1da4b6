import { Reads } from '@huanpei/app';
import type { Listing } from '@huanpei/domain';
import type { Domain } from '@huanpei/matching';
import { Args, ID, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { connected, connectionOf, PageArgs, pageOf, type Connection } from '../graphql/connection';
import { Loading } from '../graphql/context';
import { Described } from '../graphql/described';
import { DomainEnum } from '../graphql/enums';
import type { Loaders } from '../graphql/loaders';
import { ListingObject } from '../listing/listing.objects';
import { AuditEntryObject } from './audit.objects';

@ObjectType('SuspendedListing', { description: 'A listing that operators have taken down, and their decision.' })
export class SuspendedListingObject {
  @Described(() => ListingObject, 'The listing; `reinstateListing` puts it up again.')
  readonly listing!: Listing;
}

const SuspendedConnection = connectionOf('SuspendedListing', () => SuspendedListingObject as never);

@Resolver(() => SuspendedListingObject)
export class SuspendedListingResolver {
  constructor(private readonly reads: Reads) {}

  @Query(() => SuspendedConnection, { description: 'Listings that operators have taken down, the latest made first.' })
  suspendedListings(
    @Args() page: PageArgs,
    @Args('domain', { nullable: true, type: () => DomainEnum, description: 'Of this medium.' }) domain?: Domain | null,
    @Args('supplierId', { nullable: true, type: () => ID, description: 'Of this supplier.' })
    supplierId?: string | null,
  ): Promise<Connection<SuspendedListingObject>> {
    const filter = {
      states: ['SUSPENDED' as const],
      ...(domain ? { domain } : {}),
      ...(supplierId ? { supplierId } : {}),
    };
    return connected(
      this.reads.listings(filter, pageOf(page)).then(({ items, ...rest }) => ({
        ...rest,
        items: items.map(({ cursor, node }) => ({ cursor, node: { listing: node } })),
      })),
    );
  }

  @ResolveField(() => AuditEntryObject, {
    nullable: true,
    description:
      'When it was last taken down, by whom and why, as the audit chain has it; null where the chain does not.',
  })
  async decision(
    @Parent() { listing }: SuspendedListingObject,
    @Loading() loaders: Loaders,
  ): Promise<AuditEntryObject | null> {
    const entry = await loaders.suspension.load(listing.id);
    return entry ? { ...entry, data: JSON.stringify(entry.data) } : null;
  }
}

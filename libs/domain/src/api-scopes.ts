import type { Operation } from './permissions';

/** What a key may be used for. Few, so that whoever makes a key can tell what it opens. */
export const API_SCOPES = [
  'REFERENCE_READ',
  'LISTINGS_READ',
  'LISTINGS_WRITE',
  'TENDERS_READ',
  'TENDERS_WRITE',
  'NOTIFICATIONS_READ',
  'OPERATIONS_READ',
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/**
 * The one place that says which scope opens an operation to a key. `NOT_BY_KEY`: sessions, people, keys and whatever one
 * person has to answer for are for people who have signed in. An operation without a line here does not compile, so a
 * new one is never open to keys by accident. A key also needs what `RULES` ask of an editor of its organisation's kind.
 */
export const KEY_SCOPES = {
  // Reference data
  'Query.taxonomy': 'REFERENCE_READ',
  'Query.technology': 'REFERENCE_READ',
  'Query.parameters': 'REFERENCE_READ',
  'Query.parameter': 'REFERENCE_READ',
  'Query.units': 'REFERENCE_READ',
  'Query.standards': 'REFERENCE_READ',
  'Query.standard': 'REFERENCE_READ',
  'Query.resolveStandard': 'REFERENCE_READ',
  'Query.regions': 'REFERENCE_READ',
  'Query.legalClocks': 'REFERENCE_READ',
  'Query.factTemplate': 'REFERENCE_READ',
  'Query.schemes': 'REFERENCE_READ',
  'Query.about': 'REFERENCE_READ',
  // What is offered
  'Query.listings': 'LISTINGS_READ',
  'Query.listing': 'LISTINGS_READ',
  'Query.organisation': 'LISTINGS_READ',
  'Query.search': 'LISTINGS_READ',
  'Query.myListings': 'LISTINGS_READ',
  'Query.improvementWorklist': 'LISTINGS_READ',
  'Query.previewAnswer': 'LISTINGS_READ',
  'Mutation.createListing': 'LISTINGS_WRITE',
  'Mutation.updateListing': 'LISTINGS_WRITE',
  'Mutation.submitListing': 'LISTINGS_WRITE',
  'Mutation.recallListing': 'LISTINGS_WRITE',
  'Mutation.archiveListing': 'LISTINGS_WRITE',
  'Mutation.confirmListing': 'LISTINGS_WRITE',
  'Mutation.answerUnknown': 'LISTINGS_WRITE',
  // What is needed, and what the market answers
  'Query.tenders': 'TENDERS_READ',
  'Query.tender': 'TENDERS_READ',
  'Query.archivedDemands': 'TENDERS_READ',
  'Query.archivedDemand': 'TENDERS_READ',
  'Query.draftNeed': 'TENDERS_READ',
  'Query.previewMatches': 'TENDERS_READ',
  // Also against a lot of one's own, so not for who may only read listings.
  'Query.compareListings': 'TENDERS_READ',
  'Query.exportComparison': 'TENDERS_READ',
  'Query.draftFeedback': 'TENDERS_READ',
  'Query.tendersForMe': 'TENDERS_READ',
  'Query.myTenders': 'TENDERS_READ',
  'Query.reproduceMatchRun': 'TENDERS_READ',
  'Query.previewTrains': 'TENDERS_READ',
  'Query.lotTrains': 'TENDERS_READ',
  'Mutation.createTender': 'TENDERS_WRITE',
  'Mutation.createTenderFromDemand': 'TENDERS_WRITE',
  'Mutation.updateTender': 'TENDERS_WRITE',
  'Mutation.publishTender': 'TENDERS_WRITE',
  'Mutation.amendTender': 'TENDERS_WRITE',
  'Mutation.cancelTender': 'TENDERS_WRITE',
  // Messages. Marking as read is how a reader keeps its place.
  'Query.notifications': 'NOTIFICATIONS_READ',
  'Mutation.markNotificationsRead': 'NOTIFICATIONS_READ',
  'Subscription.notificationReceived': 'NOTIFICATIONS_READ',
  // What operators watch; what they decide is for people
  'Query.listingsToReview': 'OPERATIONS_READ',
  'Query.marketGaps': 'OPERATIONS_READ',
  'Query.marketGapGroups': 'OPERATIONS_READ',
  'Query.staleListings': 'OPERATIONS_READ',
  'Query.organisations': 'OPERATIONS_READ',
  'Query.tailoringWarnings': 'OPERATIONS_READ',
  'Query.auditTrail': 'OPERATIONS_READ',
  'Mutation.reviewListing': 'NOT_BY_KEY',
  'Mutation.suspendListing': 'NOT_BY_KEY',
  'Mutation.reinstateListing': 'NOT_BY_KEY',
  'Mutation.decideOrganisation': 'NOT_BY_KEY',
  'Mutation.recordHonours': 'NOT_BY_KEY',
  'Query.deadJobs': 'NOT_BY_KEY',
  'Mutation.retryDeadJob': 'NOT_BY_KEY',
  // Sessions, people and keys
  'Mutation.signIn': 'NOT_BY_KEY',
  'Mutation.refreshSession': 'NOT_BY_KEY',
  'Mutation.signOut': 'NOT_BY_KEY',
  'Mutation.registerOrganisation': 'NOT_BY_KEY',
  'Query.viewer': 'NOT_BY_KEY',
  'Mutation.changePassword': 'NOT_BY_KEY',
  'Query.members': 'NOT_BY_KEY',
  'Mutation.addMember': 'NOT_BY_KEY',
  'Mutation.changeMemberRole': 'NOT_BY_KEY',
  'Mutation.deactivateMember': 'NOT_BY_KEY',
  'Query.apiKeys': 'NOT_BY_KEY',
  'Mutation.createApiKey': 'NOT_BY_KEY',
  'Mutation.rotateApiKey': 'NOT_BY_KEY',
  'Mutation.revokeApiKey': 'NOT_BY_KEY',
} as const satisfies Readonly<Record<Operation, ApiScope | 'NOT_BY_KEY'>>;

import { API_SCOPES, KEY_SCOPES, type ApiScope } from './api-scopes';
import type { Role, Viewer } from './member';
import type { OrganisationKind } from './organisation';

/** Everyone who can ask: a visitor, or a kind of organisation with a role. */
export type Asker = 'VISITOR' | `${OrganisationKind}_${Role}`;

export const ASKERS = [
  'VISITOR',
  'SUPPLIER_OWNER',
  'SUPPLIER_EDITOR',
  'SUPPLIER_VIEWER',
  'BUYER_OWNER',
  'BUYER_EDITOR',
  'BUYER_VIEWER',
  'OPERATOR_MODERATOR',
  'OPERATOR_ADMINISTRATOR',
] as const satisfies readonly Asker[];

const MEMBERS = ASKERS.filter((asker) => asker !== 'VISITOR');
const SUPPLIER_EDITORS = ['SUPPLIER_OWNER', 'SUPPLIER_EDITOR'] as const;
const SUPPLIERS = [...SUPPLIER_EDITORS, 'SUPPLIER_VIEWER'] as const;
const BUYER_EDITORS = ['BUYER_OWNER', 'BUYER_EDITOR'] as const;
const BUYERS = [...BUYER_EDITORS, 'BUYER_VIEWER'] as const;
const OPERATORS = ['OPERATOR_MODERATOR', 'OPERATOR_ADMINISTRATOR'] as const;
const HEADS = ['SUPPLIER_OWNER', 'BUYER_OWNER', 'OPERATOR_ADMINISTRATOR'] as const;

/**
 * Which objects an operation may touch:
 * `NONE` it takes none; `ANY` every one; `OWN` the viewer's organisation's;
 * `PUBLIC` what is public, the viewer's own, and what operators must see to moderate.
 */
export type Reach = 'NONE' | 'ANY' | 'OWN' | 'PUBLIC';

export interface Rule {
  readonly who: readonly Asker[];
  readonly reach: Reach;
  /** Whether the organisation must have been verified (and not be suspended). */
  readonly verified: boolean;
}

const open = (reach: Reach = 'NONE'): Rule => ({ who: ASKERS, reach, verified: false });
const forAll = (who: readonly Asker[], reach: Reach = 'NONE'): Rule => ({ who, reach, verified: false });
const verified = (who: readonly Asker[], reach: Reach = 'OWN'): Rule => ({ who, reach, verified: true });

/** The one place that says who may do what. Every GraphQL operation has exactly one rule; a test compares the two lists. */
export const RULES = {
  // Reference data
  'Query.taxonomy': open(),
  'Query.technology': open(),
  'Query.parameters': open(),
  'Query.parameter': open(),
  'Query.units': open(),
  'Query.standards': open(),
  'Query.standard': open(),
  'Query.resolveStandard': open(),
  'Query.technologyGuide': open(),
  'Query.regions': open(),
  'Query.legalClocks': open(),
  'Query.factTemplate': open(),
  'Query.schemes': open(),
  'Query.about': open(),
  'Query.marketSummary': open(),
  // The market as anyone sees it
  'Query.listings': open(),
  'Query.listing': open('PUBLIC'),
  'Query.tenders': open(),
  'Query.tender': open('PUBLIC'),
  'Query.archivedDemands': open(),
  'Query.archivedDemand': open(),
  'Query.organisation': open('PUBLIC'),
  'Query.search': open(),
  'Query.searchSuggestions': open(),
  'Query.draftNeed': open(),
  'Query.recogniseNeed': open(),
  'Query.previewMatches': open(),
  'Query.compareListings': open('PUBLIC'),
  'Query.exportComparison': open('PUBLIC'),
  'Query.draftFeedback': open(),
  // Sign-in
  'Mutation.signIn': open(),
  'Mutation.refreshSession': open(),
  'Mutation.signOut': open(),
  'Mutation.registerOrganisation': open(),
  'Query.viewer': open(),
  'Mutation.changePassword': forAll(MEMBERS),
  // Own organisation
  'Query.members': forAll(MEMBERS),
  'Mutation.addMember': forAll(HEADS, 'OWN'),
  'Mutation.changeMemberRole': forAll(HEADS, 'OWN'),
  'Mutation.deactivateMember': forAll(HEADS, 'OWN'),
  'Query.apiKeys': forAll(HEADS),
  'Mutation.createApiKey': verified(HEADS, 'NONE'),
  'Mutation.rotateApiKey': verified(HEADS),
  'Mutation.revokeApiKey': forAll(HEADS, 'OWN'),
  'Query.notifications': forAll(MEMBERS),
  'Mutation.markNotificationsRead': forAll(MEMBERS),
  'Subscription.notificationReceived': forAll(MEMBERS),
  // Delivery outside the product
  'Query.deliveryPreferences': forAll(MEMBERS),
  'Mutation.updateDeliveryPreferences': forAll(MEMBERS),
  'Query.webhooks': forAll(HEADS),
  'Query.webhookDeliveries': forAll(HEADS, 'OWN'),
  'Mutation.createWebhook': verified(HEADS, 'NONE'),
  'Mutation.updateWebhook': verified(HEADS),
  'Mutation.rotateWebhookSecret': forAll(HEADS, 'OWN'),
  'Mutation.deleteWebhook': forAll(HEADS, 'OWN'),
  'Mutation.sendTestWebhook': verified(HEADS),
  'Mutation.redeliverWebhook': verified(HEADS),
  // Within the organisation a saved search is its member's, and shown to colleagues only when it is shared (`maySeeSearch`)
  'Query.savedSearches': forAll(MEMBERS),
  'Query.savedSearch': forAll(MEMBERS, 'OWN'),
  'Query.savedSearchHits': forAll(MEMBERS, 'OWN'),
  'Mutation.createSavedSearch': forAll(MEMBERS),
  'Mutation.updateSavedSearch': forAll(MEMBERS, 'OWN'),
  'Mutation.deleteSavedSearch': forAll(MEMBERS, 'OWN'),
  // Suppliers
  'Query.myListings': forAll(SUPPLIERS),
  'Mutation.createListing': forAll(SUPPLIER_EDITORS),
  'Mutation.updateListing': forAll(SUPPLIER_EDITORS, 'OWN'),
  'Mutation.submitListing': verified(SUPPLIER_EDITORS),
  'Mutation.recallListing': forAll(SUPPLIER_EDITORS, 'OWN'),
  'Mutation.archiveListing': forAll(SUPPLIER_EDITORS, 'OWN'),
  'Mutation.confirmListing': verified(SUPPLIER_EDITORS),
  'Query.tendersForMe': forAll(SUPPLIERS),
  'Query.improvementWorklist': forAll(SUPPLIERS),
  'Query.previewAnswer': forAll(SUPPLIERS, 'OWN'),
  'Query.previewListing': forAll(SUPPLIERS, 'OWN'),
  'Mutation.answerUnknown': verified(SUPPLIER_EDITORS),
  // Buyers
  'Query.myTenders': forAll(BUYERS),
  'Mutation.createTender': forAll(BUYER_EDITORS),
  'Mutation.createTenderFromDemand': forAll(BUYER_EDITORS),
  'Mutation.updateTender': forAll(BUYER_EDITORS, 'OWN'),
  'Mutation.publishTender': verified(BUYER_EDITORS),
  'Mutation.amendTender': verified(BUYER_EDITORS),
  'Mutation.cancelTender': verified(BUYER_EDITORS),
  'Query.reproduceMatchRun': open('PUBLIC'),
  'Query.previewTrains': forAll([...BUYERS, ...OPERATORS]),
  'Query.lotTrains': forAll([...BUYERS, ...OPERATORS], 'PUBLIC'),
  // Spreadsheets
  'Query.imports': forAll([...SUPPLIERS, ...BUYERS]),
  'Query.import': forAll([...SUPPLIERS, ...BUYERS], 'OWN'),
  'Mutation.startImport': forAll([...SUPPLIER_EDITORS, ...BUYER_EDITORS], 'OWN'),
  'Mutation.retryImport': forAll([...SUPPLIER_EDITORS, ...BUYER_EDITORS], 'OWN'),
  'Mutation.cancelImport': forAll([...SUPPLIER_EDITORS, ...BUYER_EDITORS], 'OWN'),
  // Operators
  'Query.reviewInbox': forAll(OPERATORS, 'ANY'),
  'Query.listingsToReview': forAll(OPERATORS, 'ANY'),
  'Mutation.reviewListing': forAll(OPERATORS, 'PUBLIC'),
  'Mutation.suspendListing': forAll(OPERATORS, 'PUBLIC'),
  'Mutation.reinstateListing': forAll(OPERATORS, 'PUBLIC'),
  'Query.marketGaps': forAll(OPERATORS, 'ANY'),
  'Query.marketGapGroups': forAll(OPERATORS, 'ANY'),
  'Query.staleListings': forAll(OPERATORS, 'ANY'),
  'Query.suspendedListings': forAll(OPERATORS, 'ANY'),
  'Query.organisations': forAll(OPERATORS, 'ANY'),
  'Mutation.decideOrganisation': forAll(OPERATORS, 'ANY'),
  'Mutation.recordHonours': forAll(OPERATORS, 'ANY'),
  'Query.tailoringWarnings': forAll(OPERATORS, 'ANY'),
  'Mutation.closeTailoringWarning': forAll(OPERATORS, 'PUBLIC'),
  'Query.auditTrail': forAll(OPERATORS, 'ANY'),
  'Query.verifyAudit': forAll(['OPERATOR_ADMINISTRATOR'], 'ANY'),
  'Query.operations': forAll(['OPERATOR_ADMINISTRATOR'], 'ANY'),
  'Query.deadJobs': forAll(['OPERATOR_ADMINISTRATOR'], 'ANY'),
  'Mutation.retryDeadJob': forAll(['OPERATOR_ADMINISTRATOR'], 'ANY'),
} as const satisfies Readonly<Record<string, Rule>>;

export type Operation = keyof typeof RULES;

export type Permission = 'ALLOWED' | 'NOT_SIGNED_IN' | 'FORBIDDEN' | 'NOT_VERIFIED' | 'NOT_BY_KEY' | 'NOT_IN_SCOPE';

export function askerOf(viewer: Viewer | null): Asker {
  return viewer === null ? 'VISITOR' : `${viewer.kind}_${viewer.role}`;
}

/** Whether this viewer may call the operation at all. */
export function mayCall(operation: Operation, viewer: Viewer | null): Permission {
  const rule: Rule = RULES[operation];
  const byKey = viewer?.apiKey && keyAllows(operation, viewer.apiKey.scopes);
  if (byKey && byKey !== 'ALLOWED') return byKey;
  if (!rule.who.includes(askerOf(viewer))) return viewer === null ? 'NOT_SIGNED_IN' : 'FORBIDDEN';
  return rule.verified && viewer?.organisationState !== 'VERIFIED' ? 'NOT_VERIFIED' : 'ALLOWED';
}

/** Whether a key with these scopes is for the operation; what its organisation may is asked beside it. */
export function keyAllows(
  operation: Operation,
  scopes: readonly ApiScope[],
): 'ALLOWED' | 'NOT_BY_KEY' | 'NOT_IN_SCOPE' {
  const scope = KEY_SCOPES[operation];
  if (scope === 'NOT_BY_KEY') return 'NOT_BY_KEY';
  return scopes.includes(scope) ? 'ALLOWED' : 'NOT_IN_SCOPE';
}

/** The scopes that open anything at all to a key of an organisation of this kind. */
export function scopesFor(kind: OrganisationKind): readonly ApiScope[] {
  const asker: Asker = kind === 'OPERATOR' ? 'OPERATOR_MODERATOR' : `${kind}_EDITOR`;
  const opened = (Object.keys(RULES) as Operation[]).filter((operation) =>
    (RULES[operation] as Rule).who.includes(asker),
  );
  return API_SCOPES.filter((scope) => opened.some((operation) => KEY_SCOPES[operation] === scope));
}

/** What the object rule needs to know of an object. */
export interface Ownership {
  readonly organisationId: string;
  /** Visible without signing in. */
  readonly published: boolean;
  /** Operators see it although it is not public (a listing under review, a firm waiting for verification). */
  readonly moderated: boolean;
}

/**
 * Whether the operation may touch this object. A "no" is answered as if the object did not exist, so that ids of
 * others' drafts cannot be probed.
 */
export function mayTouch(operation: Operation, viewer: Viewer | null, object: Ownership): boolean {
  const { reach }: Rule = RULES[operation];
  const own = viewer?.organisationId === object.organisationId;
  switch (reach) {
    case 'NONE':
      return false;
    case 'ANY':
      return true;
    case 'OWN':
      return own;
    case 'PUBLIC':
      return object.published || own || (object.moderated && viewer?.kind === 'OPERATOR');
  }
}

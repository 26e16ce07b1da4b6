/**
 * Who may call what, written by hand from what the marketplace promises, and not from the rules in libs/domain: the
 * matrix compares the two. docs/permissions.md is made from this table.
 */

/** V visitor; S supplier, B buyer, each as owner (O), editor (E) or viewer (V); moderator M, administrator A. */
const COLUMNS = {
  V: 'VISITOR',
  SO: 'SUPPLIER_OWNER',
  SE: 'SUPPLIER_EDITOR',
  SV: 'SUPPLIER_VIEWER',
  BO: 'BUYER_OWNER',
  BE: 'BUYER_EDITOR',
  BV: 'BUYER_VIEWER',
  M: 'OPERATOR_MODERATOR',
  A: 'OPERATOR_ADMINISTRATOR',
} as const;

export type Column = keyof typeof COLUMNS;
export const ASKER_OF = COLUMNS;

/** What an operation that names a thing may reach. */
export type Reach =
  | 'public things, and your own' // and, for operators, what waits for them
  | 'your own'
  | 'all';

export interface Row {
  readonly who: readonly Column[];
  /** Whether the organisation must be verified. */
  readonly verified?: true;
  readonly reach?: Reach;
}

const columns = (text: string): readonly Column[] => text.split(' ') as Column[];
const EVERYONE = columns('V SO SE SV BO BE BV M A');
const MEMBERS = columns('SO SE SV BO BE BV M A');
const SUPPLIERS = columns('SO SE SV');
const SUPPLIER_EDITORS = columns('SO SE');
const BUYERS = columns('BO BE BV');
const BUYER_EDITORS = columns('BO BE');
const BUYERS_AND_OPERATORS = columns('BO BE BV M A');
const SUPPLIERS_AND_BUYERS = columns('SO SE SV BO BE BV');
const EDITORS = columns('SO SE BO BE');
const HEADS = columns('SO BO A');
const OPERATORS = columns('M A');
const ADMINISTRATOR = columns('A');

export const WHO_MAY: Readonly<Record<string, Row>> = {
  'Query.about': { who: EVERYONE },
  'Query.marketSummary': { who: EVERYONE },
  'Query.taxonomy': { who: EVERYONE },
  'Query.technology': { who: EVERYONE },
  'Query.parameters': { who: EVERYONE },
  'Query.parameter': { who: EVERYONE },
  'Query.units': { who: EVERYONE },
  'Query.standards': { who: EVERYONE },
  'Query.standard': { who: EVERYONE },
  'Query.resolveStandard': { who: EVERYONE },
  'Query.technologyGuide': { who: EVERYONE },
  'Query.regions': { who: EVERYONE },
  'Query.legalClocks': { who: EVERYONE },
  'Query.factTemplate': { who: EVERYONE },
  'Query.schemes': { who: EVERYONE },

  'Query.listings': { who: EVERYONE },
  'Query.listing': { who: EVERYONE, reach: 'public things, and your own' },
  'Query.tenders': { who: EVERYONE },
  'Query.tender': { who: EVERYONE, reach: 'public things, and your own' },
  'Query.archivedDemands': { who: EVERYONE },
  'Query.archivedDemand': { who: EVERYONE },
  'Query.organisation': { who: EVERYONE, reach: 'public things, and your own' },
  'Query.search': { who: EVERYONE },
  'Query.searchSuggestions': { who: EVERYONE },
  'Query.draftNeed': { who: EVERYONE },
  'Query.recogniseNeed': { who: EVERYONE },
  'Query.previewMatches': { who: EVERYONE },
  'Query.compareListings': { who: EVERYONE, reach: 'public things, and your own' },
  'Query.exportComparison': { who: EVERYONE, reach: 'public things, and your own' },
  'Query.draftFeedback': { who: EVERYONE },
  'Query.reproduceMatchRun': { who: EVERYONE, reach: 'public things, and your own' },

  'Mutation.signIn': { who: EVERYONE },
  'Mutation.refreshSession': { who: EVERYONE },
  'Mutation.signOut': { who: EVERYONE },
  'Mutation.registerOrganisation': { who: EVERYONE },
  'Query.viewer': { who: EVERYONE },

  'Mutation.changePassword': { who: MEMBERS },
  'Query.members': { who: MEMBERS },
  'Mutation.addMember': { who: HEADS },
  'Mutation.changeMemberRole': { who: HEADS, reach: 'your own' },
  'Mutation.deactivateMember': { who: HEADS, reach: 'your own' },
  'Query.apiKeys': { who: HEADS },
  'Mutation.createApiKey': { who: HEADS, verified: true },
  'Mutation.rotateApiKey': { who: HEADS, reach: 'your own', verified: true },
  'Mutation.revokeApiKey': { who: HEADS, reach: 'your own' },
  'Query.notifications': { who: MEMBERS },
  'Mutation.markNotificationsRead': { who: MEMBERS },
  'Subscription.notificationReceived': { who: MEMBERS },
  'Query.deliveryPreferences': { who: MEMBERS },
  'Mutation.updateDeliveryPreferences': { who: MEMBERS },
  'Query.webhooks': { who: HEADS },
  'Query.webhookDeliveries': { who: HEADS, reach: 'your own' },
  'Mutation.createWebhook': { who: HEADS, verified: true },
  'Mutation.updateWebhook': { who: HEADS, reach: 'your own', verified: true },
  'Mutation.rotateWebhookSecret': { who: HEADS, reach: 'your own' },
  'Mutation.deleteWebhook': { who: HEADS, reach: 'your own' },
  'Mutation.sendTestWebhook': { who: HEADS, reach: 'your own', verified: true },
  'Mutation.redeliverWebhook': { who: HEADS, reach: 'your own', verified: true },
  'Query.savedSearches': { who: MEMBERS },
  'Query.savedSearch': { who: MEMBERS, reach: 'your own' },
  'Query.savedSearchHits': { who: MEMBERS, reach: 'your own' },
  'Mutation.createSavedSearch': { who: MEMBERS },
  'Mutation.updateSavedSearch': { who: MEMBERS, reach: 'your own' },
  'Mutation.deleteSavedSearch': { who: MEMBERS, reach: 'your own' },

  'Query.myListings': { who: SUPPLIERS },
  'Query.tendersForMe': { who: SUPPLIERS },
  'Query.improvementWorklist': { who: SUPPLIERS },
  'Query.previewAnswer': { who: SUPPLIERS, reach: 'your own' },
  'Query.previewListing': { who: SUPPLIERS, reach: 'your own' },
  'Mutation.answerUnknown': { who: SUPPLIER_EDITORS, reach: 'your own', verified: true },
  'Mutation.createListing': { who: SUPPLIER_EDITORS },
  'Mutation.updateListing': { who: SUPPLIER_EDITORS, reach: 'your own' },
  'Mutation.submitListing': { who: SUPPLIER_EDITORS, reach: 'your own', verified: true },
  'Mutation.recallListing': { who: SUPPLIER_EDITORS, reach: 'your own' },
  'Mutation.archiveListing': { who: SUPPLIER_EDITORS, reach: 'your own' },
  'Mutation.confirmListing': { who: SUPPLIER_EDITORS, reach: 'your own', verified: true },

  'Query.myTenders': { who: BUYERS },
  'Query.previewTrains': { who: BUYERS_AND_OPERATORS },
  'Query.lotTrains': { who: BUYERS_AND_OPERATORS, reach: 'public things, and your own' },
  'Mutation.createTender': { who: BUYER_EDITORS },
  'Mutation.createTenderFromDemand': { who: BUYER_EDITORS },
  'Mutation.updateTender': { who: BUYER_EDITORS, reach: 'your own' },
  'Mutation.publishTender': { who: BUYER_EDITORS, reach: 'your own', verified: true },
  'Mutation.amendTender': { who: BUYER_EDITORS, reach: 'your own', verified: true },
  'Mutation.cancelTender': { who: BUYER_EDITORS, reach: 'your own', verified: true },

  'Query.imports': { who: SUPPLIERS_AND_BUYERS },
  'Query.import': { who: SUPPLIERS_AND_BUYERS, reach: 'your own' },
  'Mutation.startImport': { who: EDITORS, reach: 'your own' },
  'Mutation.retryImport': { who: EDITORS, reach: 'your own' },
  'Mutation.cancelImport': { who: EDITORS, reach: 'your own' },

  'Query.reviewInbox': { who: OPERATORS },
  'Query.listingsToReview': { who: OPERATORS },
  'Mutation.reviewListing': { who: OPERATORS, reach: 'public things, and your own' },
  'Mutation.suspendListing': { who: OPERATORS, reach: 'public things, and your own' },
  'Mutation.reinstateListing': { who: OPERATORS, reach: 'public things, and your own' },
  'Query.marketGaps': { who: OPERATORS },
  'Query.marketGapGroups': { who: OPERATORS },
  'Query.staleListings': { who: OPERATORS },
  'Query.suspendedListings': { who: OPERATORS },
  'Query.organisations': { who: OPERATORS },
  'Mutation.decideOrganisation': { who: OPERATORS, reach: 'all' },
  'Mutation.recordHonours': { who: OPERATORS, reach: 'all' },
  'Query.tailoringWarnings': { who: OPERATORS },
  'Mutation.closeTailoringWarning': { who: OPERATORS, reach: 'public things, and your own' },
  'Query.auditTrail': { who: OPERATORS },
  'Query.verifyAudit': { who: ADMINISTRATOR },
  'Query.operations': { who: ADMINISTRATOR },
  'Query.deadJobs': { who: ADMINISTRATOR },
  'Mutation.retryDeadJob': { who: ADMINISTRATOR },
};

const operations = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Which operations a key of each scope is for, and those that no key is ever for. Each operation stands once. */
export const BY_KEY = {
  REFERENCE_READ: operations(`
    Query.about Query.marketSummary Query.taxonomy Query.technology Query.parameters Query.parameter Query.units Query.standards
    Query.standard Query.resolveStandard Query.technologyGuide Query.regions Query.legalClocks Query.factTemplate Query.schemes`),
  LISTINGS_READ: operations(`
    Query.listings Query.listing Query.organisation Query.search Query.searchSuggestions Query.myListings Query.improvementWorklist
    Query.previewAnswer Query.previewListing`),
  LISTINGS_WRITE: operations(`
    Mutation.createListing Mutation.updateListing Mutation.submitListing Mutation.recallListing Mutation.archiveListing
    Mutation.confirmListing Mutation.answerUnknown`),
  TENDERS_READ: operations(`
    Query.tenders Query.tender Query.archivedDemands Query.archivedDemand Query.draftNeed Query.recogniseNeed Query.previewMatches
    Query.compareListings Query.exportComparison Query.draftFeedback Query.tendersForMe Query.myTenders Query.reproduceMatchRun Query.previewTrains Query.lotTrains`),
  TENDERS_WRITE: operations(`
    Mutation.createTender Mutation.createTenderFromDemand Mutation.updateTender Mutation.publishTender
    Mutation.amendTender Mutation.cancelTender`),
  NOTIFICATIONS_READ: operations(`
    Query.notifications Mutation.markNotificationsRead Subscription.notificationReceived`),
  IMPORTS: operations(`
    Query.imports Query.import Mutation.startImport Mutation.retryImport Mutation.cancelImport`),
  OPERATIONS_READ: operations(`
    Query.reviewInbox Query.listingsToReview Query.marketGaps Query.marketGapGroups Query.staleListings Query.suspendedListings Query.organisations
    Query.tailoringWarnings Query.auditTrail`),
  never: operations(`
    Mutation.signIn Mutation.refreshSession Mutation.signOut Mutation.registerOrganisation Query.viewer
    Mutation.changePassword Query.members Mutation.addMember Mutation.changeMemberRole Mutation.deactivateMember
    Query.apiKeys Mutation.createApiKey Mutation.rotateApiKey Mutation.revokeApiKey Mutation.reviewListing
    Mutation.suspendListing Mutation.reinstateListing Mutation.closeTailoringWarning Mutation.decideOrganisation Mutation.recordHonours
    Query.verifyAudit Query.operations Query.deadJobs Mutation.retryDeadJob Query.deliveryPreferences Mutation.updateDeliveryPreferences Query.webhooks Query.webhookDeliveries
    Mutation.createWebhook Mutation.updateWebhook Mutation.rotateWebhookSecret Mutation.deleteWebhook
    Mutation.sendTestWebhook Mutation.redeliverWebhook Query.savedSearches Query.savedSearch
    Query.savedSearchHits Mutation.createSavedSearch Mutation.updateSavedSearch Mutation.deleteSavedSearch`),
} as const;

/** A key acts as this column of its organisation's kind. */
export const KEY_COLUMNS = { SUPPLIER: 'SE', BUYER: 'BE', OPERATOR: 'M' } as const satisfies Record<string, Column>;

const scopeOf = (operation: string): string => {
  const [scope] = Object.entries(BY_KEY).find(([, of]) => of.includes(operation)) ?? ['never'];
  return scope === 'never' ? '–' : `\`${scope}\``;
};

/** docs/permissions.md. */
export function permissionsPage(): string {
  const names = Object.keys(COLUMNS) as Column[];
  const rows = Object.entries(WHO_MAY).map(([operation, { who, verified, reach }]) => {
    const cells = names.map((name) => (who.includes(name) ? (verified ? '✓*' : '✓') : '–'));
    return `| \`${operation}\` | ${cells.join(' | ')} | ${scopeOf(operation)} | ${reach ?? ''} |`;
  });
  return `# Who may do what

各操作的权限一览，由测试生成并核对：行为操作，列为身份；✓ 可以，✓* 仅限已核验的单位，– 不可以。对他人未公开的对象，回答与“不存在”相同。

Made from \`apps/api/test/who-may.ts\` by \`WRITE_DOCS=1 npx jest apps/api/test/permissions\`; the same spec calls every operation as everyone and compares. The rules themselves are in \`libs/domain/src/permissions.ts\`.

- Columns: ${names.map((name) => `${name} ${COLUMNS[name].toLowerCase().replace('_', ' ')}`).join(', ')}.
- ✓ may call it; ✓* may once the organisation is verified, else the code is \`NOT_VERIFIED\`; – may not: \`UNAUTHENTICATED\` for a visitor, \`FORBIDDEN\` for a member.
- The last column says which things the operation reaches. Everything else is answered as if it did not exist: null, or a refusal with \`NOT_FOUND\`. Operators also see listings and organisations that wait for them, never a draft that nobody has submitted, and never a buyer's draft.
- *key* is the scope with which an API key may call it too; – no key may, since a person has to answer for it. A key acts as an editor (of an operator: as a moderator) of its organisation, which must be verified, and never as more than the member who made it is now: when the maker leaves it holds no more, when the maker becomes a viewer it may only read what a viewer may. Without the scope, or where an editor may not either, the code is \`FORBIDDEN\`. A scope opens operations: what an operation answers may name neighbouring things that the organisation may see.
- A member who is deactivated is a visitor from then on. A suspended organisation keeps what is its own and may do none of ✓*; its listings leave the market.

| operation | ${names.join(' | ')} | key | reaches |
|---|${names.map(() => '---|').join('')}---|---|
${rows.join('\n')}
`;
}

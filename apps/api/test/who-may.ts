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
  'Query.taxonomy': { who: EVERYONE },
  'Query.technology': { who: EVERYONE },
  'Query.parameters': { who: EVERYONE },
  'Query.parameter': { who: EVERYONE },
  'Query.units': { who: EVERYONE },
  'Query.standards': { who: EVERYONE },
  'Query.standard': { who: EVERYONE },
  'Query.resolveStandard': { who: EVERYONE },
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
  'Query.draftNeed': { who: EVERYONE },
  'Query.previewMatches': { who: EVERYONE },
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
  'Query.notifications': { who: MEMBERS },
  'Mutation.markNotificationsRead': { who: MEMBERS },
  'Subscription.notificationReceived': { who: MEMBERS },

  'Query.myListings': { who: SUPPLIERS },
  'Query.tendersForMe': { who: SUPPLIERS },
  'Query.improvementWorklist': { who: SUPPLIERS },
  'Query.previewAnswer': { who: SUPPLIERS, reach: 'your own' },
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

  'Query.listingsToReview': { who: OPERATORS },
  'Mutation.reviewListing': { who: OPERATORS, reach: 'public things, and your own' },
  'Mutation.suspendListing': { who: OPERATORS, reach: 'public things, and your own' },
  'Mutation.reinstateListing': { who: OPERATORS, reach: 'public things, and your own' },
  'Query.marketGaps': { who: OPERATORS },
  'Query.marketGapGroups': { who: OPERATORS },
  'Query.staleListings': { who: OPERATORS },
  'Query.organisations': { who: OPERATORS },
  'Mutation.decideOrganisation': { who: OPERATORS, reach: 'all' },
  'Mutation.recordHonours': { who: OPERATORS, reach: 'all' },
  'Query.tailoringWarnings': { who: OPERATORS },
  'Query.auditTrail': { who: OPERATORS },
  'Query.deadJobs': { who: ADMINISTRATOR },
  'Mutation.retryDeadJob': { who: ADMINISTRATOR },
};

/** docs/permissions.md. */
export function permissionsPage(): string {
  const names = Object.keys(COLUMNS) as Column[];
  const rows = Object.entries(WHO_MAY).map(([operation, { who, verified, reach }]) => {
    const cells = names.map((name) => (who.includes(name) ? (verified ? '✓*' : '✓') : '–'));
    return `| \`${operation}\` | ${cells.join(' | ')} | ${reach ?? ''} |`;
  });
  return `# Who may do what

各操作的权限一览，由测试生成并核对：行为操作，列为身份；✓ 可以，✓* 仅限已核验的单位，– 不可以。对他人未公开的对象，回答与“不存在”相同。

Made from \`apps/api/test/who-may.ts\` by \`WRITE_DOCS=1 npx jest apps/api/test/permissions\`; the same spec calls every operation as everyone and compares. The rules themselves are in \`libs/domain/src/permissions.ts\`.

- Columns: ${names.map((name) => `${name} ${COLUMNS[name].toLowerCase().replace('_', ' ')}`).join(', ')}.
- ✓ may call it; ✓* may once the organisation is verified, else the code is \`NOT_VERIFIED\`; – may not: \`UNAUTHENTICATED\` for a visitor, \`FORBIDDEN\` for a member.
- The last column says which things the operation reaches. Everything else is answered as if it did not exist: null, or a refusal with \`NOT_FOUND\`. Operators also see listings and organisations that wait for them, never a draft that nobody has submitted, and never a buyer's draft.
- A member who is deactivated is a visitor from then on. A suspended organisation keeps what is its own and may do none of ✓*; its listings leave the market.

| operation | ${names.join(' | ')} | reaches |
|---|${names.map(() => '---|').join('')}---|
${rows.join('\n')}
`;
}

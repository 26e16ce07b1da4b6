import type { OrganisationKind, Role } from '../../generated/schema';

/** A place in the workspace. Who may do what is the server's to decide; this says what is worth showing to whom. */
export interface Place {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  readonly kinds: readonly OrganisationKind[];
  readonly roles?: readonly Role[];
}

const EVERY: readonly OrganisationKind[] = ['SUPPLIER', 'BUYER', 'OPERATOR'];

/** In the order of the day's work: what each kind of organisation has for itself, then what all have. */
export const PLACES: readonly Place[] = [
  { path: '/work', zh: '概览', en: 'Overview', kinds: EVERY },
  { path: '/work/tenders', zh: '我的招标', en: 'My tenders', kinds: ['BUYER'] },
  { path: '/work/listings', zh: '我的装备', en: 'Your listings', kinds: ['SUPPLIER'] },
  { path: '/work/opportunities', zh: '合适的招标', en: 'Tenders for you', kinds: ['SUPPLIER'] },
  { path: '/work/worklist', zh: '改进清单', en: 'What would help', kinds: ['SUPPLIER'] },
  { path: '/work/import', zh: '导入与导出', en: 'Import and export', kinds: ['SUPPLIER', 'BUYER'] },
  // Operators
  { path: '/work/inbox', zh: '待办', en: 'Inbox', kinds: ['OPERATOR'] },
  { path: '/work/review', zh: '装备审核', en: 'Review', kinds: ['OPERATOR'] },
  { path: '/work/organisations', zh: '单位核验', en: 'Organisations', kinds: ['OPERATOR'] },
  { path: '/work/attention', zh: '需关注', en: 'Attention', kinds: ['OPERATOR'] },
  { path: '/work/gaps', zh: '供需缺口', en: 'Gaps', kinds: ['OPERATOR'] },
  { path: '/work/audit', zh: '审计记录', en: 'Audit', kinds: ['OPERATOR'] },
  { path: '/work/operations', zh: '系统运行', en: 'Operations', kinds: ['OPERATOR'], roles: ['ADMINISTRATOR'] },
  { path: '/work/searches', zh: '已存检索', en: 'Saved searches', kinds: EVERY },
  { path: '/work/notifications', zh: '消息', en: 'Notifications', kinds: EVERY },
  { path: '/work/team', zh: '成员', en: 'Team', kinds: EVERY },
  {
    path: '/work/integrations',
    zh: '接口与回调',
    en: 'Integrations',
    kinds: EVERY,
    roles: ['OWNER', 'ADMINISTRATOR'],
  },
  { path: '/work/account', zh: '账户与提醒', en: 'Account and alerts', kinds: EVERY },
];

export const placesOf = (kind: OrganisationKind, role: Role): readonly Place[] =>
  PLACES.filter((place) => place.kinds.includes(kind) && (place.roles === undefined || place.roles.includes(role)));

/** Where things of the organisation are written. */
const WRITING = /^\/work\/(listings|tenders)\/(new|[^/]+\/edit)$/u;

/**
 * Why a page of the workspace is not for a member: it is another kind of organisation's, another role's, or something is
 * written there and the member may only look. The server decides again.
 */
export function closedTo(
  pathname: string,
  kind: OrganisationKind,
  role: Role,
): 'KIND' | 'ROLE' | 'LOOKING' | undefined {
  const [place] = PLACES.filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`)).sort(
    (one, other) => other.path.length - one.path.length,
  );
  if (place && !place.kinds.includes(kind)) return 'KIND';
  if (place?.roles && !place.roles.includes(role)) return 'ROLE';
  return role === 'VIEWER' && WRITING.test(pathname) ? 'LOOKING' : undefined;
}

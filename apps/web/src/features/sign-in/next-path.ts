/**
 * Where to go after signing in: a path of ours and nothing else, or a link could lead people away. Browsers leave out tabs
 * and line breaks of an address and take a backslash for a slash, so that `/<tab>/elsewhere` is another site.
 */
export const nextPath = (asked: string | null): string =>
  asked !== null && /^\/(?!\/)[^\\\p{Cc}]*$/u.test(asked) ? asked : '/work';

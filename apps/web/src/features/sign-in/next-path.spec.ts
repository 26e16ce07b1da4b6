import { nextPath } from './next-path';

it.each(['/', '/work/tenders?state=OPEN#lot-1', '/tenders/a//b', '/search?text=污水 COD', '/%09/a'])(
  'leads to a path of ours: %j',
  (path) => {
    expect(nextPath(path)).toBe(path);
    expect(new URL(path, 'https://ours.example').host).toBe('ours.example');
  },
);

it.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n\\evil.example',
  '/\r/evil.example',
  '/\t\n/evil.example/x',
  'https://evil.example',
  'javascript:alert(1)',
  ' //evil.example',
  'work',
  '',
  null,
])('leads nowhere else: %j', (asked) => expect(nextPath(asked)).toBe('/work'));

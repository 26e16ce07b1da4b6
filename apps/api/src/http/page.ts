import { escapeHtml } from '@huanpei/app';
import type { Language } from '@huanpei/domain';

/** A plain page of the server's own, for those who may have no account. `body` is HTML; the title is text. */
export function htmlPage(title: string, language: Language, body: string): string {
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="/favicon.svg">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.6 sans-serif; background: light-dark(#fff, #111715); color: light-dark(#1f1f1f, #e6ebe9); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid light-dark(#ddd, #3a4441); vertical-align: top; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: light-dark(#f6f6f6, #1b2220); padding: 1rem; }
a { color: light-dark(#0b6b50, #5fd3ae); }
iframe { background: #fff; box-sizing: border-box; width: 100%; height: 24rem; border: 1px solid light-dark(#ddd, #3a4441); }
button { font: inherit; padding: .4rem 1.2rem; }
@media (max-width: 600px) {
  tr { display: block; padding: .4rem 0; border-bottom: 1px solid light-dark(#ddd, #3a4441); }
  th, td { display: block; padding: .1rem 0; border: 0; }
  tr:has(th + th) { display: none; }
}
</style>
</head>
<body>
${body}
</body>
</html>
`;
}

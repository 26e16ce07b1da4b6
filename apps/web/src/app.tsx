import { useMemo, useState, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Provider, type SSRData } from 'urql';
import { createClient } from './graphql/client';
import { keepLanguage, LanguageProvider } from './language/choose';
import type { Language } from './language/first-language';
import { createTexts, tagOf } from './language/i18n';
import { sessionFetch } from './session/session-fetch';
import { SessionProvider } from './session/session';
import { ThemeProvider, type Theme } from './theme/theme';

/** Everything around the pages in the browser. The answers that came with the page hold for the language it was drawn in. */
export function App({
  language: first,
  theme,
  answered,
  children,
}: {
  readonly language: Language;
  readonly theme: Theme;
  readonly answered: SSRData | undefined;
  readonly children: ReactNode;
}) {
  const [language, setLanguage] = useState(first);
  // Counts sign-ins and sign-outs: what was read as somebody else is not shown again.
  const [epoch, setEpoch] = useState(0);
  const [texts] = useState(() => createTexts(first));
  const { client } = useMemo(
    () =>
      createClient({
        language,
        fetch: sessionFetch,
        onServer: false,
        answered: language === first && epoch === 0 ? answered : undefined,
      }),
    [language, epoch, first, answered],
  );
  const choice = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        keepLanguage(next);
        document.documentElement.lang = tagOf(next);
        void texts.changeLanguage(next);
        setLanguage(next);
      },
    }),
    [language, texts],
  );
  return (
    <I18nextProvider i18n={texts}>
      <LanguageProvider value={choice}>
        <ThemeProvider first={theme}>
          <Provider value={client}>
            <SessionProvider key={epoch} language={language} start={() => setEpoch((before) => before + 1)}>
              {children}
            </SessionProvider>
          </Provider>
        </ThemeProvider>
      </LanguageProvider>
    </I18nextProvider>
  );
}

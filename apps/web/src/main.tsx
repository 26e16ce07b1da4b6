import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { createBrowserRouter } from 'react-router';
// This one can render at once (flushSync), which the other cannot.
import { RouterProvider } from 'react-router/dom';
import { cacheExchange, Client, fetchExchange, Provider } from 'urql';
import { ComparePage } from './features/compare/compare-page';
import { DemandPage } from './features/demands/demand-page';
import { DemandsPage } from './features/demands/demands-page';
import { SearchPage } from './features/search/search-page';
import { HomePage } from './features/tenders/home-page';
import { TenderPage } from './features/tenders/tender-page';
import './i18n';
import './ui/look.css';
import { Frame } from './ui/frame';
import { NoSuchPage } from './ui/states';

const router = createBrowserRouter([
  {
    element: <Frame />,
    children: [
      { path: '/', element: <HomePage /> },
      { path: '/search', element: <SearchPage /> },
      { path: '/tenders/:id', element: <TenderPage /> },
      { path: '/demands', element: <DemandsPage /> },
      { path: '/demands/:id', element: <DemandPage /> },
      { path: '/compare', element: <ComparePage /> },
      { path: '*', element: <NoSuchPage /> },
    ],
  },
]);

function App() {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  // One client per language: the server answers in the language asked for, and the cache must not mix the two.
  const client = useMemo(
    () =>
      new Client({
        url: '/graphql',
        preferGetMethod: false,
        exchanges: [cacheExchange, fetchExchange],
        fetchOptions: { headers: { 'accept-language': language === 'zh' ? 'zh-CN' : 'en' } },
      }),
    [language],
  );
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      // Otherwise two Chinese signs are drawn apart, 搜 索, and read as two words.
      button={{ autoInsertSpace: false }}
      theme={{ token: { colorPrimary: '#0b6e4f', borderRadius: 4, fontFamily: 'inherit' } }}
    >
      <Provider value={client}>
        <RouterProvider router={router} />
      </Provider>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

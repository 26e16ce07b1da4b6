import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';

/** `SYSTEM` follows what the reader's device is set to. */
export type Theme = 'SYSTEM' | 'LIGHT' | 'DARK';
export const THEME_COOKIE = 'huanpei_theme';
const YEAR_S = 31_536_000;
const DARK = '(prefers-color-scheme: dark)';

export const readTheme = (value: string | undefined): Theme =>
  value === 'LIGHT' || value === 'DARK' ? value : 'SYSTEM';

interface Choice {
  readonly theme: Theme;
  /** What is drawn now. */
  readonly dark: boolean;
  readonly choose: (theme: Theme) => void;
}
const ThemeContext = createContext<Choice | undefined>(undefined);

/** The choice is kept in a cookie, so that the server sends the next page in it and nothing flashes. */
export function ThemeProvider({ first, children }: { readonly first: Theme; readonly children: ReactNode }) {
  const [theme, setTheme] = useState(first);
  const [deviceDark, setDeviceDark] = useState(false);
  useEffect(() => {
    const device = window.matchMedia(DARK);
    const follow = () => setDeviceDark(device.matches);
    follow();
    device.addEventListener('change', follow);
    return () => device.removeEventListener('change', follow);
  }, []);
  const choose = useCallback((next: Theme) => {
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${YEAR_S}; samesite=lax`;
    document.documentElement.dataset['theme'] = next;
    setTheme(next);
  }, []);
  const value = useMemo(
    () => ({ theme, dark: theme === 'DARK' || (theme === 'SYSTEM' && deviceDark), choose }),
    [theme, deviceDark, choose],
  );
  return <ThemeContext value={value}>{children}</ThemeContext>;
}

export function useTheme(): Choice {
  const choice = use(ThemeContext);
  if (choice === undefined) throw new Error('useTheme outside of a ThemeProvider');
  return choice;
}

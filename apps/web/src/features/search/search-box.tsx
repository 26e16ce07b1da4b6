import { useEffect, useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { SearchSuggestionsDocument } from '../../generated/search';
import { Button } from '../../ui/button';

const PAUSE_MS = 200;

/** The one box, with ways to go on typing (the combobox pattern of the ARIA practices: arrows, Enter, Escape). */
export function SearchBox({ text, search }: { readonly text: string; readonly search: (text: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState(text);
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  // What another page or the back button asks for is shown, whatever was typed before.
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    const pause = window.setTimeout(() => setAsked(typed.trim()), PAUSE_MS);
    return () => window.clearTimeout(pause);
  }, [typed]);
  const [found] = useQuery({
    query: SearchSuggestionsDocument,
    variables: { text: asked, first: 8 },
    pause: !open || asked === '',
  });
  // Those for other letters would be chosen by mistake.
  const suggestions = open && asked !== '' && asked === typed.trim() ? (found.data?.searchSuggestions ?? []) : [];

  const go = (next: string) => {
    setTyped(next);
    setOpen(false);
    setAt(-1);
    search(next.trim());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(suggestions[at]?.text ?? typed);
  };
  const onKey = (event: KeyboardEvent) => {
    // While a Chinese word is being put together the keys belong to the input method.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
      setAt(-1);
    }
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && suggestions.length > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const places = suggestions.length + 1;
      // One place more than there are suggestions: the text as it was typed.
      setAt(((at + 1 + step + places) % places) - 1);
    }
  };

  return (
    <form className="search-box" role="search" onSubmit={submit}>
      <div className="search-typed">
        <input
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          role="combobox"
          aria-expanded={suggestions.length > 0}
          aria-controls={`${id}list`}
          aria-autocomplete="list"
          aria-activedescendant={suggestions[at] ? `${id}${at}` : undefined}
          autoComplete="off"
          enterKeyHint="search"
          maxLength={500}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setOpen(true);
            setAt(-1);
          }}
          onKeyDown={onKey}
          onBlur={() => setOpen(false)}
        />
        <ul id={`${id}list`} role="listbox" aria-label={t('search.suggestions')} hidden={suggestions.length === 0}>
          {suggestions.map((suggestion, index) => (
            <li
              key={`${suggestion.kind ?? ''} ${suggestion.text}`}
              id={`${id}${index}`}
              role="option"
              aria-selected={index === at}
              // The box must not lose the focus before the click arrives.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => go(suggestion.text)}
            >
              {suggestion.text}
              {suggestion.kind ? <span className="stamp"> {t(`search.is.${suggestion.kind}`)}</span> : null}
            </li>
          ))}
        </ul>
      </div>
      <Button kind="primary" type="submit">
        {t('search.go')}
      </Button>
    </form>
  );
}

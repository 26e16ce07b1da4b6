/**
 * Where the focus goes when a line comes or goes, so that who works by keys is not thrown back to the top of the page. What
 * is on the page is looked at once the change is drawn.
 */
const onceDrawn = (then: () => void): void => void requestAnimationFrame(() => requestAnimationFrame(then));

/** Some two seconds. */
const MOST_FRAMES = 120;

const FIELDS = 'input, select, textarea, button';
const linesOf = (section: Element): readonly Element[] => [...section.querySelectorAll('.edit-lines > li')];
const focusIn = (place: Element | undefined | null): boolean => {
  const field = place?.querySelector<HTMLElement>(FIELDS);
  field?.focus();
  return field !== null && field !== undefined;
};

/** After the line of this button was taken away: the next line, the one before, or what adds another. */
export function focusAfterRemoval(button: Element): void {
  const section = button.closest('section');
  const line = button.closest('.edit-lines > li');
  if (!section) return;
  const at = line ? linesOf(section).indexOf(line) : 0;
  onceDrawn(() => {
    const lines = linesOf(section);
    if (!focusIn(lines[Math.min(at, lines.length - 1)])) focusIn(section.querySelector('.edit-adds'));
  });
}

/** After this button added a line: the first field of it. */
export function focusAdded(button: Element): void {
  const section = button.closest('section');
  if (section) onceDrawn(() => void focusIn(linesOf(section).at(-1)));
}

/**
 * After lines of the duty were brought in: the figure of the first of them, which is the buyer's to fill in. Where another
 * step was shown it is a while until they are drawn.
 */
export function focusBrought({ duty }: { readonly duty: readonly unknown[] }, frames = MOST_FRAMES): void {
  requestAnimationFrame(() => {
    const line = document.querySelectorAll('.duty-lines > li')[duty.length];
    if (!line && frames > 0) focusBrought({ duty }, frames - 1);
    // The step that comes takes the focus first.
    if (line) onceDrawn(() => line.querySelector<HTMLElement>('.figure-input input')?.focus());
  });
}

/** After this button let the technologies of the scenario in and went: those technologies. */
export function focusTechnologies(button: Element): void {
  const section = button.closest('section');
  onceDrawn(() => void focusIn(section?.querySelector('.technologies')));
}

/** Before this button, which shows the rest of its list, goes: the list. */
export function focusList(button: Element): void {
  const list = button.previousElementSibling;
  if (list instanceof HTMLElement) list.focus({ preventScroll: true });
}

/** After this button relaxed a requirement, which may not be among the relaxations any more: the panel it is in. */
export function focusPanel(button: Element): void {
  button.closest<HTMLElement>('.editor-market')?.focus({ preventScroll: true });
}

/** After this button cited a standard: its limits and conditions. */
export function focusCited(button: Element): void {
  const section = button.closest('section');
  if (!section) return;
  onceDrawn(() => [...section.querySelectorAll<HTMLElement>('[role=group]')].at(-1)?.focus());
}

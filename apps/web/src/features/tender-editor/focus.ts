/**
 * Where the focus goes when a line comes or goes, so that who works by keys is not thrown back to the top of the page. What
 * is on the page is looked at once the change is drawn.
 */
const onceDrawn = (then: () => void): void => void requestAnimationFrame(() => requestAnimationFrame(then));

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

/** After this button cited a standard: its limits and conditions. */
export function focusCited(button: Element): void {
  const section = button.closest('section');
  if (!section) return;
  onceDrawn(() => [...section.querySelectorAll<HTMLElement>('[role=group]')].at(-1)?.focus());
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CSS = readFileSync(join(__dirname, 'look.css'), 'utf8');

/** The custom properties of each theme, in the order of the file: light, dark, and dark where the device says so. */
const THEMES = [...CSS.matchAll(/:root[^{]*\{([^}]*)\}/g)].map(
  ([, body = '']) => new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!])),
);
const [light, dark, byDevice] = THEMES;

/** A colour as red, green and blue from 0 to 255. */
function colour(theme: ReadonlyMap<string, string>, name: string): readonly number[] {
  const hex = /^#([0-9a-f]{3,6})$/.exec(theme.get(name) ?? '')?.[1];
  if (!hex) throw new Error(`look.css has no colour --${name}`);
  const six = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  return [0, 2, 4].map((at) => parseInt(six.slice(at, at + 2), 16));
}

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(theme: ReadonlyMap<string, string>, text: string, ground: string): number {
  const pair = [luminance(colour(theme, text)), luminance(colour(theme, ground))].sort((a, b) => b - a);
  const [bright = 0, dim = 0] = pair;
  return (bright + 0.05) / (dim + 0.05);
}

describe('colours of the pages', () => {
  it('are three sets, of which the dark ones are the same', () => {
    expect(THEMES).toHaveLength(3);
    expect(dark).toEqual(byDevice);
    expect([...dark!.keys()]).toEqual([...light!.keys()]);
  });

  const pairs = [
    ...['paper', 'ground'].flatMap((ground) =>
      ['ink', 'quiet', 'green', 'amber', 'red', 'blue'].map((text) => [text, ground] as const),
    ),
    ['ink', 'plain-ground'],
    ['quiet', 'plain-ground'],
    ['ink', 'good-ground'],
    ['green', 'good-ground'],
    ['ink', 'notice-ground'],
    ['amber', 'notice-ground'],
    ['ink', 'bad-ground'],
    ['red', 'bad-ground'],
    ['ink', 'info-ground'],
    ['blue', 'info-ground'],
    ['on-green', 'green'],
  ] as const;
  describe.each([
    ['light', light!],
    ['dark', dark!],
  ])('in the %s theme', (_, theme) => {
    it.each(pairs)('%s can be read on %s', (text, ground) => {
      expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(4.5);
    });
    // What bounds a field or a bar must be seen: WCAG 2.2, 1.4.11.
    it.each(['paper', 'ground'])('strong lines can be seen on %s', (ground) => {
      expect(contrast(theme, 'strong-line', ground)).toBeGreaterThanOrEqual(3);
    });
  });
});

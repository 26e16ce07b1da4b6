import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CSS = readFileSync(join(__dirname, 'look.css'), 'utf8');

/** The colour of a custom property, as red, green and blue from 0 to 255. */
function colour(name: string): readonly number[] {
  const hex = new RegExp(`--${name}:\\s*#([0-9a-f]{3,6});`).exec(CSS)?.[1];
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
function contrast(text: string, ground: string): number {
  const [light = 0, dark = 0] = [luminance(colour(text)), luminance(colour(ground))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('colours of the pages', () => {
  it.each([
    ['ink', 'paper'],
    ['ink', 'ground'],
    ['quiet', 'paper'],
    ['quiet', 'ground'],
    ['green', 'paper'],
    ['green', 'ground'],
    ['amber', 'paper'],
    ['red', 'paper'],
    ['ink', 'plain-ground'],
    ['green', 'good-ground'],
    ['amber', 'notice-ground'],
    ['red', 'bad-ground'],
  ])('%s can be read on %s', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

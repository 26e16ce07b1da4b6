import { useTexts } from '../language/texts';
import { showUnit } from './format';
import { texts } from './texts';

/** "¥1,200 / m³/d", or for one unit. */
export function PriceText({
  price,
}: {
  readonly price: { readonly per: string; readonly money: { readonly display: string } };
}) {
  const say = useTexts(texts);
  return (
    <span className="numbers">
      {price.money.display} / {price.per === 'unit' ? say('perUnit') : showUnit(price.per)}
    </span>
  );
}

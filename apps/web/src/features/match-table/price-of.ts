import { useTexts } from '../../language/texts';
import { showUnit } from '../../ui/format';
import { texts } from './texts';

/** A price with what it is for, without which one for a flow reads as that of the whole; nothing where none is stated. */
export function usePriceOf() {
  const say = useTexts(texts);
  return (price: { readonly per: string; readonly money: { readonly display: string } } | null | undefined): string => {
    if (!price) return '';
    return price.per === 'unit'
      ? say('perUnit', { price: price.money.display })
      : say('perFlow', { price: price.money.display, per: showUnit(price.per) });
  };
}

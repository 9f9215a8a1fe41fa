import type { Money, Property } from '@botones/contract';
import { demoHotel } from './demo-hotel.ts';
import type { Options } from './options.ts';

/** The options with everything filled in, and the property's money and zone. */
export interface Hotel extends Omit<Required<Options>, 'cityTax'> {
  readonly cityTax: NonNullable<Options['cityTax']> | null;
  readonly property: Property;
  /** 95 → 9500 cents. */
  money(amount: number): Money;
  /** Of minor units. */
  minor(amount: number): Money;
  /** In what a night is rounded to: a whole euro, dollar, yen. */
  readonly unit: number;
}

export function openHotel(options: Options, property: Property): Hotel {
  const { currency } = property;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const unit = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  const { cityTax = demoHotel.cityTax, roomTypes = demoHotel.roomTypes, ...others } = options;
  const unknown = options.blocked.find(({ roomType }) => !(roomType in roomTypes));
  if (unknown) throw new RangeError(`blocked: there is no room type "${unknown.roomType}" among roomTypes.`);
  return {
    ...demoHotel,
    ...others,
    roomTypes,
    cityTax: cityTax ?? null,
    property,
    unit,
    money: (amount) => ({ minor: Math.round(amount * unit), currency }),
    minor: (amount) => ({ minor: amount, currency }),
  };
}

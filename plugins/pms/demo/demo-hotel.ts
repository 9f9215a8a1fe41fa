import type { Options } from './options.ts';

type Defaults = Required<Pick<Options, 'roomTypes' | 'seasons' | 'ratePlans' | 'extras' | 'policies' | 'cityTax'>>;

/** A house of thirty rooms by the sea: what the options say that are left out. */
export const demoHotel: Defaults = {
  roomTypes: {
    single: {
      name: { es: 'Individual', en: 'Single' },
      description: {
        es: 'Acogedora, con cama de 105 cm, escritorio y ventana al patio de naranjos. 15 m².',
        en: 'Snug, with a 105 cm bed, a desk and a window on the orange-tree courtyard. 15 m².',
      },
      units: 4,
      price: 72,
      maxAdults: 1,
      maxChildren: 0,
      maxGuests: 1,
      guestsIncluded: 1,
      extraAdult: 0,
      extraChild: 0,
    },
    double: {
      name: { es: 'Doble', en: 'Double' },
      description: {
        es: 'Cama de matrimonio o dos camas, balcón a la calle del pueblo y sitio para una cuna. 22 m².',
        en: 'A double bed or twin beds, a balcony on the village street and room for a cot. 22 m².',
      },
      units: 12,
      price: 98,
      maxAdults: 2,
      maxChildren: 1,
      maxGuests: 3,
      guestsIncluded: 2,
      extraAdult: 0,
      extraChild: 18,
    },
    superior: {
      name: { es: 'Superior con vistas al mar', en: 'Superior with sea view' },
      description: {
        es: 'Cama de 180 cm y terraza propia sobre la bahía; el sol entra al amanecer. 28 m².',
        en: 'A 180 cm bed and a terrace of its own above the bay; the sun comes in at dawn. 28 m².',
      },
      units: 8,
      price: 136,
      maxAdults: 2,
      maxChildren: 1,
      maxGuests: 3,
      guestsIncluded: 2,
      extraAdult: 0,
      extraChild: 22,
    },
    family: {
      name: { es: 'Familiar', en: 'Family room' },
      description: {
        es: 'Dormitorio y sala con literas, bañera y un rincón de juegos. 38 m².',
        en: 'A bedroom and a sitting room with bunk beds, a bath tub and a corner to play. 38 m².',
      },
      units: 4,
      price: 158,
      maxAdults: 3,
      maxChildren: 3,
      maxGuests: 5,
      guestsIncluded: 4,
      extraAdult: 30,
      extraChild: 18,
    },
    suite: {
      name: { es: 'Suite', en: 'Suite' },
      description: {
        es: 'En el ático: salón, bañera de hidromasaje y una terraza de 30 m² con tumbonas. 52 m².',
        en: 'On the top floor: a living room, a whirlpool bath and a 30 m² terrace with sun beds. 52 m².',
      },
      units: 2,
      price: 245,
      maxAdults: 3,
      maxChildren: 2,
      maxGuests: 4,
      guestsIncluded: 2,
      extraAdult: 45,
      extraChild: 25,
    },
  },
  seasons: [
    { from: '07-15', until: '08-31', percent: 40, minNights: 2 },
    { from: '12-28', until: '01-01', percent: 35, minNights: 2 },
    { from: '06-01', until: '09-30', percent: 20, minNights: 1 },
    { from: '11-02', until: '12-22', percent: -15, minNights: 1 },
    { from: '01-08', until: '03-15', percent: -15, minNights: 1 },
  ],
  ratePlans: {
    flexible: {
      name: { es: 'Tarifa flexible', en: 'Flexible rate' },
      percent: 0,
      freeUntilDays: 2,
      fee: 'first-night',
      changes: true,
      changeFee: 0,
    },
    'non-refundable': {
      name: { es: 'No reembolsable', en: 'Non-refundable' },
      percent: -10,
      freeUntilDays: null,
      fee: 'all',
      changes: false,
      changeFee: 0,
    },
  },
  extras: {
    breakfast: { name: { es: 'Desayuno bufé', en: 'Buffet breakfast' }, price: 14, per: 'person-night' },
    parking: { name: { es: 'Aparcamiento', en: 'Parking' }, price: 12, per: 'night' },
    cot: { name: { es: 'Cuna', en: 'Cot' }, price: 0, per: 'stay' },
    spa: { name: { es: 'Circuito de spa', en: 'Spa circuit' }, price: 25, per: 'person' },
    'late-checkout': { name: { es: 'Salida a las 18:00', en: 'Departure at 18:00' }, price: 40, per: 'stay' },
  },
  policies: {
    cancellation: {
      es: 'Con la tarifa flexible puede cancelar gratis hasta 48 horas antes de la llegada; después se cobra la primera noche. La tarifa no reembolsable se cobra entera.',
      en: 'At the flexible rate you may cancel free of charge until 48 hours before arrival; later the first night is charged. The non-refundable rate is charged in full.',
    },
    payment: {
      es: 'Se paga por transferencia al reservar, o con tarjeta en el hotel. La tasa turística está en el total que le decimos.',
      en: 'Payment is by bank transfer when booking, or by card at the hotel. The city tax is part of the total that we tell you.',
    },
    children: {
      es: 'Los menores de 3 años no pagan; los demás, un suplemento por noche según la habitación.',
      en: 'Children under 3 stay free; others pay a supplement a night that depends on the room.',
    },
  },
  cityTax: { name: { es: 'Tasa turística', en: 'City tax' }, amount: 1.5, fromAge: 16, maxNights: 7 },
};

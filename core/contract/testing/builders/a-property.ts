import type { OpenSpan, Property, ServiceHours, Weekday } from '../../property.ts';

const everyDay = (...spans: OpenSpan[]): Record<Weekday, readonly OpenSpan[]> => ({
  1: spans,
  2: spans,
  3: spans,
  4: spans,
  5: spans,
  6: spans,
  7: spans,
});

const hour = 60;

/** Hours of one service; without overrides a pool that opens from 9 to 20. */
export function someHours(overrides: Partial<ServiceHours> = {}): ServiceHours {
  return {
    title: { es: 'Piscina', en: 'Pool' },
    week: everyDay({ from: 9 * hour, until: 20 * hour }),
    exceptions: {},
    ...overrides,
  };
}

/** A hotel in Madrid's time that speaks Spanish and English: reception always, breakfast, a bar past midnight, a pool. */
export function aProperty(overrides: Partial<Property> = {}): Property {
  return {
    id: 'miramar',
    name: 'Hotel Miramar',
    timeZone: 'Europe/Madrid',
    languages: ['es', 'en'],
    currency: 'EUR',
    phone: '+34 600 000 000',
    email: 'hotel@example.com',
    website: 'https://www.example.com',
    address: { street: 'Paseo del Faro, 1', postalCode: '00000', city: 'Villamar', country: 'ES' },
    location: { latitude: 36.5, longitude: -4.9 },
    directions: { es: 'Siga la avenida hasta el faro.', en: 'Follow the avenue to the lighthouse.' },
    hours: {
      reception: someHours({
        title: { es: 'Recepción', en: 'Reception' },
        week: everyDay({ from: 0, until: 24 * hour }),
      }),
      breakfast: someHours({
        title: { es: 'Desayuno', en: 'Breakfast' },
        week: everyDay({ from: 7 * hour, until: 10.5 * hour }),
      }),
      bar: someHours({ title: { es: 'Bar', en: 'Bar' }, week: everyDay({ from: 18 * hour, until: 26 * hour }) }),
      pool: someHours(),
    },
    ...overrides,
  };
}

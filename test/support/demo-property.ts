import type { Property } from '@botones/contract';

/** A hotel that does not exist. */
export const demoProperty: Property = {
  id: 'miramar',
  name: 'Hotel Miramar',
  timeZone: 'Europe/Madrid',
  languages: ['es', 'en'],
  currency: 'EUR',
  phone: '+34 600 000 000',
  email: 'hola@miramar.example.com',
  website: 'https://miramar.example.com',
  address: { street: 'Paseo de la Playa 12', postalCode: '00000', city: 'Villamar', country: 'ES' },
  location: { latitude: 36.5, longitude: -4.9 },
  hours: {},
};

import type { Message, Part } from '@botones/contract';
import { textOf } from '@botones/contract';

const pictures = 'https://pictures.example.com';

const answers: { when: RegExp; es: Part[]; en: Part[] }[] = [
  {
    when: /desayuno|breakfast/i,
    es: [{ type: 'text', text: 'El desayuno se sirve de 7:30 a 10:30 en la terraza.' }],
    en: [{ type: 'text', text: 'Breakfast is served from 7:30 to 10:30 on the terrace.' }],
  },
  {
    when: /habitaci|rooms|choose_room/i,
    es: [
      { type: 'text', text: 'Estas son nuestras habitaciones:' },
      { type: 'cards', cards: rooms('es') },
      {
        type: 'choices',
        text: '¿Desea consultar la disponibilidad?',
        choices: [
          { title: 'Sí, por favor', payload: '/affirm' },
          { title: 'Ahora no', payload: '/deny' },
        ],
      },
    ],
    en: [
      { type: 'text', text: 'These are our rooms:' },
      { type: 'cards', cards: rooms('en') },
      {
        type: 'choices',
        text: 'Shall we look at availability?',
        choices: [
          { title: 'Yes, please', payload: '/affirm' },
          { title: 'Not now', payload: '/deny' },
        ],
      },
    ],
  },
  { when: /llegar|dónde|where|location/i, es: place('Cómo llegar'), en: place('Directions') },
  {
    when: /affirm/,
    es: [{ type: 'text', text: '¿Para qué fechas?' }],
    en: [{ type: 'text', text: 'For which dates?' }],
  },
];

/** A bot of a few words: it knows breakfast, rooms and the way, in the language that the browser says; else it repeats. */
export function answerAsDemo(message: Message): Part[] {
  const said = message.parts.map((part) => (part.type === 'picked' ? part.payload : textOf([part]))).join(' ');
  const language = message.guest.locale === 'en' ? 'en' : 'es';
  return answers.find(({ when }) => when.test(said))?.[language] ?? [{ type: 'text', text: `« ${said} »` }];
}

function rooms(language: 'es' | 'en') {
  const es = language === 'es';
  return [
    { key: 'sea', title: es ? 'Doble con vistas al mar' : 'Double with sea view', price: 148, square: 26 },
    { key: 'garden', title: es ? 'Doble al jardín' : 'Garden double', price: 112, square: 24 },
    { key: 'suite', title: es ? 'Suite Miramar' : 'Miramar suite', price: 236, square: 44 },
  ].map(({ key, title, price, square }) => ({
    title,
    text: es
      ? `2 personas · ${square} m²\nDesde ${price} € por noche`
      : `2 guests · ${square} m²\nFrom €${price} a night`,
    image: { url: `${pictures}/${key}.svg`, alt: title },
    choices: [{ title: es ? 'Elegir' : 'Choose', payload: `/choose_room{"room":"${key}"}` }],
  }));
}

function place(title: string): Part[] {
  return [
    {
      type: 'location',
      latitude: 36.5,
      longitude: -4.9,
      name: 'Hotel Miramar',
      address: 'Paseo de la Playa 12, Villamar',
    },
    { type: 'link', title: '+34 600 000 000', url: 'tel:+34600000000' },
    { type: 'document', name: `${title}.pdf`, media: { url: `${pictures}/map.pdf` } },
  ];
}

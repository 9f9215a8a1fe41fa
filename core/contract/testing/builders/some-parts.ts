import type { Choice, Part } from '../../part.ts';

/** `someChoices(12)`: titles short enough for a button, no two alike. */
export function someChoices(count: number): Choice[] {
  return Array.from({ length: count }, (_, index) => {
    const letters = String.fromCharCode(97 + (Math.floor(index / 26) % 26), 97 + (index % 26));
    return { title: `Suite ${letters}`, payload: `/choose{"suite":"${letters}"}` };
  });
}

/** One part of each kind that a handler may send, each with words of its own. */
export function everyPart(): Part[] {
  const url = 'https://www.example.com';
  return [
    { type: 'text', text: 'Desayuno: 7:00–10:30 <b>& café</b> ☕\nBuffet *libre*' },
    {
      type: 'choices',
      text: '¿Qué vistas prefiere?',
      choices: [
        { title: 'Mar', payload: '/choose{"view":"sea"}', description: 'Planta alta' },
        { title: 'Jardín', payload: '/choose{"view":"garden"}' },
      ],
    },
    {
      type: 'cards',
      cards: [
        {
          title: 'Doble',
          text: 'Dos camas, 24 m²',
          image: { url: `${url}/double.jpg`, alt: 'La habitación doble' },
          choices: [{ title: 'Ver la doble', payload: '/show{"room":"double"}' }],
        },
        { title: 'Individual', link: { title: 'Fotos', url: `${url}/single` } },
      ],
    },
    { type: 'image', media: { url: `${url}/pool.jpg`, mime: 'image/jpeg' }, alt: 'La piscina al atardecer' },
    { type: 'audio', media: { url: `${url}/welcome.ogg`, mime: 'audio/ogg' }, voice: true },
    { type: 'document', media: { url: `${url}/menu.pdf`, mime: 'application/pdf' }, name: 'Carta de verano.pdf' },
    { type: 'location', latitude: 36.5, longitude: -4.9, name: 'Hotel Miramar', address: 'Paseo del Faro, 1' },
    { type: 'link', title: 'Reservar mesa', url: `${url}/table?for=2` },
  ];
}

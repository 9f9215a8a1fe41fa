import type { Grammar } from './grammar.ts';

const ones =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve';
const months = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre';
const weekdays = 'lunes martes miercoles jueves viernes sabado domingo';

const companions =
  'mujer marido esposa esposo pareja novia novio prometida prometido madre padre hermana hermano amiga amigo'.split(
    ' ',
  );

export const spanish: Grammar = {
  numbers: {
    ...number(ones, (at) => at),
    ...number('treinta cuarenta cincuenta sesenta setenta ochenta noventa', (at) => 30 + 10 * at),
    un: 1,
    una: 1,
    primero: 1,
  },
  places: ['primero', 'primera', 'segunda', 'tercera', 'ultima'],
  hundreds: {
    cien: 100,
    ciento: 100,
    ...hundreds('os'),
    ...hundreds('as'),
  },
  multipliers: { mil: 1000 },
  hundredsJoin: [],
  couple: ['un par de'],
  tensJoin: ['y'],
  months: {
    ...number(months, (at) => at + 1),
    ...number('ene feb mar abr may jun jul ago sep oct nov dic', (at) => at + 1),
    setiembre: 9,
  },
  weekdays: {
    ...number(weekdays, (at) => at + 1),
    ...number('lun mie jue vie sab dom', (at) => [1, 3, 4, 5, 6, 7][at] ?? 0),
  },
  days: [
    ['pasado manana', 2],
    ['manana', 1],
    ['hoy', 0],
    ['esta noche', 0],
    ['ayer', -1],
  ],
  feasts: [
    ['nochebuena', { month: 12, day: 24 }],
    ['navidad', { month: 12, day: 25 }],
    ['nochevieja', { month: 12, day: 31 }],
    ['fin de ano', { month: 12, day: 31 }],
    ['ano nuevo', { month: 1, day: 1 }],
    ['noche de reyes', { month: 1, day: 5 }],
    ['dia de reyes', { month: 1, day: 6 }],
    ['semana santa', { fromEaster: -3, nights: 3 }],
    ['jueves santo', { fromEaster: -3 }],
    ['viernes santo', { fromEaster: -2 }],
    ['domingo de resurreccion', { fromEaster: 0 }],
    ['puente de diciembre', { month: 12, day: 6, nights: 2 }],
    ['puente de la constitucion', { month: 12, day: 6, nights: 2 }],
    ['puente de la inmaculada', { month: 12, day: 6, nights: 2 }],
    ['puente de mayo', { month: 5, day: 1, nights: 2 }],
  ],
  fromThen: [],
  now: [],
  arriving: [
    'llegando',
    'llegamos',
    'llego',
    'llegada',
    'llegaremos',
    'llegaria',
    'llegariamos',
    'entrada',
    'entramos',
    'entrar',
  ],
  leaving: ['salimos', 'salgo', 'salida', 'saliendo', 'salir', 'hasta'],
  bareFrom: ['del'],
  next: ['proximo', 'siguiente', 'que viene'],
  nextSkipsThisWeek: false,
  weekend: ['fin de semana', 'finde'],
  dayFillers: ['el', 'de', 'del', 'dia', 'este', ','],
  ordinals: ['º', 'o'],
  from: ['del', 'desde', 'entre', 'de'],
  to: ['al', 'a', 'hasta', 'y', '-', '–'],
  within: ['dentro de', 'en'],
  dayUnits: ['dia', 'dias'],
  weekUnits: ['semana', 'semanas'],
  nightUnits: ['noche', 'noches'],
  roomUnits: ['habitacion', 'habitaciones', 'cuarto', 'cuartos'],
  oneNight: ['noche del', 'noche de'],
  spans: {},
  adults: ['adulto', 'adultos', 'adulta', 'adultas', 'mayores'],
  children:
    'nino ninos nina ninas bebe bebes menor menores hijo hijos hija hijas peque peques pequeno pequenos crio crios cria crias chiquillo chiquillos nene nena'.split(
      ' ',
    ),
  people: ['persona', 'personas', 'huesped', 'huespedes', 'pax', 'amigos', 'amigas'],
  weAre: ['somos', 'seremos', 'seriamos', 'vamos', 'vendremos', 'iremos', 'para'],
  afterCount: 'del desde con y mas que llegando este esta manana hoy el en por'.split(' '),
  groupOf: ['grupo de'],
  ofUs: ['de nosotros'],
  ofThem: ['de ellos son', 'de ellos', 'de ellas', 'son'],
  whose: ['mi', 'nuestro', 'nuestra', 'su', 'el', 'la'],
  ours: ['mi', 'nuestro', 'nuestra'],
  parties: [
    ...companions.flatMap((one): [string, number][] =>
      [`mi ${one} y yo`, `yo y mi ${one}`, `con mi ${one}`].map((phrase) => [phrase, 2]),
    ),
    ['un matrimonio', 2],
    ['nosotros dos', 2],
    ['nosotras dos', 2],
    ['una pareja', 2],
    ['para mi solo', 1],
    ['para mi sola', 1],
    ['solo para mi', 1],
    ['solo yo', 1],
    ['yo solo', 1],
    ['yo sola', 1],
    ['voy solo', 1],
    ['voy sola', 1],
    ['viajo solo', 1],
    ['viajo sola', 1],
  ],
  onlyUs: [
    'solo nosotros dos',
    'solo nosotras dos',
    'solo nosotros',
    'solo nosotras',
    'nosotros solos',
    'nosotras solas',
    'nosotros dos',
    'nosotras dos',
    'solo los dos',
    'solo las dos',
    'vamos solos',
    'vamos solas',
    'solo adultos',
    'solo yo',
    'yo solo',
    'yo sola',
  ],
  isAged: ['tiene', 'tienen', 'tendra', 'tendran', 'cumple', 'cumplen'],
  none: ['no', 'ninguno', 'ninguna', 'ningun', 'cero', 'sin', 'nadie'],
  yes: 'si vale ok okey claro dale venga adelante perfecto confirmo confirmado correcto exacto hecho'.split(' '),
  no: ['no', 'nada', 'tampoco'],
  but: 'pero espera espere aunque menos salvo mejor cuando como cuanto donde cual puedo puede hay luego quiza tal'.split(
    ' ',
  ),
  courtesies:
    'gracias muchas por favor de ellos ella yo nosotros es son seria serian seran tiene tienen si vale pues perdon solo la las los'.split(
      ' ',
    ),
  varying:
    'que tal con en mejor entonces pero espera espere perdona tambien si fuera fuese seria fueran en vez de cambio cambia cambie a ponme lo mismo mas bien digo oye ay no mira'.split(
      ' ',
    ),
  articles: ['un', 'una'],
  aged: ['de', 'con', '(', 'que', 'tiene', 'tienen'],
  yearsOld: ['ano', 'anos', 'anitos'],
  monthsOld: ['mes', 'meses'],
  ageJoin: ['y', ',', 'e'],
  currencies: {
    '€': 'EUR',
    euro: 'EUR',
    euros: 'EUR',
    eur: 'EUR',
    $: 'USD',
    dolares: 'USD',
    usd: 'USD',
    '£': 'GBP',
    libras: 'GBP',
    gbp: 'GBP',
  },
  clock: {
    at: ['a las', 'a la', 'las', 'sobre las'],
    morning: ['am', 'de la manana'],
    afternoon: ['pm', 'de la tarde', 'de la noche'],
    half: ['y media'],
    quarterPast: ['y cuarto'],
    quarterTo: ['menos cuarto'],
    before: [],
    named: { mediodia: '12:00', medianoche: '00:00' },
  },
};

/** "doscientos", "doscientas" */
function hundreds(ending: string): Record<string, number> {
  const names = 'doscient trescient cuatrocient quinient seiscient setecient ochocient novecient';
  return Object.fromEntries(names.split(' ').map((name, at) => [`${name}${ending}`, 200 + 100 * at]));
}

/** Words to numbers, by their position. */
function number(words: string, valueAt: (position: number) => number): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, position) => [word, valueAt(position)]));
}

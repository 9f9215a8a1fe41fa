import { expect } from 'chai';
import { checkStay } from '../../../../core/dialogue/entities/check-stay.ts';
import { findEntities } from '../../../../core/dialogue/entities/find-entities.ts';

/** A Wednesday. */
const today = Temporal.PlainDate.from('2031-05-07');

/** `entity=value` of each, with its role: `date>` for an arrival, `date<` for a departure. */
function find(text: string, language: string): string {
  return findEntities(text, language, today)
    .map(({ entity, value, role }) => {
      const mark = role === 'arrival' ? '>' : role === 'departure' ? '<' : '';
      return `${entity}${mark}=${typeof value === 'object' ? JSON.stringify(value) : value}`;
    })
    .join(' ');
}

const cases: Record<'en' | 'es', Record<string, Record<string, string>>> = {
  en: {
    'a day': {
      today: 'date=2031-05-07',
      'tomorrow, please': 'date=2031-05-08',
      'the day after tomorrow': 'date=2031-05-09',
      yesterday: 'date=2031-05-06',
      'in three days': 'date=2031-05-10',
      'in 2 weeks': 'date=2031-05-21',
      'on Friday': 'date=2031-05-09',
      'next Friday': 'date=2031-05-16',
      'on Wednesday': 'date=2031-05-14',
      'May 8th': 'date=2031-05-08',
      'May 3rd': 'date=2032-05-03',
      'the third of June': 'date=2031-06-03',
      '4 June 2032': 'date=2032-06-04',
      'June 4th, 2032': 'date=2032-06-04',
      '2031-06-04': 'date=2031-06-04',
      '4/6': 'date=2031-06-04',
      '12/13': 'date=2031-12-13',
      '4.6.32': 'date=2032-06-04',
      'Saturday 17 May': 'date=2031-05-17',
    },
    'a stay': {
      'from 3 to 5 June': 'date>=2031-06-03 date<=2031-06-05',
      '3-5 June': 'date>=2031-06-03 date<=2031-06-05',
      'June 3 to 5': 'date>=2031-06-03 date<=2031-06-05',
      'from May 30 until June 2': 'date>=2031-05-30 date<=2031-06-02',
      'between the 30th of December and the 2nd of January': 'date>=2031-12-30 date<=2032-01-02',
      '2031-06-04 to 2031-06-07': 'date>=2031-06-04 date<=2031-06-07',
      'from Friday to Sunday': 'date>=2031-05-09 date<=2031-05-11',
      'this weekend': 'date>=2031-05-09 date<=2031-05-11',
      'next weekend': 'date>=2031-05-16 date<=2031-05-18',
      'from 5 to 3 June': 'date>=2031-06-05 date<=2031-06-03',
      'tomorrow for three nights': 'date=2031-05-08 nights=3',
      'a week from Monday': 'date=2031-05-19',
      'a fortnight from June 3': 'nights=14 date=2031-06-03',
      'Christmas for two nights': 'date=2031-12-25 nights=2',
      "New Year's Eve": 'date=2031-12-31',
      'arriving on Friday leaving Sunday': 'date>=2031-05-09 date<=2031-05-11',
      'the weekend of 14 June': 'date>=2031-06-13 date<=2031-06-15',
      'the night of 3 June': 'date=2031-06-03 nights=1',
      'the night of 3 June and two nights': 'date=2031-06-03 nights=2',
    },
    people: {
      'two adults and a child of six': 'adults=2 children=1 child_age=6',
      '2 adults, 2 kids aged 3 and 5': 'adults=2 children=2 child_age=3 child_age=5',
      '1 child (6)': 'children=1 child_age=6',
      'twenty-one people': 'adults=21',
      'there are four of us, we are 4': 'adults=4 adults=4',
      'me and my wife': 'adults=2',
      'party of six': 'adults=6',
      'a couple with a baby': 'adults=2 children=1',
      'we are five, two of them children aged 3 and 5': 'adults=3 children=2 child_age=3 child_age=5',
      'our 3 year old': 'child_age=3 children=1',
      'two adults and no children': 'adults=2 children=0',
      'a couple of nights for 2': 'nights=2 adults=2',
      'for 2 from 3 June': 'adults=2 date=2031-06-03',
      'for 3 nights': 'nights=3',
      'two grown ups, 2 grown-ups': 'adults=2 adults=2',
      'me and my wife plus our daughter': 'adults=2 children=1',
      'with my boyfriend': 'adults=2',
      'two double rooms, or 3 rooms': 'rooms=2 rooms=3',
      'a double room, room 204': '',
      'only one room': 'rooms=1',
      'a boy of 4 and a girl of 6': 'children=2 child_age=4 children=2 child_age=6',
    },
    'a time': {
      'at 3 pm': 'time=15:00',
      'at 12 am': 'time=00:00',
      'check in at 15:30': 'time=15:30',
      'at noon': 'time=12:00',
      '15h': 'time=15:00',
      'half past three': 'time=03:30',
    },
    money: {
      'two hundred and fifty euros': 'money={"amount":250,"currency":"EUR"}',
      '$1,250.50': 'money={"amount":1250.5,"currency":"USD"}',
      '100 euros': 'money={"amount":100,"currency":"EUR"}',
      '£99.50': 'money={"amount":99.5,"currency":"GBP"}',
    },
    'a contact': {
      'write to ana@example.com': 'email=ana@example.com',
      'call +34 600 000 000': 'phone=+34 600 000 000',
    },
    nothing: {
      'may I ask something': '',
      '31 February': '',
      '13/13': '',
      'room 204': '',
      'constructor __proto__': '',
      '': '',
    },
  },
  es: {
    'a day': {
      hoy: 'date=2031-05-07',
      mañana: 'date=2031-05-08',
      'pasado mañana': 'date=2031-05-09',
      'mañana por la mañana': 'date=2031-05-08',
      'dentro de dos semanas': 'date=2031-05-21',
      'el viernes': 'date=2031-05-09',
      'el próximo viernes': 'date=2031-05-09',
      'el viernes que viene': 'date=2031-05-09',
      'el 4 de junio': 'date=2031-06-04',
      'el uno de enero de 2032': 'date=2032-01-01',
      'llego el sábado 17 de mayo': 'date>=2031-05-17',
      'vamos el sábado': 'date=2031-05-10',
      nochevieja: 'date=2031-12-31',
      '3/13': 'date=2032-03-13',
      'el 29 de febrero': 'date=2032-02-29',
    },
    'a stay': {
      'del 3 al 5 de junio': 'date>=2031-06-03 date<=2031-06-05',
      'del 30 de mayo al 2 de junio': 'date>=2031-05-30 date<=2031-06-02',
      'desde el 30 de diciembre hasta el 2 de enero': 'date>=2031-12-30 date<=2032-01-02',
      'entre el 3 y el 5 de junio': 'date>=2031-06-03 date<=2031-06-05',
      'de viernes a domingo': 'date>=2031-05-09 date<=2031-05-11',
      'este fin de semana': 'date>=2031-05-09 date<=2031-05-11',
      'tres noches': 'nights=3',
      'del 30 al 2': 'date>=2031-05-30 date<=2031-06-02',
      'el puente de diciembre': 'date>=2031-12-06 date<=2031-12-08',
      'semana santa': 'date>=2032-03-25 date<=2032-03-28',
      'entrada el 3 de junio, salida el 7': 'date>=2031-06-03 date<=2031-06-07',
      'un par de noches': 'nights=2',
      'una semana': 'nights=7',
      'el finde del 14 de junio': 'date>=2031-06-13 date<=2031-06-15',
      'el fin de semana del 15': 'date>=2031-05-16 date<=2031-05-18',
      'la noche del 3 de junio': 'date=2031-06-03 nights=1',
    },
    people: {
      'dos adultos y un niño de 6 años': 'adults=2 children=1 child_age=6',
      'dos niños de 4 y 7 años': 'children=2 child_age=4 child_age=7',
      'somos cuatro': 'adults=4',
      'somos 4, dos de ellos niños de 3 y 5': 'adults=2 children=2 child_age=3 child_age=5',
      'mi mujer y yo': 'adults=2',
      'un grupo de doce': 'adults=12',
      'para 2 personas': 'adults=2',
      'treinta y un huéspedes': 'adults=31',
      '2 adultos, 1 bebé': 'adults=2 children=1',
      'para dos del 18 al 21 de septiembre': 'adults=2 date>=2031-09-18 date<=2031-09-21',
      'para dos noches': 'nights=2',
      'para mí solo, sin niños': 'adults=1 children=0',
      'voy con mi novia': 'adults=2',
      'dos habitaciones dobles para 4 adultos': 'rooms=2 adults=4',
      'una habitación doble': '',
      'en una sola habitación': 'rooms=1',
      'mi marido y yo, con nuestra hija': 'adults=2 children=1',
      'un niño y una niña': 'children=2 children=2',
    },
    'a time': {
      'a las tres y media de la tarde': 'time=15:30',
      'a las 10 de la mañana': 'time=10:00',
      'a las cinco menos cuarto': 'time=04:45',
      'a mediodía': 'time=12:00',
    },
    money: {
      '1.250,50 €': 'money={"amount":1250.5,"currency":"EUR"}',
      'doscientos cincuenta euros': 'money={"amount":250,"currency":"EUR"}',
      '100 €': 'money={"amount":100,"currency":"EUR"}',
      '12,50 euros': 'money={"amount":12.5,"currency":"EUR"}',
    },
    nothing: { 'por la mañana': '', 'de 3 a 5': '', 'buenos días': '' },
  },
};

describe('findEntities', () => {
  for (const [language, kinds] of Object.entries(cases)) {
    for (const [kind, messages] of Object.entries(kinds)) {
      it(`finds ${kind} in ${language}`, () => {
        const found = Object.keys(messages).map((text) => [text, find(text, language)]);
        expect(Object.fromEntries(found)).to.deep.equal(messages);
      });
    }
  }

  it('tells where each stands in the text as it was written', () => {
    const text = 'Llegaré MAÑANA, somos 2 adultos';
    const words = findEntities(text, 'es', today).map(({ start, end }) => text.slice(start, end));
    expect(words).to.deep.equal(['MAÑANA', '2 adultos']);
  });

  it('finds what needs no words in a language that it does not know', () => {
    expect(find('2031-06-04, ana@example.com', 'fi')).to.equal('date=2031-06-04 email=ana@example.com');
  });

  it('ends soon on long and odd texts', () => {
    const odd = 'del 3 al a las 5 y 4 de '.repeat(400);
    expect(findEntities(odd, 'es', today)).to.be.an('array');
    expect(findEntities('1-'.repeat(3000), 'en', today)).to.be.an('array');
  });
});

describe('checkStay', () => {
  it('has nothing against a stay that lies ahead, or is not known yet', () => {
    expect(checkStay({ arrival: '2031-05-07', departure: '2031-05-08' }, today)).to.equal(null);
    expect(checkStay({}, today)).to.equal(null);
    expect(checkStay({ arrival: null, departure: '2031-05-08' }, today)).to.equal(null);
  });

  it('names a past arrival, a departure that does not come after it, and what is no day', () => {
    expect(checkStay({ arrival: '2031-05-06' }, today)).to.equal('arrival_past');
    expect(checkStay({ arrival: '2031-06-05', departure: '2031-06-03' }, today)).to.equal(
      'departure_not_after_arrival',
    );
    expect(checkStay({ arrival: '2031-06-05', departure: '2031-06-05' }, today)).to.equal(
      'departure_not_after_arrival',
    );
    expect(checkStay({ departure: '2031-05-01' }, today)).to.equal('departure_not_after_arrival');
    expect(checkStay({ arrival: 'someday' }, today)).to.equal('no_such_day');
  });
});

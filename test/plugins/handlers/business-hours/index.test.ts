import type { Property, Turn } from '@botones/contract';
import {
  aHandlerContext,
  anEntity,
  anUnderstanding,
  aProperty,
  aTurn,
  handlerContract,
  someHours,
} from '@botones/contract/testing';
import { expect } from 'chai';
import businessHours from '../../../../plugins/handlers/business-hours/index.ts';
import { knownResponses } from '../../../support/known-responses.ts';

/** A guest who asks for these services. */
function asks(services: readonly unknown[], overrides: Partial<Turn> = {}): Turn {
  const entities = services.map((service) => anEntity('service', service));
  return aTurn({ understanding: anUnderstanding({ intent: 'consultar_horario', entities }), ...overrides });
}

const weekday = [{ from: 420, until: 630 }];
const weekend = [{ from: 450, until: 660 }];
const brunch = someHours({
  title: { es: 'Desayuno', en: 'Breakfast' },
  week: { 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: weekday, 6: weekend, 7: weekend },
});
const never = someHours({ title: { en: 'Sauna' }, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } });
const property = aProperty({ hours: { ...aProperty().hours, brunch, never } });

/** Noon in Madrid, on Monday, 1 June 2026. */
async function answer(turn: Turn, hotel: Property = property, options = { entity: 'service' }) {
  const handle = await businessHours.setup(aHandlerContext(options, { property: hotel }));
  return handle(turn);
}

const weekLines = 'lunes–viernes: 07:00–10:30\nsábado–domingo: 07:30–11:00';

handlerContract(businessHours, {
  property,
  knownResponses: knownResponses(),
  turns: [
    asks([]),
    asks(['pool']),
    asks(['breakfast']),
    asks(['reception', 'bar']),
    asks(['brunch'], { now: Temporal.Instant.from('2026-12-31T23:30:00Z') }),
    asks(['never']),
    asks(['helipad', 5, null]),
  ],
});

handlerContract(businessHours, {
  property: aProperty({ hours: {} }),
  options: { entity: 'facility' },
  turns: [asks(['pool'])],
});

describe('business-hours', () => {
  it('says until when a service is open', async () => {
    const { title } = someHours();
    expect(await answer(asks(['pool']))).to.deep.equal({
      replies: [{ response: 'hours/open_now', values: { service: title, until: '20:00', today: '09:00–20:00' } }],
    });
  });

  it('says when a closed service opens again', async () => {
    const { replies } = await answer(asks(['breakfast'], { language: 'en' }));
    const values = { service: { es: 'Desayuno', en: 'Breakfast' }, opens: 'tomorrow at 07:00', today: '07:00–10:30' };
    expect(replies).to.deep.equal([{ response: 'hours/closed_now', values }]);
  });

  it('knows what never closes', async () => {
    const { replies } = await answer(asks(['reception']));
    expect(replies).to.deep.equal([
      { response: 'hours/open_always', values: { service: { es: 'Recepción', en: 'Reception' } } },
    ]);
  });

  it('tells a closed day from a closed hour', async () => {
    const closed = aProperty({ hours: { pool: someHours({ exceptions: { '2026-06-01': [] } }) } });
    const { replies } = await answer(asks(['pool']), closed);
    expect(replies[0]).to.deep.include({ response: 'hours/closed_today' });
    expect(replies[0]).to.have.nested.property('values.opens', 'mañana a las 09:00');
  });

  it('adds the week where its days differ', async () => {
    const { replies } = await answer(asks(['brunch']));
    expect(replies.map((reply) => 'response' in reply && reply.response)).to.deep.equal([
      'hours/closed_now',
      'hours/week',
    ]);
    expect(replies[1]).to.have.nested.property('values.week', weekLines);
  });

  it('shows the week of what does not open within a year', async () => {
    const { replies } = await answer(asks(['never'], { language: 'en' }));
    const values = { service: { en: 'Sauna' }, week: 'Monday–Sunday: closed' };
    expect(replies).to.deep.equal([{ response: 'hours/week', values }]);
  });

  it('answers for each service that the guest names, once', async () => {
    const { replies } = await answer(asks(['bar', 'Pool', 'pool']));
    expect(replies).to.have.length(2);
    expect(replies[0]).to.have.nested.property('values.service.en', 'Bar');
    expect(replies[1]).to.have.nested.property('values.service.en', 'Pool');
  });

  it('gives today at a glance when no service is named, or one that it does not know', async () => {
    const list = 'Recepción: 24 h\nDesayuno: 07:00–10:30\nBar: 18:00–02:00\nPiscina: 09:00–20:00';
    for (const services of [[], ['helipad'], ['constructor'], [7]]) {
      expect(await answer(asks(services), aProperty())).to.deep.equal({
        replies: [{ response: 'hours/overview', values: { list } }],
      });
    }
  });

  it('takes the service from the entity that the options name', async () => {
    const understanding = anUnderstanding({ entities: [anEntity('facility', 'pool'), anEntity('service', 'bar')] });
    const { replies } = await answer(aTurn({ understanding }), property, { entity: 'facility' });
    expect(replies).to.have.length(1);
    expect(replies[0]).to.have.nested.property('values.service.en', 'Pool');
  });

  it('calls a person when the hotel has told no hours', async () => {
    expect(await answer(asks(['pool']), aProperty({ hours: {} }))).to.deep.equal({
      replies: [],
      handoff: { reason: 'needs_staff' },
    });
  });
});

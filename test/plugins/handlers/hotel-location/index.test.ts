import type { Property } from '@botones/contract';
import { aHandlerContext, anUnderstanding, aProperty, aTurn, handlerContract } from '@botones/contract/testing';
import { expect } from 'chai';
import hotelLocation from '../../../../plugins/handlers/hotel-location/index.ts';
import { knownResponses } from '../../../support/known-responses.ts';

const address = 'Paseo del Faro, 1, 00000 Villamar';
const asks = (intent: string | null) => aTurn({ understanding: anUnderstanding({ intent }) });
const without = (...keys: (keyof Property)[]): Property =>
  aProperty(Object.fromEntries(keys.map((key) => [key, undefined])));

async function answer(intent: string | null, property = aProperty(), directionsFor = ['ask_location']) {
  const handle = await hotelLocation.setup(aHandlerContext({ directionsFor }, { property }));
  return handle(asks(intent));
}

const turns = [asks('hotel_location'), asks('ask_location'), asks(null)];
handlerContract(hotelLocation, { turns, knownResponses: knownResponses() });
handlerContract(hotelLocation, { turns, property: without('address', 'location', 'directions') });

const pin = {
  parts: [{ type: 'location', latitude: 36.5, longitude: -4.9, name: 'Hotel Miramar', address }],
};
const theAddress = { response: 'location/address', values: { address } };
const { directions } = aProperty();
const theWay = { response: 'location/directions', values: { address, directions } };

describe('hotel-location', () => {
  it('gives the address and a pin', async () => {
    expect(await answer('hotel_location')).to.deep.equal({ replies: [theAddress, pin] });
    expect(await answer(null)).to.deep.equal({ replies: [theAddress, pin] });
  });

  it('gives the way, in each language that the hotel wrote it in, to who asks for it', async () => {
    expect(await answer('ask_location')).to.deep.equal({ replies: [theWay, pin] });
    expect(await answer('how_to_arrive', aProperty(), ['how_to_arrive'])).to.deep.equal({ replies: [theWay, pin] });
  });

  it('gives the address where nobody wrote down the way', async () => {
    expect(await answer('ask_location', without('directions'))).to.deep.equal({ replies: [theAddress, pin] });
  });

  it('names the region where there is one', async () => {
    const property = aProperty({
      address: { street: 'Calle Mayor, 2', postalCode: '00000', city: 'Villamar', region: 'Alicante', country: 'ES' },
    });
    const { replies } = await answer('hotel_location', property);
    expect(replies[0]).to.have.nested.property('values.address', 'Calle Mayor, 2, 00000 Villamar, Alicante');
  });

  it('does with what there is', async () => {
    expect(await answer('hotel_location', without('location'))).to.deep.equal({ replies: [theAddress] });
    const named = { parts: [{ ...pin.parts[0], address: 'Hotel Miramar' }] };
    expect(await answer('hotel_location', without('address'))).to.deep.equal({ replies: [named] });
  });

  it('calls a person where there is nothing', async () => {
    const nowhere = without('address', 'location', 'directions');
    expect(await answer('ask_location', nowhere)).to.deep.equal({ replies: [], handoff: { reason: 'needs_staff' } });
  });
});

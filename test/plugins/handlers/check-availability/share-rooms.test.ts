import { aRoomType } from '@botones/contract/testing';
import { expect } from 'chai';
import { fewestRooms, shareRooms } from '../../../../plugins/handlers/check-availability/share-rooms.ts';

const party = (adults: number, ...childrenAges: number[]) => ({ adults, childrenAges });
const room = party;
const double = aRoomType({ maxAdults: 2, maxChildren: 1, maxGuests: 2 });
const family = aRoomType({ id: 'family', maxAdults: 3, maxChildren: 3, maxGuests: 5 });

describe('shareRooms', () => {
  it('shares adults evenly, and puts children where there is most room', () => {
    expect(shareRooms(party(5), 2)).to.deep.equal([room(3), room(2)]);
    expect(shareRooms(party(3, 6), 2)).to.deep.equal([room(2), room(1, 6)]);
    expect(shareRooms(party(2, 3, 5, 7, 9), 2)).to.deep.equal([room(1, 3, 7), room(1, 5, 9)]);
  });

  it('leaves no child alone in a room', () => {
    expect(shareRooms(party(1, 4, 6), 2)).to.equal(null);
    expect(shareRooms(party(20), 10)).to.equal(null);
  });
});

describe('fewestRooms', () => {
  it('takes one room where some type holds all', () => {
    expect(fewestRooms(party(2, 6), [double, family])).to.deep.equal([room(2, 6)]);
  });

  it('takes as many as it needs, all of one type', () => {
    expect(fewestRooms(party(4), [double])).to.deep.equal([room(2), room(2)]);
    expect(fewestRooms(party(2, 3, 5, 7, 9), [double, family])).to.deep.equal([room(1, 3, 7), room(1, 5, 9)]);
  });

  it('knows none for a party that no number of rooms holds', () => {
    expect(fewestRooms(party(40), [double, family])).to.equal(null);
    expect(fewestRooms(party(1, 2, 3, 4, 5, 6), [family])).to.equal(null);
    expect(fewestRooms(party(2), []), 'the PMS names no types').to.deep.equal([room(2)]);
  });
});

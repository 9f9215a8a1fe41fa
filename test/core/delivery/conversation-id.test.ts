import { expect } from 'chai';
import { conversationIdOf, lockKeyOf } from '../../../core/delivery/conversation-id.ts';

describe('conversationIdOf', () => {
  const id = conversationIdOf('miramar', 'whatsapp', '34600000000', 'guest');

  it('is the same in every process', () => {
    expect(conversationIdOf('miramar', 'whatsapp', '34600000000', 'guest')).to.equal(id);
  });

  it('is a UUID of version 8', () => {
    expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('differs with each of the four, and with where one ends and the next begins', () => {
    const others = [
      conversationIdOf('other', 'whatsapp', '34600000000', 'guest'),
      conversationIdOf('miramar', 'web', '34600000000', 'guest'),
      conversationIdOf('miramar', 'whatsapp', '34600000001', 'guest'),
      conversationIdOf('miramar', 'whatsapp', '34600000000', 'Guest'),
      conversationIdOf('miramar', 'whatsapp', '34600000000guest', ''),
      conversationIdOf('miramar', 'whatsapp', '34600000000","guest', ''),
    ];
    expect(new Set([id, ...others]).size).to.equal(others.length + 1);
  });
});

describe('lockKeyOf', () => {
  it('is a signed 64-bit number, as PostgreSQL wants it', () => {
    expect(lockKeyOf('00000000-0000-8001-a000-000000000000')).to.equal('32769');
    expect(lockKeyOf('ffffffff-ffff-8fff-afff-ffffffffffff')).to.equal('-28673');
    expect(lockKeyOf('80000000-0000-8000-a000-000000000000')).to.equal('-9223372036854743040');
  });
});

import { expect } from 'chai';
import { openMemory } from '../../../../../channels/web/widget/client/memory.ts';
import { makeStorage } from './fake-storage.ts';

const session = { token: 't', session: 's', renewAt: '2026-06-16T00:00:00Z' };

describe('widget: memory', () => {
  it('is shared by tabs and outlives a reload', () => {
    const storage = makeStorage();
    const [one, other] = [openMemory('chat', storage), openMemory('chat', storage)];
    one.update(() => ({ session }));
    other.update(() => ({ language: 'en' }));
    expect(one.read()).to.deep.equal({ session, drafts: [], language: 'en', seen: 0 });
    expect(openMemory('another', storage).read().session).to.equal(null);
  });

  it('forgets when the guest clears the browser', () => {
    const storage = makeStorage();
    const memory = openMemory('chat', storage);
    memory.update(() => ({ session }));
    storage.clear();
    expect(memory.read().session).to.equal(null);
  });

  it('lasts as long as the page where storage is forbidden', () => {
    const memory = openMemory('chat', null);
    memory.update(() => ({ session }));
    expect(memory.read().session).to.deep.equal(session);
  });

  it('survives a full store and a damaged one', () => {
    const full = {
      ...makeStorage(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const memory = openMemory('chat', full);
    memory.update(() => ({ session }));
    expect(memory.read().session).to.deep.equal(session);
    const storage = makeStorage();
    storage.setItem('chat', '{"session":');
    expect(openMemory('chat', storage).read().session).to.equal(null);
  });
});

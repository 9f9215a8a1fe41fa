import { expect } from 'chai';
import { createMemoryStore } from '../../../core/cache/memory-store.ts';

const kept = (text: string, generation = '0') => ({ generation, at: 0, text });

describe('createMemoryStore', () => {
  const read = async (store: ReturnType<typeof createMemoryStore>, key: string) =>
    (await store.read('space', key)).kept?.text;

  it('forgets at the end of its time', async () => {
    let now = 0;
    const store = createMemoryStore(undefined, () => now);
    await store.write('space', 'a', kept('a'), 1_000);
    now = 999;
    expect(await read(store, 'a')).to.equal('a');
    now = 1_000;
    expect(await read(store, 'a')).to.equal(undefined);
    expect(store.size).to.equal(0);
  });

  it('holds so many answers, and lets go of those that were not read for longest', async () => {
    const store = createMemoryStore({ entries: 3, bytes: 1_000 });
    for (const key of ['a', 'b', 'c']) await store.write('space', key, kept(key), 1_000);
    await read(store, 'a');
    await store.write('space', 'd', kept('d'), 1_000);
    expect(store.size).to.equal(3);
    expect(await read(store, 'b')).to.equal(undefined);
    expect(await read(store, 'a')).to.equal('a');
  });

  it('holds so many bytes, whatever comes', async () => {
    const store = createMemoryStore({ entries: 1_000, bytes: 1_000 });
    for (let n = 0; n < 100; n += 1) await store.write('space', String(n), kept('x'.repeat(100)), 1_000);
    expect(store.size).to.equal(5);
    await store.write('space', '99', kept('y'.repeat(100)), 1_000);
    expect(store.size, 'a new answer takes the place of the old one').to.equal(5);
    await store.write('space', 'long', kept('x'.repeat(200)), 1_000);
    expect(await read(store, 'long'), 'one answer does not push all others out').to.equal(undefined);
  });

  it('begins a space anew, and takes no answer that was asked for before', async () => {
    const store = createMemoryStore();
    const { generation } = await store.read('space', 'a');
    await store.write('space', 'a', kept('a', generation), 1_000);
    await store.write('other', 'a', kept('a', generation), 1_000);
    await store.invalidate('space');
    expect(await read(store, 'a')).to.equal(undefined);
    await store.write('space', 'a', kept('late', generation), 1_000);
    expect(await read(store, 'a')).to.equal(undefined);
    expect((await store.read('other', 'a')).kept?.text).to.equal('a');
    expect(store.size).to.equal(1);
  });
});

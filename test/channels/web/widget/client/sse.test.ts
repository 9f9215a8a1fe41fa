import { expect } from 'chai';
import { makeEventReader } from '../../../../../channels/web/widget/client/sse.ts';

const stream = 'id: 2\nevent: entry\ndata: {"text":"a: b"}\n\n: still here\n\nevent: live\ndata: {}\n\n';
const events = [
  { type: 'entry', data: '{"text":"a: b"}' },
  { type: 'comment', data: '' },
  { type: 'live', data: '{}' },
];

describe('widget: event stream', () => {
  it('is the same however it is cut', () => {
    for (let size = 1; size <= stream.length; size += 1) {
      const read = makeEventReader();
      const pieces = stream.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(
        pieces.flatMap((piece) => read(piece)),
        `pieces of ${size}`,
      ).to.deep.equal(events);
    }
  });

  it('gives nothing of an event that was cut off', () => {
    expect(makeEventReader()('event: entry\ndata: {"te')).to.deep.equal([]);
  });
});

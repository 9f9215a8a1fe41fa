import type { Handle } from '@botones/contract';
import { expect } from 'chai';
import { actionsOf } from '../../../core/pipeline/actions-of.ts';

const does = (): Handle => () => ({ replies: [] });

describe('actionsOf', () => {
  it('knows a handler that only handles by its name', () => {
    const handle = does();
    expect(actionsOf('taxi', handle)).to.deep.equal([['taxi', handle]]);
    expect(actionsOf('taxi', { handle })).to.deep.equal([['taxi', handle]]);
  });

  it('names its questions and its check after its form', () => {
    const [handle, ask, check] = [does(), does(), does()];
    expect(actionsOf('taxi', { handle, questions: { taxi_time: ask }, check })).to.deep.equal([
      ['taxi', handle],
      ['action_ask_taxi_form_taxi_time', ask],
      ['check_taxi_form', check],
    ]);
  });
});

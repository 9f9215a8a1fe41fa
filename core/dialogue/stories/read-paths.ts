import type { DialogueSource } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import type { Domain } from '../domain/domain.ts';
import type { Path } from './block.ts';
import { readBlocks } from './read-blocks.ts';
import type { StepContext } from './read-user-step.ts';
import { unroll } from './unroll.ts';

const keys = { rule: 'rules', story: 'stories', test: 'testStories' } as const;

/** Every way through the rules, the stories or the test stories of a bot. */
export function readPaths(
  source: Pick<DialogueSource, 'rules' | 'stories' | 'testStories'>,
  kind: keyof typeof keys,
  domain: Domain,
  findings: Findings,
  undeclared: StepContext['undeclared'] = 'warn',
): Path[] {
  const blocks = source[keys[kind]].flatMap((piece) => readBlocks(piece, { domain, findings, kind, undeclared }));
  return unroll(blocks, domain, findings);
}

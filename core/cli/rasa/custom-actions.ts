import { BotonesError } from '@botones/contract';
import type { RunCustomAction } from '../../dialogue/actions/action-result.ts';
import { actionServer } from '../../dialogue/actions/action-server.ts';
import { toRasaDomain } from '../../dialogue/actions/rasa-domain.ts';
import type { ActionEndpoint } from '../../dialogue/project/action-endpoint.ts';
import type { Project } from '../../dialogue/project/read-project.ts';
import { createGuard } from '../../resilience/guard.ts';
import { createLimits } from '../../resilience/limit.ts';
import { changePolicy, defaultPolicy } from '../../resilience/policy.ts';

/**
 * The project's actions on the server that it names, by sender, all behind one guard. An action may have done its work
 * when its answer is lost, so it is called once.
 */
export function actionsOf(
  { bot, engine }: Project,
  { url, headers, resilience = {} }: ActionEndpoint,
): (sender: string) => RunCustomAction {
  const guard = createGuard('action_endpoint', { state() {}, called() {} }, changePolicy(defaultPolicy, resilience), {
    limits: createLimits(null),
  });
  const post = (body: unknown) =>
    guard.run(async (signal) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal,
        redirect: 'manual',
      });
      const text = await response.text();
      if (response.status >= 500) throw new BotonesError('ERR_HTTP_STATUS', `${url} answered ${response.status}.`);
      return { status: response.status, body: parse(text, url) };
    }, new AbortController().signal);
  const domain = toRasaDomain(bot, engine.domain);
  return (sender) => actionServer(post, sender, domain);
}

function parse(text: string, url: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch (cause) {
    throw new BotonesError('ERR_HTTP_STATUS', `${url} answered with what is no JSON.`, { cause });
  }
}

/** Whether something listens there at all. */
export async function answers({ url }: ActionEndpoint): Promise<boolean> {
  try {
    await fetch(new URL('health', url), { signal: AbortSignal.timeout(2000) });
    return true;
  } catch {
    return false;
  }
}

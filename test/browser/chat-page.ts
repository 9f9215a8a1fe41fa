import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type ChatPage = ReturnType<typeof watchChat>;

/** The chat on a page, as a guest sees it. */
export function watchChat(page: Page) {
  /** Faults that no page should have: exceptions, and what the security policy blocked. */
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/content security policy|trusted ?type/i.test(message.text())) faults.push(message.text());
  });

  const log = page.getByRole('log');
  const said = (by: 'guest' | 'bot' | 'staff') => log.locator(`.group.${by} .line .bubble`);

  return {
    page,
    faults,
    log,
    field: page.getByRole('textbox'),
    said,
    async say(text: string): Promise<void> {
      await page.getByRole('textbox').fill(text);
      await page.getByRole('textbox').press('Enter');
    },
    /** Waits until the hotel has said it. */
    async hears(answer: RegExp): Promise<void> {
      await said('bot').filter({ hasText: answer }).first().waitFor();
    },
    /** Everything in the log that guest, bot and staff said, in order, and whether it is stored. */
    async lines(): Promise<string[]> {
      return log.locator('.line .bubble').allInnerTexts();
    },
    async pending(): Promise<number> {
      return log.locator('.line.sending, .line.failed').count();
    },
    async expectAccessible(): Promise<void> {
      await page.evaluate(axe);
      const findings = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document);
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
      });
      expect(findings).to.deep.equal([]);
    },
  };
}

/** Presses Tab until `target` has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator, most = 30): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element))
      return;
  }
  throw new Error(`not reached by ${most} presses of Tab`);
}

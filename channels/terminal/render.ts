import { type Capabilities, degrade, type Part, textOf } from '@botones/contract';

/** Parts → lines of text; a picture becomes its description and address, a pin its coordinates. */
export function render(parts: readonly Part[], capabilities: Capabilities): string[] {
  return degrade(parts, capabilities).map((part) => textOf([part]));
}

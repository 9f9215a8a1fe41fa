import { BotonesError } from '@botones/contract';
import type { Fault } from './config.ts';

/** `ERR_CONFIG`, with every fault of every file; its message has one line a fault. */
export class ConfigError extends BotonesError {
  /** Sorted by file and line. */
  readonly faults: readonly Fault[];
  /** Sorted likewise: what would have been told had there been no faults. */
  readonly warnings: readonly Fault[];

  constructor(faults: readonly Fault[], warnings: readonly Fault[] = []) {
    super('ERR_CONFIG', faults.map(formatFault).join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
    this.warnings = warnings;
  }
}

/** `config/hours.yml:12  nlu[0].examples  message — cure` */
export function formatFault({ file, line, path, message, cure }: Fault): string {
  return [`${file}:${line}`, path, `${message} — ${cure}`].filter(Boolean).join('  ');
}

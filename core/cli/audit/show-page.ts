import type { AuditEntry } from '@botones/contract';

export interface Table {
  readonly entries: readonly AuditEntry[];
  zoneOf(property: string): string;
  /** Characters of a line; null: as many as it takes. */
  readonly width: number | null;
}

const titles = ['time', 'property', 'event', 'subject', 'data'];
const LEAST_DATA = 20;

/** Entries as lines of columns, with a head. */
export function renderTable({ entries, zoneOf, width }: Table): string[] {
  const rows = entries.map(({ at, property, event, subject, data }) => [
    showTime(at, zoneOf(property)),
    property,
    event,
    subject,
    Object.keys(data).length === 0 ? '' : JSON.stringify(data),
  ]);
  const table = [titles, ...rows].map((row) => row.map(plain));
  const widths = titles.map((_, column) => Math.max(...table.map((row) => [...(row[column] ?? '')].length)));
  return table.map((row) => {
    const [data = '', ...before] = row.toReversed();
    const head = before.toReversed().map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const line = head.join('  ');
    const room = width === null ? null : Math.max(LEAST_DATA, width - line.length - 2);
    return `${line}  ${room === null ? data : shorten(data, room)}`.trimEnd();
  });
}

/** `2031-05-04 12:00:00.123 +02:00`, by the clock of the hotel. */
export function showTime(at: string, zone: string): string {
  const time = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  return `${time.toPlainDate()} ${time.toPlainTime().toString({ fractionalSecondDigits: 3 })} ${time.offset}`;
}

function shorten(text: string, room: number): string {
  const characters = [...text];
  return characters.length <= room ? text : `${characters.slice(0, room - 1).join('')}…`;
}

/** Without what a terminal obeys. */
function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

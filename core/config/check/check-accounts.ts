import type { Place, PropertyConfig } from '../config.ts';
import type { Findings } from '../findings.ts';

/** Faults: an account of a channel that leads to two properties, or is listed twice. */
export function checkAccounts(properties: readonly PropertyConfig[], findings: Findings): void {
  const owners = new Map<string, { property: string; place: Place }>();
  for (const { property, channels } of properties) {
    for (const { name, accounts, place } of channels) {
      for (const account of accounts) {
        const key = JSON.stringify([name, account]);
        const first = owners.get(key);
        if (first) reportDouble({ ...place, path: `${place.path}.account` }, account, first, property.id, findings);
        else owners.set(key, { property: property.id, place });
      }
    }
  }
}

function reportDouble(
  place: Place,
  account: string,
  first: { property: string; place: Place },
  property: string,
  findings: Findings,
): void {
  if (first.property === property) {
    findings.fault(place, `lists "${account}" twice`, 'remove one');
    return;
  }
  const message = `"${account}" belongs to ${first.property} already (${first.place.file}:${first.place.line})`;
  findings.fault(place, message, `give ${property} an account of its own, or switch the channel off there with false`);
}

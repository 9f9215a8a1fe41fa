import type { Property } from '@botones/contract';
import type { PluginEntry, PropertyConfig } from '../config.ts';
import type { Findings } from '../findings.ts';
import { recordOf } from '../record-of.ts';
import { mergeProperty } from './merge-property.ts';
import { placeIn, type SettingsLayer } from './read-settings.ts';

/** All of a property but what its bot has learned. */
export type SettingsConfig = Omit<PropertyConfig, 'bot'>;

const defaults = { handoff: 0.45, clarify: 0.65, deadlineSeconds: 20, inboxDays: 30 } as const;

/**
 * Lays the settings of a property over those of the shared base. Mappings are joined key by key, down to one plugin or
 * one service; lists and plugins are replaced; `false` takes a channel or handler of the base away.
 */
export function mergeSettings(
  layers: readonly SettingsLayer[],
  folderId: string | null,
  findings: Findings,
): SettingsConfig {
  const property = mergeProperty(layers, folderId, findings);
  return {
    property,
    channels: mergePlugins(layers, 'channels', property),
    handlers: mergePlugins(layers, 'handlers', property),
    ports: { notifier: notifierOf(layers) },
    pipeline: pipelineOf(layers),
    thresholds: thresholdsOf(layers, findings),
    turn: { deadlineSeconds: last(layers, 'turn')?.deadlineSeconds ?? defaults.deadlineSeconds },
    retention: { inboxDays: last(layers, 'retention')?.inboxDays ?? defaults.inboxDays },
  };
}

function mergePlugins(
  layers: readonly SettingsLayer[],
  section: 'channels' | 'handlers',
  property: Property,
): PluginEntry[] {
  const entries = new Map<string, PluginEntry>();
  for (const { settings, piece } of layers) {
    for (const [name, written] of Object.entries(settings[section] ?? {})) {
      if (written === false) {
        entries.delete(name);
        continue;
      }
      const { account, ...options } = section === 'channels' ? (written ?? {}) : { account: undefined, ...written };
      const accounts = section === 'channels' ? [account ?? property.id].flat() : [];
      const place = piece.at([section, name]);
      entries.set(name, { name, options: recordOf(Object.entries(options)), accounts: accounts as string[], place });
    }
  }
  return [...entries.values()];
}

function notifierOf(layers: readonly SettingsLayer[]): PluginEntry {
  const { use, ...options } = last(layers, 'ports')?.notifier ?? { use: 'log' };
  return plugin(use, options, placeIn(layers, ['ports', 'notifier']));
}

function pipelineOf(layers: readonly SettingsLayer[]): PluginEntry[] {
  const layer = layers.findLast(({ settings }) => settings.pipeline !== undefined);
  return (layer?.settings.pipeline ?? []).map(({ name, ...options }, index) =>
    plugin(name, options, layer?.piece.at(['pipeline', index]) ?? placeIn(layers, ['pipeline'])),
  );
}

function plugin(name: string, options: Record<string, unknown>, place: PluginEntry['place']): PluginEntry {
  return { name, options: recordOf(Object.entries(options)), accounts: [], place };
}

function thresholdsOf(layers: readonly SettingsLayer[], findings: Findings): PropertyConfig['thresholds'] {
  const given = last(layers, 'thresholds') ?? {};
  const handoff = given.handoff ?? defaults.handoff;
  const clarify = given.clarify ?? Math.max(defaults.clarify, handoff);
  if (clarify < handoff) {
    findings.fault(
      placeIn(layers, ['thresholds', 'clarify']),
      `clarify ${clarify} is below handoff ${handoff}`,
      'raise it, or swap the two: below handoff staff take over, from there up to clarify the bot asks back',
    );
  }
  return { handoff, clarify };
}

/** A section joined key by key. */
function last<K extends 'ports' | 'thresholds' | 'turn' | 'retention'>(
  layers: readonly SettingsLayer[],
  section: K,
): SettingsLayer['settings'][K] {
  return Object.assign({}, ...layers.map(({ settings }) => settings[section]));
}

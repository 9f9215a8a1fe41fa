import type { Property } from '@botones/contract';
import type { Piece, PluginEntry, PortEntries, PropertyConfig } from '../config.ts';
import type { Findings } from '../findings.ts';
import { recordOf } from '../record-of.ts';
import { mergeProperty } from './merge-property.ts';
import { pieceIn, type SettingsLayer } from './read-settings.ts';

/** All of a property but what its bot has learned. */
export type SettingsConfig = Omit<PropertyConfig, 'bot'>;

const defaults = {
  handoff: 0.45,
  clarify: 0.65,
  deadlineSeconds: 20,
  waitSeconds: 60,
  inboxDays: 30,
  mediaDays: 30,
  candidateDays: 180,
  auditDays: 730,
  cooldownSeconds: 1_800,
} as const;

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
    channels: channelsOf(layers, property),
    handlers: handlersOf(layers),
    ports: {
      notifier: portOf(layers, 'notifier') ?? toEntry('log', {}, pieceIn(layers, ['ports', 'notifier'])),
      pms: portOf(layers, 'pms'),
      transcriber: portOf(layers, 'transcriber'),
    },
    pipeline: pipelineOf(layers),
    nlp: { resilience: joined(layers, 'nlp')?.resilience },
    audit: { resilience: joined(layers, 'ports')?.audit?.resilience },
    thresholds: thresholdsOf(layers, findings),
    turn: turnOf(layers),
    alerts: { cooldownSeconds: joined(layers, 'alerts')?.cooldownSeconds ?? defaults.cooldownSeconds },
    retention: retentionOf(layers),
  };
}

function turnOf(layers: readonly SettingsLayer[]): PropertyConfig['turn'] {
  const given = joined(layers, 'turn');
  return {
    deadlineSeconds: given?.deadlineSeconds ?? defaults.deadlineSeconds,
    waitSeconds: given?.waitSeconds ?? defaults.waitSeconds,
  };
}

function retentionOf(layers: readonly SettingsLayer[]): PropertyConfig['retention'] {
  const given = joined(layers, 'retention');
  return {
    inboxDays: given?.inboxDays ?? defaults.inboxDays,
    mediaDays: given?.mediaDays ?? defaults.mediaDays,
    candidateDays: given?.candidateDays ?? defaults.candidateDays,
    auditDays: given?.auditDays ?? defaults.auditDays,
  };
}

function channelsOf(layers: readonly SettingsLayer[], { id }: Property): PluginEntry[] {
  const channels = new Map<string, PluginEntry>();
  for (const { settings, piece } of layers) {
    for (const [name, written] of Object.entries(settings.channels ?? {})) {
      if (written === false) channels.delete(name);
      else {
        const { account = id, resilience, ...options } = written ?? {};
        channels.set(name, {
          ...toEntry(name, options, piece.child('channels').child(name)),
          accounts: [account].flat(),
          resilience,
        });
      }
    }
  }
  return [...channels.values()];
}

function handlersOf(layers: readonly SettingsLayer[]): PluginEntry[] {
  const handlers = new Map<string, PluginEntry>();
  for (const { settings, piece } of layers) {
    for (const [name, written] of Object.entries(settings.handlers ?? {})) {
      if (written === false) handlers.delete(name);
      else handlers.set(name, toEntry(name, written ?? {}, piece.child('handlers').child(name)));
    }
  }
  return [...handlers.values()];
}

function portOf(layers: readonly SettingsLayer[], port: keyof PortEntries): PluginEntry | null {
  const written = joined(layers, 'ports')?.[port];
  if (!written) return null;
  const { use, resilience, ...options } = written;
  return { ...toEntry(use, options, pieceIn(layers, ['ports', port])), resilience };
}

function pipelineOf(layers: readonly SettingsLayer[]): PluginEntry[] {
  const pipeline = layers.findLast(({ settings }) => settings.pipeline !== undefined)?.settings.pipeline ?? [];
  const piece = pieceIn(layers, ['pipeline']);
  return pipeline.map(({ name, ...options }, index) => toEntry(name, options, piece.child(index)));
}

function toEntry(name: string, options: Readonly<Record<string, unknown>>, piece: Piece): PluginEntry {
  const at = (path: readonly PropertyKey[]) => piece.at(path);
  return { name, options: recordOf(Object.entries(options)), accounts: [], place: piece.place, at };
}

function thresholdsOf(layers: readonly SettingsLayer[], findings: Findings): PropertyConfig['thresholds'] {
  const given = joined(layers, 'thresholds') ?? {};
  const handoff = given.handoff ?? defaults.handoff;
  const clarify = given.clarify ?? Math.max(defaults.clarify, handoff);
  if (clarify < handoff) {
    findings.fault(
      pieceIn(layers, ['thresholds', 'clarify']).place,
      `clarify ${clarify} is below handoff ${handoff}`,
      'raise it, or swap the two: below handoff staff take over, from there up to clarify the bot asks back',
    );
  }
  return { handoff, clarify };
}

/** A section joined key by key. */
function joined<K extends 'ports' | 'nlp' | 'thresholds' | 'turn' | 'alerts' | 'retention'>(
  layers: readonly SettingsLayer[],
  section: K,
): SettingsLayer['settings'][K] {
  return Object.assign({}, ...layers.map(({ settings }) => settings[section]));
}

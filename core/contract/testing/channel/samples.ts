import type { Channel, ChannelContext, ChannelPlugin, HttpRequest } from '../../channel.ts';
import type { Property } from '../../property.ts';
import type { Schema } from '../../schema.ts';
import type { OpenPlatform } from '../fakes/fake-platform.ts';
import type { ManualClock } from '../fakes/manual-clock.ts';

/** What the suite needs to know of a platform to try a channel on it. */
export interface ChannelSamples<Payload> {
  /** As the YAML writes them; default none. */
  options?: object;
  /** Default `aProperty()`. */
  property?: Property;
  /** The hotel's side in the samples; default `hotel-1`. */
  accounts?: readonly string[];
  /** What a guest sees of a payload. */
  read(payload: Payload): Reading;
  /** For a channel with `parse`. */
  inbound?: InboundSamples<Payload>;
  /** For a channel with `send` or `poll`: opens a stand-in. Its options are laid over `options`. */
  platform?: OpenPlatform;
  /** The channel has a `lookup` under the platform's options. */
  lookup?: boolean;
  /** For a channel with `poll`: a cursor behind which the platform has at least one message, while it accepts. */
  poll?: { cursor: string };
}

export interface InboundSamples<Payload> {
  /** Requests as the platform sends them, each with something else to say. */
  genuine(rig: Rig<Payload>): readonly HttpRequest[] | Promise<readonly HttpRequest[]>;
  /** What is proved: these very bytes (a signature over the body), or only who sends them (a token). */
  proves: 'body' | 'sender';
  /** Others that must be refused: signed by somebody else, a token that has expired. */
  forged?(rig: Rig<Payload>): readonly HttpRequest[] | Promise<readonly HttpRequest[]>;
  /** For a platform that sends several items at once: a genuine request with one that cannot be read, and others that can. */
  partlyBroken?(rig: Rig<Payload>): HttpRequest | Promise<HttpRequest>;
}

export interface Reading {
  /** All words, the titles of choices that are written out included. */
  text: string;
  /** Titles of buttons and list rows. */
  choices: readonly string[];
}

/** A channel that was set up for one check, and what it was given. */
export interface Rig<Payload> {
  readonly channel: Channel<Payload>;
  readonly context: ChannelContext<unknown>;
  readonly clock: ManualClock;
}

/** The plugin under test with its samples. */
export interface Subject<Payload> {
  readonly plugin: ChannelPlugin<Schema | undefined, Payload>;
  readonly samples: ChannelSamples<Payload>;
}

/** Bytes → the JSON object in them, or null. An empty body counts as `{}`. */
export function readObject(body: Uint8Array): Record<string, unknown> | null {
  if (body.byteLength === 0) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

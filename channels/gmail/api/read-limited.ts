/** The body of an answer as text. @throws RangeError as soon as it is longer than `limit` bytes. */
export async function readLimited(response: Response, limit: number): Promise<string> {
  const told = Number(response.headers.get('content-length') ?? 0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (told > limit) {
    await response.body?.cancel();
    throw new RangeError('The answer is too long.');
  }
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit) throw new RangeError('The answer is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

import { Anchor } from './anchor.tsx';
import { linkify } from './linkify.ts';

/** A bubble of text whose addresses can be followed. */
export function RichText({ text }: { text: string }) {
  return (
    <div class="bubble">
      {linkify(text).map((run, index) =>
        run.url === undefined ? (
          run.text
        ) : (
          <Anchor key={index} url={run.url}>
            {run.text}
          </Anchor>
        ),
      )}
    </div>
  );
}

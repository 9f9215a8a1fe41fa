import type { Choice } from '@botones/contract';

interface Props {
  label: string;
  choices: readonly Choice[];
  onPick: (choice: Choice) => void;
}

/** Ready answers to press. */
export function Choices({ label, choices, onPick }: Props) {
  if (choices.length === 0) return null;
  return (
    <ul class="choices" aria-label={label}>
      {choices.map((choice) => (
        <li key={`${choice.payload} ${choice.title}`}>
          <button type="button" onClick={() => onPick(choice)}>
            {choice.title}
            {choice.description && <small>{choice.description}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A bot with so many rules, one an intent, and besides: a form, slots of every type, and stories about switching. */
export function benchBot(rules: number): string {
  const numbers = Array.from({ length: rules }, (_, number) => number);
  const stories = numbers
    .slice(0, 40)
    .map((number) =>
      [
        `- story: switch ${number}`,
        '  steps:',
        '  - intent: book',
        '  - action: book_form',
        '  - active_loop: book_form',
        `  - intent: ask_${number}`,
        `  - action: utter_${number}`,
        '  - intent: cancel',
        '  - action: action_cancel',
        '  - active_loop: null',
        '  - slot_was_set: [place: null]',
        `  - intent: ask_${(number + 1) % 50}`,
        `  - action: utter_${(number + 1) % 50}`,
      ].join('\n'),
    );
  return [
    `intents: [book, cancel, ${numbers.map((number) => `ask_${number}`).join(', ')}]`,
    'entities: [city]',
    'slots:',
    '  place: {type: text, mappings: [{type: from_entity, entity: city}]}',
    '  vip: {type: categorical, values: [gold, silver], mappings: [{type: custom}]}',
    '  nights: {type: float, min_value: 1, max_value: 30, mappings: [{type: custom}]}',
    '  sure: {type: bool, mappings: [{type: custom}]}',
    'forms: {book_form: {required_slots: [place]}}',
    'actions: [action_cancel]',
    'responses:',
    ...numbers.map((number) => `  utter_${number}: [{text: answer ${number}}]`),
    'rules:',
    ...numbers.map(
      (number) => `- {rule: answer ${number}, steps: [{intent: ask_${number}}, {action: utter_${number}}]}`,
    ),
    '- {rule: book, steps: [{intent: book}, {action: book_form}, {active_loop: book_form}]}',
    '- {rule: cancel, steps: [{intent: cancel}, {action: action_cancel}, {active_loop: null}, {slot_was_set: [place: null]}]}',
    'stories:',
    ...stories,
  ].join('\n');
}

/** Words that begin a question, in the languages that hotels write most. */
const questions = [
  "what|what's|when|where|which|who|how|is|are|do|does|did|can|could|may|might|will|would|shall|should|have you|has|if|whether",
  'qué|que tal|cuál|cuáles|cuándo|dónde|cómo|cuánto|cuánta|cuántos|cuántas|quién|a qué|hasta qué|desde qué|en qué|de qué|con qué|por qué|hay|tienen|tiene|tenéis|disponen|dispone|ofrecen|aceptan|admiten|puedo|podemos|pueden|puede|podéis|podría|podrían|podríamos|se puede|se pueden|es posible|sería posible|está|están|incluye|si hay|si tienen|si es|si se',
  'was|wann|wo|welche|welcher|wie|gibt es|haben sie|können|könnten|ist|sind|darf|dürfen|ob',
  'quel|quelle|quels|quelles|quand|où|comment|combien|est-ce|y a-t-il|avez-vous|pouvez|peut-on|puis-je|pourrais',
  "cosa|quale|quali|quando|dove|come|quanto|quanti|c'è|ci sono|avete|potete|posso|possiamo|è possibile",
  'qual|quais|onde|quantos|há|têm|tem|podem|posso|podemos',
];

/** Words by which something is asked for without a question mark. */
const requests = [
  "please|i'd like|i would like|we'd like|we would like|i want|we want|i need|we need|let me know|let us know|tell me|wondering|i wish|we wish|looking for",
  'por favor|quisiera|quisiéramos|querría|querríamos|quiero|queremos|necesito|necesitamos|me gustaría|nos gustaría|dígame|díganme|dime|indíqueme|indíquenme|me pueden|me puede|nos pueden|nos puede|agradecería|agradeceríamos|deseo|desearía|desearíamos',
  'bitte|ich möchte|wir möchten|ich hätte|wir hätten|ich brauche|wir brauchen',
  "s'il vous plaît|je voudrais|nous voudrions|j'aimerais|nous aimerions|merci de",
  'per favore|vorrei|vorremmo|mi piacerebbe|gostaria|gostaríamos|queria|queríamos|preciso|precisamos',
];

const greetings = [
  'dear|hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings|to whom',
  'hola|buenas|buenos|muy buenas|muy buenos|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|saludos',
  'hallo|guten|sehr geehrte[rs]?|liebe[rs]?|bonjour|bonsoir|cher|chère|madame|ciao|salve|buongiorno|buonasera|gentile|gentili|spett|olá|bom|boa|caro|cara|prezad[oa]s?',
];

const closings = [
  '(?:kind|best|warm|many|with) |regards|best|thanks|thank you|looking forward|(?:i|we) look forward|sincerely|yours|cheers|have a (?:nice|good|great)|all the best',
  'saludos|un (?:cordial )?saludo|un abrazo|cordiales|cordialmente|atentamente|gracias|muchas gracias|mil gracias|quedo a la|quedamos a la|a la espera|en espera|reciban?|que tengan?',
  'mit (?:freundlichen|besten)|viele grüße|liebe grüße|beste grüße|danke|vielen dank|cordialement|merci|bien à vous|dans l|cordiali|distinti|grazie|in attesa|atenciosamente|cumprimentos|obrigad[oa]',
];

const wishes = [
  '(?:i|we) hope|hope (?:you|this|all)|i am writing|we are writing|my name is|i have (?:a |some |a few |several |two |three )?(?:quick )?questions?|we have (?:a |some |a few |several |two |three )?questions?',
  'espero que|esperamos que|les escrib[oi]\\w*|le escribo|me llamo|mi nombre es|soy|tengo (?:un par de|algunas|unas|varias|dos|tres|una) (?:preguntas?|dudas?|consultas?)|tenemos (?:un par de|algunas|unas|varias|dos|tres|una) (?:preguntas?|dudas?|consultas?)',
  "ich hoffe|wir hoffen|mein name ist|ich heiße|j’espère|j'espère|je m'appelle|spero|mi chiamo|espero",
];

const startsWith = (...lists: string[][]) =>
  new RegExp(`^[¿¡"'(\\s]*(?:${lists.flat().join('|')})(?![\\p{L}\\p{N}])`, 'iu');
const startsAny = (list: string[]) => new RegExp(`^[¿¡"'(\\s]*(?:${list.join('|')})`, 'iu');
const has = (list: string[]) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${list.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

const beginsQuestion = startsWith(questions, requests);
const requesting = has(requests);
const greeting = startsWith(greetings);
const closing = startsAny(closings);
const wish = startsWith(wishes);

/** Do words that ask begin here? */
export function asksFrom(words: string): boolean {
  return beginsQuestion.test(words) || /^\s*¿/.test(words);
}

/** Does a sentence want something? Then it needs an answer. */
export function asks(sentence: string): boolean {
  const bare = greeting.test(sentence) ? sentence.replace(/^[^,:!.]*[,:!.]\s*/u, '') : sentence;
  return /[?¿？؟]/.test(sentence) || requesting.test(sentence) || beginsQuestion.test(bare);
}

/** How letters begin and what leads to their questions: nobody answers that. */
export function isOpening(sentence: string): boolean {
  const words = countWords(sentence);
  return (greeting.test(sentence) && words <= 7) || (wish.test(sentence) && words <= 12) || /:$/.test(sentence);
}

/** How letters end; a name may follow. */
export function isClosing(sentence: string): boolean {
  return closing.test(sentence) && countWords(sentence) <= 14;
}

export function countWords(sentence: string): number {
  return sentence.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

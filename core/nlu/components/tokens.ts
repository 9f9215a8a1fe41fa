import { defineComponent } from '@botones/contract';
import { loadLanguageTools } from '../nlpjs/language-tools.ts';

/** Words and stems by the NLP.js tokenizer and stemmer of the message's language. */
export default defineComponent({
  name: 'tokens',
  setup({ languages }) {
    const [first = 'en'] = languages;
    const fallback = loadLanguageTools(first);
    const tools = new Map(languages.map((language) => [language, loadLanguageTools(language)]));
    return {
      process(parse) {
        const { tokenize, stem } = tools.get(parse.language) ?? fallback;
        parse.words = tokenize(parse.clean);
        parse.stems = stem(parse.words);
      },
    };
  },
});

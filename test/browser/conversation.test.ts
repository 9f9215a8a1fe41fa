import { startWebHost } from '../support/web-host.ts';
import { answerAsDemo } from './demo-bot.ts';
import { describeConversation } from './describe-conversation.ts';

describeConversation('the web channel by itself', async () => {
  const host = await startWebHost({ answer: answerAsDemo });
  return {
    url: `${host.url}/`,
    restart: host.restart,
    stop: host.stop,
    talk: {
      es: [
        { ask: '¿A qué hora es el desayuno?', answer: /El desayuno se sirve/ },
        { ask: '¿Cómo son las habitaciones?', answer: /¿Desea consultar la disponibilidad\?/ },
      ],
      en: [
        { ask: 'When is breakfast?', answer: /Breakfast is served/ },
        { ask: 'What are the rooms like?', answer: /Shall we look at availability\?/ },
      ],
    },
  };
});

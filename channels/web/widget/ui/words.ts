/** What the widget itself says; what the hotel says comes from its settings. */
const es = {
  desk: 'Recepción',
  assistant: 'Asistente virtual',
  you: 'Usted',
  openChat: (unread: number) => (unread > 0 ? `Abrir el chat, ${unread} sin leer` : 'Abrir el chat'),
  closeChat: 'Cerrar el chat',
  conversation: 'Conversación',
  languages: 'Idioma',
  message: 'Escriba su mensaje',
  send: 'Enviar',
  tooLong: 'El mensaje es demasiado largo.',
  quickStarts: 'Preguntas frecuentes',
  answers: 'Respuestas posibles',
  typing: 'Escribiendo…',
  lost: 'Sin conexión. Sus mensajes se enviarán al volver.',
  failed: 'No se ha podido enviar.',
  retry: 'Reintentar',
  newest: 'Mensajes nuevos',
  previous: 'Anterior',
  next: 'Siguiente',
  map: 'Ver en el mapa',
  document: 'Documento',
  newTab: 'se abre en otra pestaña',
  today: 'Hoy',
};

const en: typeof es = {
  desk: 'Front desk',
  assistant: 'Virtual assistant',
  you: 'You',
  openChat: (unread) => (unread > 0 ? `Open the chat, ${unread} unread` : 'Open the chat'),
  closeChat: 'Close the chat',
  conversation: 'Conversation',
  languages: 'Language',
  message: 'Write a message',
  send: 'Send',
  tooLong: 'The message is too long.',
  quickStarts: 'Frequent questions',
  answers: 'Possible answers',
  typing: 'Typing…',
  lost: 'No connection. Your messages will be sent when it returns.',
  failed: 'This could not be sent.',
  retry: 'Try again',
  newest: 'New messages',
  previous: 'Previous',
  next: 'Next',
  map: 'See on the map',
  document: 'Document',
  newTab: 'opens in a new tab',
  today: 'Today',
};

export type Words = typeof es;

const all: Record<string, Words> = { es, en };

export function wordsOf(language: string): Words {
  return all[language] ?? en;
}

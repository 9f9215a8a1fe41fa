/** Through these, travel sites pass on what guests write: robotic addresses, human words. */
export const relayDomains = [
  'guest.booking.com',
  'guest.airbnb.com',
  'reply.airbnb.com',
  'guest.expedia.com',
  'm.expediapartnercentral.com',
  'messages.homeaway.com',
  'message.vrbo.com',
] as const;

import { readFileSync } from 'node:fs';
import { stopPostgres } from '../support/postgres.ts';
import { openDemoHotel } from './demo-hotel.ts';

const hotel = await openDemoHotel();
for (const talk of readFileSync(process.argv[2] ?? '', 'utf8').split('\n---\n')) {
  const guest = hotel.begin();
  console.log('=========');
  for (const text of talk.split('\n').filter(Boolean)) {
    console.log(`> ${text}`);
    for (const one of await guest.say(text)) console.log(one.replace(/^/gm, '    '));
  }
  console.log('handoff:', await guest.handoff());
}
await hotel.stop();
await stopPostgres();

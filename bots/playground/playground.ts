/** The playground: three chats emulated on this machine, and the page that shows them side by side. */
import express, { type Router } from 'express';
import { pageRoutes } from './assets.ts';
import { changeStream } from './events.ts';
import { ourHostOnly, sameOriginOnly } from './guard.ts';
import { apiRoutes } from './routes.ts';
import type { Chats } from './state.ts';

export const playgroundRouter = (chats: Chats, hosts: readonly string[]) => {
  const changes = changeStream(chats);
  const router: Router = express.Router();
  router.use('/playground', ourHostOnly(hosts));
  router.get('/', ourHostOnly(hosts));
  router.get('/playground/api/events', sameOriginOnly, changes.route);
  router.use('/playground/api', apiRoutes(chats));
  router.use(pageRoutes());
  return { router, stop: changes.stop };
};

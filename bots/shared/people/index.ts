/** Who people are, in one chat or several. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { linkSpec, parseLink, parseStart } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { link, welcome } from './run.ts';
import {
  chatsView,
  linkCodeView,
  linkedView,
  linkJoinedView,
  linkQuestionView,
  welcomeView,
} from './views.ts';

export const people = capability({
  messages: { en, de },
  commands: { link: command({ spec: linkSpec, parse: parseLink, run: link }) },
  unlisted: {
    start: command({
      parse: parseStart,
      run: (turn, understood) => (understood.verb === 'link' ? link(turn, understood) : welcome(turn)),
    }),
  },
  views: {
    welcome: welcomeView,
    chats: chatsView,
    link_code: linkCodeView,
    link_question: linkQuestionView,
    linked: linkedView,
    link_joined: linkJoinedView,
  },
});

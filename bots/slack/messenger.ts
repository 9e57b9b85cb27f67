/**
 * The way out to Slack: Web API calls and response_urls only, so that any process can use it. Every show is one try; what
 * came of it is a value.
 *
 * A message that went by a response_url or as an ephemeral cannot be edited or looked up afterwards: its ref says so
 * (`data.via`), and a later state is posted anew. After a lost answer such a message may therefore be seen twice.
 */
import type { FilesCompleteUploadExternalArguments, WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Identity, MessageRef, SendResult } from '../../core/index.ts';
import type { OutgoingCard, PlatformMessenger } from '../shared/adapter.ts';
import { type CardFile, fileBytes } from '../shared/card.ts';
import { fetchBytes } from '../shared/fetch-bytes.ts';
import { goesApart, pointing } from './apart.ts';
import { createClient } from './client.ts';
import { type Failure, failureOf, GONE, NOT_REACHABLE, NOT_THERE } from './failures.ts';
import { cleanText, type Rendered, renderCard, renderForm, renderHome } from './render.ts';
import { liveResponseUrl, readReply } from './reply.ts';
import { postToResponseUrl } from './response-url.ts';
import { escapeText } from './text.ts';

export interface SlackMessengerOptions {
  botToken: string;
  /** Base of the Web API; unset: the real Slack. */
  apiUrl?: string;
  log: Logger;
}

/**
 * How a message went out, where that limits what can be done with it. `pressed`: a message for one person, whose button
 * was pressed: the response_url of that press, and nothing else, can replace it.
 */
type Via = 'message' | 'ephemeral' | 'response_url' | 'home' | 'pressed';

const METADATA_TYPE = 'tuppence_delivery';
/** A lost answer is looked for among this many latest messages of the conversation. */
const LOOK_BACK_MESSAGES = 100;
/** Where Slack keeps what people send; what stands in for its API keeps it itself. */
const FILE_ORIGIN = 'https://files.slack.com';
/** Of a small file. */
const UPLOAD_WAIT_MS = 10_000;

const viaOf = (ref: MessageRef): Via =>
  ((ref.data as { via?: Via } | undefined)?.via ?? 'message') satisfies Via;

const sent = (channel: string, message: string, via: Via = 'message'): SendResult => ({
  status: 'sent',
  ref: { platform: 'slack', channel, message, ...(via !== 'message' && { data: { via } }) },
});

const codeOf = (failure: Failure): string | null => (failure.what === 'refused' ? failure.code : null);

/** `scope`: posting is limited per channel, everything else per workspace. */
function resultOf(failure: Failure, scope: 'conversation' | 'platform' = 'platform'): SendResult {
  if (failure.what === 'rate_limited')
    return { status: 'rate_limited', retry_after_ms: failure.retry_after_ms, scope };
  if (failure.what === 'unknown') return { status: 'unknown', reason: failure.reason };
  const { code, needed } = failure;
  const reason = needed ? `${code}: needs ${needed}` : code;
  if (GONE.has(code)) return { status: 'expired', reason };
  if (NOT_THERE.has(code)) return { status: 'forbidden', reason };
  return { status: 'invalid', reason };
}

const unreachableOr = (failure: Failure): SendResult =>
  failure.what === 'refused' && NOT_REACHABLE.has(failure.code)
    ? { status: 'unreachable', reason: failure.code }
    : resultOf(failure, 'conversation');

/** What belongs to a message goes into its thread, which nobody is told of. */
const threadOf = ({ about }: OutgoingCard, { channel, thread }: Target): Target =>
  about?.platform === 'slack' && about.channel === channel
    ? { channel, thread: thread ?? about.message }
    : { channel, thread };

interface Target {
  channel: string;
  thread?: string | undefined;
}

/** The calls of one messenger, as results. */
function calls(client: WebClient) {
  const tried = async <T>(call: () => Promise<T>): Promise<{ value: T } | { failure: Failure }> => {
    try {
      return { value: await call() };
    } catch (error) {
      return { failure: failureOf(error) };
    }
  };

  const content = ({ blocks, text }: Rendered) => ({ blocks, text, link_names: false });

  return {
    tried,

    post: (to: Target, rendered: Rendered, id: string) =>
      tried(() =>
        client.chat.postMessage({
          channel: to.channel,
          ...(to.thread && { thread_ts: to.thread }),
          ...content(rendered),
          parse: 'none',
          mrkdwn: false,
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: METADATA_TYPE, event_payload: { id } },
        }),
      ),

    postEphemeral: (to: Target, user: string, rendered: Rendered) =>
      tried(() =>
        client.chat.postEphemeral({
          channel: to.channel,
          user,
          ...(to.thread && { thread_ts: to.thread }),
          ...content(rendered),
          parse: 'none',
        }),
      ),

    edit: (ref: MessageRef, rendered: Rendered) =>
      tried(() =>
        client.chat.update({
          channel: ref.channel,
          ts: ref.message,
          ...content(rendered),
          parse: 'none',
        }),
      ),

    /** A file as a message of its own. https://docs.slack.dev/messaging/working-with-files#uploading_files */
    upload: (to: Target, file: CardFile, caption: string | null) =>
      tried(async () => {
        const bytes = fileBytes(file);
        const ticket = await client.files.getUploadURLExternal({
          filename: file.name,
          length: bytes.length,
          ...('alt' in file && { alt_txt: file.alt }),
        });
        const uploaded = await fetch(ticket.upload_url!, {
          method: 'POST',
          body: new Uint8Array(bytes),
          signal: AbortSignal.timeout(UPLOAD_WAIT_MS),
        });
        if (!uploaded.ok) throw new Error(`the upload was answered with ${uploaded.status}`);
        await client.files.completeUploadExternal({
          files: [{ id: ticket.file_id!, title: 'alt' in file ? file.alt : file.name }],
          channel_id: to.channel,
          ...(caption && { initial_comment: escapeText(cleanText(caption)) }),
          ...(to.thread && { thread_ts: to.thread }),
        } as FilesCompleteUploadExternalArguments);
      }),

    /** The ts of the message with this delivery id, null when it is not among the latest or may not be looked for. */
    find: (to: Target, id: string) =>
      tried(async () => {
        const page = { channel: to.channel, limit: LOOK_BACK_MESSAGES, include_all_metadata: true };
        const { messages } = to.thread
          ? await client.conversations.replies({ ...page, ts: to.thread })
          : await client.conversations.history(page);
        const found = (messages ?? []).find(({ metadata }) => {
          const payload = metadata?.event_payload as { id?: string } | undefined;
          return metadata?.event_type === METADATA_TYPE && payload?.id === id;
        });
        return found?.ts ?? null;
      }),
  };
}

export function createSlackMessenger({ botToken, apiUrl, log }: SlackMessengerOptions): PlatformMessenger {
  const client = createClient(botToken, apiUrl, log);
  const call = calls(client);
  let team: string | null = null;
  const directChannels = new Map<string, string>();
  const origins = [FILE_ORIGIN, ...(apiUrl ? [new URL(apiUrl).origin] : [])];

  /** Our own team, asked for once: whom we may mention, and whom we may write to. */
  const ownTeam = async (): Promise<{ value: string } | { failure: Failure }> => {
    if (team !== null) return { value: team };
    const answer = await call.tried(() => client.auth.test());
    if ('failure' in answer) return answer;
    team = answer.value.team_id ?? '';
    return { value: team };
  };

  /** A new message, unless an earlier try turns out to have arrived. */
  async function post(
    to: Target,
    message: OutgoingCard,
    rendered: Rendered,
  ): Promise<{ value: SendResult } | { failure: Failure }> {
    if (message.reconcile) {
      const found = await call.find(to, message.id);
      // Where we may not read, we cannot know; a card seen twice is better than none.
      if ('failure' in found && found.failure.what !== 'refused') return found;
      if ('value' in found && found.value) {
        const edited = await call.edit(
          { platform: 'slack', channel: to.channel, message: found.value },
          rendered,
        );
        return 'failure' in edited ? edited : { value: sent(to.channel, found.value) };
      }
    }
    const posted = await call.post(to, rendered, message.id);
    if ('failure' in posted) return posted;
    return { value: sent(posted.value.channel ?? to.channel, posted.value.ts ?? '') };
  }

  async function inConversation(message: OutgoingCard, rendered: Rendered): Promise<SendResult> {
    const { conversation } = message;
    if (!conversation) return { status: 'invalid', reason: 'a message to a conversation that names none' };
    const url = liveResponseUrl(message.reply, new Date());
    const posted = await post(threadOf(message, conversation), message, rendered);
    if ('value' in posted) return posted.value;
    const code = codeOf(posted.failure);
    if (!url || code === null || !NOT_THERE.has(code)) return resultOf(posted.failure, 'conversation');
    const answered = await postToResponseUrl(url, 'in_channel', rendered);
    if (answered === null) return sent(conversation.channel, '', 'response_url');
    // The short-lived way is used up as well: what remains true is that we may not write there.
    return codeOf(answered) ? resultOf(posted.failure) : resultOf(answered, 'conversation');
  }

  async function directChannel(person: Identity): Promise<{ value: string } | { refused: SendResult }> {
    const known = directChannels.get(person.user);
    if (known) return { value: known };
    const opened = await call.tried(() => client.conversations.open({ users: person.user }));
    if ('failure' in opened) {
      const { failure } = opened;
      return { refused: codeOf(failure) === 'missing_scope' ? resultOf(failure) : unreachableOr(failure) };
    }
    const channel = opened.value.channel?.id ?? person.user;
    directChannels.set(person.user, channel);
    return { value: channel };
  }

  /** Before the card that speaks of it; alone, it says what it is. */
  async function sendFile(message: OutgoingCard, file: CardFile): Promise<SendResult | null> {
    const { audience, conversation, person } = message;
    let to: Target | undefined = conversation;
    if (audience !== 'conversation') {
      const opened = await directChannel(person!);
      if ('refused' in opened) return opened.refused;
      to = { channel: opened.value };
    }
    if (!to) return { status: 'invalid', reason: 'a file to a conversation that is not named' };
    const uploaded = await call.upload(to, file, goesApart(message) ? message.card.title : null);
    return 'failure' in uploaded ? resultOf(uploaded.failure, 'conversation') : null;
  }

  async function direct(message: OutgoingCard, person: Identity, rendered: Rendered): Promise<SendResult> {
    const opened = await directChannel(person);
    if ('refused' in opened) return opened.refused;
    const channel = opened.value;
    const posted = await post({ channel }, message, rendered);
    if ('value' in posted) return posted.value;
    if (posted.failure.what === 'refused') directChannels.delete(person.user);
    return unreachableOr(posted.failure);
  }

  /** Seen by one person in place: by the response_url while it lives, as an ephemeral message where we are, by direct message elsewhere. */
  async function privately(message: OutgoingCard, person: Identity, rendered: Rendered): Promise<SendResult> {
    const { conversation, reply, passing, previous } = message;
    // It could not be edited: the state that follows would be a second card beside it.
    if (passing && conversation?.kind === 'group' && !previous)
      return sent(conversation.channel, '', 'response_url');
    // Not by the conversation's id: the direct message goes to this person, whoever's conversation it was said to be.
    if (conversation?.kind === 'direct') return direct(message, person, rendered);
    const url = readReply(reply)?.user === person.user ? liveResponseUrl(reply, new Date()) : null;
    if (url) {
      const failure = await postToResponseUrl(url, 'ephemeral', rendered);
      if (failure === null) return sent(conversation?.channel ?? '', '', 'response_url');
      if (failure.what !== 'refused' || failure.code === 'invalid_blocks')
        return resultOf(failure, 'conversation');
    }
    if (conversation) {
      const posted = await call.postEphemeral(conversation, person.user, rendered);
      if ('value' in posted) return sent(conversation.channel, posted.value.message_ts ?? '', 'ephemeral');
      const code = codeOf(posted.failure);
      if (code === null || !(NOT_THERE.has(code) || NOT_REACHABLE.has(code)))
        return resultOf(posted.failure, 'conversation');
    }
    const result = await direct(message, person, rendered);
    return result.status === 'sent' && conversation ? { ...result, degraded: 'direct' } : result;
  }

  async function home(message: OutgoingCard, person: Identity, own: string): Promise<SendResult> {
    const published = await call.tried(() =>
      client.views.publish({
        user_id: person.user,
        view: renderHome([message.card, ...(message.sections ?? [])], own),
      }),
    );
    if ('value' in published) return sent(person.user, published.value.view?.id ?? '', 'home');
    return unreachableOr(published.failure);
  }

  async function replacePressed(
    message: OutgoingCard,
    pressed: MessageRef,
    rendered: Rendered,
  ): Promise<SendResult> {
    const url = liveResponseUrl(message.reply, new Date());
    if (!url) return { status: 'expired', reason: 'the press that could replace it is over' };
    const failure = await postToResponseUrl(url, 'ephemeral', rendered, { replaces: true });
    return failure ? resultOf(failure, 'conversation') : sent(pressed.channel, pressed.message, 'pressed');
  }

  async function show(message: OutgoingCard): Promise<SendResult> {
    const own = await ownTeam();
    if ('failure' in own) return resultOf(own.failure);
    const { audience, person, previous } = message;
    let rendered = renderCard(message.card, own.value);
    if (previous && viaOf(previous) === 'message') {
      const edited = await call.edit(previous, rendered);
      if ('value' in edited) return sent(previous.channel, previous.message);
      // We cannot write there any more, so the message is out of our reach: whoever sends may post anew elsewhere.
      return codeOf(edited.failure) === 'channel_not_found'
        ? { status: 'expired', reason: 'channel_not_found' }
        : resultOf(edited.failure);
    }
    if (previous && viaOf(previous) === 'pressed') return replacePressed(message, previous, rendered);
    const { file } = message.card;
    if (file && !previous && (person?.tenant === own.value || audience === 'conversation')) {
      const failed = await sendFile(message, file);
      if (failed) return failed;
      if (goesApart(message))
        rendered = renderCard(pointing(message.card, message.fileElsewhere!), own.value);
    }
    if (audience === 'conversation') {
      const gone =
        previous && viaOf(previous) === 'response_url' && !liveResponseUrl(message.reply, new Date());
      return gone
        ? { status: 'expired', reason: 'it went by a response_url, which has ended' }
        : inConversation(message, rendered);
    }
    if (!person)
      return { status: 'invalid', reason: `a message for one person (${audience}) that names none` };
    if (person.platform !== 'slack' || person.tenant !== own.value)
      return { status: 'unreachable', reason: 'of another workspace' };
    if (audience === 'home') return home(message, person, own.value);
    if (audience === 'direct') return direct(message, person, rendered);
    return privately(message, person, rendered);
  }

  return {
    platform: 'slack',
    capabilities: {
      ephemeral: true,
      modal: true,
      home: true,
    },
    show,

    /** With the bot's token, which goes to Slack alone: https://docs.slack.dev/reference/objects/file-object */
    fetchFile: (reference, bytes_max) =>
      fetchBytes(String(reference), {
        origins,
        bytes_max,
        headers: { authorization: `Bearer ${botToken}` },
      }),

    async isGone({ channel, message }) {
      const found = await call.tried(() => client.reactions.get({ channel, timestamp: message }));
      return 'failure' in found && codeOf(found.failure) === 'message_not_found';
    },

    async open(reply, form, message) {
      const data = readReply(reply);
      if (!data?.triggerId)
        return { status: 'invalid', reason: 'only a command, a button or a shortcut opens a form' };
      const trigger_id = data.triggerId;
      const opened = await call.tried(() =>
        client.views.open({ trigger_id, view: renderForm(form, reply, data, message) }),
      );
      return 'value' in opened
        ? sent(data.user, opened.value.view?.id ?? '', 'home')
        : resultOf(opened.failure);
    },

    /** The empty acknowledgement was the answer already; only words need a message. */
    async settle(reply, toast) {
      const data = readReply(reply);
      if (!toast || !data) return sent(data?.where.channel ?? '', '', 'ephemeral');
      const rendered = { text: escapeText(toast), blocks: [] };
      const url = liveResponseUrl(reply, new Date());
      if (url) {
        const failure = await postToResponseUrl(url, 'ephemeral', rendered);
        return failure ? resultOf(failure) : sent(data.where.channel, '', 'response_url');
      }
      const posted = await call.postEphemeral(data.where, data.user, rendered);
      return 'value' in posted
        ? sent(data.where.channel, posted.value.message_ts ?? '', 'ephemeral')
        : resultOf(posted.failure);
    },
  };
}

/** Files, as an app uploads them: an address is asked for, the bytes go there, and then it is said where they belong. */
import { type Method, messageObject, writable } from './objects.ts';
import { ApiError, type Upload } from './types.ts';
import { BOT_ID, BOT_USER } from './world.ts';

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
export const FILE_METHODS: Record<string, Method> = {
  'files.getUploadURLExternal': {
    scope: 'files:write',
    run({ filename, length, alt_txt }, { world, base }) {
      if (!filename) throw new ApiError('invalid_arguments');
      if (!(Number(length) > 0)) throw new ApiError('invalid_arguments');
      const id = `F${world.nextTs().replace('.', '')}`;
      world.uploads.set(id, {
        id,
        name: String(filename),
        length: Number(length),
        text: null,
        ...(alt_txt ? { alt: String(alt_txt) } : {}),
      });
      return { upload_url: `${base()}/upload/v1/${id}`, file_id: id };
    },
  },

  'files.completeUploadExternal': {
    scope: 'files:write',
    run(args, { world, emit, allow }) {
      const named: { id: string }[] = typeof args.files === 'string' ? JSON.parse(args.files) : args.files;
      const files = named.map(({ id }): Upload => {
        const file = world.uploads.get(id);
        if (!file || file.text === null) throw new ApiError('file_not_found');
        return file;
      });
      const channel = writable(world, args.channel_id);
      if (!channel.app) throw new ApiError('not_in_channel');
      allow(channel.id);
      for (const { id } of files) world.uploads.delete(id);
      const message = world.addMessage(channel, {
        text: String(args.initial_comment ?? ''),
        user: BOT_USER,
        botId: BOT_ID,
        threadTs: args.thread_ts ?? null,
        files,
      });
      const direct = channel.kind === 'im';
      emit(direct ? 'message.im' : 'message.channels', {
        ...messageObject(message),
        subtype: 'file_share',
        channel: channel.id,
        channel_type: direct ? 'im' : 'channel',
      });
      return { files: files.map(({ id, name }) => ({ id, title: name })) };
    },
  },
};

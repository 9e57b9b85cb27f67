/** Modals and the Home tab: opening, pushing (three deep), updating and publishing views. https://docs.slack.dev/surfaces/modals */
import { takesFile } from './elements.ts';
import { checkView } from './limits.ts';
import { ApiError, type Native, type View } from './types.ts';
import { APP_ID, BOT_ID, type World } from './world.ts';

/** "Limited to pushing 2 additional views." */
const DEEP_MAX = 3;

const rootOf = (view: View): View => (view.previous ? rootOf(view.previous) : view);
const depthOf = (view: View): number => (view.previous ? 1 + depthOf(view.previous) : 1);

export const viewObject = (world: World, view: View, values: Native = {}): Native => ({
  private_metadata: '',
  callback_id: '',
  external_id: '',
  clear_on_close: false,
  notify_on_close: false,
  close: null,
  submit: null,
  ...view.native,
  id: view.id,
  team_id: world.team.id,
  app_id: APP_ID,
  app_installed_team_id: world.team.id,
  bot_id: BOT_ID,
  hash: view.hash,
  state: { values },
  previous_view_id: view.previous?.id ?? null,
  root_view_id: rootOf(view).id,
});

const freeExternalId = (world: World, native: Native, own?: View): void => {
  const taken = [...world.views.values()].some(
    (view) => view !== own && native.external_id && view.native.external_id === native.external_id,
  );
  if (taken) throw new ApiError('duplicate_external_id');
};

const checkHash = (view: View, hash: unknown): void => {
  if (hash && hash !== view.hash) throw new ApiError('hash_conflict');
};

export const replaceView = (world: World, view: View, native: unknown): void => {
  const checked = checkView(native, view.type);
  freeExternalId(world, checked, view);
  Object.assign(view, { native: checked, hash: world.nextId('h'), errors: {} });
  world.changed();
};

/** Puts a modal on top of `previous`, or alone. */
export const showModal = (world: World, user: string, native: unknown, previous: View | null): View => {
  const checked = checkView(native, 'modal');
  checkScope(world, checked);
  freeExternalId(world, checked);
  if (previous && depthOf(previous) >= DEEP_MAX) throw new ApiError('push_limit_reached');
  const view = world.addView('modal', user, checked, previous);
  world.modals.set(user, view);
  world.changed();
  return view;
};

/** Takes the topmost modal away, or all of them; what was below is seen again. Returns those that went. */
export const closeModal = (world: World, view: View, all: boolean): View[] => {
  const below = all ? null : view.previous;
  const gone: View[] = [];
  for (let each: View | null = view; each && each !== below; each = each.previous) {
    gone.push(each);
    world.views.delete(each.id);
  }
  if (below) world.modals.set(view.user, below);
  else world.modals.delete(view.user);
  world.changed();
  return gone;
};

const findView = (world: World, { view_id, external_id }: Native): View => {
  const found = external_id
    ? [...world.views.values()].find((view) => view.native.external_id === external_id)
    : world.views.get(String(view_id));
  if (!found) throw new ApiError('not_found');
  return found;
};

/** "In order to use the file_input element within your app, your app must have the files:read scope." */
const checkScope = (world: World, { blocks }: Native): void => {
  const isAllowed = world.manifest.oauth_config.scopes.bot.includes('files:read');
  if (!isAllowed && (blocks as Native[]).some(takesFile)) throw new ApiError('invalid_arguments');
};

export const VIEW_METHODS = {
  'views.open': ({ trigger_id, view }: Native, world: World): Native => {
    checkView(view, 'modal');
    return { view: viewObject(world, showModal(world, world.useTrigger(trigger_id), view, null)) };
  },
  'views.push': ({ trigger_id, view }: Native, world: World): Native => {
    checkView(view, 'modal');
    const user = world.useTrigger(trigger_id);
    const below = world.modals.get(user);
    if (!below) throw new ApiError('not_found');
    return { view: viewObject(world, showModal(world, user, view, below)) };
  },
  'views.update': (args: Native, world: World): Native => {
    const found = findView(world, args);
    checkHash(found, args.hash);
    replaceView(world, found, args.view);
    return { view: viewObject(world, found) };
  },
  'views.publish': ({ user_id, hash, view }: Native, world: World): Native => {
    const native = checkView(view, 'home');
    if (world.manifest.features.app_home?.home_tab_enabled === false) throw new ApiError('not_enabled');
    if (!world.people.has(user_id)) throw new ApiError('user_not_found');
    const before = world.homes.get(user_id);
    if (before) {
      checkHash(before, hash);
      replaceView(world, before, native);
      return { view: viewObject(world, before) };
    }
    const published = world.addView('home', user_id, native);
    world.homes.set(user_id, published);
    world.changed();
    return { view: viewObject(world, published) };
  },
};

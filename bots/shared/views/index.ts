/** Notice in, card out: one pure view per kind, in the reader's language, for the place where it is read. */
import { type FormRequest, type Notice, type NoticeKind, ok, type Result } from '../../../core/index.ts';
import { capabilities } from '../capabilities.ts';
import type { BotCapability, FileSources, FileView, FormView, View } from '../capability.ts';
import type { Card, CardFile, Form } from '../card.ts';
import { inGermanNames, type Named, namesFor } from '../command-names.ts';
import { optionSummary } from '../commands.ts';
import type { CapabilityMessages } from '../messages/catalogue.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import { explain } from './explain.ts';
import type { Scene, ViewContext } from './parts.ts';

export type { ViewContext } from './parts.ts';

type AnyView = View<NoticeKind, CapabilityMessages>;
type AnyFile = FileView<NoticeKind, CapabilityMessages>;
type AnyForm = FormView<FormRequest['form'], CapabilityMessages>;

const owners = new Map<string, BotCapability>(
  capabilities.flatMap((owner) => Object.keys(owner.views).map((kind) => [kind, owner] as const)),
);

const forms = new Map<string, BotCapability>(
  capabilities.flatMap((owner) => Object.keys(owner.formViews ?? {}).map((name) => [name, owner] as const)),
);

/** Throws for an amount or a date that is none: a bug. `locale` BCP 47. */
export function viewOf(notice: Notice, locale: string, context: ViewContext): Card {
  const owner = ownerOf(notice);
  return (owner.views[notice.kind] as AnyView)(notice, sceneOf(owner, locale, context));
}

/** What is sent along with a notice's card. Rejects when it cannot be read just now. */
export async function fileOf(
  notice: Notice,
  locale: string,
  context: ViewContext,
  sources: FileSources,
): Promise<Result<CardFile | null>> {
  const owner = ownerOf(notice);
  const view = owner.files?.[notice.kind] as AnyFile | undefined;
  return view ? view(notice, { ...sceneOf(owner, locale, context), locale }, sources) : ok(null);
}

function ownerOf(notice: Notice): BotCapability {
  const owner = owners.get(notice.kind);
  if (!owner) throw new Error(`No capability shows ${notice.kind}`);
  return owner;
}

function sceneOf(owner: BotCapability, locale: string, context: ViewContext): Scene<CapabilityMessages> {
  const messages = messagesFor(locale, context.zone);
  const { zone, translatesCommands, toldLocale } = context;
  const named = namesFor(locale, { translatesCommands, toldLocale });
  return {
    words: named(owner.messages[messages.tongue]),
    common: named(messages.common),
    language: messages.language,
    context,
    explain: (refusal, command) =>
      explain(refusal, locale, { zone, command, translatesCommands, toldLocale }),
    ...shared(messages, named),
    cardOf: (other) => viewOf(other, locale, context),
  };
}

/** What is taken from all of them, made once for each tongue and way to name commands: every card would otherwise make it anew. */
function shared({ tongue }: Messages, named: Named): Pick<Scene, 'codes' | 'commands'> {
  const key = `${tongue} ${named === inGermanNames}`;
  const before = made.get(key);
  if (before) return before;
  const codes = capabilities.map(({ messages }) => messages[tongue].codes ?? {});
  const commands = capabilities.flatMap((one) =>
    Object.entries(one.commands).map(([name, { spec }]) => ({
      ...spec,
      subcommands: (spec.subcommands ?? []).map((sub) => ({
        name: sub.name,
        title: named({ title: `/${name} ${sub.name}` }).title,
        usage: sub.usage,
        summary: optionSummary(sub.name, tongue, name),
      })),
      name,
      title: named({ title: `/${name}` }).title,
      ...named(one.messages[tongue]).commands[name]!,
    })),
  );
  const all = { codes: Object.assign({}, ...codes), commands };
  made.set(key, all);
  return all;
}

const made = new Map<string, Pick<Scene, 'codes' | 'commands'>>();

/** The form that is asked for, and what is said where it cannot be opened. */
export function formOf(
  request: FormRequest,
  locale: string,
): { form: Form; instead: ReturnType<AnyForm['instead']> } {
  const owner = forms.get(request.form);
  if (!owner) throw new Error(`No capability has the form ${request.form}`);
  const view = owner.formViews![request.form] as unknown as AnyForm;
  const { tongue, language } = messagesFor(locale);
  return { form: view.form(request, owner.messages[tongue], language), instead: view.instead(request) };
}

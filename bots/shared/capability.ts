/**
 * What a capability is to the conversation: its commands, what it answers to, its views and its words. `capabilities.ts` lists them;
 * the handler, the grammar, the views, the catalogues, /help and the platforms' lists work from there.
 */
import type { Core, FormRequest, Json, NoticeKind, NoticeOf, Refusal, Result } from '../../core/index.ts';
import type { PlatformMessenger } from './adapter.ts';
import type { Card, CardFile, Form } from './card.ts';
import type { Command } from './command.ts';
import type { InboundEventOf } from './event.ts';
import type { CapabilityMessages, Language } from './messages/catalogue.ts';
import type { InlineQuestion, InlineResult, QuestionParts } from './question.ts';
import type { GrammarContext } from './reading.ts';
import type { HandlerParts, Turn } from './turn.ts';
import type { Scene } from './views/parts.ts';

export type View<K extends NoticeKind, M extends CapabilityMessages> = (
  notice: NoticeOf<K>,
  scene: Scene<M>,
) => Card;

/** Whom a file is read from. */
export interface FileSources {
  statement: Pick<Core['statement'], 'figures'>;
  /** Content that core keeps, by the id that a card names. */
  paywall: Pick<Core['paywall'], 'file'>;
}

/**
 * A file that is made when its notice is shown, of what has to be read first; null where there is none to send. A refusal is shown in the
 * notice's place.
 */
export type FileView<K extends NoticeKind, M extends CapabilityMessages> = (
  notice: NoticeOf<K>,
  scene: Scene<M> & { locale: string },
  sources: FileSources,
) => Promise<Result<CardFile | null>>;

type FormName = FormRequest['form'];
type FormOf<F extends FormName> = Extract<FormRequest, { form: F }>;

export interface FormView<F extends FormName, M extends CapabilityMessages> {
  /** Within the limits of the narrowest platform: 24 characters of title, 5 fields. */
  form(request: FormOf<F>, words: M, language: Language): Form;
  /** What is said where forms cannot be opened: what is missing, and so how it is typed. */
  instead(request: FormOf<F>): Refusal;
}

export interface Shortcut {
  /** In which menus: of the app, of a message, of a person. A deep link may name any. */
  where: readonly ('global' | 'message' | 'person')[];
  run(turn: Turn<InboundEventOf<'shortcut'>>): Promise<void>;
}

/** A problem with what was entered, and the field where it can be mended. */
export interface FormProblem {
  field: string;
  refusal: Refusal;
}

export type FormLook = (
  form: InboundEventOf<'form'>,
  payload: Json,
  parts: QuestionParts & {
    platform: PlatformMessenger | undefined;
    context: GrammarContext;
    /** BCP 47: in which the form was written. */
    locale: string;
  },
) => Promise<FormProblem | null>;

export interface Reactions {
  /** Decided before anything is done or looked up about the person: most reactions are none of ours. */
  concern(event: InboundEventOf<'reaction'>, parts: HandlerParts): Promise<boolean>;
  run(turn: Turn<InboundEventOf<'reaction'>>): Promise<void>;
}

export interface BotCapability<
  M extends CapabilityMessages = CapabilityMessages,
  K extends NoticeKind = NoticeKind,
  F extends FormName = FormName,
> {
  messages: { en: M; de: M };
  commands: { [N in keyof M['commands']]: Command };
  /** Commands that no platform lists. */
  unlisted?: Readonly<Record<string, Omit<Command, 'spec'>>>;
  /** One per kind of its notices. Pure. */
  views: { [Kind in K]: View<Kind, M> };
  /** What goes along with a new message of a notice, by its kind, where its view alone cannot make it. */
  files?: { [Kind in K]?: FileView<Kind, M> };
  formViews?: { [Name in F]: FormView<Name, M> };
  /** What was filled in, by the kind of the form's intent, whose payload core has read for its owner. */
  forms?: Readonly<Record<string, (turn: Turn<InboundEventOf<'form'>>, payload: Json) => Promise<void>>>;
  /** How a form is read, by the kind of its intent, where that can be looked at before the form is taken. Pure. */
  formChecks?: Readonly<
    Record<string, (values: InboundEventOf<'form'>['values'], context: GrammarContext) => Result<unknown>>
  >;
  /**
   * What else is wrong with a form, by the kind of its intent, where the platform can leave the form open: what has to be looked up,
   * fetched or tried. Only told there; whoever handles the form finds the same. Changes nothing but what a try changes.
   */
  formProblems?: Readonly<Record<string, FormLook>>;
  /** By name; their words are in `messages.shortcuts`. */
  shortcuts?: Readonly<Record<string, Shortcut>>;
  reactions?: Reactions;
  /** A direct message that is no command. False: it is not for us. */
  message?(turn: Turn<InboundEventOf<'message'>>): Promise<boolean>;
  /** What may be sent out of an inline question. The ids of the results begin with the capability's own name and a colon. */
  inline?(question: InlineQuestion, parts: QuestionParts): Promise<InlineResult[]>;
  /** One of them was sent; by what its id begins with. */
  chosen?: Readonly<Record<string, (turn: Turn<InboundEventOf<'chosen'>>) => Promise<void>>>;
}

/** Says the types together: every command and every view has the words that it needs, in both languages. */
export const capability = <
  M extends CapabilityMessages,
  K extends NoticeKind = never,
  F extends FormName = never,
>(
  parts: BotCapability<M, K, F>,
): BotCapability<M, K, F> => parts;

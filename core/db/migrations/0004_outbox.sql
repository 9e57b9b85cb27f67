-- What must happen next, written in the database transaction that moved the money: nudges to the workers, and messages to show.

create table outbox (
  id            bigint generated always as identity primary key,
  topic         text not null check (topic in ('settle', 'deliver')),
  payment       bigint,
  lane          text,
  created_at    timestamptz not null default clock_timestamp(),
  published_at  timestamptz,
  check ((topic = 'settle') = (payment is not null)),
  check ((topic = 'deliver') = (lane is not null))
) with (fillfactor = 80);
create index outbox_waiting on outbox (id) where published_at is null;
create index outbox_published on outbox (published_at) where published_at is not null;

-- PostgreSQL folds equal notifications of one database transaction into one.
create function notify_outbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('tuppence_outbox', '');
  return null;
end $$;
create trigger outbox_notify after insert on outbox for each statement execute function notify_outbox();

create table lane (
  lane         text primary key,
  holder       uuid,
  lease_until  timestamptz,
  calls        bigint not null default 0,
  not_before   timestamptz,
  nudged_at    timestamptz
) with (fillfactor = 50);
comment on table lane is
  'One conversation, shown by one process at a time. A row named platform:<name> holds that platform''s pause';
comment on column lane.calls is 'Counts the processes that came by: the holder lets go only if none came since it last looked';

create table delivery (
  id               bigint generated always as identity primary key,
  lane             text not null,
  platform         text not null,
  audience         text not null check (audience in ('conversation', 'private', 'direct', 'home')),
  conversation     jsonb,
  person           jsonb,
  person_key       text,
  subject          jsonb not null,
  locale           text not null,
  reply            jsonb,
  message_ref      jsonb,
  nonce            text not null default left(replace(gen_random_uuid()::text, '-', ''), 16),
  posting          int not null default 1,
  wanted_revision  int not null default 1,
  shown_revision   int not null default 0,
  state            text not null default 'due' check (state in ('due', 'shown', 'unreachable', 'given_up')),
  reconcile        boolean not null default false,
  attempts         int not null default 0,
  claims           int not null default 0,
  due_since        timestamptz not null default clock_timestamp(),
  not_before       timestamptz not null default clock_timestamp(),
  lease_until      timestamptz,
  failure          text,
  created_at       timestamptz not null default clock_timestamp(),
  updated_at       timestamptz not null default clock_timestamp(),
  check (audience <> 'conversation' or conversation is not null),
  check (audience = 'conversation' or person is not null)
) with (fillfactor = 70);
create index delivery_due on delivery (lane, id) where state = 'due';
create index delivery_missed on delivery (person_key, id) where state = 'unreachable';
comment on column delivery.nonce is 'With posting, the id that the platform''s own idempotency is made from';
comment on column delivery.posting is 'Counts new messages for this delivery: a message that is gone is posted anew';
comment on column delivery.claims is 'Fencing token: only the latest claim may record a result';
comment on column delivery.attempts is 'Failed tries since it became due';

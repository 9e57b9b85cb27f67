-- Inbound events, written before their platform is told that we have them.
create table inbox (
  id           bigint generated always as identity primary key,
  platform     text not null,
  dedupe_key   text not null,
  event        jsonb not null,
  received_at  timestamptz not null default clock_timestamp(),
  due_at       timestamptz not null,
  attempts     int not null default 1,
  handled_at   timestamptz,
  failure      text,
  constraint inbox_dedupe unique (platform, dedupe_key)
) with (fillfactor = 80);
create index inbox_due on inbox (due_at) where handled_at is null;
create index inbox_handled on inbox (handled_at) where handled_at is not null;
comment on column inbox.due_at is 'When another process may take it: the end of a lease, or of a wait';
comment on column inbox.failure is 'Why the last try failed; set on a handled row, why it was given up';

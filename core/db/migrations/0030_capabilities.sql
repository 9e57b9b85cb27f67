-- Capabilities register their names with the kernel (core/capability.ts); what the database holds of them is that they are names.

alter table intent rename column payment_order to subject;
alter table intent
  drop constraint intent_payment_order_fkey,
  drop constraint intent_kind_check,
  add constraint intent_kind_check check (kind ~ '^[a-z_]{1,40}$'),
  drop constraint intent_check,
  drop constraint intent_check1;
drop index intent_payment_order;
create index intent_subject on intent (subject, kind) where subject is not null;
comment on column intent.person is 'Who may press it; null where the capability decides that';
comment on column intent.subject is 'What it is about: an id of the capability''s own';
comment on column intent.expires_at is 'Null for a button that lives as long as its subject says';

alter table outbox rename column payment to subject;
alter table outbox
  drop constraint outbox_topic_check,
  add constraint outbox_topic_check check (topic ~ '^[a-z_]{1,40}$'),
  drop constraint outbox_check,
  drop constraint outbox_check1,
  add constraint outbox_check check ((topic = 'deliver') = (lane is not null)),
  add constraint outbox_check1 check ((topic = 'deliver') = (subject is null));

update delivery set subject = jsonb_build_object('kind', 'payment', 'id', subject -> 'order')
where subject ->> 'kind' = 'payment';

-- The message that a delivery's own belongs to.
alter table delivery add column about jsonb;

-- A message that is shown anew whenever another one is.
create table delivery_follow (
  followed bigint not null references delivery on delete cascade,
  follower bigint not null references delivery on delete cascade,
  primary key (followed, follower),
  check (followed <> follower)
);

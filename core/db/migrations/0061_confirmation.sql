-- How a person wants to be protected from paying by mistake, and what they were asked before money went.

create table protection (
  person bigint primary key references person,
  -- The community's currency at that time, in whose minor units the rest is. Of another one, the defaults hold.
  asset text not null,
  -- Null: never.
  ask_above numeric(38, 0) check (ask_above >= 0),
  ask_new_above numeric(38, 0) check (ask_new_above >= 0),
  changed_at timestamptz not null
);

-- A press, or a command, that waits for its person to say yes.
create table confirmation (
  id bigint generated always as identity primary key,
  person bigint not null references person,
  -- Of the event that is asked about.
  key text not null,
  -- The button that is pressed once more when they say yes.
  intent text not null,
  -- The conversation of the event.
  conversation jsonb not null,
  -- What is asked, without its buttons; and those.
  notice jsonb not null,
  confirm_key text not null,
  cancel_key text not null,
  state text not null default 'asked' check (state in ('asked', 'confirmed', 'cancelled')),
  -- The event that answered it.
  pressed_key text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  answered_at timestamptz,
  unique (person, key),
  check ((state = 'asked') = (pressed_key is null))
);

create index confirmation_expires_at on confirmation (expires_at);
-- Whom somebody has paid before.
create index payment_order_payer on payment_order (payer);

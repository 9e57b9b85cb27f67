-- What a button or a form may still do. The button carries only the key: nothing in it can be changed or guessed.

create table intent (
  -- 22 characters of base64url: 128 random bits.
  key text primary key check (octet_length(key) <= 32),
  kind text not null check (kind in ('claim', 'take_back', 'pay_amount', 'pay_form')),
  -- Who may press it. Null for `claim`, which is for every payee of the order.
  person bigint references person,
  payment_order bigint references payment_order,
  payload jsonb,
  -- Null for the buttons of an order, which live as long as its payments can be claimed.
  expires_at timestamptz,
  used_at timestamptz,
  -- The event that used it, and what it led to.
  used_key text,
  outcome jsonb,
  created_at timestamptz not null,
  check ((kind in ('claim', 'take_back')) = (payment_order is not null)),
  check ((kind in ('pay_amount', 'pay_form')) <= (payload is not null and expires_at is not null))
);

create unique index intent_payment_order on intent (payment_order, kind) where payment_order is not null;
create index intent_expires_at on intent (expires_at) where expires_at is not null;

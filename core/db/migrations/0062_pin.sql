-- The PIN of whoever wants one for large payments: only what it hashes to, slowly (core/protection/pin.ts), never itself.

create table pin (
  person bigint primary key references person,
  -- scrypt's N, r and p; salt and hash in base64url.
  cost text not null check (cost ~ '^\d+:\d+:\d+$'),
  salt text not null,
  hash text not null,
  -- Tries since the last right one or the last lock-out; each is counted before it is looked at.
  tries integer not null default 0 check (tries >= 0),
  -- Lock-outs since the last right one: each is longer than the one before.
  lockouts integer not null default 0 check (lockouts >= 0),
  locked_until timestamptz,
  set_at timestamptz not null
);

-- Where there are no forms: whose next direct message is a PIN, and for which button.
create table pin_prompt (
  person bigint primary key references person,
  intent text not null,
  expires_at timestamptz not null
);

-- Nobody could have set it before.
alter table protection add column pin_above numeric(38, 0) not null check (pin_above >= 0);

-- There is no card: the press was answered with the form of the PIN, and that is all.
alter table confirmation add column by_form boolean not null default false;

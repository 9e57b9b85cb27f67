-- A try of a PIN that comes twice counts once: a form that stays open is looked at before it is taken, and once more when it is handled.

-- Of the latest try, whose it was: the key of what was sent. Null: a try without one, or none yet.
alter table pin add column tried_by text check (length(tried_by) between 1 and 500);

-- Whoever has a PIN gets a code by it; one that was made without it is void as soon as there is one.
alter table link_code add column with_pin boolean not null default false;

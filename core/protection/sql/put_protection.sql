-- How somebody wants to be asked from now on.
-- $1 person, $2 asset, $3 ask above, $4 ask above for a new payee, $5 PIN above, $6 now
insert into protection (person, asset, ask_above, ask_new_above, pin_above, changed_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (person) do update set
  asset = excluded.asset, ask_above = excluded.ask_above, ask_new_above = excluded.ask_new_above,
  pin_above = excluded.pin_above, changed_at = excluded.changed_at

-- Whose next direct message is a PIN, and for which button: the newest.
-- $1 person, $2 intent, $3 when it is over
insert into pin_prompt (person, intent, expires_at) values ($1, $2, $3)
on conflict (person) do update set intent = excluded.intent, expires_at = excluded.expires_at

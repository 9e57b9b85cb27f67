-- An event chooses somebody's language; no row when it has done so before.
-- $1 key of the event, $2 person, $3 language or null, $4 now
insert into language_choice (key, person, language, chosen_at) values ($1, $2, $3, $4)
on conflict (key) do nothing
returning key

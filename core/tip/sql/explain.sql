-- Somebody is told what a reaction does. Returns a row where they had not been told.
-- $1 person, $2 now
insert into tip_person as p (person, explained_at) values ($1, $2)
on conflict (person) do update set explained_at = excluded.explained_at where p.explained_at is null and p.since is null
returning person

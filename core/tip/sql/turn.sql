-- Somebody's reactions are tips from a moment on, or are not. They know now what a reaction does. On again stays since when it was.
-- $1 person, $2 the moment, or null, $3 now
insert into tip_person as p (person, since, explained_at) values ($1, $2, $3)
on conflict (person) do update set
  since = case when excluded.since is null then null else coalesce(p.since, excluded.since) end,
  explained_at = coalesce(p.explained_at, excluded.explained_at)

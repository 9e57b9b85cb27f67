-- What somebody chose.
-- $1 person, $2 kinds as JSON text, $3 quiet from, $4 quiet until (both null: at any hour), $5 digest at
insert into alert_settings (person, kinds, quiet_from, quiet_until, digest_at) values ($1, $2::text::jsonb, $3, $4, $5)
on conflict (person) do update set
  kinds = excluded.kinds, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, digest_at = excluded.digest_at

-- Instalments that could not be collected, and when they are tried again.
-- $1 instalments, $2 moments
update loan_instalment i set try_at = t.try_at from unnest($1::bigint[], $2::timestamptz[]) as t(id, try_at) where i.id = t.id

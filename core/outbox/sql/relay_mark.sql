-- $1 ids
update outbox set published_at = clock_timestamp() where id = any($1::bigint[]);

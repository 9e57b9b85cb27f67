-- $1 event
update inbox set handled_at = clock_timestamp(), failure = null where id = $1 and handled_at is null;

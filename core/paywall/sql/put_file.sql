-- A file, as it was sent. Returns its id.
-- $1 name, $2 media type, $3 content, $4 now
insert into paywall_file (name, media_type, size_bytes, bytes, created_at)
select $1, $2, octet_length(content), content, $4 from (select $3::bytea as content) sent
returning id

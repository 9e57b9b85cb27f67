-- A file, as it was sent. Returns its id.
-- $1 name, $2 media type, $3 content, $4 now, $5 as what it is shown, $6 what a platform knows it by
insert into paywall_file (name, media_type, size_bytes, bytes, created_at, shown_as, known_as)
select $1, $2, octet_length(content), content, $4, $5, $6::text::jsonb from (select $3::bytea as content) sent
returning id

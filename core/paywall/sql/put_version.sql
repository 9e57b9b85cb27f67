-- What a post says and hides from now on.
-- $1 post, $2 number, $3 price, $4 title, $5 teaser, $6 content, $7 file, $8 key, $9 hash, $10 now
insert into paywall_version (post, number, price, title, teaser, content, file, key, request_hash, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

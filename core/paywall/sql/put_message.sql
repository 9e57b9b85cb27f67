-- Another card shows a post.
-- $1 post, $2 delivery, $3 key
insert into paywall_message (post, delivery, key) values ($1, $2, $3)

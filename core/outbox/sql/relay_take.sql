-- Nudges that nobody has published, locked until the end of the database transaction; other relays pass them by.
-- $1 limit
select id, topic, subject, lane from outbox where published_at is null order by id limit $1 for update skip locked;

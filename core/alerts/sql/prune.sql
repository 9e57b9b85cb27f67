-- Forgets what was told before a moment: nothing raises it again.
-- $1 the moment
delete from alert where told_at < $1

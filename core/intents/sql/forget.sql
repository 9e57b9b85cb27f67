-- Intents that expired before a moment: nothing asks for them any more.
-- $1 the moment
delete from intent where expires_at < $1

-- Forgets which reactions were taken off, and who wrote what, before a moment.
-- $1 the moment
with reactions as (
  delete from tip_taken_off where at < $1
)
delete from message_author where seen_at < $1

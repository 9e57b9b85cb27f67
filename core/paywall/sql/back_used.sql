-- By which event a button was used, as of now; null for none.
-- $1 key of the intent
select used_key from intent where key = $1

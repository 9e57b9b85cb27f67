-- The content of a file.
-- $1 file
select bytes from paywall_file where id = $1

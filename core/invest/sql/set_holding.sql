-- So far the entries of an account have been read.
-- $1 account, $2 version
update holding set version = $2 where account = $1

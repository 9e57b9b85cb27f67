-- From now on the one message is shown anew whenever the other one is.
-- $1 follower, $2 followed
insert into delivery_follow (follower, followed) values ($1, $2) on conflict do nothing;

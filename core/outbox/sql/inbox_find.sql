-- $1 platform, $2 dedupe key
select id, false as fresh from inbox where platform = $1 and dedupe_key = $2;

-- Further messages show a request.
-- $1 request, $2 deliveries
insert into request_message (request, delivery) select $1, message.id from unnest($2::bigint[]) as message (id)

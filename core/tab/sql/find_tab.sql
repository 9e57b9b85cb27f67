-- The tab of a conversation.
-- $1 platform, $2 tenant, $3 channel
select id, conversation from tab where platform = $1 and tenant = $2 and channel = $3

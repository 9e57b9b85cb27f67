-- Until when a lane's platform has asked us to be quiet, there or everywhere. Null when it has not.
create function lane_paused_until(p_lane text) returns timestamptz language sql stable as $$
  select max(not_before) from lane
  where lane in (p_lane, 'platform:' || split_part(regexp_replace(p_lane, '^direct:', ''), ':', 1))
$$;

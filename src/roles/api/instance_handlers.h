// Handlers of what is told of the instance; see instance_routes.cc.
#pragma once

#include "roles/api/call.h"
#include "roles/api/instance.h"

namespace picket::api {

// instance_facts.cc
Answer<net::Response> show_status(Call& call, Instance& instance);
Answer<net::Response> show_storage(Call& call, Instance& instance);
Answer<net::Response> show_doctor(Call& call, Instance& instance);
// ingest_health.cc
Answer<net::Response> show_queue(Call& call, Instance& instance);
Answer<net::Response> show_ingest_health(Call& call, Instance& instance);
// dead_letter_list.cc
Answer<net::Response> list_own_dead_letters(Call& call);
Answer<net::Response> list_all_dead_letters(Call& call);
// dead_letter_replay.cc: one of the path, or all that are open
Answer<net::Response> replay_own_dead_letter(Call& call, Instance& instance);
Answer<net::Response> replay_own_dead_letters(Call& call, Instance& instance);
Answer<net::Response> replay_dead_letter(Call& call, Instance& instance);
Answer<net::Response> replay_dead_letters(Call& call, Instance& instance);

}  // namespace picket::api

// Where one is signed in.
#include <algorithm>

#include "ports/users.h"
#include "roles/api/account_audit.h"
#include "roles/api/auth_handlers.h"
#include "roles/api/caller.h"
#include "roles/api/json_text.h"
#include "roles/api/session.h"
#include "roles/api/users_lookup.h"

namespace picket::api {
namespace {

namespace json = boost::json;

Answer<std::vector<ports::Session>> own_sessions(const Call& call) {
  return live_sessions(call.user(), call.meta(), call.now);
}

}  // namespace

Answer<net::Response> list_sessions(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto sessions = own_sessions(call);
  if (!sessions) return unexpected(sessions.error());
  json::array list;
  for (const ports::Session& one : *sessions) {
    json::object shown = session_json(one);
    shown["isCurrent"] = one.id == call.identity->session->id;
    list.push_back(std::move(shown));
  }
  return json_response(std::move(list));
}

Answer<net::Response> end_session(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto sessions = own_sessions(call);
  if (!sessions) return unexpected(sessions.error());
  const std::string_view named = call.request.param("session");
  const auto found =
      std::find_if(sessions->begin(), sessions->end(),
                   [&](const ports::Session& one) { return std::to_string(one.id) == named; });
  if (found == sessions->end()) return unexpected(not_found());
  if (const auto ended = call.meta().users().sessions().end(found->id); !ended)
    return unexpected(failed(ended.error()));
  if (auto recorded = record_own_account(call, "session.revoked"); !recorded)
    return unexpected(recorded.error());
  net::Response response = empty_response();
  if (found->id == call.identity->session->id) clear_session_cookies(call.options.url, response);
  return response;
}

Answer<net::Response> end_other_sessions(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  const auto ended =
      call.meta().users().sessions().end_others(call.user(), call.identity->session->id);
  if (!ended) return unexpected(failed(ended.error()));
  if (auto recorded = record_own_account(call, "session.revoked", {{"which", "others"}}); !recorded)
    return unexpected(recorded.error());
  return empty_response();
}

}  // namespace picket::api

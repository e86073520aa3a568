#include "roles/api/event_recommended.h"

#include <tuple>
#include <utility>

#include "protocol/json.h"
#include "roles/api/event_entries.h"
#include "roles/api/event_loading.h"
#include "roles/api/event_parts.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Better ones are larger. An event whose payload is gone is worse than any other.
struct Worth {
  bool whole = false;
  int errors_less = 0;
  std::size_t shown = 0;

  friend auto operator<=>(const Worth&, const Worth&) = default;
};

Worth worth_of(const LoadedEvent& event) {
  if (!event.payload) return {};
  const json::object& stored = event.payload->event;
  std::size_t shown = event_entries(stored).size();
  for (const char* name : {"user", "contexts"}) {
    const json::object* const part = protocol::find_object(stored, name);
    if (part != nullptr && !part->empty()) ++shown;
  }
  return {true, -static_cast<int>(errors_json(stored).size()), shown};
}

}  // namespace

Answer<domain::EventRow> recommended_of(const Call& call, std::vector<domain::EventRow> rows) {
  std::size_t best = 0;
  Worth most;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto event = load_listed(call, rows[i]);
    if (!event) return unexpected(event.error());
    const Worth worth = worth_of(*event);
    if (worth <= most) continue;
    most = worth;
    best = i;
  }
  return std::move(rows[best]);
}

}  // namespace picket::api

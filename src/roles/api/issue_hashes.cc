// The grouping hashes of an issue, each with its latest event. Source: shared spec "api", section
// 10.
#include <unordered_map>
#include <utility>

#include "ports/issues.h"
#include "roles/api/event_json.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_stats.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Of one issue; only merged issues have more than two or three.
constexpr std::size_t kMaxHashes = 100;

struct LatestRows {
  std::unordered_map<HashId, domain::EventRow> by_hash;
  bool all = false;  ///< There are no older events.
};

/// The latest event of each hash, among those that one look at the store returns.
Answer<LatestRows> latest_rows(const Call& call, const domain::Issue& issue) {
  ports::EventFilter filter = event_filter(call, {});
  filter.projects = {issue.project};
  filter.issues = {issue.id};
  auto rows = call.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt,
                                      ports::EventStore::kMaxFound);
  if (!rows) return unexpected(failed(rows.error()));
  LatestRows latest;
  latest.all = rows->size() < ports::EventStore::kMaxFound;
  for (domain::EventRow& row : *rows) latest.by_hash.try_emplace(row.hash_id, std::move(row));
  return latest;
}

/// `full` is true unless it is said not to be.
bool wants_full(const Parameters& parameters) {
  const std::string_view full = parameters.text_or("full", "true");
  return full == "1" || full == "true";
}

}  // namespace

Answer<net::Response> list_issue_hashes(Call& call) {
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  const auto hashes = call.meta().issues().hashes_of(issue->id, kMaxHashes);
  if (!hashes) return unexpected(failed(hashes.error()));
  auto rows = latest_rows(call, *issue);
  if (!rows) return unexpected(std::move(rows.error()));
  const bool full = wants_full(call.parameters);
  json::array shown;
  for (const ports::IssueHash& hash : *hashes) {
    const auto row = rows->by_hash.find(hash.id);
    const bool known = row != rows->by_hash.end();
    // What only helps to find the issue, such as the hash of the whole stack, is not shown.
    if (!known && rows->all) continue;
    json::object one{{"id", hash.hash}, {"latestEvent", nullptr}};
    if (known) {
      const auto event = load_listed(call, std::move(row->second));
      if (!event) return unexpected(event.error());
      one["latestEvent"] = full ? event_base(*event) : event_summary(*event);
    }
    one["mergedBySeer"] = false;
    one["seerMatchDistance"] = nullptr;
    shown.push_back(std::move(one));
  }
  return json_response(std::move(shown));
}

}  // namespace picket::api

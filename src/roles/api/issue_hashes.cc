// The grouping hashes of an issue, each with its latest event. Source: shared spec "api", section
// 10.
#include "roles/api/issue_hashes.h"

#include <unordered_map>
#include <utility>

#include "ports/issues.h"
#include "roles/api/event_json.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_stats.h"
#include "roles/api/offset_page.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Of one issue; only merged issues have more than two or three.
constexpr std::size_t kMaxHashes = 1000;

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

Answer<json::object> hash_json(const Call& call, const ports::IssueHash& hash,
                               std::unordered_map<HashId, domain::EventRow>& latest, bool full) {
  json::object shown{{"id", hash.hash}, {"latestEvent", nullptr}};
  if (const auto row = latest.find(hash.id); row != latest.end()) {
    const auto event = load_listed(call, std::move(row->second));
    if (!event) return unexpected(event.error());
    shown["latestEvent"] = full ? event_base(*event) : event_summary(*event);
  }
  shown["mergedBySeer"] = false;
  shown["seerMatchDistance"] = nullptr;
  return shown;
}

}  // namespace

Answer<ShownHashes> shown_hashes(const Call& call, const domain::Issue& issue) {
  auto hashes = call.meta().issues().hashes_of(issue.id, kMaxHashes);
  if (!hashes) return unexpected(failed(hashes.error()));
  auto rows = latest_rows(call, issue);
  if (!rows) return unexpected(std::move(rows.error()));
  // What only helps to find the issue, such as the hash of the whole stack, is not shown.
  if (rows->all) {
    std::erase_if(*hashes, [&](const auto& hash) { return !rows->by_hash.contains(hash.id); });
  }
  return ShownHashes{*std::move(hashes), std::move(rows->by_hash)};
}

Answer<net::Response> list_issue_hashes(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  auto shown_ones = shown_hashes(call, *issue);
  if (!shown_ones) return unexpected(std::move(shown_ones.error()));
  const std::vector<ports::IssueHash>& hashes = shown_ones->hashes;
  const bool full = wants_full(call.parameters);
  json::array shown;
  for (std::size_t i = 0; i < page->size(hashes.size()); ++i) {
    auto one = hash_json(call, hashes[page->offset + i], shown_ones->latest, full);
    if (!one) return unexpected(std::move(one.error()));
    shown.push_back(*std::move(one));
  }
  net::Response response = json_response(std::move(shown));
  set_links(response, call, *page, page->offset + page->limit < hashes.size());
  return response;
}

/// What Picket does not keep of issues: reports of users, and links to other trackers.
Answer<net::Response> list_nothing_of_issue(Call& call) {
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  return list_nothing(call);
}

}  // namespace picket::api

// GET organizations/{org}/releases/, also of one project. Source: shared spec "api", section 16.2.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "ports/event_store.h"
#include "roles/api/issue_stats.h"
#include "roles/api/json_text.h"
#include "roles/api/offset_page.h"
#include "roles/api/release_handlers.h"
#include "roles/api/release_json.h"
#include "roles/api/time_range.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// As versions are, and a little more.
constexpr std::size_t kMaxTextBytes = 250;
/// Asked for by name; a project has no more.
constexpr std::size_t kMaxEnvironments = ports::ReleaseSightings::kMaxEnvironments;

/// A search as `release.version:1.*`, which only looks like a part of a version.
constexpr std::string_view kFilters[] = {"release:", "release.", "has:", "!"};

Answer<void> check_text(std::string_view text) {
  if (text.size() > kMaxTextBytes) return unexpected(bad_request("The query is too long."));
  for (const std::string_view filter : kFilters) {
    if (text.starts_with(filter))
      return unexpected(
          bad_request("A query is a part of the version; filters are not supported "
                      "yet."));
  }
  return {};
}

Answer<std::optional<bool>> read_archived(const Parameters& parameters) {
  const std::string_view status = parameters.text_or("status", "open");
  if (status == "open") return std::optional(false);
  if (status == "archived") return std::optional(true);
  return unexpected(unsupported_value("status", status));
}

/// All releases, unless the request names a range.
Answer<void> read_range(const Call& call, ports::ReleaseQuery& query) {
  bool named = false;
  for (const std::string_view name : {"statsPeriod", "start", "end"})
    named = named || !call.parameters.text_or(name, "").empty();
  if (!named) return {};
  const auto range = read_time_range(call.parameters, call.now);
  if (!range) return unexpected(range.error());
  query.since = range->start;
  query.until = range->end;
  return {};
}

Answer<ports::ReleaseQuery> read_query(const Call& call, const OffsetPage& page) {
  const Parameters& parameters = call.parameters;
  if (const auto sort = parameters.text_or("sort", "date"); sort != "date")
    return unexpected(unsupported_value("sort", sort));
  ports::ReleaseQuery query;
  query.org = call.grant.org;
  query.projects = call.grant.project_ids();
  query.environments = parameters.all("environment");
  if (query.environments.size() > kMaxEnvironments)
    return unexpected(bad_request("Too many environments."));
  query.text = parameters.text_or("query", "");
  if (auto checked = check_text(query.text); !checked) return unexpected(checked.error());
  const auto archived = read_archived(parameters);
  if (!archived) return unexpected(archived.error());
  query.archived = *archived;
  if (auto ranged = read_range(call, query); !ranged) return unexpected(ranged.error());
  query.offset = page.offset;
  query.limit = page.limit + 1;
  return query;
}

/// Events of releases in a time, and of all releases and none together.
struct Shares {
  std::int64_t all = 0;
  std::map<std::string, std::int64_t, std::less<>> by_version;
};

Answer<std::int64_t> count_events(const Call& call, const ports::EventFilter& filter) {
  const auto count = call.stores.events.count(filter);
  if (!count) return unexpected(failed(count.error()));
  return count->events;
}

/// nullopt unless the request asks for them.
Answer<std::optional<Shares>> read_shares(const Call& call, const ports::ReleaseQuery& query,
                                          const std::vector<ports::Release>& releases) {
  const std::string_view text = call.parameters.text_or("summaryStatsPeriod", "");
  if (text.empty()) return std::optional<Shares>();
  const auto period = parse_period(text);
  if (!period) return unexpected(unsupported_value("summaryStatsPeriod", text));
  ports::EventFilter filter = event_filter(call, query.environments);
  filter.start = std::max(Timestamp(), call.now - *period);
  Shares shares;
  const auto all = count_events(call, filter);
  if (!all) return unexpected(all.error());
  shares.all = *all;
  const auto values = call.stores.events.tag_values(
      filter, {"release", {}, ports::TagValueOrder::events, ports::EventTags::kMaxValues});
  if (!values) return unexpected(failed(values.error()));
  for (const ports::TagValue& value : *values) shares.by_version[value.value] = value.events;
  if (values->size() < ports::EventTags::kMaxValues) return std::optional(std::move(shares));
  // Those behind the first thousand, one by one: there are at most as many as a page has.
  for (const ports::Release& one : releases) {
    if (shares.by_version.contains(one.version)) continue;
    filter.tags = {{"release", one.version}};
    const auto events = count_events(call, filter);
    if (!events) return unexpected(events.error());
    shares.by_version[one.version] = *events;
  }
  return std::optional(std::move(shares));
}

void add_share(const Shares& shares, const ports::Release& release, json::object& shown) {
  const auto found = shares.by_version.find(release.version);
  const std::int64_t events = found == shares.by_version.end() ? 0 : found->second;
  shown["eventCount"] = events;
  shown["eventShare"] =
      shares.all == 0 ? 0.0 : static_cast<double>(events) / static_cast<double>(shares.all);
}

}  // namespace

Answer<net::Response> list_releases(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto query = read_query(call, *page);
  if (!query) return unexpected(query.error());
  auto found = call.meta().releases().list(*query);
  if (!found) return unexpected(failed(found.error()));
  const bool has_next = found->size() > page->limit;
  if (has_next) found->pop_back();
  const auto shares = read_shares(call, *query, *found);
  if (!shares) return unexpected(shares.error());
  const auto shelf = ReleaseShelf::read(call, *found, query->environments);
  if (!shelf) return unexpected(shelf.error());
  json::array shown;
  for (const ports::Release& one : *found) {
    json::object full = shelf->full(one);
    if (*shares) add_share(**shares, one, full);
    shown.push_back(std::move(full));
  }
  auto response = json_response(std::move(shown));
  set_links(response, call, *page, has_next);
  return response;
}

}  // namespace picket::api

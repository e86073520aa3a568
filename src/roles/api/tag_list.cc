// Tags of an issue and of an organization. Source: shared spec "api", section 11.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "roles/api/event_search.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_stats.h"
#include "roles/api/links.h"
#include "roles/api/tag_json.h"
#include "roles/api/time_range.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using ports::TagValueOrder;

constexpr std::size_t kMaxKeys = 100;      ///< Of an issue, and of one request by `key`.
constexpr std::size_t kValuesOfAll = 10;   ///< Values of each key, where all keys are asked for.
constexpr std::size_t kValuesOfSome = 9;   ///< The same where keys are named; both as in Sentry.
constexpr std::size_t kMaxSearched = 200;  ///< Bytes of a text that values are searched for.
constexpr std::size_t kMaxShown = 100;     ///< Characters of a key that an error repeats.
constexpr std::string_view kIgnoredDatasets[] = {"", "discover", "events", "errors"};

/// The events of an issue that the request is about.
Answer<ports::EventFilter> issue_filter(const Call& call) {
  const auto range = read_time_range(call.parameters, call.now);
  if (!range) return unexpected(range.error());
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  ports::EventFilter filter = event_filter(call, call.parameters.all("environment"));
  filter.projects = {issue->project};
  filter.issues = {issue->id};
  // Without a range, of its whole life: an old issue has tags, too.
  const bool ranged = call.parameters.text("statsPeriod") || call.parameters.text("start");
  if (ranged) {
    filter.start = range->start;
    filter.end = range->end;
  }
  const auto some = add_event_search(call, filter);
  if (!some) return unexpected(some.error());
  if (!*some) filter.projects.clear();
  return filter;
}

/// Events of the projects of the call.
Answer<ports::EventFilter> organization_filter(const Call& call) {
  const std::string_view dataset = call.parameters.text_or("dataset", "");
  if (std::find(std::begin(kIgnoredDatasets), std::end(kIgnoredDatasets), dataset) ==
      std::end(kIgnoredDatasets)) {
    return unexpected(unsupported_value("dataset", dataset));
  }
  return filter_of_range(call);
}

Answer<std::string> read_key(const Call& call) {
  const std::string_view key = call.request.param("tag");
  if (is_tag_key(key)) return std::string(key);
  return unexpected(
      bad_request(fmt::format("Invalid tag key format for \"{}\"", utf8_prefix(key, kMaxShown))));
}

/// Of the keys that the request names, in its order; of all by name when it names none.
Answer<std::vector<ports::TagSummary>> read_tags(const Call& call, const ports::EventFilter& filter,
                                                 std::size_t most) {
  const std::vector<std::string> named = call.parameters.all("key");
  if (named.size() > kMaxKeys) {
    return unexpected(bad_request(fmt::format("At most {} tags can be named at once.", kMaxKeys)));
  }
  auto tags = named.empty() ? call.stores.events.top_tags(filter, kMaxKeys, most)
                            : call.stores.events.tag_top_values(filter, named, most);
  if (!tags) return unexpected(failed(tags.error()));
  if (named.empty()) {
    std::sort(tags->begin(), tags->end(),
              [](const ports::TagSummary& a, const ports::TagSummary& b) { return a.key < b.key; });
  }
  return *std::move(tags);
}

Answer<TagValueOrder> read_order(const Call& call) {
  std::string_view sort = call.parameters.text_or("sort", "-id");
  const std::string_view given = sort;
  if (sort.starts_with('-')) sort.remove_prefix(1);
  if (sort == "id" || sort == "date" || sort == "last_seen") return TagValueOrder::last_seen;
  if (sort == "count") return TagValueOrder::events;
  if (sort == "age") return TagValueOrder::first_seen;
  return unexpected(unsupported_value("sort", given));
}

/// A page of the values of one tag; its cursor counts rows.
Answer<net::Response> value_page(const Call& call, const ports::EventFilter& filter,
                                 ports::TagValueQuery query) {
  const auto order = read_order(call);
  if (!order) return unexpected(order.error());
  const auto per_page = read_per_page(call.parameters);
  if (!per_page) return unexpected(per_page.error());
  const auto cursor = read_cursor(call.parameters);
  if (!cursor) return unexpected(cursor.error());
  const std::int64_t offset = *cursor ? (*cursor)->value : 0;
  if (offset < 0 || offset > static_cast<std::int64_t>(ports::EventTags::kMaxOffset))
    return unexpected(bad_request("Invalid cursor parameter."));
  query.order = *order;
  query.offset = static_cast<std::size_t>(offset);
  query.limit = *per_page + 1;
  auto values = call.stores.events.tag_values(filter, query);
  if (!values) return unexpected(failed(values.error()));
  const std::size_t next = query.offset + *per_page;
  const bool more = values->size() > *per_page;
  if (more) values->pop_back();
  json::array shown;
  for (const ports::TagValue& value : *values) shown.push_back(tag_value_json(query.key, value));
  const std::int64_t step = static_cast<std::int64_t>(*per_page);
  PageLinks links;
  links.previous = {std::max<std::int64_t>(offset - step, 0), {}, true};
  links.has_previous = offset > 0;
  links.next = {static_cast<std::int64_t>(next), {}, false};
  links.has_next = more && next <= ports::EventTags::kMaxOffset;
  net::Response response = json_response(std::move(shown));
  response.headers.set("Link", link_header(call.options.url, call.request, links));
  return response;
}

}  // namespace

Answer<net::Response> list_issue_tags(Call& call) {
  const auto filter = issue_filter(call);
  if (!filter) return unexpected(filter.error());
  const bool named = !call.parameters.all("key").empty();
  std::size_t most = named ? kValuesOfSome : kValuesOfAll;
  if (call.parameters.text("limit")) {
    const auto limit = read_limit(call.parameters);
    if (!limit) return unexpected(limit.error());
    most = *limit;
  }
  const auto tags = read_tags(call, *filter, most);
  if (!tags) return unexpected(tags.error());
  json::array shown;
  for (const ports::TagSummary& tag : *tags) {
    if (tag.events > 0) shown.push_back(tag_summary_json(tag));
  }
  net::Response response = json_response(std::move(shown));
  say_if_sampled(*tags, response);
  return response;
}

Answer<net::Response> show_issue_tag(Call& call) {
  const auto key = read_key(call);
  if (!key) return unexpected(key.error());
  const auto filter = issue_filter(call);
  if (!filter) return unexpected(filter.error());
  const auto tags = call.stores.events.tag_top_values(*filter, {&*key, 1}, kValuesOfSome);
  if (!tags) return unexpected(failed(tags.error()));
  const ports::TagSummary& tag = tags->front();
  if (tag.events == 0) return unexpected(not_found());
  json::object shown = tag_summary_json(tag);
  shown["uniqueValues"] = tag.values;
  return json_response(std::move(shown));
}

Answer<net::Response> list_issue_tag_values(Call& call) {
  auto key = read_key(call);
  if (!key) return unexpected(std::move(key.error()));
  const auto filter = issue_filter(call);
  if (!filter) return unexpected(filter.error());
  return value_page(call, *filter, {*std::move(key)});
}

Answer<net::Response> list_organization_tags(Call& call) {
  const auto filter = organization_filter(call);
  if (!filter) return unexpected(filter.error());
  const auto keys =
      call.stores.events.tag_keys(*filter, ports::TagKeyCounts::events, ports::EventTags::kMaxKeys);
  if (!keys) return unexpected(failed(keys.error()));
  json::array shown;
  for (const ports::TagKey& key : *keys) shown.push_back(tag_key_json(key.key, key.events));
  return json_response(std::move(shown));
}

Answer<net::Response> list_organization_tag_values(Call& call) {
  auto key = read_key(call);
  if (!key) return unexpected(std::move(key.error()));
  const auto filter = organization_filter(call);
  if (!filter) return unexpected(filter.error());
  const std::string_view text = call.parameters.text_or("query", "");
  if (text.size() > kMaxSearched) {
    return unexpected(
        bad_request(fmt::format("Text of at most {} bytes can be searched", kMaxSearched)));
  }
  return value_page(call, *filter, {*std::move(key), std::string(text)});
}

}  // namespace picket::api

// GET organizations/{org}/search/keys/ and search/values/: what may be typed next into a search.
// Picket's own; Sentry's pages have the keys built in.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "domain/search/completion.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_stats.h"
#include "roles/api/json_text.h"
#include "roles/api/search_tokens.h"
#include "roles/api/search_values.h"

namespace picket::api {
namespace {

namespace json = boost::json;
namespace search = domain::search;

constexpr std::size_t kMaxText = 200;     ///< Bytes that names and values are searched for.
constexpr std::size_t kMaxKeyText = 200;  ///< Bytes of a key; no tag has a longer one.

Answer<const search::SearchConfig*> read_config(const Call& call) {
  const std::string_view name = call.parameters.text_or("search", "issues");
  if (name == "issues") return &search::issue_search();
  if (name == "events") return &search::event_search();
  return unexpected(unsupported_value("search", name));
}

Answer<std::string_view> read_text(const Call& call) {
  const std::string_view text = call.parameters.text_or("query", "");
  if (text.size() <= kMaxText) return text;
  return unexpected(bad_request(fmt::format("Text of at most {} bytes can be searched", kMaxText)));
}

struct SuggestedKey {
  std::string name;
  std::string_view kind;
  std::string_view about;
  std::int64_t events = 0;
  bool is_tag = false;  ///< Then the number of events is known.
};

json::object key_json(const SuggestedKey& key) {
  return {{"key", key.name},
          {"kind", key.kind},
          {"about", key.about},
          {"events", key.is_tag ? json::value(key.events) : json::value(nullptr)}};
}

json::object value_json(const SuggestedValue& value) {
  return {{"value", value.value},
          {"kind", value.kind},
          {"about", value.about},
          {"events", value.events ? json::value(*value.events) : json::value(nullptr)},
          {"lastSeen", value.last_seen ? date_text(*value.last_seen) : json::value(nullptr)}};
}

/// Keys of the language and of tags, those of most events first.
std::vector<SuggestedKey> merged(const search::SearchConfig& config,
                                 const std::vector<ports::TagKey>& tags) {
  std::vector<SuggestedKey> keys;
  std::unordered_map<std::string_view, std::int64_t> by_tag;
  for (const ports::TagKey& tag : tags) by_tag.emplace(tag.key, tag.events);
  for (const search::Completion& one : search::completions(config)) {
    const auto tag = by_tag.find(one.name);
    const bool is_tag = tag != by_tag.end();
    keys.push_back({std::string(one.name), one.kind, one.about, is_tag ? tag->second : 0, is_tag});
    if (is_tag) by_tag.erase(tag);
  }
  for (const ports::TagKey& tag : tags) {
    if (by_tag.contains(tag.key)) keys.push_back({tag.key, "tag", {}, tag.events, true});
  }
  std::stable_sort(keys.begin(), keys.end(), [](const SuggestedKey& a, const SuggestedKey& b) {
    return a.events > b.events;
  });
  return keys;
}

}  // namespace

Answer<net::Response> list_search_keys(Call& call) {
  const auto config = read_config(call);
  if (!config) return unexpected(config.error());
  const auto text = read_text(call);
  if (!text) return unexpected(text.error());
  const auto filter = filter_of_range(call);
  if (!filter) return unexpected(filter.error());
  const auto tags =
      call.stores.events.tag_keys(*filter, ports::TagKeyCounts::events, ports::EventTags::kMaxKeys);
  if (!tags) return unexpected(failed(tags.error()));
  json::array shown;
  for (const SuggestedKey& key : merged(**config, *tags)) {
    if (holds(key.name, *text)) shown.push_back(key_json(key));
  }
  return json_response(std::move(shown));
}

Answer<net::Response> list_search_values(Call& call) {
  const auto config = read_config(call);
  if (!config) return unexpected(config.error());
  const auto text = read_text(call);
  if (!text) return unexpected(text.error());
  const std::string_view key = call.parameters.text_or("key", "");
  if (key.empty() || key.size() > kMaxKeyText) {
    return unexpected(bad_request(
        fmt::format("'key' must name a key of a search, in at most {} bytes.", kMaxKeyText)));
  }
  const auto values = suggest_values(call, **config, key, *text);
  if (!values) return unexpected(values.error());
  json::array shown;
  for (const SuggestedValue& value : *values) shown.push_back(value_json(value));
  return json_response(std::move(shown));
}

}  // namespace picket::api

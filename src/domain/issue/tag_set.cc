#include "domain/issue/tag_set.h"

#include <algorithm>
#include <iterator>

#include "base/unicode.h"
#include "base/utf8.h"
#include "domain/grouping/json_read.h"
#include "protocol/json.h"

namespace picket::domain {
namespace {

namespace json = boost::json;
using grouping::object_at;
using grouping::values_at;

constexpr std::size_t kMaxValue = 200;  // Characters, as for an SDK's own tags.

std::string_view text_at(const json::object& object, std::string_view key) noexcept {
  return grouping::text_at(object, key).value_or(std::string_view());
}

/// Collects; of several values for a key the first one stays.
class TagSet {
 public:
  void add(std::string_view key, std::string_view value) {
    if (key.empty() || value.empty()) return;
    tags_.emplace_back(key, utf8_prefix(value, kMaxValue));
  }

  std::vector<std::pair<std::string, std::string>> take() && {
    std::stable_sort(tags_.begin(), tags_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    tags_.erase(std::unique(tags_.begin(), tags_.end(),
                            [](const auto& a, const auto& b) { return a.first == b.first; }),
                tags_.end());
    return std::move(tags_);
  }

 private:
  std::vector<std::pair<std::string, std::string>> tags_;
};

void add_attributes(const json::object& event, TagSet& tags) {
  for (const char* const key : {"level", "logger", "environment", "transaction", "release", "dist",
                                "server_name", "site"}) {
    tags.add(key, text_at(event, key));
  }
  tags.add("user", user_tag(event));
}

void add_sent(const json::object& event, TagSet& tags) {
  const json::array* const list = protocol::find_array(event, "tags");
  if (list == nullptr) return;
  for (const json::value& tag : *list) {
    const json::array* const pair = tag.if_array();
    if (pair == nullptr || pair->size() != 2) continue;
    tags.add(grouping::as_text((*pair)[0]).value_or(std::string_view()),
             grouping::as_text((*pair)[1]).value_or(std::string_view()));
  }
}

void add_mechanism(const json::object& event, TagSet& tags) {
  const json::array* const exceptions = values_at(event, "exception");
  if (exceptions == nullptr || exceptions->empty() || !(*exceptions)[0].is_object()) return;
  const json::object* const mechanism = object_at((*exceptions)[0].get_object(), "mechanism");
  if (mechanism == nullptr) return;
  tags.add("mechanism", text_at(*mechanism, "type"));
  const json::value* const handled = mechanism->if_contains("handled");
  if (handled != nullptr && handled->is_bool()) {
    tags.add("handled", handled->get_bool() ? "yes" : "no");
  }
}

/// Where the user is, under the names by which events are searched.
void add_place(const json::object& event, TagSet& tags) {
  const json::object* const user = object_at(event, "user");
  const json::object* const geo = user != nullptr ? object_at(*user, "geo") : nullptr;
  if (geo == nullptr) return;
  for (const char* const name : {"city", "country_code", "region"})
    tags.add(std::string("geo.") + name, text_at(*geo, name));
}

/// What a context says in tags: `alias` alone has the parts joined by a blank, `alias.field` one.
struct IndexedContext {
  std::string_view type;
  std::string_view first;  ///< Attributes of the tag `alias`; empty: there is none.
  std::string_view second;
  std::string_view field;   ///< The tag `alias.field` ...
  std::string_view source;  ///< ... and the attribute that it shows.
};

constexpr IndexedContext kIndexed[] = {
    {"browser", "name", "version", "name", "name"},
    {"os", "name", "version", "name", "name"},
    {"runtime", "name", "version", "name", "name"},
    {"device", "model", "", "family", "family"},
    {"gpu", "", "", "name", "name"},
    {"gpu", "", "", "vendor", "vendor_name"},
    {"app", "", "", "device", "device_app_hash"},
};

void add_contexts(const json::object& event, TagSet& tags) {
  const json::object* const contexts = object_at(event, "contexts");
  if (contexts == nullptr) return;
  for (const json::key_value_pair& member : *contexts) {
    const json::object* const context = member.value().if_object();
    if (context == nullptr) continue;
    const std::string_view type = text_at(*context, "type");
    for (const IndexedContext& indexed : kIndexed) {
      if (indexed.type != type) continue;
      std::string whole(text_at(*context, indexed.first));
      (whole += ' ').append(text_at(*context, indexed.second));
      const std::string alias(member.key());
      tags.add(alias, unicode::strip(whole));
      tags.add(alias + '.' + std::string(indexed.field), text_at(*context, indexed.source));
    }
  }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> tags_of(const json::object& event) {
  TagSet tags;
  add_attributes(event, tags);
  add_sent(event, tags);
  add_mechanism(event, tags);
  if (const json::object* request = object_at(event, "request")) {
    tags.add("url", text_at(*request, "url"));
  }
  add_contexts(event, tags);
  add_place(event, tags);
  return std::move(tags).take();
}

std::string user_tag(const json::object& event) {
  const json::object* const user = object_at(event, "user");
  if (user == nullptr) return {};
  for (const auto& [key, prefix] : {std::pair("id", "id:"), std::pair("username", "username:"),
                                    std::pair("email", "email:"), std::pair("ip_address", "ip:")}) {
    const std::string_view value = text_at(*user, key);
    if (!value.empty()) return std::string(prefix).append(value);
  }
  return {};
}

}  // namespace picket::domain

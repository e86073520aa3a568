#include "domain/normalize/tags.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/unicode.h"
#include "base/utf8.h"
#include "domain/normalize/convert.h"
#include "domain/normalize/release.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/shape.h"
#include "domain/normalize/trim.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// Attributes of the event that may not be tags of the SDK's.
constexpr std::array<std::string_view, 5> kReserved = {"release", "dist", "user", "filename",
                                                       "function"};

constexpr bool is_key_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == ':' || c == '-';
}

void shape_key(json::value& key, const Path& path, Shaper& shaper) {
  shaper.value(key, field("", Kind::lenient_string), path);
  json::string* const text = key.if_string();
  if (text == nullptr) return;
  std::replace(text->begin(), text->end(), ' ', '-');  // First, as relay does: " a" is "-a".
  const std::string_view trimmed = trim_space(as_view(*text));
  if (trimmed.size() != text->size()) *text = std::string(trimmed);
  const auto* const bad =
      std::find_if_not(text->begin(), text->end(), [](char c) { return is_key_char(c); });
  if (bad == text->end()) return;
  const std::string_view rest(bad, static_cast<std::size_t>(text->end() - bad));
  shaper.reject(key, path, "invalid character " + debug_char(unicode::decode(rest).code_point));
}

void shape_value(json::value& value, const Path& path, Shaper& shaper) {
  shaper.value(value, field("", Kind::lenient_string).with(Field::kTrim), path);
  const json::string* const text = value.if_string();
  if (text == nullptr || text->find('\n') == json::string::npos) return;
  shaper.reject(value, path, "invalid character " + debug_char(U'\n'));
}

std::string_view text_at(const json::value& tag, std::size_t index) noexcept {
  const json::array* const pair = tag.if_array();
  const json::string* const text = pair != nullptr ? (*pair)[index].if_string() : nullptr;
  return text != nullptr ? as_view(*text) : std::string_view();
}

bool has_key(const json::value& tag) noexcept {
  return tag.is_array() && tag.get_array()[0].is_string();
}

/// The number of tags when none is of that name.
std::size_t position_of(const json::array& tags, std::string_view key) noexcept {
  std::size_t at = 0;
  while (at < tags.size() && !(has_key(tags[at]) && text_at(tags[at], 0) == key)) ++at;
  return at;
}

void check_lengths(json::array& pair, const Path& path, Meta& meta) {
  if (const json::string* key = pair[0].if_string()) {
    if (key->empty()) {
      meta.invalid(Path(path, 0), "expected a non-empty value");
      pair[0] = nullptr;
    } else if (key->size() > kMaxTagKey) {
      meta.error(Path(path, 0), ErrorKind::value_too_long);
      pair[0] = nullptr;
    }
  }
  if (json::string* value = pair[1].if_string()) {
    if (value->empty()) {
      meta.invalid(Path(path, 1), "expected a non-empty value");
      pair[1] = nullptr;
    } else {
      trim_text(*value, kMaxTagValue, 0, Path(path, 1), meta);
    }
  }
}

/// Moves an attribute of the event into the tag of its name, replacing what is there.
void attribute_to_tag(json::object& event, std::string_view name, json::array& tags, Meta& meta,
                      const Path& tags_path) {
  json::value* const attribute = event.if_contains(name);
  if (attribute == nullptr) return;
  json::value moved = std::move(*attribute);
  event.erase(name);
  const Path root;
  Shaper shaper(meta, tags.storage());
  shape_value(moved, Path(root, name), shaper);
  const json::string* const text = moved.if_string();
  if (text == nullptr || text->empty()) {
    // An error about it stays with the attribute.
    if (meta.has(Path(root, name))) event.emplace(name, nullptr);
    return;
  }
  const std::size_t at = position_of(tags, name);
  const Path tag(tags_path, at);
  meta.forget(tag);
  meta.move(Path(root, name), Path(tag, 1));
  json::array pair({name, std::move(moved)}, tags.storage());
  if (at < tags.size()) {
    tags[at] = std::move(pair);
  } else {
    tags.push_back(std::move(pair));
  }
  trim_text(tags[at].get_array()[1].get_string(), kMaxTagValue, 0, Path(tag, 1), meta);
}

/// Removes what may not stay. Positions in `_meta` follow.
void drop_tags(json::array& tags, Meta& meta, const Path& path, json::object& event) {
  std::unordered_set<std::string_view> seen;
  json::value* const environment = event.if_contains("environment");
  bool environment_known = environment != nullptr && !environment->is_null();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const std::string_view key = text_at(tags[i], 0);
    if (key == "environment" && !environment_known && !text_at(tags[i], 1).empty()) {
      event["environment"] = text_at(tags[i], 1);
      environment_known = true;
    }
    const bool reserved = key == "environment" ||
                          std::find(kReserved.begin(), kReserved.end(), key) != kReserved.end();
    const bool repeated = !reserved && has_key(tags[i]) && !seen.insert(key).second;
    if (tags[i].is_null() ? !meta.has(Path(path, i)) : (reserved || repeated)) {
      meta.forget(Path(path, i));
      continue;
    }
    if (kept != i) {
      meta.move(Path(path, i), Path(path, kept));
      tags[kept] = std::move(tags[i]);  // The pair's strings stay where they are.
    }
    ++kept;
  }
  tags.resize(kept);
}

}  // namespace

void tag_pairs(json::value& value, const Path& path, Shaper& shaper) {
  if (!make_pairs(value, path, shaper, "expected an array")) return;
  json::array& tags = value.get_array();
  for (std::size_t i = 0; i < tags.size(); ++i) {
    json::array* const pair = tags[i].if_array();
    if (pair == nullptr) continue;
    const Path at(path, i);
    shape_key((*pair)[0], Path(at, 0), shaper);
    shape_value((*pair)[1], Path(at, 1), shaper);
  }
}

void normalize_tags(json::object& event, Meta& meta) {
  if (!event.contains("tags") && !event.contains("server_name") && !event.contains("site")) return;
  const Path root;
  const Path path(root, "tags");
  json::array tags(event.storage());
  if (json::value* value = event.if_contains("tags")) {
    if (!value->is_array()) return;  // Null with an error.
    tags = std::move(value->get_array());
  }
  drop_tags(tags, meta, path, event);
  validate_environment(event, meta);
  for (std::size_t i = 0; i < tags.size(); ++i) {
    if (json::array* pair = tags[i].if_array()) check_lengths(*pair, Path(path, i), meta);
  }
  attribute_to_tag(event, "server_name", tags, meta, path);
  attribute_to_tag(event, "site", tags, meta, path);
  if (tags.size() > kMaxTags) {
    meta.original_length(path, tags.size());
    for (std::size_t i = kMaxTags; i < tags.size(); ++i) meta.forget(Path(path, i));
    tags.resize(kMaxTags);
  }
  if (tags.empty() && !meta.has_any(path)) {
    event.erase("tags");
  } else {
    event["tags"] = std::move(tags);
  }
}

bool has_tag(const json::object& event, std::string_view key) noexcept {
  const json::array* const tags = protocol::find_array(event, "tags");
  return tags != nullptr && position_of(*tags, key) < tags->size();
}

void set_tag(json::object& event, std::string_view key, std::string_view value, Meta& meta) {
  const std::string_view text = trim_space(value);
  json::value& slot = event["tags"];
  if (slot.is_null()) slot = json::array(event.storage());
  json::array* const tags = slot.if_array();
  const std::size_t at = tags != nullptr ? position_of(*tags, key) : 0;
  const bool bad = text.empty() || text.find('\n') != std::string_view::npos;
  if (tags != nullptr && !bad && (at < tags->size() || tags->size() < kMaxTags)) {
    const Path root;
    const Path path(root, "tags");
    const Path tag(path, at);
    meta.forget(tag);
    if (at == tags->size()) tags->emplace_back(nullptr);
    (*tags)[at] = json::array({key, text}, event.storage());
    trim_text((*tags)[at].get_array()[1].get_string(), kMaxTagValue, 0, Path(tag, 1), meta);
  }
  if (tags != nullptr && tags->empty()) event.erase("tags");
}

void remove_tag(json::object& event, std::string_view key, Meta& meta) {
  json::value* const value = event.if_contains("tags");
  json::array* const tags = value != nullptr ? value->if_array() : nullptr;
  if (tags == nullptr) return;
  const std::size_t at = position_of(*tags, key);
  if (at == tags->size()) return;
  const Path root;
  const Path path(root, "tags");
  meta.forget(Path(path, at));
  for (std::size_t i = at + 1; i < tags->size(); ++i) meta.move(Path(path, i), Path(path, i - 1));
  tags->erase(tags->begin() + static_cast<std::ptrdiff_t>(at));
  if (tags->empty() && !meta.has_any(path)) event.erase("tags");
}

}  // namespace picket::domain::normalize

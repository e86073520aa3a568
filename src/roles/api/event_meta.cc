#include "roles/api/event_meta.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"
#include "domain/grouping/json_read.h"
#include "protocol/json.h"
#include "roles/api/json_text.h"
#include "roles/api/meta_chunks.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::grouping::object_at;

/// Names inside an entry that differ between payload and answer.
constexpr std::pair<std::string_view, std::string_view> kRenamed[] = {
    {"abs_path", "absPath"},
    {"lineno", "lineNo"},
    {"colno", "colNo"},
    {"in_app", "inApp"},
    {"instruction_addr", "instructionAddr"},
    {"symbol_addr", "symbolAddr"},
    {"raw_function", "rawFunction"},
    {"source_link", "sourceLink"},
    {"thread_id", "threadId"},
    {"raw_stacktrace", "rawStacktrace"},
    {"raw_value", "rawValue"},
    {"raw_module", "rawModule"},
    {"raw_type", "rawType"},
    {"held_locks", "heldLocks"},
    {"frames_omitted", "framesOmitted"},
    {"query_string", "query"},
    {"inferred_content_type", "inferredContentType"},
    {"api_target", "apiTarget"},
};

/// Below these keys the names are the user's own.
constexpr std::array<std::string_view, 6> kVerbatim = {"vars",    "data",    "env",
                                                       "headers", "cookies", "registers"};

std::string_view shown_name(std::string_view key) noexcept {
  for (const auto& [stored, shown] : kRenamed) {
    if (stored == key) return shown;
  }
  return key;
}

/// Depth is that of the event, at most kMaxJsonDepth.
json::value renamed(const json::value& meta) {
  const json::object* const object = meta.if_object();
  if (object == nullptr) return meta;
  json::object shown;
  for (const json::key_value_pair& member : *object) {
    const std::string_view key = member.key();
    const bool verbatim =
        key.empty() || std::find(kVerbatim.begin(), kVerbatim.end(), key) != kVerbatim.end();
    shown[shown_name(key)] = verbatim ? member.value() : renamed(member.value());
  }
  return shown;
}

/// A member that says something, else null.
json::value part(const json::object& meta, std::string_view key) {
  const json::object* const object = object_at(meta, key);
  return object == nullptr || object->empty() ? json::value(nullptr) : json::value(*object);
}

/// A request's are all there, as in Sentry, which for other entries shows what was changed alone.
constexpr std::array<std::string_view, 9> kOfRequest = {
    "", "apiTarget", "method", "url", "query", "data", "headers", "cookies", "env"};

json::value entry_meta(const Entry& entry, const json::value& stored) {
  json::value shown = renamed(stored);
  if (entry.type != "request") return shown;
  json::object whole;
  for (const std::string_view name : kOfRequest) whole[name] = nullptr;
  for (json::key_value_pair& member : shown.as_object())
    whole[member.key()] = std::move(member.value());
  return whole;
}

json::object entries_meta(const json::object& meta, std::span<const Entry> entries) {
  json::object shown;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const json::value own = part(meta, entries[i].source);
    if (!own.is_null())
      shown[std::to_string(i)] = json::object{{"data", entry_meta(entries[i], own)}};
  }
  return shown;
}

json::value message_meta(const json::object& meta) {
  const json::object* const entry = object_at(meta, "logentry");
  if (entry == nullptr) return nullptr;
  const json::value formatted = part(*entry, "formatted");
  return formatted.is_null() ? part(*entry, "message") : formatted;
}

/// Key of the stored tag that `_meta` knows by its place.
std::string_view stored_tag_key(const json::object& event, std::string_view place) {
  const auto index = ascii::parse_uint<std::size_t>(place);
  const json::array* const tags = protocol::find_array(event, "tags");
  if (!index || tags == nullptr || *index >= tags->size()) return {};
  const json::array* const pair = (*tags)[*index].if_array();
  if (pair == nullptr || pair->empty() || !pair->front().is_string()) return {};
  return pair->front().get_string();
}

json::object tags_meta(const json::object& event, const json::object& meta,
                       std::span<const std::pair<std::string, std::string>> tags) {
  json::object shown;
  const json::object* const stored = object_at(meta, "tags");
  if (stored == nullptr) return shown;
  for (const json::key_value_pair& member : *stored) {
    const std::string_view key = stored_tag_key(event, member.key());
    const auto tag =
        std::find_if(tags.begin(), tags.end(), [key](const auto& one) { return one.first == key; });
    if (key.empty() || tag == tags.end() || !member.value().is_object()) continue;
    const json::object& pair = member.value().get_object();
    shown[std::to_string(tag - tags.begin())] =
        json::object{{"key", part(pair, "0")}, {"value", part(pair, "1")}};
  }
  return shown;
}

}  // namespace

json::object event_meta(const json::object& event, std::span<const Entry> entries,
                        std::span<const std::pair<std::string, std::string>> tags) {
  static const json::object kNothing;
  const json::object* const stored = object_at(event, "_meta");
  const json::object meta = meta_with_chunks(event, stored == nullptr ? kNothing : *stored);
  json::object shown;
  shown["entries"] = entries_meta(meta, entries);
  shown["message"] = message_meta(meta);
  shown["user"] = part(meta, "user");
  shown["contexts"] = part(meta, "contexts");
  shown["sdk"] = part(meta, "sdk");
  shown["context"] = part(meta, "extra");
  shown["packages"] = part(meta, "modules");
  shown["tags"] = tags_meta(event, meta, tags);
  return shown;
}

}  // namespace picket::api

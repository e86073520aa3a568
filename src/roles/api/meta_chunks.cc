#include "roles/api/meta_chunks.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "protocol/json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// [rule, type, start, end], in bytes; a remark about the whole value has no range.
struct Remark {
  json::value rule;
  json::value type;
  std::size_t start = 0;
  std::size_t end = 0;
};

std::optional<std::size_t> position(const json::value& number) {
  boost::system::error_code failed;
  const auto position = number.to_number<std::size_t>(failed);
  if (!number.is_number() || failed) return std::nullopt;
  return position;
}

std::optional<Remark> remark_of(const json::value& stored) {
  const json::array* const parts = stored.if_array();
  if (parts == nullptr || parts->size() < 4) return std::nullopt;
  const auto start = position((*parts)[2]);
  const auto end = position((*parts)[3]);
  if (!start || !end) return std::nullopt;
  return Remark{(*parts)[0], (*parts)[1], *start, *end};
}

/// A piece that begins and ends between characters; empty ones stand for text that was removed
/// without a replacement.
bool is_piece(std::string_view text, std::size_t start, std::size_t end) {
  return start <= end && end <= text.size() && is_valid_utf8(text.substr(start, end - start));
}

json::array chunks_of(std::string_view text, const json::array& remarks) {
  json::array chunks;
  std::size_t at = 0;
  const auto add_text = [&](std::size_t end) {
    if (end > at) chunks.push_back({{"type", "text"}, {"text", text.substr(at, end - at)}});
  };
  for (const json::value& stored : remarks) {
    auto remark = remark_of(stored);
    if (!remark) continue;
    if (remark->start < at || !is_piece(text, at, remark->start) ||
        !is_piece(text, remark->start, remark->end)) {
      break;
    }
    add_text(remark->start);
    chunks.push_back({{"type", "redaction"},
                      {"text", text.substr(remark->start, remark->end - remark->start)},
                      {"rule_id", std::move(remark->rule)},
                      {"remark", std::move(remark->type)}});
    at = remark->end;
  }
  if (is_piece(text, at, text.size())) add_text(text.size());
  return chunks;
}

/// What is said about the value itself; null: it is not there.
json::value own_meta(const json::value* value, const json::value& meta) {
  const json::object* const object = meta.if_object();
  const json::string* const text = value == nullptr ? nullptr : value->if_string();
  if (object == nullptr || text == nullptr) return meta;
  const json::array* const remarks = protocol::find_array(*object, "rem");
  if (remarks == nullptr || remarks->empty()) return meta;
  json::object shown = *object;
  shown["chunks"] = chunks_of(*text, *remarks);
  return shown;
}

const json::value* member(const json::value* value, std::string_view key) {
  if (value == nullptr) return nullptr;
  if (const json::object* const object = value->if_object()) return object->if_contains(key);
  const json::array* const array = value->if_array();
  const auto index = ascii::parse_uint<std::size_t>(key);
  return array != nullptr && index && *index < array->size() ? &(*array)[*index] : nullptr;
}

/// Depth is that of the event, at most kMaxJsonDepth.
json::value with_chunks(const json::value* value, const json::value& meta) {
  const json::object* const object = meta.if_object();
  if (object == nullptr) return meta;
  json::object shown;
  for (const json::key_value_pair& part : *object) {
    shown[part.key()] = part.key().empty() ? own_meta(value, part.value())
                                           : with_chunks(member(value, part.key()), part.value());
  }
  return shown;
}

}  // namespace

json::object meta_with_chunks(const json::object& value, const json::object& meta) {
  json::object shown;
  for (const json::key_value_pair& part : meta)
    shown[part.key()] = with_chunks(value.if_contains(part.key()), part.value());
  return shown;
}

}  // namespace picket::api

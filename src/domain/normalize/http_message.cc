#include "domain/normalize/http_message.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/utf8.h"
#include "domain/normalize/convert.h"
#include "domain/normalize/lookup.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/shape.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kForm = "application/x-www-form-urlencoded";

bool lacks(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  return value == nullptr || value->is_null();
}

bool is_header(const json::value& header, std::string_view name) noexcept {
  const json::array* const pair = header.if_array();
  const json::string* const own = pair != nullptr ? (*pair)[0].if_string() : nullptr;
  return own != nullptr && ascii::iequals(as_view(*own), name);
}

/// The value of the first header of that name.
const json::string* find_header(const json::object& message, std::string_view name) noexcept {
  const json::array* const headers = protocol::find_array(message, "headers");
  if (headers == nullptr) return nullptr;
  const auto* const found =
      std::find_if(headers->begin(), headers->end(),
                   [name](const json::value& header) { return is_header(header, name); });
  return found == headers->end() ? nullptr : found->get_array()[1].if_string();
}

/// The whole text as one value.
std::optional<json::value> read_json(std::string_view text, const json::storage_ptr& storage) {
  auto prefix = protocol::parse_json_prefix(text, storage);
  if (!prefix || text.find_first_not_of(" \t\r\n", prefix->size) != std::string_view::npos) {
    return std::nullopt;
  }
  return std::move(prefix->value);
}

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Any text decodes to something. It counts when it has two names, or one with a value that is not
/// the end of base64.
std::optional<json::value> read_form(std::string_view text, const json::storage_ptr& storage) {
  if (!is_ascii(text) || text.starts_with("<?xml") || text.starts_with('{') ||
      text.starts_with('[')) {
    return std::nullopt;
  }
  json::object form(storage);
  while (!text.empty()) {
    const ascii::Split piece = ascii::split_once(text, '&');
    text = piece.tail;
    if (piece.head.empty()) continue;
    const ascii::Split pair = ascii::split_once(piece.head, '=');
    form[to_valid_utf8(percent_decode(pair.head, true))] =
        to_valid_utf8(percent_decode(pair.tail, true));
  }
  if (form.empty()) return std::nullopt;
  if (form.size() == 1) {
    const std::string_view only = as_view(form.begin()->value().get_string());
    if (only.empty() || only == "=") return std::nullopt;
  }
  return json::value(std::move(form));
}

void infer_from_header(json::object& message, const Path& path, Meta& meta) {
  // A structured body may be one that was parsed before.
  const std::string_view known = protocol::find_string(message, "inferred_content_type");
  const bool parsed = !lacks(message, "data") && !message.at("data").is_string() &&
                      (known == kJson || known == kForm);
  const bool headers_changed = !known.empty() && meta.has_any(Path(path, "headers"));
  const json::string* const header = find_header(message, "content-type");
  if (header == nullptr || parsed || headers_changed) return;
  const std::string_view type = ascii::split_once(as_view(*header), ';').head;
  meta.forget(Path(path, "inferred_content_type"));
  message["inferred_content_type"] = std::string(type);
}

}  // namespace

void infer_body(json::object& message, Bodies bodies, const Path& path, Meta& meta) {
  if (meta.has(Path(path, "data"))) return;
  json::value* const data = message.if_contains("data");
  const json::string* const text = data != nullptr ? data->if_string() : nullptr;
  if (text == nullptr) return infer_from_header(message, path, meta);
  std::string_view type = kJson;
  auto value = read_json(as_view(*text), message.storage());
  if (!value && bodies == Bodies::json_and_forms) {
    type = kForm;
    value = read_form(as_view(*text), message.storage());
  }
  if (!value) return infer_from_header(message, path, meta);
  // A lone number stays text: scrubbing looks into no numbers, and it may be one of a card.
  if (value->is_structured() || value->is_bool()) *data = *std::move(value);
  meta.forget(Path(path, "inferred_content_type"));
  message["inferred_content_type"] = type;
}

void take_cookies(json::object& message, std::string_view header, const Path& path, Meta& meta) {
  const json::string* const text = find_header(message, header);
  json::array* const headers = array_at(message, "headers");
  if (headers == nullptr) return;
  if (lacks(message, "cookies")) {
    if (text == nullptr) return;
    Meta scratch(message.storage());
    Shaper shaper(scratch, message.storage());
    json::value cookies(*text, message.storage());
    cookie_pairs(cookies, Path(path, "cookies"), shaper);
    if (!scratch.empty() || cookies.is_null()) return;
    message["cookies"] = std::move(cookies);
  }
  const Path headers_path(path, "headers");
  const bool noted = meta.has_any(headers_path);
  std::size_t kept = 0;
  json::array& list = message.at("headers").get_array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (is_header(list[i], header)) {
      if (noted) meta.forget(Path(headers_path, i));
      continue;
    }
    if (kept != i) {
      if (noted) meta.move(Path(headers_path, i), Path(headers_path, kept));
      list[kept] = std::move(list[i]);
    }
    ++kept;
  }
  list.resize(kept);
  if (list.empty() && !meta.has_any(headers_path)) message.erase("headers");
}

}  // namespace picket::domain::normalize

#include "domain/normalize/shape.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/unicode.h"
#include "domain/normalize/scalar.h"
#include "protocol/ids.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

bool is_empty_container(const json::value& value) noexcept {
  if (const json::object* object = value.if_object()) return object->empty();
  if (const json::array* array = value.if_array()) return array->empty();
  return false;
}

constexpr bool is_origin_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.';
}

/// The first character that the field does not allow.
std::optional<char32_t> forbidden(std::string_view text, const Field& field) noexcept {
  std::size_t at = std::string_view::npos;
  if (field.is(Field::kOriginChars)) {
    const auto* const bad = std::find_if_not(text.begin(), text.end(), is_origin_char);
    if (bad != text.end()) at = static_cast<std::size_t>(bad - text.begin());
  } else {
    at = text.find_first_of(field.is(Field::kNoNewline) ? "\r\n"
                            : field.is(Field::kNoSpace) ? " \t\r\n"
                                                        : "");
  }
  if (at == std::string_view::npos) return std::nullopt;
  return unicode::decode(text.substr(at)).code_point;
}

std::string_view expectation(Kind kind) noexcept {
  switch (kind) {
    case Kind::string:
      return "expected a string";
    case Kind::lenient_string:
      return "expected a primitive value";
    case Kind::boolean:
      return "expected a boolean";
    case Kind::unsigned_integer:
      return "expected an unsigned integer";
    case Kind::integer:
      return "expected a signed integer";
    case Kind::number:
      return "expected a floating point number";
    case Kind::timestamp:
      return "expected a timestamp";
    case Kind::level:
      return "expected a level";
    case Kind::event_id:
      return "expected an event id";
    case Kind::trace_id:
      return "expected a trace id";
    case Kind::span_id:
      return "expected a span id";
    case Kind::address:
      return "expected an address";
    case Kind::ip:
      return "expected an ip address";
    case Kind::thread_id:
      return "expected a thread id";
    case Kind::status:
      return "expected a trace status";
    case Kind::uuid:
      return "expected a uuid";
    case Kind::debug_id:
      return "expected a debug identifier";
    case Kind::code_id:
      return "expected a code identifier";
    case Kind::unit:
      return "expected a metric unit";
    case Kind::strings:
    case Kind::list:
    case Kind::values:
      return "expected an array";
    case Kind::free_object:
    case Kind::object:
      return "expected an object";
    case Kind::any:
    case Kind::json_string:
      break;
  }
  return "expected a primitive value";
}

bool is_unsigned(const json::value& value) noexcept {
  return value.is_uint64() || (value.is_int64() && value.get_int64() >= 0);
}

std::optional<std::string> nonempty(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

/// The text that a value of this kind is stored as; nullopt for a wrong value and for kinds that
/// are not texts.
std::optional<std::string> canonical_form(const json::value& value, Kind kind) {
  if (kind == Kind::level) return nonempty(level_name(value));
  if (kind == Kind::status) return nonempty(span_status(value));
  if (kind == Kind::address) return canonical_address(value);
  if (!value.is_string()) return std::nullopt;
  const std::string_view text = as_view(value.get_string());
  if (kind == Kind::trace_id) return canonical_trace_id(text);
  if (kind == Kind::span_id) return canonical_span_id(text);
  if (kind == Kind::uuid) return canonical_uuid(text);
  if (kind == Kind::debug_id) return canonical_debug_id(text);
  if (kind == Kind::code_id) return canonical_code_id(text);
  if (kind == Kind::unit) return metric_unit(text);
  if (kind == Kind::event_id) {
    const auto id = EventId::parse(text);
    return id ? std::optional(id->to_hex()) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

void Shaper::reject(json::value& value, const Path& path, std::string_view reason) {
  meta_.forget_inside(path);
  meta_.invalid(path, reason);
  meta_.original(path, value);
  value = nullptr;
}

void Shaper::set_text(json::value& value, std::string_view text) {
  value.emplace_string() = text;
}

void Shaper::json_text(json::value& value, const Path& path) {
  meta_.forget_inside(path);
  std::string text;
  protocol::write_json(value, text);
  set_text(value, text);
}

void Shaper::value(json::value& value, const Field& field, const Path& path) {
  if (value.is_null()) return;
  if (field.convert != nullptr) {
    field.convert(value, path, *this);
    if (value.is_null()) return;
  }
  switch (field.kind) {
    case Kind::any:
      return;
    case Kind::string:
    case Kind::lenient_string:
    case Kind::json_string:
      return string(value, field, path);
    case Kind::boolean:
      if (!value.is_bool()) reject(value, path, expectation(field.kind));
      return;
    case Kind::unsigned_integer:
      if (!is_unsigned(value)) reject(value, path, expectation(field.kind));
      return;
    case Kind::integer:
      if (!value.is_int64()) reject(value, path, expectation(field.kind));
      return;
    case Kind::number:
      if (!value.is_number()) reject(value, path, expectation(field.kind));
      return;
    case Kind::timestamp:
    case Kind::level:
    case Kind::event_id:
    case Kind::trace_id:
    case Kind::span_id:
    case Kind::address:
    case Kind::ip:
    case Kind::thread_id:
    case Kind::status:
    case Kind::uuid:
    case Kind::debug_id:
    case Kind::code_id:
    case Kind::unit:
      return scalar(value, field.kind, path);
    case Kind::strings:
    case Kind::free_object:
    case Kind::object:
    case Kind::list:
    case Kind::values:
      return container(value, field, path);
  }
}

void Shaper::string(json::value& value, const Field& field, const Path& path) {
  if (!value.is_string()) {
    if (field.kind == Kind::json_string) {
      json_text(value, path);
    } else {
      const auto text = field.kind == Kind::lenient_string ? lenient_text(value) : std::nullopt;
      if (!text) return reject(value, path, expectation(field.kind));
      set_text(value, *text);
    }
  }
  if (field.flags == 0 || checks_ == Checks::types_only) return;
  json::string& text = value.get_string();
  if (field.is(Field::kTrim)) {
    const std::string_view trimmed = trim_space(as_view(text));
    if (trimmed.size() != text.size()) text = std::string(trimmed);
  }
  if (field.is(Field::kNotEmpty) && text.empty()) {
    meta_.invalid(path, "expected a non-empty string");
    value = nullptr;
  } else if (const auto c = forbidden(as_view(text), field)) {
    reject(value, path, "invalid character " + debug_char(*c));
  }
}

void Shaper::scalar(json::value& value, Kind kind, const Path& path) {
  const json::string* const text = value.if_string();
  if (kind == Kind::timestamp) {
    if (const auto time = read_timestamp(value)) {
      value = to_seconds(*time);
      return;
    }
    if (value.is_number()) return reject(value, path, "timestamp out of range");
  } else if (kind == Kind::ip) {
    if (text != nullptr && (as_view(*text) == "{{auto}}" || is_ip_address(as_view(*text)))) return;
  } else if (kind == Kind::thread_id) {
    if (text != nullptr || is_unsigned(value)) return;
  }
  const std::optional<std::string> canonical = canonical_form(value, kind);
  if (!canonical) return reject(value, path, expectation(kind));
  if (text == nullptr || as_view(*text) != *canonical) set_text(value, *canonical);
}

void Shaper::container(json::value& value, const Field& field, const Path& path) {
  const bool is_list = field.kind == Kind::list || field.kind == Kind::strings;
  if (field.kind == Kind::values) return values(value, field, path);
  if (is_list ? !value.is_array() : !value.is_object()) {
    return reject(value, path, expectation(field.kind));
  }
  const bool must_not_be_empty = field.is(Field::kNotEmpty) && checks_ == Checks::all;
  if (is_list && value.get_array().empty() && must_not_be_empty) {
    meta_.invalid(path, "expected a non-empty value");
    value = nullptr;
  } else if (field.kind == Kind::list) {
    list(value, field, path);
  } else if (field.kind == Kind::strings) {
    strings(value, path);
  } else if (field.kind == Kind::object) {
    object(value.get_object(), *field.schema, path);
  }
}

void Shaper::strings(json::value& value, const Path& path) {
  json::array& array = value.get_array();
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (array[i].is_string() || array[i].is_null()) continue;
    reject(array[i], Path(path, i), expectation(Kind::string));
  }
}

void Shaper::list(json::value& value, const Field& field, const Path& path) {
  json::array& array = value.get_array();
  for (std::size_t i = 0; i < array.size(); ++i) {
    const Path at(path, i);
    if (json::object* element = array[i].if_object()) {
      object(*element, *field.schema, at);
    } else if (!array[i].is_null()) {
      reject(array[i], at, expectation(Kind::object));
    }
  }
}

void Shaper::values(json::value& value, const Field& field, const Path& path) {
  const Path inner_path(path, "values");
  if (json::object* wrapper = value.if_object()) {
    if (json::value* inner = wrapper->if_contains("values")) {
      json::value moved = std::move(*inner);
      for (const json::key_value_pair& member : *wrapper) {
        if (member.key() != "values") meta_.forget(Path(path, member.key()));
      }
      if (wrapper->size() > 1) wrapper->clear();
      (*wrapper)["values"] = std::move(moved);
    } else if (!wrapper->empty()) {
      meta_.move(path, Path(inner_path, 0));
      json::value only = std::move(value);
      value = json::object({{"values", json::array({std::move(only)}, storage_)}}, storage_);
    }
  } else if (value.is_array()) {
    meta_.move(path, inner_path);
    json::value all = std::move(value);
    value = json::object({{"values", std::move(all)}}, storage_);
  } else {
    return reject(value, path, expectation(Kind::values));
  }
  json::value* const inner = value.get_object().if_contains("values");
  const bool nothing = inner == nullptr || inner->is_null() || is_empty_container(*inner);
  if (nothing && !meta_.has_any(inner_path)) {
    value = nullptr;
  } else if (inner != nullptr && inner->is_array()) {
    list(*inner, field, inner_path);
  } else if (!nothing) {
    reject(*inner, inner_path, expectation(Kind::values));
  }
}

void Shaper::object(json::object& object, const Schema& schema, const Path& path) {
  bool aliased = false;
  for (auto it = object.begin(); it != object.end();) {
    const Field* const field = schema.find(it->key());
    if (field == nullptr || !field->alias_of.empty()) {
      aliased = aliased || field != nullptr;
      ++it;
      continue;
    }
    const Path at(path, field->name);
    value(it->value(), *field, at);
    const bool nothing =
        it->value().is_null() || (field->kind != Kind::any && !field->is(Field::kKeepEmpty) &&
                                  is_empty_container(it->value()));
    if (nothing && !meta_.has(at)) {
      meta_.forget(at);
      it = object.erase(it);
    } else {
      ++it;
    }
  }
  if (aliased) resolve_aliases(object, schema, path);
  if (schema.has_required && checks_ == Checks::all) require(object, schema, path);
}

void Shaper::resolve_aliases(json::object& object, const Schema& schema, const Path& path) {
  for (const Field& alias : schema.fields) {
    if (alias.alias_of.empty()) continue;
    json::value* const legacy = object.if_contains(alias.name);
    if (legacy == nullptr) continue;
    json::value moved = std::move(*legacy);
    object.erase(alias.name);
    const Path from(path, alias.name);
    if (object.contains(alias.alias_of)) {
      meta_.forget(from);
      continue;
    }
    const Field& field = *schema.find(alias.alias_of);
    const Path to(path, field.name);
    meta_.move(from, to);
    value(moved, field, to);
    const bool nothing = moved.is_null() || is_empty_container(moved);
    if (!nothing || meta_.has(to)) {
      object.emplace(field.name, std::move(moved));
    } else {
      meta_.forget(to);
    }
  }
}

void Shaper::require(json::object& object, const Schema& schema, const Path& path) {
  for (const Field& field : schema.fields) {
    if (!field.is(Field::kRequired) || object.contains(field.name)) continue;
    meta_.error(Path(path, field.name), ErrorKind::missing_attribute);
    object.emplace(field.name, nullptr);
  }
}

}  // namespace picket::domain::normalize

#include "protocol/json.h"

#include <cerrno>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include <boost/json/basic_parser_impl.hpp>

#include "protocol/json_repair.h"

namespace picket::protocol {
namespace {

namespace json = boost::json;

/// Builds values as boost::json::parser does, except for doubles: exact, and finite or null.
struct Handler {
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();
  /// Boost 1.81 scales the digits by a power of ten, which is off by a bit for longer numbers and
  /// for powers beyond the 22nd.
  static constexpr std::size_t kExactDigits = 15;

  using Ec = json::error_code;

  Handler(NonFinite mode, unsigned char* buffer, std::size_t size) noexcept
      : stack({}, buffer, size), non_finite(mode) {}

  bool on_document_begin(Ec&) { return true; }
  bool on_document_end(Ec&) { return true; }
  bool on_object_begin(Ec&) { return true; }
  bool on_object_end(std::size_t n, Ec&) { return stack.push_object(n), true; }
  bool on_array_begin(Ec&) { return true; }
  bool on_array_end(std::size_t n, Ec&) { return stack.push_array(n), true; }
  bool on_key_part(json::string_view s, std::size_t, Ec&) { return stack.push_chars(s), true; }
  bool on_key(json::string_view s, std::size_t, Ec&) { return stack.push_key(s), true; }
  bool on_string_part(json::string_view s, std::size_t, Ec&) { return stack.push_chars(s), true; }
  bool on_string(json::string_view s, std::size_t, Ec&) { return stack.push_string(s), true; }
  bool on_number_part(json::string_view, Ec&) { return true; }
  bool on_int64(std::int64_t i, json::string_view, Ec&) { return stack.push_int64(i), true; }
  bool on_uint64(std::uint64_t u, json::string_view, Ec&) { return stack.push_uint64(u), true; }
  bool on_double(double d, json::string_view text, Ec&) {
    const bool has_exponent = text.find_first_of("eE") != json::string_view::npos;
    if (text.size() > kExactDigits || has_exponent || !std::isfinite(d)) {
      double exact = d;
      if (std::from_chars(text.data(), text.data() + text.size(), exact).ec == std::errc{}) {
        d = exact;
      }
    }
    if (std::isfinite(d) || non_finite == NonFinite::keep) {
      stack.push_double(d);
    } else {
      stack.push_null();
    }
    return true;
  }
  bool on_bool(bool b, Ec&) { return stack.push_bool(b), true; }
  bool on_null(Ec&) { return stack.push_null(), true; }
  bool on_comment_part(json::string_view, Ec&) { return true; }
  bool on_comment(json::string_view, Ec&) { return true; }

  json::value_stack stack;
  NonFinite non_finite;
};

struct Attempt {
  json::error_code error;
  std::optional<json::value> value;  ///< Built in place: assigning would copy into other storage.
  std::size_t used = 0;
};

Attempt attempt(std::string_view text, json::storage_ptr storage, NonFinite non_finite) {
  json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  unsigned char buffer[4096];
  json::basic_parser<Handler> parser(options, non_finite, buffer, sizeof buffer);
  parser.handler().stack.reset(std::move(storage));
  Attempt result;
  result.used = parser.write_some(false, text.data(), text.size(), result.error);
  if (!result.error) result.value.emplace(parser.handler().stack.release());
  return result;
}

JsonError error_of(const json::error_code& error) noexcept {
  return error == json::error::too_deep ? JsonError::too_deep : JsonError::syntax;
}

}  // namespace

Result<json::value, JsonError> parse_json(std::string_view text, json::storage_ptr storage,
                                          NonFinite non_finite) {
  Attempt first = attempt(text, storage, non_finite);
  if (!first.error) {
    if (first.used != text.size()) return unexpected(JsonError::syntax);
    return std::move(*first.value);
  }
  if (first.error == json::error::too_deep) return unexpected(JsonError::too_deep);
  const std::optional<std::string> repaired = repair_json(text);
  if (!repaired) return unexpected(error_of(first.error));
  Attempt second = attempt(*repaired, std::move(storage), non_finite);
  if (second.error) return unexpected(error_of(second.error));
  if (second.used != repaired->size()) return unexpected(JsonError::syntax);
  return std::move(*second.value);
}

Result<JsonPrefix, JsonError> parse_json_prefix(std::string_view text, json::storage_ptr storage) {
  Attempt parsed = attempt(text, std::move(storage), NonFinite::to_null);
  if (parsed.error) return unexpected(error_of(parsed.error));
  // The parser also takes the white space behind the value.
  const std::size_t last = text.find_last_not_of(" \t\r\n", parsed.used - 1);
  return JsonPrefix{std::move(*parsed.value), last + 1};
}

const json::value* find(const json::value& object, std::string_view key) noexcept {
  return object.is_object() ? object.get_object().if_contains(key) : nullptr;
}

const json::object* find_object(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  return value != nullptr ? value->if_object() : nullptr;
}

const json::array* find_array(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  return value != nullptr ? value->if_array() : nullptr;
}

std::string_view find_string(const json::object& object, std::string_view key) noexcept {
  const json::value* const value = object.if_contains(key);
  const json::string* const text = value != nullptr ? value->if_string() : nullptr;
  return text != nullptr ? std::string_view(text->data(), text->size()) : std::string_view();
}

}  // namespace picket::protocol

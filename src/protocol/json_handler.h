// How JSON text becomes values: what all functions that parse have in common. For them alone.
#pragma once

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>

#include "base/result.h"
#include "protocol/json.h"
#include "protocol/json_repair.h"

namespace picket::protocol::detail {

/// Builds values as boost::json::parser does, except for doubles: exact, and finite or null.
struct JsonHandler {
  static constexpr std::size_t max_object_size = boost::json::object::max_size();
  static constexpr std::size_t max_array_size = boost::json::array::max_size();
  static constexpr std::size_t max_key_size = boost::json::string::max_size();
  static constexpr std::size_t max_string_size = boost::json::string::max_size();
  /// Boost 1.81 scales the digits by a power of ten, which is off by a bit for longer numbers and
  /// for powers beyond the 22nd.
  static constexpr std::size_t kExactDigits = 15;

  using Ec = boost::json::error_code;

  JsonHandler(NonFinite mode, unsigned char* buffer, std::size_t size) noexcept
      : stack({}, buffer, size), non_finite(mode) {}

  bool on_document_begin(Ec&) { return true; }
  bool on_document_end(Ec&) { return true; }
  bool on_object_begin(Ec&) { return true; }
  bool on_object_end(std::size_t n, Ec&) { return stack.push_object(n), true; }
  bool on_array_begin(Ec&) { return true; }
  bool on_array_end(std::size_t n, Ec&) { return stack.push_array(n), true; }
  bool on_key_part(boost::json::string_view s, std::size_t, Ec&) {
    return stack.push_chars(s), true;
  }
  bool on_key(boost::json::string_view s, std::size_t, Ec&) { return stack.push_key(s), true; }
  bool on_string_part(boost::json::string_view s, std::size_t, Ec&) {
    return stack.push_chars(s), true;
  }
  bool on_string(boost::json::string_view s, std::size_t, Ec&) {
    return stack.push_string(s), true;
  }
  bool on_number_part(boost::json::string_view, Ec&) { return true; }
  bool on_int64(std::int64_t i, boost::json::string_view, Ec&) { return stack.push_int64(i), true; }
  bool on_uint64(std::uint64_t u, boost::json::string_view, Ec&) {
    return stack.push_uint64(u), true;
  }
  bool on_double(double d, boost::json::string_view text, Ec&) {
    const bool has_exponent = text.find_first_of("eE") != boost::json::string_view::npos;
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
  bool on_comment_part(boost::json::string_view, Ec&) { return true; }
  bool on_comment(boost::json::string_view, Ec&) { return true; }

  boost::json::value_stack stack;
  NonFinite non_finite;
};

struct Attempt {
  boost::json::error_code error;
  /// Built in place: assigning would copy into other storage.
  std::optional<boost::json::value> value;
  std::size_t used = 0;
};

/// `Handler` is a JsonHandler.
template <class Handler, class... Options>
Attempt attempt(std::string_view text, boost::json::storage_ptr storage, NonFinite non_finite,
                const Options&... handler_options) {
  boost::json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  unsigned char buffer[4096];
  boost::json::basic_parser<Handler> parser(options, non_finite, buffer, sizeof buffer,
                                            handler_options...);
  parser.handler().stack.reset(std::move(storage));
  Attempt result;
  result.used = parser.write_some(false, text.data(), text.size(), result.error);
  if (!result.error) result.value.emplace(parser.handler().stack.release());
  return result;
}

inline JsonError error_of(const boost::json::error_code& error) noexcept {
  return error == boost::json::error::too_deep ? JsonError::too_deep : JsonError::syntax;
}

/// The text, or else the text repaired.
template <class Handler, class... Options>
Result<boost::json::value, JsonError> parse(std::string_view text, boost::json::storage_ptr storage,
                                            NonFinite non_finite,
                                            const Options&... handler_options) {
  Attempt first = attempt<Handler>(text, storage, non_finite, handler_options...);
  if (!first.error) {
    if (first.used != text.size()) return unexpected(JsonError::syntax);
    return std::move(*first.value);
  }
  if (first.error == boost::json::error::too_deep) return unexpected(JsonError::too_deep);
  const std::optional<std::string> repaired = repair_json(text);
  if (!repaired) return unexpected(error_of(first.error));
  Attempt second = attempt<Handler>(*repaired, std::move(storage), non_finite, handler_options...);
  if (second.error) return unexpected(error_of(second.error));
  if (second.used != repaired->size()) return unexpected(JsonError::syntax);
  return std::move(*second.value);
}

}  // namespace picket::protocol::detail

#include "domain/normalize/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "base/ascii.h"
#include "base/rfc3339.h"
#include "base/unicode.h"
#include "protocol/ids.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

constexpr double kMaxExactInteger = 9007199254740992.0;  // 2^53
constexpr double kYear10000 = 253'402'300'800.0;         // In Unix seconds.
constexpr std::string_view kHexPrefix = "0x";

std::optional<Timestamp> from_seconds(double seconds) noexcept {
  if (!(std::abs(seconds) < kYear10000)) return std::nullopt;  // NaN fails, too.
  return from_unix_us(std::llround(seconds * 1e6));
}

std::optional<std::uint64_t> parse_number(std::string_view digits, int base) noexcept {
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [to, error] = std::from_chars(digits.data(), end, number, base);
  if (digits.empty() || error != std::errc{} || to != end) return std::nullopt;
  return number;
}

std::optional<std::string> lower_hex(std::string_view text) {
  std::string out;
  bool zero = true;
  for (const char c : text) {
    const int digit = ascii::hex_value(c);
    if (digit < 0) return std::nullopt;
    zero = zero && digit == 0;
    out += ascii::to_lower(c);
  }
  if (zero) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::string> lenient_text(const json::value& value) {
  switch (value.kind()) {
    case json::kind::bool_:
      return value.get_bool() ? "True" : "False";
    case json::kind::int64:
      return std::to_string(value.get_int64());
    case json::kind::uint64:
      return std::to_string(value.get_uint64());
    case json::kind::double_: {
      const double number = value.get_double();
      if (!(std::abs(number) < kMaxExactInteger)) return std::nullopt;
      return std::to_string(static_cast<std::int64_t>(number));
    }
    case json::kind::null:
    case json::kind::string:
    case json::kind::array:
    case json::kind::object:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Timestamp> read_timestamp(const json::value& value) noexcept {
  switch (value.kind()) {
    case json::kind::int64:
      return from_seconds(static_cast<double>(value.get_int64()));
    case json::kind::double_:
      return from_seconds(value.get_double());
    case json::kind::string:
      return parse_rfc3339(as_view(value.get_string()));
    case json::kind::null:
    case json::kind::bool_:
    case json::kind::uint64:  // Past year 9999.
    case json::kind::array:
    case json::kind::object:
      return std::nullopt;
  }
  return std::nullopt;
}

double to_seconds(Timestamp time) noexcept {
  return static_cast<double>(to_unix_us(time)) / 1e6;
}

std::string_view level_name(const json::value& value) noexcept {
  if (const std::int64_t* const number = value.if_int64()) {
    switch (*number) {
      case 10:
        return "debug";
      case 20:
        return "info";
      case 30:
        return "warning";
      case 40:
        return "error";
      case 50:
        return "fatal";
      default:  // A number from outside, not one of our enumerators.
        return {};
    }
  }
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kNames = {{
      {"error", "error"},
      {"warning", "warning"},
      {"info", "info"},
      {"debug", "debug"},
      {"fatal", "fatal"},
      {"log", "info"},
      {"critical", "fatal"},
  }};
  if (const json::string* const text = value.if_string()) {
    for (const auto& [name, level] : kNames) {
      if (as_view(*text) == name) return level;
    }
  }
  return {};
}

std::optional<std::string> canonical_address(const json::value& value) {
  std::optional<std::uint64_t> number;
  if (const std::uint64_t* const big = value.if_uint64()) number = *big;
  if (const std::int64_t* const small = value.if_int64(); small != nullptr && *small >= 0) {
    number = static_cast<std::uint64_t>(*small);
  }
  if (const json::string* const text = value.if_string()) {
    const std::string_view digits = as_view(*text);
    number = digits.starts_with(kHexPrefix) || digits.starts_with("0X")
                 ? parse_number(digits.substr(kHexPrefix.size()), 16)
                 : parse_number(digits, 10);
  }
  if (!number) return std::nullopt;
  return fmt::format("{:#x}", *number);
}

std::optional<std::string> canonical_trace_id(std::string_view text) {
  const auto id = EventId::parse(text);
  if (!id || *id == EventId{}) return std::nullopt;
  return id->to_hex();
}

std::optional<std::string> canonical_span_id(std::string_view text) {
  return text.size() == 16 ? lower_hex(text) : std::nullopt;
}

std::optional<std::string> canonical_uuid(std::string_view text) {
  const auto id = EventId::parse(text);
  if (!id) return std::nullopt;
  std::string out = id->to_hex();
  for (const std::size_t at : {20U, 16U, 12U, 8U}) out.insert(at, 1, '-');
  return out;
}

std::optional<std::string> canonical_debug_id(std::string_view text) {
  constexpr std::size_t kDigits = 32;
  constexpr std::size_t kHyphenated = 36;
  const bool hyphenated = text.size() > 8 && text[8] == '-';
  const std::size_t size = hyphenated ? kHyphenated : kDigits;
  if (text.size() < size) return std::nullopt;
  auto uuid = canonical_uuid(text.substr(0, size));
  if (!uuid) return std::nullopt;
  std::string_view age = text.substr(size);
  if (age.starts_with('-')) age.remove_prefix(1);
  if (age.empty()) return uuid;
  const auto number = parse_number(age, 16);
  if (!number || *number > 0xFFFFFFFFU) return std::nullopt;
  if (*number != 0) *uuid += fmt::format("-{:x}", *number);
  return uuid;
}

std::optional<std::string> canonical_code_id(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (ascii::hex_value(c) >= 0) out += ascii::to_lower(c);
  }
  if (out.empty()) return std::nullopt;
  return out;
}

std::string_view span_status(const json::value& value) noexcept {
  // By gRPC's numbers.
  static constexpr std::array<std::string_view, 17> kNames = {"ok",
                                                              "cancelled",
                                                              "unknown",
                                                              "invalid_argument",
                                                              "deadline_exceeded",
                                                              "not_found",
                                                              "already_exists",
                                                              "permission_denied",
                                                              "resource_exhausted",
                                                              "failed_precondition",
                                                              "aborted",
                                                              "out_of_range",
                                                              "unimplemented",
                                                              "internal_error",
                                                              "unavailable",
                                                              "data_loss",
                                                              "unauthenticated"};
  if (const std::int64_t* const code = value.if_int64()) {
    if (*code < 0 || static_cast<std::uint64_t>(*code) >= kNames.size()) return {};
    return kNames[static_cast<std::size_t>(*code)];
  }
  const json::string* const text = value.if_string();
  if (text == nullptr) return {};
  const auto* const found = std::find(kNames.begin(), kNames.end(), as_view(*text));
  return found == kNames.end() ? std::string_view() : *found;
}

std::optional<std::string> metric_unit(std::string_view text) {
  constexpr std::size_t kMaxCustom = 15;
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kShort = {{
      {"", "none"},
      {"unit", "none"},
      {"ns", "nanosecond"},
      {"ms", "millisecond"},
      {"s", "second"},
  }};
  for (const auto& [name, unit] : kShort) {
    if (text == name) return std::string(unit);
  }
  if (text.size() > kMaxCustom) return std::nullopt;
  std::string out;
  for (const char c : text) {
    if (c <= ' ' || c >= 0x7F) return std::nullopt;
    out += ascii::to_lower(c);
  }
  return out;
}

bool is_ip_address(std::string_view text) noexcept {
  std::array<char, INET6_ADDRSTRLEN + 1> zero_terminated{};
  if (text.size() >= zero_terminated.size()) return false;
  text.copy(zero_terminated.data(), text.size());
  in6_addr address;
  return inet_pton(AF_INET, zero_terminated.data(), &address) == 1 ||
         inet_pton(AF_INET6, zero_terminated.data(), &address) == 1;
}

std::string_view trim_space(std::string_view text) noexcept {
  const auto plain = [](char c) { return c > ' ' && c < 0x7F; };
  if (text.empty() || (plain(text.front()) && plain(text.back()))) return text;
  return unicode::strip(text);
}

std::string debug_char(char32_t c) {
  switch (c) {
    case U'\n':
      return "'\\n'";
    case U'\r':
      return "'\\r'";
    case U'\t':
      return "'\\t'";
    case U'\'':
      return "'\\''";
    case U'\\':
      return "'\\\\'";
    case U'\0':
      return "'\\0'";
    default:  // Not an enumeration.
      break;
  }
  if (c < 0x20 || c == 0x7F) return fmt::format("'\\u{{{:x}}}'", static_cast<std::uint32_t>(c));
  std::string text = "'";
  unicode::append(c, text);
  return text + '\'';
}

}  // namespace picket::domain::normalize

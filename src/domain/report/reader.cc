#include "domain/report/reader.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/ascii.h"
#include "base/rfc3339.h"

namespace picket::domain::report {
namespace {

namespace json = boost::json;

std::string_view view(const json::string& text) noexcept {
  return {text.data(), text.size()};
}

bool is_text(const json::value& value) noexcept {
  return value.is_string();
}

}  // namespace

bool Reader::take(std::initializer_list<std::string_view> names, json::value& value) {
  bool found = false;
  for (const std::string_view name : names) {
    const auto member = report_.find(name);
    if (member == report_.end()) continue;
    if (!found && !member->value().is_null()) {
      value = std::move(member->value());
      found = true;
    }
    report_.erase(member);
  }
  return found;
}

bool Reader::put(std::string_view as, json::value value, bool right) {
  require(right);
  if (right) out_[as] = std::move(value);
  return right;
}

bool Reader::text(std::string_view as, std::initializer_list<std::string_view> names) {
  json::value value(report_.storage());
  if (!take(names, value)) return false;
  const bool right = is_text(value);
  return put(as, std::move(value), right);
}

bool Reader::texts(std::string_view as, std::initializer_list<std::string_view> names) {
  json::value value(report_.storage());
  if (!take(names, value)) return false;
  const json::array* const list = value.if_array();
  const bool right = list != nullptr && std::all_of(list->begin(), list->end(), is_text);
  return put(as, std::move(value), right);
}

bool Reader::unsigned_or_digits(std::string_view as,
                                std::initializer_list<std::string_view> names) {
  json::value value(report_.storage());
  if (!take(names, value)) return false;
  if (const json::string* const digits = value.if_string()) {
    const auto number = ascii::parse_uint<std::uint64_t>(view(*digits));
    return put(as, number.value_or(0), number.has_value());
  }
  const std::int64_t* const number = value.if_int64();
  const bool right = value.is_uint64() || (number != nullptr && *number >= 0);
  return put(as, std::move(value), right);
}

bool Reader::integer(std::string_view as, std::initializer_list<std::string_view> names) {
  json::value value(report_.storage());
  if (!take(names, value)) return false;
  const bool right = value.is_int64() || value.is_uint64();
  return put(as, std::move(value), right);
}

bool Reader::boolean(std::string_view as, std::initializer_list<std::string_view> names) {
  json::value value(report_.storage());
  if (!take(names, value)) return false;
  const bool right = value.is_bool();
  return put(as, std::move(value), right);
}

bool Reader::date(std::string_view as, std::initializer_list<std::string_view> names) {
  json::value value(report_.storage());
  if (!take(names, value)) return false;
  const json::string* const text = value.if_string();
  const auto time = text != nullptr ? parse_rfc3339(view(*text)) : std::nullopt;
  if (!time) return put(as, nullptr, false);
  return put(as, json::value(format_rfc3339(*time, "+00:00"), report_.storage()), true);
}

bool Reader::choice(std::string_view as, std::initializer_list<std::string_view> names,
                    std::initializer_list<std::string_view> values) {
  json::value value(report_.storage());
  if (!take(names, value)) return false;
  const json::string* const text = value.if_string();
  const bool right =
      text != nullptr && std::find(values.begin(), values.end(), view(*text)) != values.end();
  return put(as, std::move(value), right);
}

bool Reader::any(std::string_view as, std::initializer_list<std::string_view> names) {
  json::value value(report_.storage());
  if (!take(names, value)) return false;
  return put(as, std::move(value), true);
}

void Reader::rest() {
  for (json::key_value_pair& member : report_) {
    out_.emplace(member.key(), std::move(member.value()));
  }
  report_.clear();
}

}  // namespace picket::domain::report

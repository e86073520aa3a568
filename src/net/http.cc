#include "net/http.h"

#include <algorithm>

#include "base/ascii.h"

namespace picket::net {
namespace {

/// Appends `text` as the inside of a JSON string.
void append_json_escaped(std::string& out, std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 0xfU];
    } else {
      out += c;
    }
  }
}

/// Calls `found` with each decoded value of `name` until it returns false.
template <class Found>
void each_query_value(std::string_view query, std::string_view name, Found found) {
  while (!query.empty()) {
    const ascii::Split pair = ascii::split_once(query, '&');
    query = pair.tail;
    const ascii::Split name_value = ascii::split_once(pair.head, '=');
    if (pair.head.empty() || percent_decode(name_value.head, true) != name) continue;
    if (!found(percent_decode(name_value.tail, true))) return;
  }
}

}  // namespace

std::string_view Headers::get(std::string_view name) const noexcept {
  for (const auto& [field, value] : fields_) {
    if (ascii::iequals(field, name)) return value;
  }
  return {};
}

bool Headers::has(std::string_view name) const noexcept {
  return std::any_of(fields_.begin(), fields_.end(),
                     [name](const auto& field) { return ascii::iequals(field.first, name); });
}

void Headers::add(std::string_view name, std::string_view value) {
  fields_.emplace_back(name, value);
}

void Headers::set(std::string_view name, std::string_view value) {
  std::erase_if(fields_, [name](const auto& field) { return ascii::iequals(field.first, name); });
  add(name, value);
}

std::string_view Request::param(std::string_view name) const noexcept {
  for (const auto& [param_name, value] : params) {
    if (param_name == name) return value;
  }
  return {};
}

std::optional<std::string> query_value(std::string_view query, std::string_view name) {
  std::optional<std::string> first;
  each_query_value(query, name, [&first](std::string value) {
    first = std::move(value);
    return false;
  });
  return first;
}

std::vector<std::string> query_values(std::string_view query, std::string_view name) {
  std::vector<std::string> all;
  each_query_value(query, name, [&all](std::string value) {
    all.push_back(std::move(value));
    return true;
  });
  return all;
}

Response error_response(int status, std::string_view detail) {
  Response response;
  response.status = status;
  response.body = R"({"detail":")";
  append_json_escaped(response.body, detail);
  response.body += R"("})";
  return response;
}

}  // namespace picket::net

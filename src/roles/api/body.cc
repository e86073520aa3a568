#include "roles/api/body.h"

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "protocol/json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxListed = 200;  ///< Characters of one text of a list.

std::size_t characters(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return count;
}

bool is_json(std::string_view content_type) {
  return ascii::iequals(ascii::trim(ascii::split_once(content_type, ';').head), "application/json");
}

}  // namespace

Answer<void> check_content_type(const net::Request& request) {
  if (request.body.empty() || is_json(request.headers.get("Content-Type"))) return {};
  return unexpected(Problem{415, "Unsupported media type: send application/json."});
}

Answer<json::object> read_body(const net::Request& request) {
  if (auto checked = check_content_type(request); !checked) return unexpected(checked.error());
  if (request.body.empty()) return json::object();
  auto parsed = protocol::parse_json(request.body);
  if (!parsed) return unexpected(bad_request("JSON parse error: the body is not valid JSON."));
  if (!parsed->is_object()) return unexpected(bad_request("The body must be a JSON object."));
  return std::move(parsed->get_object());
}

const json::value* Fields::find(std::string_view name) const noexcept {
  return body_.if_contains(name);
}

void Fields::refuse(std::string_view name, std::string_view sentence) {
  json::value& at = wrong_[name];
  if (at.is_null()) at = json::array();
  at.get_array().emplace_back(sentence);
}

std::optional<std::string> Fields::text(std::string_view name, std::size_t most) {
  const json::value* const value = find(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (!value->is_string()) {
    refuse(name, "Not a valid string.");
    return std::nullopt;
  }
  const std::string_view text = ascii::trim(value->get_string());
  if (text.find('\0') != std::string_view::npos) {
    refuse(name, "Null characters are not allowed.");
    return std::nullopt;
  }
  if (characters(text) > most) {
    refuse(name, fmt::format("Ensure this field has no more than {} characters.", most));
    return std::nullopt;
  }
  return std::string(text);
}

std::string Fields::required_text(std::string_view name, std::size_t most) {
  const json::value* const value = find(name);
  if (value == nullptr) {
    refuse(name, "This field is required.");
    return {};
  }
  if (value->is_null()) {
    refuse(name, "This field may not be null.");
    return {};
  }
  auto found = text(name, most);
  if (found && found->empty()) refuse(name, "This field may not be blank.");
  return std::move(found).value_or("");
}

std::optional<bool> Fields::flag(std::string_view name) {
  const json::value* const value = find(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (value->is_bool()) return value->get_bool();
  refuse(name, "Must be a valid boolean.");
  return std::nullopt;
}

std::optional<std::int64_t> Fields::number(std::string_view name, std::int64_t least,
                                           std::int64_t most) {
  const json::value* const value = find(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  boost::system::error_code failed;
  const auto number = value->to_number<std::int64_t>(failed);
  if (failed) {
    refuse(name, "A valid integer is required.");
    return std::nullopt;
  }
  if (number < least) {
    refuse(name, fmt::format("Ensure this value is greater than or equal to {}.", least));
    return std::nullopt;
  }
  if (number > most) {
    refuse(name, fmt::format("Ensure this value is less than or equal to {}.", most));
    return std::nullopt;
  }
  return number;
}

std::optional<std::vector<std::string>> Fields::texts(std::string_view name, std::size_t most) {
  const json::value* const value = find(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (!value->is_array()) {
    refuse(name, "Expected a list of items.");
    return std::nullopt;
  }
  std::vector<std::string> texts;
  for (const json::value& item : value->get_array()) {
    if (!item.is_string() || item.get_string().size() > 4 * kMaxListed ||
        item.get_string().find('\0') != json::string::npos) {
      refuse(name, fmt::format("Each item must be a text of at most {} characters.", kMaxListed));
      return std::nullopt;
    }
    texts.emplace_back(ascii::trim(item.get_string()));
  }
  if (texts.size() > most) {
    refuse(name, fmt::format("Ensure this field has no more than {} elements.", most));
    return std::nullopt;
  }
  return texts;
}

Problem Fields::problem() const {
  Problem problem{400, ""};
  problem.body = wrong_;
  return problem;
}

}  // namespace picket::api

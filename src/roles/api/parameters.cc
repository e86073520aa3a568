#include "roles/api/parameters.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/utf8.h"

namespace picket::api {
namespace {

/// Characters of the client's own text that an answer repeats.
constexpr std::size_t kMaxQuoted = 100;

std::string quoted(std::string_view text) {
  return std::string(utf8_prefix(to_valid_utf8(text.substr(0, 4 * kMaxQuoted)), kMaxQuoted));
}

}  // namespace

Answer<Parameters> Parameters::read(std::string_view query,
                                    std::span<const std::string_view> known) {
  Parameters parameters;
  while (!query.empty()) {
    const ascii::Split pair = ascii::split_once(query, '&');
    query = pair.tail;
    if (pair.head.empty()) continue;
    const ascii::Split name_value = ascii::split_once(pair.head, '=');
    std::string name = percent_decode(name_value.head, true);
    std::string value = percent_decode(name_value.tail, true);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return unexpected(
          bad_request(fmt::format("Unsupported query parameter: '{}'.", quoted(name))));
    }
    if (!is_valid_utf8(value) || value.find('\0') != std::string::npos)
      return unexpected(bad_request(fmt::format("The value of '{}' is not valid text.", name)));
    parameters.pairs_.emplace_back(std::move(name), std::move(value));
  }
  return parameters;
}

std::optional<std::string_view> Parameters::text(std::string_view name) const noexcept {
  const auto found = std::find_if(pairs_.rbegin(), pairs_.rend(),
                                  [name](const auto& pair) { return pair.first == name; });
  if (found == pairs_.rend()) return std::nullopt;
  return found->second;
}

std::string_view Parameters::text_or(std::string_view name,
                                     std::string_view otherwise) const noexcept {
  const auto given = text(name);
  return given && !given->empty() ? *given : otherwise;
}

std::vector<std::string> Parameters::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : pairs_) {
    if (key == name) values.push_back(value);
  }
  return values;
}

bool Parameters::flag(std::string_view name) const noexcept {
  const auto given = text(name);
  return given == "1" || given == "true";
}

Problem unsupported_value(std::string_view name, std::string_view value) {
  return bad_request(fmt::format("Unsupported value '{}' for '{}'.", quoted(value), name));
}

Answer<std::size_t> read_per_page(const Parameters& parameters) {
  const auto given = parameters.text("per_page");
  if (!given) return kMaxPage;
  const auto count = ascii::parse_uint<std::size_t>(*given);
  if (!count || *count == 0 || *count > kMaxPage) {
    return unexpected(
        bad_request(fmt::format("Invalid per_page value. Must be between 1 and {}.", kMaxPage)));
  }
  return *count;
}

Answer<std::size_t> read_limit(const Parameters& parameters) {
  const std::string_view given = parameters.text_or("limit", "100");
  if (given.find_first_not_of("0123456789") != std::string_view::npos ||
      given.find_first_not_of('0') == std::string_view::npos) {
    return unexpected(bad_request("invalid limit"));
  }
  return std::min(ascii::parse_uint<std::size_t>(given).value_or(kMaxPage), kMaxPage);
}

Answer<std::vector<std::string>> read_words(const Parameters& parameters, std::string_view name,
                                            std::span<const std::string_view> known) {
  std::vector<std::string> words = parameters.all(name);
  for (const std::string& word : words) {
    if (std::find(known.begin(), known.end(), word) == known.end())
      return unexpected(unsupported_value(name, word));
  }
  return words;
}

}  // namespace picket::api

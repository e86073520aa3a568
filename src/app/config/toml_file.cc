// The only file that includes toml++ (header-only, slow to compile).
#include "app/config/toml_file.h"

#include <utility>

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace picket::app {
namespace {

using Assignments = std::vector<Assignment>;

std::string scalar_text(const toml::node& node) {
  if (const auto text = node.value<std::string>()) return *text;
  if (const auto* number = node.as_integer()) return fmt::format("{}", number->get());
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (const auto* real = node.as_floating_point()) return fmt::format("{}", real->get());
  return {};
}

std::string array_text(const toml::array& array) {
  std::string text;
  for (const toml::node& item : array) {
    if (!text.empty()) text += ",";
    text += scalar_text(item);
  }
  return text;
}

// The depth of the recursion is bounded by the parser, which allows 256 levels of nesting.
void flatten(const toml::table& table, const std::string& prefix, const std::string& path,
             Assignments& out) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    if (const auto* inner = node.as_table()) {
      flatten(*inner, key + ".", path, out);
      continue;
    }
    const auto* array = node.as_array();
    out.push_back({key, array != nullptr ? array_text(*array) : scalar_text(node),
                   fmt::format("{} line {}", path, node.source().begin.line)});
  }
}

}  // namespace

Result<Assignments, std::string> read_toml_file(const std::string& path) {
  const toml::parse_result parsed = toml::parse_file(path);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return unexpected(
        fmt::format("{} line {}: {}", path, error.source().begin.line, error.description()));
  }
  Assignments out;
  flatten(parsed.table(), "", path, out);
  return out;
}

}  // namespace picket::app

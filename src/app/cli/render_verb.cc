#include "app/cli/render_verb.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "app/cli/json_text.h"
#include "app/cli/table.h"
#include "base/utf8.h"

namespace picket::app {
namespace {

namespace json = boost::json;

/// Links and tokens are copied: they are never cut.
constexpr std::size_t kWidest = 1000;

const json::value kNothing;

/// Null where the path ends early. An array on the way stands for its items.
json::value at_path(const json::object& object, std::string_view path) {
  const std::size_t dot = path.find('.');
  const json::value* const value = object.if_contains(path.substr(0, dot));
  if (value == nullptr || dot == std::string_view::npos)
    return value == nullptr ? kNothing : *value;
  const std::string_view rest = path.substr(dot + 1);
  if (const json::object* const inner = value->if_object()) return at_path(*inner, rest);
  const json::array* const items = value->if_array();
  if (items == nullptr) return kNothing;
  json::array found;
  for (const json::value& item : *items) found.push_back(at_path(as_object(item), rest));
  return found;
}

/// "yes" and "no"; lists with commas, the facts of an object with colons.
std::string cell(const json::value& value) {
  if (const bool* const flag = value.if_bool()) return *flag ? "yes" : "no";
  std::string joined;
  if (const json::array* const items = value.if_array()) {
    for (const json::value& item : *items) joined += (joined.empty() ? "" : ", ") + cell(item);
    return joined;
  }
  if (const json::object* const object = value.if_object()) {
    for (const auto& [name, item] : *object) joined += (joined.empty() ? "" : ":") + cell(item);
    return joined;
  }
  return text_of(value);
}

std::string or_dash(std::string text) {
  return text.empty() ? "-" : text;
}

bool is_shown(const Column& column, const json::object& arguments) {
  return column.when.empty() || arguments.contains(column.when);
}

std::string list(const Verb& verb, const json::array& rows) {
  if (rows.empty()) return fmt::format("{}\n", verb.none);
  std::vector<Table::Column> columns;
  for (const Column& column : verb.columns)
    columns.push_back({std::string(column.title), Align::left, 120});
  Table table(std::move(columns));
  for (const json::value& row : rows) {
    std::vector<std::string> cells;
    for (const Column& column : verb.columns)
      cells.push_back(or_dash(cell(at_path(as_object(row), column.path))));
    table.add(std::move(cells));
  }
  return table.text();
}

std::string facts(const Verb& verb, const json::object& answer, const json::object& arguments) {
  std::size_t widest = 0;
  for (const Column& column : verb.columns) {
    if (is_shown(column, arguments)) widest = std::max(widest, column.title.size());
  }
  std::string out;
  for (const Column& column : verb.columns) {
    if (!is_shown(column, arguments)) continue;
    const std::string text = or_dash(cell(at_path(answer, column.path)));
    out += fmt::format("{:<{}}  {}\n", column.title, widest, printable(utf8_prefix(text, kWidest)));
  }
  return out;
}

}  // namespace

std::string fill_in(std::string_view text, std::initializer_list<const json::object*> sources) {
  std::string out;
  for (;;) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open);
    out += text.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos) return out;
    const std::string_view path = text.substr(open + 1, close - open - 1);
    for (const json::object* const source : sources) {
      const std::string found = cell(at_path(*source, path));
      if (found.empty()) continue;
      out += printable(found);
      break;
    }
    text.remove_prefix(close + 1);
  }
}

std::string render_verb(const Verb& verb, const json::value& result,
                        const json::object& arguments) {
  const json::object& object = as_object(result);
  const json::value* const answer = object.if_contains("answer");
  if (answer != nullptr && answer->is_array()) return list(verb, answer->get_array());
  const json::object& answered = object_at(object, "answer");
  std::string out;
  if (!verb.done.empty())
    out = fill_in(verb.done, {&object_at(object, "names"), &answered, &arguments}) + "\n";
  return out + facts(verb, answered, arguments);
}

}  // namespace picket::app

#include "pretty_json.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "protocol/json.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

constexpr std::size_t kOneLine = 80;  ///< Bytes of a container that stays on its line.

json::value sorted(const json::value& value) {
  if (const json::array* array = value.if_array()) {
    json::array out;
    for (const json::value& element : *array) out.push_back(sorted(element));
    return out;
  }
  const json::object* const object = value.if_object();
  if (object == nullptr) return value;
  std::vector<std::string_view> keys;
  for (const json::key_value_pair& member : *object) keys.emplace_back(member.key());
  std::sort(keys.begin(), keys.end());
  json::object out;
  for (const std::string_view key : keys) out.emplace(key, sorted(object->at(key)));
  return out;
}

void write(const json::value& value, std::size_t indent, std::string& out);

template <class Members, class Each>
void write_lines(const Members& members, char open, char close, std::size_t indent,
                 std::string& out, const Each& each) {
  out += open;
  bool first = true;
  for (const auto& member : members) {
    if (!first) out += ',';
    first = false;
    out.append("\n").append(indent + 2, ' ');
    each(member);
  }
  out.append("\n").append(indent, ' ') += close;
}

void write(const json::value& value, std::size_t indent, std::string& out) {
  std::string compact;
  protocol::write_json(value, compact);
  if (compact.size() <= kOneLine || value.is_primitive()) {
    out += compact;
  } else if (const json::array* array = value.if_array()) {
    write_lines(*array, '[', ']', indent, out,
                [&](const json::value& element) { write(element, indent + 2, out); });
  } else {
    write_lines(value.get_object(), '{', '}', indent, out, [&](const json::key_value_pair& member) {
      protocol::write_json_string(member.key(), out);
      out += ": ";
      write(member.value(), indent + 2, out);
    });
  }
}

}  // namespace

std::string pretty_json(const json::value& value) {
  std::string out;
  write(sorted(value), 0, out);
  return out + '\n';
}

}  // namespace picket::conformance

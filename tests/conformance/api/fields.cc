#include "conformance/api/fields.h"

#include <string>

#include <gtest/gtest.h>

#include "base/ascii.h"
#include "conformance/api/shape.h"

namespace picket::conformance {

namespace json = boost::json;

const json::value* at(const json::value& of, std::string_view path) {
  const json::value* here = &of;
  while (!path.empty() && here != nullptr) {
    const ascii::Split parts = ascii::split_once(path, '.');
    if (const json::array* const list = here->if_array()) {
      const auto index = ascii::parse_uint<std::size_t>(parts.head);
      here = index && *index < list->size() ? &(*list)[*index] : nullptr;
    } else if (const json::object* const object = here->if_object()) {
      here = object->if_contains(parts.head);
    } else {
      here = nullptr;
    }
    path = parts.tail;
  }
  return here;
}

void expect_fields(const json::value& of, const Fields& fields) {
  for (const auto& [path, kinds] : fields) {
    const json::value* const value = at(of, path);
    if (value == nullptr) {
      ADD_FAILURE() << path << " is not there";
      continue;
    }
    const std::string one = "|" + std::string(kind_of(*value)) + "|";
    EXPECT_NE(("|" + std::string(kinds) + "|").find(one), std::string::npos)
        << path << " is " << kind_of(*value);
  }
}

}  // namespace picket::conformance

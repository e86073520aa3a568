#include "domain/release/name.h"

#include "base/ascii.h"

namespace picket::domain::release {
namespace {

constexpr std::string_view kForbidden = "/\r\n\t\f";

}  // namespace

bool is_valid_name(std::string_view name) noexcept {
  return !name.empty() && name.size() <= kMaxNameBytes && name != "." && name != ".." &&
         !ascii::iequals(name, "latest") &&
         name.find_first_of(kForbidden) == std::string_view::npos;
}

bool is_valid_new_name(std::string_view name) noexcept {
  return is_valid_name(name) && name.find('\\') == std::string_view::npos &&
         ascii::trim(name) == name;
}

}  // namespace picket::domain::release

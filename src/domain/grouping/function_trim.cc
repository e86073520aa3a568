#include "domain/grouping/function_trim.h"

#include "domain/grouping/native_function.h"
#include "domain/grouping/platform.h"

namespace picket::domain::grouping {

std::string trim_function_name(std::string_view function, std::string_view platform) {
  if (platform == "csharp") return std::string(function.substr(0, function.find(" (")));
  if (family_of(platform) == Family::native) return trim_native_function_name(function, platform);
  return std::string(function);
}

}  // namespace picket::domain::grouping
